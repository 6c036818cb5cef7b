//! Where in the inputs a diagnostic is.

use std::ops::Range;

/// A location in one of the inputs.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Location {
    /// Which input.
    pub document: Document,
    /// Where in it.
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

    /// The JSON pointer, of a place that is found by one.
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
    /// The API description.
    Spec,
    /// The overlay of this index.
    Overlay(usize),
    /// The naming rules.
    Names,
}

/// Where in a document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Spot {
    /// The end of a JSON pointer.
    Pointer(String, Focus),
    /// A part of the string that a JSON pointer leads to, as it is spelt there.
    Part(String, Box<str>),
    /// A range of bytes.
    Bytes(Range<usize>),
    /// A line and a column, both from 1, counted in characters.
    Line {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
    },
}

/// What a pointer's last step stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Focus {
    /// The name of the entry.
    Key,
    /// What the entry holds.
    Value,
}
