//! A failure, with what the description was before to explain it. Only a run that fails asks for
//! that, so the others do not pay for it.

use std::path::Path;

use codegen::diagnostic::Report;
use codegen::{Input, Text};

use crate::arguments::Source;
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
    match explained {
        Some((report, input)) => Failure::wrong(report, &input),
        None => Failure::wrong(report, input),
    }
}

fn before(source: &Source, input: &Input) -> Option<Text> {
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
