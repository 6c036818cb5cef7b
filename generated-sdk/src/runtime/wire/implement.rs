//! What a derive would do for a type, by macros over the engine.

/// Makes an [`Object`] of a type, from the list of its fields by their names on the wire, and gives it
/// what can be told from that list: `Debug`, `PartialEq`, and serde's two traits. A derive would
/// compile a function for each of these, for each of hundreds of types.
///
/// Behind the list stand the field for all other properties, the names of the properties that only
/// the API sets, those of the lists that skip items which cannot be decoded, and those of the strings
/// that are absent if they are empty, if there are any.
macro_rules! object {
    (
        $type:ident { $(($wire:literal, $field:ident)),* }
        $(rest $rest:ident)?
        $(read_only [$($read_only:literal),*])?
        $(skips_unreadable [$($skips:literal),*])?
        $(absent_if_empty [$($empty:literal),*])?
    ) => {
        impl $crate::runtime::wire::Object for $type {
            #[inline]
            fn fields(&self, visit: &mut dyn FnMut(&[$crate::runtime::wire::Field<'_>])) {
                visit(&[$(($wire, &self.$field)),*]);
            }

            #[inline]
            fn fields_mut(&mut self, visit: &mut $crate::runtime::wire::VisitMut<'_>) {
                let fields: &mut [$crate::runtime::wire::FieldMut<'_>] =
                    &mut [$(($wire, &mut self.$field)),*];
                $(return visit(fields, ::core::option::Option::Some(&mut self.$rest));)?
                #[allow(unreachable_code)]
                visit(fields, ::core::option::Option::None);
            }

            $(
                #[inline]
                fn rest(&self) -> ::core::option::Option<&dyn $crate::runtime::wire::Map> {
                    ::core::option::Option::Some(&self.$rest)
                }
            )?

            $(
                #[inline]
                fn read_only(&self) -> &'static [&'static str] {
                    &[$($read_only),*]
                }
            )?

            $(
                #[inline]
                fn skips_unreadable(&self) -> &'static [&'static str] {
                    &[$($skips),*]
                }
            )?

            $(
                #[inline]
                fn absent_if_empty(&self) -> &'static [&'static str] {
                    &[$($empty),*]
                }
            )?
        }

        $crate::runtime::wire::object!($type);
    };

    // For a type that implements `Object` itself.
    ($type:ty) => {
        impl ::core::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&$crate::runtime::wire::Wire::view(self), f)
            }
        }

        impl ::core::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::runtime::wire::equal(self, other)
            }
        }

        $crate::runtime::wire::object!(@serde $type);
    };

    // Also used by what is not an object.
    (@serde $type:ty) => {
        impl ::serde::Serialize for $type {
            #[inline]
            fn serialize<S>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error>
            where
                S: ::serde::Serializer,
            {
                $crate::runtime::wire::serialize(self, serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $type {
            #[inline]
            fn deserialize<D>(deserializer: D) -> ::core::result::Result<Self, D::Error>
            where
                D: ::serde::Deserializer<'de>,
            {
                let mut value = <Self as ::core::default::Default>::default();
                $crate::runtime::wire::deserialize(&mut value, deserializer)?;
                ::core::result::Result::Ok(value)
            }
        }
    };
}

/// Makes a struct around a single value the same on the wire as that value.
macro_rules! newtype {
    ($type:ty) => {
        impl $crate::runtime::wire::Wire for $type {
            #[inline]
            fn view(&self) -> $crate::runtime::wire::View<'_> {
                $crate::runtime::wire::Wire::view(&self.0)
            }

            #[inline]
            fn slot(&mut self) -> $crate::runtime::wire::Slot<'_> {
                $crate::runtime::wire::Wire::slot(&mut self.0)
            }
        }

        $crate::runtime::wire::object!(@serde $type);
    };
}

pub(crate) use {newtype, object};
