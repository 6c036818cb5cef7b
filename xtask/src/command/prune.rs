//! `cargo xtask prune`: deletes what the vendor removed or corrected from overlays and
//! `names.toml`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use codegen::diagnostic::{Diagnostic, Document, Report};
use codegen::removals::{self, Deleted, Pruned};
use codegen::{Input, Text, renames};

use super::counted;
use crate::arguments::Prune;
use crate::disk::{self, Output};
use crate::failure::{Diagnosed, Failure};
use crate::report::Outcome;
use crate::terminal::{note, print};
use crate::{checkout, explain, input};

/// Deletes, and returns the list of what was deleted. Fails if something is left to decide.
pub(crate) fn run(prune: &Prune) -> Result<Outcome, Failure> {
    let mut input = input::read(&prune.inputs)?;
    input.before = explain::before(&prune.inputs, &input).map(Box::new);
    let pruned = removals::prune(&input).map_err(|renamed| renames_first(renamed, &input))?;
    let text = summary(prune, &input, &pruned);
    if !prune.is_dry {
        let output = output(prune, &input, &pruned)?;
        disk::locked(&output, true, disk::apply)?;
    }
    let now = Input {
        before: input.before.clone(),
        ..pruned.input
    };
    let mut report = match codegen::model(&now, &mut |_| {}) {
        Err(report) => report,
        Ok(api) => match api.documented() {
            Ok(()) => {
                let text = text + "\nNothing is left to decide; next: cargo xtask regen\n";
                return Ok(text.into());
            }
            Err(gaps) => gaps,
        },
    };
    renames::removed_links(&mut report, &input);
    // With `--json`, standard output is for diagnostics.
    match prune.report.json {
        true => note(&text),
        false => print(&text)?,
    }
    Err(Failure::Input(Box::new(Diagnosed {
        before: "\nWhat is left is for a maintainer to decide:\n\n".to_owned(),
        report,
        input: now,
        after: "next: fix these, then cargo xtask regen\n".to_owned(),
    })))
}

/// Renames come first: a target with an old name matches nothing, as if the vendor had removed it.
fn renames_first(renamed: Vec<Diagnostic>, input: &Input) -> Failure {
    Failure::Input(Box::new(Diagnosed {
        before: String::new(),
        report: Report {
            diagnostics: renamed,
        },
        input: input.clone(),
        after: "Nothing was deleted. Carry these renames over with `cargo xtask rename` first, then run `cargo xtask prune` again.\n".to_owned(),
    }))
}

fn summary(prune: &Prune, input: &Input, pruned: &Pruned) -> String {
    let mut text = String::new();
    for deleted in &pruned.deleted {
        let _ = writeln!(text, "{}", line(input, deleted));
    }
    for stuck in &pruned.stuck {
        let line = line(input, stuck);
        let _ = writeln!(
            text,
            "{line}: delete it by hand; it is written in an unusual way"
        );
    }
    if input.before.is_none() {
        text +=
            "git has no earlier version of the description, so nothing is known to be removed\n";
    }
    let files = pruned.deleted.iter().map(|deleted| deleted.document);
    let mut files: Vec<Document> = files.collect();
    files.dedup();
    let done = if prune.is_dry { "to delete" } else { "deleted" };
    let _ = match (pruned.deleted.len(), files.len()) {
        (0, _) => writeln!(text, "nothing {done}"),
        (count, files) => writeln!(
            text,
            "{} in {} {done}",
            counted(count, "part"),
            counted(files, "file")
        ),
    };
    text
}

/// `spec/overlays/10.yaml:4-7: …properties.total`.
fn line(input: &Input, deleted: &Deleted) -> String {
    let (from, to) = (deleted.lines.start(), deleted.lines.end());
    let lines = match from == to {
        true => from.to_string(),
        false => format!("{from}-{to}"),
    };
    let name = text_of(input, deleted.document).map_or("", |text| &text.name);
    format!("{name}:{lines}: {}", deleted.what)
}

fn text_of(input: &Input, document: Document) -> Option<&Text> {
    match document {
        Document::Spec => Some(&input.spec),
        Document::Source(index) => input.texts().nth(index),
        Document::Overlay(number) => input.overlays.get(number),
        Document::Names => input.names.as_ref(),
    }
}

/// The files that change.
fn output(prune: &Prune, input: &Input, pruned: &Pruned) -> Result<Output, Failure> {
    let root = match input::whole_file(&prune.inputs) {
        Some(_) => None,
        None => Some(checkout::root()?),
    };
    let path = |name: &str| root.clone().unwrap_or_default().join(name);
    let texts = |input: &Input| -> Vec<Text> {
        let all = input.overlays.iter().chain(&input.names);
        all.cloned().collect()
    };
    let files: BTreeMap<PathBuf, String> = (texts(input).iter())
        .zip(texts(&pruned.input))
        .filter(|(before, now)| before.text != now.text)
        .map(|(_, now)| (path(&now.name), now.text))
        .collect();
    let facts = root.map(|root| root.join(checkout::FACTS));
    Ok(Output::by_hand(facts, files))
}
