//! `null` as a value of its own.

use super::{Optional, Slot, View, Wire};

/// A value or `null`, for requests that tell `null` from an absent value.
///
/// An `Option` that is `None` is absent from a request, and the API keeps its value.
/// `Nullable::Null` is sent, and the API unsets it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Nullable<T> {
    /// `null`.
    #[default]
    Null,
    /// The value.
    Value(T),
}

impl<T> Nullable<T> {
    /// Returns the value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }

    /// Returns the value, if there is one.
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl From<&str> for Nullable<String> {
    fn from(value: &str) -> Self {
        Self::Value(value.to_owned())
    }
}

impl<T: Wire + Default> Wire for Nullable<T> {
    fn view(&self) -> View<'_> {
        match self {
            Self::Null => View::Null,
            Self::Value(value) => value.view(),
        }
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Optional(self)
    }
}

impl<T: Wire + Default> Optional for Nullable<T> {
    fn clear(&mut self) {
        *self = Self::Null;
    }

    fn fill(&mut self) -> &mut dyn Wire {
        *self = Self::Value(T::default());
        match self {
            Self::Value(value) => value,
            // Not reached: the line above has put a value there.
            Self::Null => self,
        }
    }
}
