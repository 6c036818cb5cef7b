//! What is wrong with an input, where, and what to do about it.

mod code;
mod location;
mod proposal;

use std::collections::HashSet;

pub use code::Code;
pub use location::{Document, Focus, Location, Spot};
pub use proposal::{Action, Proposal};
pub(crate) use proposal::{action_line, yaml_key};

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
    pub location: Location,
    /// What to do, in one line.
    pub help: String,
    /// The action that the help line proposes, if it proposes one.
    pub action: Option<Box<Action>>,
    /// The entry of `names.toml` that the help line proposes, if it proposes one.
    pub name: Option<Box<Proposal>>,
    /// The other locations with the same fault.
    pub also: Vec<Location>,
    /// The name in the input that it is about, if it is about one.
    pub subject: Option<Box<Subject>>,
}

impl Diagnostic {
    /// A diagnostic at one place, whose help proposes no action.
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

    /// All locations that have the fault.
    pub fn locations(&self) -> impl Iterator<Item = &Location> {
        [&self.location].into_iter().chain(&self.also)
    }

    /// How many locations have the fault.
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
