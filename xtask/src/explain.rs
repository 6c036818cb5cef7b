//! A failure, with what the description was before to explain it. Only a run that fails asks for
//! that, so the others do not pay for it.

use std::path::Path;

use codegen::diagnostic::Report;
use codegen::{Input, Text, removals};

use crate::arguments::Source;
use crate::failure::Wrong;
use crate::history::History;
use crate::{Failure, checkout};

/// The report on `input`; or, where git has another version of the description, what `run` says
/// when it knows that version.
pub(crate) fn failure(
    source: &Source,
    input: &Input,
    report: Report,
    run: impl FnOnce(&Input) -> Option<Report>,
) -> Failure {
    let explained = before(source, input).and_then(|before| {
        let input = Input {
            before: Some(before),
            ..input.clone()
        };
        Some((run(&input)?, input))
    });
    let (report, input) = explained.unwrap_or_else(|| (report, input.clone()));
    Failure::Wrong(Box::new(Wrong {
        before: String::new(),
        after: pruned(removals::certain(&input)),
        report,
        input,
    }))
}

/// What is said of diagnostics that a command repairs.
fn pruned(certain: usize) -> String {
    match certain {
        0 => String::new(),
        1 => "`cargo xtask prune` repairs one of these: what the vendor removed, or corrected itself\n".to_owned(),
        certain => format!(
            "`cargo xtask prune` repairs {certain} of these: what the vendor removed, or corrected itself\n"
        ),
    }
}

/// The version of the description that git has from before this one.
pub(crate) fn before(source: &Source, input: &Input) -> Option<Text> {
    let (folder, path) = match &source.spec {
        Some(spec) => (
            spec.parent().unwrap_or(Path::new("")).to_owned(),
            spec.file_name()?.to_str()?.to_owned(),
        ),
        None => (checkout::root().ok()?, checkout::SPEC.to_owned()),
    };
    let text = History::of(&folder).before(&path, &input.spec.text)?;
    Some(Text {
        name: format!("{} before", input.spec.name),
        text,
    })
}
