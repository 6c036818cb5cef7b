//! `regen --write-names`: writes the entries of `names.toml` that a report proposes.

use std::path::Path;

use codegen::Input;
use codegen::diagnostic::Report;

use crate::disk::{self, Output};
use crate::failure::Failure;

/// Writes the naming rules of the input and the proposed entries to a file, and returns a summary.
/// Fails if the file exists and is not `names`, which the naming rules were read from.
pub(super) fn write(
    report: &Report,
    input: &Input,
    file: &Path,
    names: Option<&Path>,
) -> Result<String, Failure> {
    let diagnostics = report.diagnostics.iter();
    let proposals: Vec<_> = diagnostics
        .filter_map(|diagnostic| diagnostic.name.as_deref())
        .collect();
    if proposals.is_empty() {
        return Ok("no names to write\n".to_owned());
    }
    if file.exists() && names != Some(file) {
        let message = format!("{}: there is such a file already", file.display());
        return Err(Failure::Disk(message));
    }
    let before = input.names.as_ref().map_or("", |names| &names.text);
    let text = codegen::names::with(before, proposals.iter().copied());
    let output = Output::by_hand(None, [(file.to_owned(), text)].into());
    disk::locked(&output, true, disk::apply)?;
    Ok(format!(
        "{} names proposed, written to {}: give each its reason, and a better name where there is one\n",
        proposals.len(),
        file.display()
    ))
}
