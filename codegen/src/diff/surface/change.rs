//! A change of the Rust surface.

use std::fmt;

use serde::Serialize;

use crate::ir::Type;
use crate::pointer::Pointer;

/// What a change means for a program that uses the crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing.
    None,
    /// There is more than before; what was there is as it was.
    Additive,
    /// A program may not compile any more.
    Breaking,
    /// A program compiles as before, and does something else.
    Silent,
}

impl fmt::Display for Severity {
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
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

impl Action {
    /// The severity of most changes of the kind.
    fn severity(self) -> Severity {
        match self {
            Self::Added | Self::Deprecated => Severity::Additive,
            Self::Removed | Self::Renamed | Self::Retyped | Self::Arranged => Severity::Breaking,
            Self::Redirected | Self::Behaves => Severity::Silent,
        }
    }
}

/// Where the description says so, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize)]
pub struct Origin {
    /// In the old corrected description.
    pub old: Option<Pointer>,
    /// In the new one.
    pub new: Option<Pointer>,
}

impl Origin {
    pub(super) fn both(old: &Pointer, new: &Pointer) -> Self {
        let (old, new) = (Some(old.clone()), Some(new.clone()));
        Self { old, new }
    }

    pub(super) fn removed(old: &Pointer) -> Self {
        let (old, new) = (Some(old.clone()), None);
        Self { old, new }
    }

    pub(super) fn added(new: &Pointer) -> Self {
        let (old, new) = (None, Some(new.clone()));
        Self { old, new }
    }
}

/// A change of the Rust surface.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What it means for programs.
    pub severity: Severity,
    /// What changed.
    pub part: Part,
    /// How.
    pub action: Action,
    /// Its name as programs write it, the former one of what is removed: `Member::name`,
    /// `passwords().authenticate`.
    pub name: String,
    /// What it was, as programs write it.
    pub before: Option<String>,
    /// What it is.
    pub after: Option<String>,
    /// Where the description decides about it.
    #[serde(rename = "places")]
    pub origins: Vec<Origin>,
    /// The calls that it is a part of: `passwords().authenticate`.
    pub calls: Vec<String>,
}

impl Change {
    /// A change with the severity of most of its kind.
    pub(super) fn new(
        part: Part,
        action: Action,
        name: String,
        origin: Origin,
        calls: Vec<String>,
    ) -> Self {
        Self {
            severity: action.severity(),
            part,
            action,
            name,
            before: None,
            after: None,
            origins: vec![origin],
            calls,
        }
    }

    /// With what it was.
    pub(super) fn was(self, before: impl Into<Option<String>>) -> Self {
        let before = before.into();
        Self { before, ..self }
    }

    /// With what it is now.
    pub(super) fn now(self, after: impl Into<Option<String>>) -> Self {
        let after = after.into();
        Self { after, ..self }
    }

    /// With another severity than most of its kind.
    pub(super) fn with(self, severity: Severity) -> Self {
        Self { severity, ..self }
    }
}

/// A name in a type: `Member::name`.
pub(super) fn path(of: &Type, name: &str) -> String {
    format!("{}::{name}", of.name.as_str())
}
