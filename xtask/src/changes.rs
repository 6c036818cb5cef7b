//! `spec/CHANGES.md`: what each import changed, the newest first.
//!
//! The newest entry compares the description with what it was before the last import, and follows
//! what becomes of the overlays after that. All others are as they were then.

use std::path::Path;

use codegen::diff::{Diff, Surroundings, report};

use crate::history::History;
use crate::plan::Output;
use crate::versions::{self, Read};
use crate::{Failure, checkout, diff, folder, provenance};

/// What the first line says.
const MARK: &str = "Written by `cargo xtask regen`";

const HEAD: &str = "<!-- Written by `cargo xtask regen`; edits are lost. -->\n\n# Changes of the API description\n\nWhat each import changed, for programs in Rust and on the wire. The newest entry follows the overlays until the next import.\n";

/// The file as it has to be, with the comparison that its newest entry tells.
pub(crate) struct Changes {
    pub output: Output,
    pub diff: Diff,
}

/// Nothing if git does not have what the newest entry is compared with, as in a shallow clone.
pub(crate) fn now(root: &Path) -> Result<Option<Changes>, Failure> {
    let history = History::of(root);
    let now = versions::working_tree(root)?;
    let base = provenance::base(&now.origin);
    let Some((base, before)) = base.and_then(|base| {
        let read = versions::of_git(&history, &base)?;
        Some((base, read))
    }) else {
        return Ok(None);
    };
    let diff = diff(&history, &before, &now)?;
    let title = provenance::label(&now.origin).unwrap_or_default();
    let entry = report::entry(&diff, &title);
    let text = format!("{HEAD}\n{entry}{}", rest(&history, &base));
    let output = Output {
        root: root.join(checkout::FACTS),
        files: [(root.join(checkout::CHANGES), text)].into(),
        owned: Vec::new(),
        mark: MARK,
    };
    Ok(Some(Changes { output, diff }))
}

/// Brings the file up to date.
pub(crate) fn write(root: &Path) -> Result<Option<Diff>, Failure> {
    let Some(changes) = now(root)? else {
        return Ok(None);
    };
    folder::locked(&changes.output, true, folder::apply)?;
    Ok(Some(changes.diff))
}

fn diff(history: &History, before: &Read, now: &Read) -> Result<Diff, Failure> {
    let crate_version = provenance::crate_version(&now.origin);
    let earlier = diff::earlier(history, before);
    let surroundings = Surroundings {
        crate_version: crate_version.as_deref(),
        // Where they use what changed is other with each edit; it is for who makes the change.
        sources: &[],
        earlier: &earlier,
    };
    diff::compare(before, now, surroundings)
}

/// The entries from before the last import.
fn rest(history: &History, base: &str) -> String {
    let text = history.show(base, checkout::in_facts(checkout::CHANGES));
    let text = text.unwrap_or_default();
    let entries = text.find("\n## ").and_then(|at| text.get(at..));
    entries.unwrap_or_default().to_owned()
}
