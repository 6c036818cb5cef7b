//! How a command reports its success or its failure.

use std::process::ExitCode;

use codegen::Input;
use codegen::diagnostic::Report;
use codegen::report::Shown;

use crate::arguments::ReportOptions;
use crate::failure::Failure;
use crate::terminal::{note, print};

/// The text of a command that succeeded, and the warnings about its input.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub text: String,
    pub warnings: Option<(Report, Input)>,
}

impl Outcome {
    /// An outcome without a text.
    ///
    /// # Errors
    ///
    /// The warnings, where they are errors.
    pub(crate) fn new(
        warnings: Option<Report>,
        input: &Input,
        is_strict: bool,
    ) -> Result<Self, Failure> {
        match warnings {
            Some(warnings) if is_strict => Err(Failure::input(warnings, input)),
            warnings => Ok(Self {
                text: String::new(),
                warnings: warnings.map(|warnings| (warnings, input.clone())),
            }),
        }
    }

    /// Reports what the command did. With `--json`, standard output is for the warnings.
    pub(crate) fn report(self, options: ReportOptions) -> Result<(), Failure> {
        if !options.json {
            return self.print(options);
        }
        note(&self.text);
        match &self.warnings {
            Some((warnings, input)) => print(&warnings.json(input)),
            None => print("[]\n"),
        }
    }

    /// Prints the text to standard output and the warnings to standard error.
    pub(crate) fn print(self, options: ReportOptions) -> Result<(), Failure> {
        if let Some((warnings, input)) = &self.warnings {
            note(&rendered(warnings, input, options));
        }
        print(&self.text)
    }
}

impl From<String> for Outcome {
    fn from(text: String) -> Self {
        Self {
            text,
            warnings: None,
        }
    }
}

impl Failure {
    /// Reports the failure, and returns the exit code of the process.
    pub(crate) fn report(self, options: ReportOptions) -> ExitCode {
        let (json, text) = match self {
            Self::Usage(message) => {
                note(&format!("error: {message}\n"));
                return ExitCode::from(2);
            }
            Self::Input(diagnosed) if options.json => {
                let json = diagnosed.report.json(&diagnosed.input);
                (json, diagnosed.before + &diagnosed.after)
            }
            Self::Input(diagnosed) => {
                let report = rendered(&diagnosed.report, &diagnosed.input, options);
                (String::new(), diagnosed.before + &report + &diagnosed.after)
            }
            Self::Refused(text) => ("[]\n".to_owned(), text),
            Self::Disk(message) => ("[]\n".to_owned(), format!("{message}\n")),
        };
        note(&text);
        if options.json
            && let Err(Self::Disk(message)) = print(&json)
        {
            note(&format!("{message}\n"));
        }
        ExitCode::FAILURE
    }
}

/// A report for a terminal.
fn rendered(report: &Report, input: &Input, options: ReportOptions) -> String {
    let shown = match options.all {
        true => Shown::All,
        false => Shown::First,
    };
    report.render_as(input, shown)
}
