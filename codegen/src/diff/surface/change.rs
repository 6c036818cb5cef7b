//! A change of the Rust surface.

use std::fmt;

use crate::pointer::Pointer;

/// What a change means for a program that uses the crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing.
    None,
    /// There is more than before; what was there is as it was.
    Additive,
    /// A program may not compile any more.
    Breaking,
    /// A program compiles as before, and does something else.
    Silent,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "none",
            Self::Additive => "additive",
            Self::Breaking => "breaking",
            Self::Silent => "silent",
        })
    }
}

/// What changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// A type of `schemas`.
    Type,
    /// A field of a struct.
    Field,
    /// A variant of an enum.
    Variant,
    /// `new` of a struct.
    Constructor,
    /// A method of a handle, which begins a call.
    Call,
    /// A method of a builder.
    Setter,
    /// What a call gives back.
    Response,
    /// `pages()` and `items()`.
    Stream,
    /// The type of a builder.
    Builder,
}

/// How it changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It has another name.
    Renamed,
    /// It has another type.
    Retyped,
    /// It has other arguments, or the same in another order.
    Arranged,
    /// It has its name and its type, and means something else on the wire.
    Redirected,
    /// It does something else beside what it sends.
    Behaves,
    /// It should not be used any more.
    Deprecated,
}

/// Where the description says so, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Place {
    /// In the old corrected description.
    pub old: Option<Pointer>,
    /// In the new one.
    pub new: Option<Pointer>,
}

impl Place {
    pub(super) fn both(old: &Pointer, new: &Pointer) -> Self {
        Self {
            old: Some(old.clone()),
            new: Some(new.clone()),
        }
    }

    pub(super) fn gone(old: &Pointer) -> Self {
        Self {
            old: Some(old.clone()),
            new: None,
        }
    }

    pub(super) fn added(new: &Pointer) -> Self {
        Self {
            old: None,
            new: Some(new.clone()),
        }
    }
}

/// A change of the Rust surface.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it means for programs.
    pub level: Level,
    /// What changed.
    pub part: Part,
    /// How.
    pub action: Action,
    /// Its name as programs write it, where it is gone the former one: `Member::name`,
    /// `passwords().authenticate`.
    pub name: String,
    /// What it was, as programs write it.
    pub before: Option<String>,
    /// What it is.
    pub after: Option<String>,
    /// The places in the description that decide about it.
    pub places: Vec<Place>,
    /// The calls that it is a part of: `passwords().authenticate`.
    pub calls: Vec<String>,
}
