//! What is wrong with an input, where, and what to do about it.

mod code;
mod group;
mod json;
mod render;
mod spot;

use std::collections::HashSet;
use std::ops::Range;

use serde_json::Value;

pub use code::Code;
pub(crate) use group::grouped;
pub use render::Shown;

use crate::names::Proposal;
use crate::overlay;
use crate::pointer::Pointer;

/// What a diagnostic does to a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing is generated.
    Error,
    /// The output is right all the same, or says itself what it lacks.
    Warning,
}

/// One thing that is wrong with an input.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// Whether it stops the run.
    pub level: Level,
    /// Which kind of diagnostic this is.
    pub code: Code,
    /// What is wrong, in one line.
    pub message: String,
    /// Where.
    pub place: Place,
    /// What to do, in one line.
    pub help: String,
    /// The action that the help line proposes, if it proposes one.
    pub action: Option<Box<Action>>,
    /// The entry of `names.toml` that the help line proposes, if it proposes one.
    pub name: Option<Box<Proposal>>,
    /// The other places with the same fault.
    pub also: Vec<Place>,
    /// The name in the input that it is about, if it is about one.
    pub subject: Option<Box<Subject>>,
}

impl Diagnostic {
    /// A diagnostic at one place, whose help proposes no action.
    pub fn new(
        code: Code,
        place: Place,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            level: code.level(),
            code,
            message: message.into(),
            place,
            help: help.into(),
            action: None,
            name: None,
            also: Vec::new(),
            subject: None,
        }
    }

    /// The same about a name that leads nowhere, or that changes nothing any more.
    #[must_use]
    pub(crate) fn about(mut self, name: impl Into<String>, surplus: Option<Surplus>) -> Self {
        let name = name.into();
        self.subject = Some(Box::new(Subject { name, surplus }));
        self
    }

    /// Whether it stops the run.
    pub fn is_error(&self) -> bool {
        self.level == Level::Error
    }

    /// All places that have the fault.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        [&self.place].into_iter().chain(&self.also)
    }

    /// How many places have the fault.
    pub fn count(&self) -> usize {
        1 + self.also.len()
    }
}

/// What a diagnostic is about, apart from its wording.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Subject {
    /// As it is spelt in the input: `$.paths['/orders']`, `api_v1_*`.
    pub name: String,
    /// What the help line says to delete, where deleting it takes nothing else away.
    pub surplus: Option<Surplus>,
}

/// A part of an overlay or of `names.toml` that leads nowhere, or that changes nothing any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Surplus {
    /// The action that the place of the diagnostic is in.
    Action,
    /// What is at the place of the diagnostic: a key with its value, an element of a list, an entry
    /// of `names.toml`.
    Entry,
    /// The subject, a selector in the segment of this number, from 0, of the target that is at the
    /// place of the diagnostic.
    Selector(usize),
}

/// An action of an overlay that a help line proposes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Action {
    /// What it is for, in the corrected description.
    pub at: Pointer,
    /// What it sets there.
    pub sets: Pointer,
    /// The description of the action.
    pub description: &'static str,
    /// The update, as it stands in the line.
    pub update: String,
    /// Two faults with one message are the same only if they are alike in this too: the type of
    /// what is to be documented.
    pub alike: String,
    /// All of it in one line, as it stands in the help.
    pub line: String,
}

impl Action {
    /// An action that sets `sets`, which is below `at`.
    pub(crate) fn new(
        at: Pointer,
        sets: Pointer,
        description: &'static str,
        update: String,
        tree: &Value,
    ) -> Self {
        let line = overlay::action(&at.json_path(tree), description, &update);
        Self {
            at,
            sets,
            description,
            update,
            alike: String::new(),
            line,
        }
    }
}

/// A place in one of the inputs.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// Which input.
    pub document: Document,
    /// Where in it.
    pub spot: Spot,
}

impl Place {
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

/// Everything that was found to be wrong; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// In the order in which they were found.
    pub diagnostics: Vec<Diagnostic>,
}

impl From<Diagnostic> for Report {
    fn from(diagnostic: Diagnostic) -> Self {
        Self {
            diagnostics: vec![diagnostic],
        }
    }
}

impl Report {
    /// The diagnostics, where there are any.
    pub fn of(mut diagnostics: Vec<Diagnostic>) -> Option<Self> {
        each_once(&mut diagnostics);
        (!diagnostics.is_empty()).then_some(Self { diagnostics })
    }

    /// The report with each warning as an error.
    pub fn strict(mut self) -> Self {
        for diagnostic in &mut self.diagnostics {
            diagnostic.level = Level::Error;
        }
        self
    }

    /// `Err` with the diagnostics, or `value` where there are none.
    pub fn unless<T>(diagnostics: Vec<Diagnostic>, value: T) -> Result<T, Self> {
        match Self::of(diagnostics) {
            None => Ok(value),
            Some(report) => Err(report),
        }
    }
}

/// What many operations share is looked at for each of them; what is wrong with it is said once.
pub(crate) fn each_once(diagnostics: &mut Vec<Diagnostic>) {
    let mut seen = HashSet::new();
    diagnostics.retain(|diagnostic| seen.insert(diagnostic.clone()));
}
