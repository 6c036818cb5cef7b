//! `codes`: which diagnostics exist, and what they mean.

use codegen::diagnostic::{Code, Level};

use crate::arguments::Codes;
use crate::failure::Failure;
use crate::terminal::print;

/// Lists the codes, or explains one.
///
/// # Errors
///
/// [`Failure::Usage`] if there is no such code.
pub(crate) fn run(codes: &Codes) -> Result<(), Failure> {
    let Some(name) = codes.code.as_deref() else {
        let lines = Code::ALL.iter().map(|code| format!("{}\n", title(*code)));
        return print(&lines.collect::<String>());
    };
    let code = Code::find(name).ok_or_else(|| {
        Failure::Usage(format!(
            "there is no code `{name}`: `cargo xtask codes` lists all"
        ))
    })?;
    let lines = code.explanation().lines();
    let lines = lines.map(|line| format!("{}\n", line.trim()));
    print(&format!("{}\n\n{}", title(code), lines.collect::<String>()))
}

/// `error[dead-link]`, as a report begins.
fn title(code: Code) -> String {
    match code.level() {
        Level::Error => format!("error[{code}]"),
        Level::Warning => format!("warning[{code}]"),
    }
}
