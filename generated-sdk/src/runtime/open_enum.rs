//! Enums that may gain values.
//!
//! The API adds values to its enums without notice. A value that this version does not know must
//! neither fail to decode nor change when it is sent back.

use std::borrow::Cow;

use super::wire::Text;

/// An enum value that this version of the crate does not know.
///
/// It can only be created by conversion from a string, which turns a known value into its own
/// variant: equal values are always equal variants.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Unrecognized(String);

impl Unrecognized {
    /// Returns the string of the value in JSON.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The variant for unknown values. Implemented by [`open_enum`].
pub(crate) trait CatchAll {
    fn catch(value: Unrecognized) -> Self;
    fn caught(&self) -> Option<&Unrecognized>;
}

/// An enum of strings that preserves unknown strings.
pub(crate) trait OpenEnum: CatchAll + Clone + PartialEq + Sized + 'static {
    /// The known values, each with its string in JSON.
    const KNOWN: &'static [(&'static str, Self)];
}

pub(crate) fn parse<T: OpenEnum>(text: Cow<'_, str>) -> T {
    match T::KNOWN.iter().find(|(spelling, _)| *spelling == text) {
        Some((_, value)) => value.clone(),
        None => T::catch(Unrecognized(text.into_owned())),
    }
}

pub(crate) fn spelling<T: OpenEnum>(value: &T) -> &str {
    match value.caught() {
        Some(unrecognized) => unrecognized.as_str(),
        None => T::KNOWN
            .iter()
            .find(|(_, known)| known == value)
            .map_or("", |(spelling, _)| spelling),
    }
}

impl<T: OpenEnum> Text for T {
    fn set(&mut self, value: Cow<'_, str>) -> Result<(), &'static str> {
        *self = parse(value);
        Ok(())
    }

    #[cfg(feature = "testing")]
    fn takes(&self) -> super::wire::sample::Takes {
        let known = T::KNOWN.iter().map(|(spelling, _)| *spelling);
        super::wire::sample::Takes::OneOf(known.collect())
    }
}

/// Implements the conversions of an [`OpenEnum`], serde's traits, and `Wire`.
macro_rules! open_enum {
    ($type:ident) => {
        impl $type {
            /// Returns the string of the value in JSON.
            #[inline]
            pub fn as_str(&self) -> &str {
                $crate::runtime::open_enum::spelling(self)
            }
        }

        impl $crate::runtime::open_enum::CatchAll for $type {
            #[inline]
            fn catch(value: $crate::runtime::open_enum::Unrecognized) -> Self {
                Self::Unrecognized(value)
            }

            #[inline]
            fn caught(
                &self,
            ) -> ::core::option::Option<&$crate::runtime::open_enum::Unrecognized> {
                match self {
                    Self::Unrecognized(value) => ::core::option::Option::Some(value),
                    _ => ::core::option::Option::None,
                }
            }
        }

        /// The empty string, which is not a known value: no value is a default.
        impl ::core::default::Default for $type {
            #[inline]
            fn default() -> Self {
                Self::from("")
            }
        }

        impl ::core::convert::From<&str> for $type {
            #[inline]
            fn from(value: &str) -> Self {
                $crate::runtime::open_enum::parse(::std::borrow::Cow::Borrowed(value))
            }
        }

        impl ::core::convert::From<&::std::string::String> for $type {
            #[inline]
            fn from(value: &::std::string::String) -> Self {
                Self::from(value.as_str())
            }
        }

        impl ::core::convert::From<::std::string::String> for $type {
            #[inline]
            fn from(value: ::std::string::String) -> Self {
                $crate::runtime::open_enum::parse(::std::borrow::Cow::Owned(value))
            }
        }

        impl ::core::convert::AsRef<str> for $type {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl $crate::runtime::wire::Wire for $type {
            #[inline]
            fn view(&self) -> $crate::runtime::wire::View<'_> {
                $crate::runtime::wire::View::Text(self.as_str())
            }

            #[inline]
            fn slot(&mut self) -> $crate::runtime::wire::Slot<'_> {
                $crate::runtime::wire::Slot::Text(self)
            }
        }

        $crate::runtime::wire::object!(@serde $type);
    };
}

pub(crate) use open_enum;
