//! Where in the inputs a diagnostic is.

use std::ops::Range;

use crate::pointer::Pointer;

/// A location in one of the inputs.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Location {
    pub document: Document,
    pub spot: Spot,
}

impl Location {
    /// The value at a JSON pointer in the spec.
    pub fn spec(pointer: impl Into<String>) -> Self {
        Self {
            document: Document::Spec,
            spot: Spot::Pointer(pointer.into(), Focus::Value),
        }
    }

    /// The key at the end of a JSON pointer in the spec.
    pub fn spec_key(pointer: impl Into<String>) -> Self {
        Self {
            document: Document::Spec,
            spot: Spot::Pointer(pointer.into(), Focus::Key),
        }
    }

    /// The JSON pointer; none for a location in bytes or lines.
    pub(crate) fn pointer(&self) -> Option<&str> {
        match &self.spot {
            Spot::Pointer(pointer, _) | Spot::Part(pointer, _) => Some(pointer),
            Spot::Bytes(_) | Spot::Line { .. } => None,
        }
    }

    /// A range of bytes of `names.toml`.
    pub fn names(span: Range<usize>) -> Self {
        Self {
            document: Document::Names,
            spot: Spot::Bytes(span),
        }
    }
}

/// Which of the inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Document {
    /// The description: all sources as one.
    Spec,
    /// The source with this index, on its own. The first one is 0.
    Source(usize),
    /// The overlay with this index.
    Overlay(usize),
    Names,
}

/// Where in a document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Spot {
    /// The end of a JSON pointer.
    Pointer(String, Focus),
    /// A part of the string at a JSON pointer.
    Part(String, Box<str>),
    Bytes(Range<usize>),
    /// A line and a column, both from 1, counted in characters.
    Line {
        line: usize,
        column: usize,
    },
}

impl Spot {
    /// The value at a JSON pointer.
    pub(crate) fn value(at: &Pointer) -> Self {
        Self::Pointer(at.into(), Focus::Value)
    }

    /// The key at the end of a JSON pointer.
    pub(crate) fn key(at: &Pointer) -> Self {
        Self::Pointer(at.into(), Focus::Key)
    }

    /// A part of the string at a JSON pointer.
    pub(crate) fn part(at: &Pointer, part: &str) -> Self {
        Self::Part(at.into(), part.into())
    }
}

/// What the last step of a pointer stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Focus {
    /// The key of the entry.
    Key,
    /// The value of the entry.
    Value,
}
