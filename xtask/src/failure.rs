//! Why a command did not do what it was asked to, and how that is told.

use std::process::ExitCode;

use codegen::Input;
use codegen::diagnostic::Report;

use crate::arguments::Told;
use crate::{HELP, note, say};

/// Why a command did not do what it was asked to.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The command line makes no sense.
    Usage(String),
    /// The input is wrong.
    Wrong(Box<Wrong>),
    /// What is on the disk is stale or in the way; the text says all there is to say.
    Found(String),
    /// The disk said no.
    Disk(String),
}

/// Diagnostics, and what is said around them.
#[derive(Debug)]
pub(crate) struct Wrong {
    pub before: String,
    pub report: Report,
    pub input: Input,
    pub after: String,
}

impl Failure {
    /// An input that is wrong, and no more to say about it.
    pub(crate) fn wrong(report: Report, input: &Input) -> Self {
        Self::Wrong(Box::new(Wrong {
            before: String::new(),
            report,
            input: input.clone(),
            after: String::new(),
        }))
    }

    fn strict(self, told: Told) -> Self {
        match self {
            Self::Wrong(wrong) if told.strict => Self::Wrong(Box::new(Wrong {
                report: wrong.report.strict(),
                ..*wrong
            })),
            failure => failure,
        }
    }

    /// With more to say at the end.
    pub(crate) fn with(mut self, more: String) -> Self {
        if let Self::Wrong(wrong) = &mut self {
            wrong.after += &more;
        }
        self
    }

    /// Tells it, and returns the exit code.
    pub(crate) fn tell(self, told: Told) -> ExitCode {
        let (json, text) = match self.strict(told) {
            Self::Usage(message) => {
                note(&format!("{message}\n\n{HELP}\n"));
                return ExitCode::from(2);
            }
            Self::Wrong(wrong) if told.json => {
                let json = wrong.report.json(&wrong.input);
                (json, wrong.before + &wrong.after)
            }
            Self::Wrong(wrong) => {
                let report = wrong.report.render_as(&wrong.input, told.shown());
                (String::new(), wrong.before + &report + &wrong.after)
            }
            Self::Found(text) => ("[]\n".to_owned(), text),
            Self::Disk(message) => ("[]\n".to_owned(), format!("{message}\n")),
        };
        note(&text);
        if told.json
            && let Err(Self::Disk(message)) = say(&json)
        {
            note(&format!("{message}\n"));
        }
        ExitCode::FAILURE
    }
}
