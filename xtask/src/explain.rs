//! Explains a failure by the earlier description. Only a run that fails looks for one.

use std::path::Path;

use codegen::diagnostic::Report;
use codegen::{Input, Text, removals};

use crate::arguments::Inputs;
use crate::checkout;
use crate::failure::{Diagnosed, Failure};
use crate::input::git::Git;

/// The failure of `input`. If git has an earlier version of the description, the report is what
/// `run` returns when it knows that version; else it is `report`.
pub(crate) fn failure(
    inputs: &Inputs,
    input: &Input,
    report: Report,
    run: impl FnOnce(&Input) -> Option<Report>,
) -> Failure {
    let explained = before(inputs, input).and_then(|before| {
        let input = Input {
            before: Some(before),
            ..input.clone()
        };
        Some((run(&input)?, input))
    });
    let (report, input) = explained.unwrap_or_else(|| (report, input.clone()));
    Failure::Input(Box::new(Diagnosed {
        before: String::new(),
        after: repaired_by_prune(removals::certain(&input)),
        report,
        input,
    }))
}

fn repaired_by_prune(count: usize) -> String {
    match count {
        0 => String::new(),
        count => format!(
            "`cargo xtask prune` repairs {count} of these: what the vendor removed, or corrected itself\n"
        ),
    }
}

/// The description before this one, if git has it.
pub(crate) fn before(inputs: &Inputs, input: &Input) -> Option<Text> {
    let (folder, path) = match &inputs.spec {
        Some(spec) => (
            spec.parent().unwrap_or(Path::new("")).to_owned(),
            spec.file_name()?.to_str()?.to_owned(),
        ),
        None => (checkout::root().ok()?, checkout::SPEC.to_owned()),
    };
    let text = Git::of(&folder).before(&path, &input.spec.text)?;
    Some(Text {
        name: format!("{} before", input.spec.name),
        text,
    })
}
