//! What a command has to say when it did what it was asked to.

use codegen::Input;
use codegen::diagnostic::Report;

use crate::arguments::Told;
use crate::{Failure, note, say};

/// What a command did, and the warnings about its input.
#[derive(Debug)]
pub(crate) struct Done {
    pub text: String,
    pub warnings: Option<(Report, Input)>,
}

impl Done {
    /// # Errors
    ///
    /// The warnings, where they count as errors.
    pub(crate) fn new(
        warnings: Option<Report>,
        input: &Input,
        told: Told,
    ) -> Result<Self, Failure> {
        match warnings {
            Some(warnings) if told.strict => Err(Failure::wrong(warnings, input)),
            warnings => Ok(Self {
                text: String::new(),
                warnings: warnings.map(|warnings| (warnings, input.clone())),
            }),
        }
    }

    /// Says what the command did. With `--json`, standard output is for the warnings.
    pub(crate) fn report(self, told: Told) -> Result<(), Failure> {
        if !told.json {
            return self.print(told);
        }
        note(&self.text);
        match &self.warnings {
            Some((warnings, input)) => say(&warnings.json(input)),
            None => say("[]\n"),
        }
    }

    /// Prints what the command is there to print, and the warnings to standard error.
    pub(crate) fn print(self, told: Told) -> Result<(), Failure> {
        if let Some((warnings, input)) = &self.warnings {
            note(&warnings.render_as(input, told.shown()));
        }
        say(&self.text)
    }
}

impl From<String> for Done {
    fn from(text: String) -> Self {
        Self {
            text,
            warnings: None,
        }
    }
}
