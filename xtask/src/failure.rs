//! Why a command failed.

use std::io;
use std::path::Path;

use codegen::Input;
use codegen::diagnostic::Report;

/// Why a command failed.
#[derive(Debug)]
pub(crate) enum Failure {
    /// An argument is invalid.
    Usage(String),
    /// The input is invalid.
    Input(Box<Diagnosed>),
    /// Files are stale or in the way, or a change is refused. The text is the whole report.
    Refused(String),
    /// The disk or another program failed.
    Disk(String),
}

/// Diagnostics of an input, and the text around them.
#[derive(Debug)]
pub(crate) struct Diagnosed {
    pub before: String,
    pub report: Report,
    pub input: Input,
    pub after: String,
}

impl Failure {
    /// An invalid input, with no text around the diagnostics.
    pub(crate) fn input(report: Report, input: &Input) -> Self {
        Self::Input(Box::new(Diagnosed {
            before: String::new(),
            report,
            input: input.clone(),
            after: String::new(),
        }))
    }

    /// An error of the disk at a path.
    pub(crate) fn disk(path: &Path, error: &io::Error) -> Self {
        Self::Disk(format!("{}: {error}", path.display()))
    }

    /// The failure with its warnings as errors.
    pub(crate) fn strict(self) -> Self {
        match self {
            Self::Input(diagnosed) => Self::Input(Box::new(Diagnosed {
                report: diagnosed.report.strict(),
                ..*diagnosed
            })),
            failure => failure,
        }
    }

    /// The failure with a text after its diagnostics.
    pub(crate) fn followed_by(mut self, text: &str) -> Self {
        if let Self::Input(diagnosed) = &mut self {
            diagnosed.after += text;
        }
        self
    }
}
