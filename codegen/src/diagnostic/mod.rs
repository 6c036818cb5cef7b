//! What is wrong with an input, where, and what to do about it.

mod code;
mod location;
mod proposal;

use std::collections::HashSet;

pub use code::Code;
pub use location::{Document, Focus, Location, Spot};
pub use proposal::{Action, Proposal};
pub(crate) use proposal::{action_line, yaml_key};

/// The level of a diagnostic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing is generated.
    Error,
    /// The output is right nevertheless, or documents what it lacks.
    Warning,
}

/// One thing that is wrong with an input.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// Whether it stops the run: that of the code, unless warnings are errors.
    pub level: Level,
    pub code: Code,
    /// What is wrong, in one line.
    pub message: String,
    pub location: Location,
    /// What to do, in one line.
    pub help: String,
    /// The action that the help line proposes, if it proposes one.
    pub action: Option<Box<Action>>,
    /// The entry of `names.toml` that the help line proposes, if it proposes one.
    pub name: Option<Box<Proposal>>,
    /// The other locations with the same fault.
    pub also: Vec<Location>,
    /// The name in the input that it is about, if there is one.
    pub subject: Option<Box<Subject>>,
}

impl Diagnostic {
    /// Returns a diagnostic at one location, whose help proposes nothing to paste.
    pub fn new(
        code: Code,
        location: Location,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            level: code.level(),
            code,
            message: message.into(),
            location,
            help: help.into(),
            action: None,
            name: None,
            also: Vec::new(),
            subject: None,
        }
    }

    /// Adds the name that matches nothing, or changes nothing any more.
    #[must_use]
    pub(crate) fn about(mut self, name: impl Into<String>, surplus: Option<Surplus>) -> Self {
        let name = name.into();
        self.subject = Some(Box::new(Subject { name, surplus }));
        self
    }

    /// The diagnostic about another document, at the same pointers.
    #[must_use]
    pub(crate) fn within(mut self, document: Document) -> Self {
        self.location.document = document;
        self.also
            .iter_mut()
            .for_each(|also| also.document = document);
        self
    }

    /// Whether it stops the run.
    pub fn is_error(&self) -> bool {
        self.level == Level::Error
    }

    /// Returns all locations of the fault.
    pub fn locations(&self) -> impl Iterator<Item = &Location> {
        [&self.location].into_iter().chain(&self.also)
    }

    /// Returns the number of locations.
    pub fn count(&self) -> usize {
        1 + self.also.len()
    }
}

/// The name that a diagnostic is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Subject {
    /// As in the input: `$.paths['/orders']`, `api_v1_*`.
    pub name: String,
    /// What the help line says to delete, if nothing else goes with it.
    pub surplus: Option<Surplus>,
}

/// A part of an overlay or of `names.toml` that matches nothing, or changes nothing any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Surplus {
    /// The action at the location.
    Action,
    /// What is at the location: a key with its value, an element of an array, an entry of
    /// `names.toml`.
    Entry,
    /// The subject: a selector in the segment of this number, from 0, of the target at the location.
    Selector(usize),
}

/// All diagnostics about an input; never empty.
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
    /// Returns a report; none without diagnostics.
    pub fn of(mut diagnostics: Vec<Diagnostic>) -> Option<Self> {
        each_once(&mut diagnostics);
        (!diagnostics.is_empty()).then_some(Self { diagnostics })
    }

    /// Turns warnings into errors.
    pub fn strict(mut self) -> Self {
        for diagnostic in &mut self.diagnostics {
            diagnostic.level = Level::Error;
        }
        self
    }

    /// Returns `value`, or a report if there are diagnostics.
    pub fn unless<T>(diagnostics: Vec<Diagnostic>, value: T) -> Result<T, Self> {
        match Self::of(diagnostics) {
            None => Ok(value),
            Some(report) => Err(report),
        }
    }
}

/// Removes duplicates: what operations share is checked for each of them.
pub(crate) fn each_once(diagnostics: &mut Vec<Diagnostic>) {
    let mut seen = HashSet::new();
    diagnostics.retain(|diagnostic| seen.insert(diagnostic.clone()));
}
