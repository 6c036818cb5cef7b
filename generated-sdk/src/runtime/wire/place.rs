//! Paths into a document, for error messages.

use std::fmt;

use serde::de::Error;

/// A path into a document: a list on the stack, from the innermost step outwards.
///
/// It costs nothing as long as nothing goes wrong, and it holds no values.
#[derive(Clone, Copy)]
pub(super) enum Place<'a> {
    Root,
    Field(&'a Place<'a>, &'static str),
    Item(&'a Place<'a>, usize),
    /// The value under a key of a map. The key is data, and not in messages.
    Entry(&'a Place<'a>),
}

impl Place<'_> {
    /// The error for a value of the wrong type.
    ///
    /// serde's own message would quote the value, which may be a token or a password.
    #[cold]
    pub(super) fn mismatch<E: Error>(&self, expected: &str, found: &str) -> E {
        if let Place::Root = self {
            E::custom(format_args!("expected {expected}, found {found}"))
        } else {
            E::custom(format_args!("`{self}`: expected {expected}, found {found}"))
        }
    }

    /// The error for the fields that an object should have and has not.
    #[cold]
    pub(super) fn missing<E: Error>(&self, fields: &[&'static str]) -> E {
        let paths: Vec<String> = fields
            .iter()
            .map(|field| format!("`{}`", Place::Field(self, field)))
            .collect();
        E::custom(format_args!("missing {}", paths.join(", ")))
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Root => Ok(()),
            Place::Field(Place::Root, name) => f.write_str(name),
            Place::Field(parent, name) => write!(f, "{parent}.{name}"),
            Place::Item(parent, index) => write!(f, "{parent}[{index}]"),
            Place::Entry(parent) => write!(f, "{parent}[*]"),
        }
    }
}
