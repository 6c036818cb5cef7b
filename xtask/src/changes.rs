//! `spec/CHANGES.md`: what each import changed, the newest first.
//!
//! The newest entry compares the description with what it was before the last import, and follows
//! what becomes of the overlays after that. All others are as they were then. The first line says
//! what the newest entry was made from: whether it is stale can be told without git, which a shallow
//! clone has too little of to make it again.

use std::path::Path;

use codegen::diff::{Diff, Surroundings, report};

use crate::history::History;
use crate::plan::Output;
use crate::versions::{self, Read};
use crate::{Failure, checkout, diff, digest, folder, inputs, provenance};

/// What the first line says.
const MARK: &str = "Written by `cargo xtask regen`";

const HEAD: &str = "
# Changes of the API description

What each import changed, for programs in Rust and on the wire. The newest entry follows the overlays until the next import.
";

/// How the file is, compared with `spec/`.
pub(crate) enum State {
    /// As it has to be; or there was no import yet that git knew the time before of.
    Fresh,
    /// Made from something else than what is there.
    Stale(Box<Changes>),
    /// Stale, and git does not have what the newest entry is compared with.
    Lost(String),
}

/// The file as it has to be, with the comparison that its newest entry tells.
pub(crate) struct Changes {
    pub output: Output,
    pub diff: Diff,
}

/// Compares the file with `spec/`.
pub(crate) fn state(root: &Path) -> Result<State, Failure> {
    let now = versions::working_tree(root)?;
    let Some(base) = provenance::base(&now.origin) else {
        return Ok(State::Fresh);
    };
    let source = source(&base, &now);
    let path = root.join(checkout::CHANGES);
    let text = inputs::optional(&path, checkout::CHANGES)?;
    let text = text.map(|text| text.text).unwrap_or_default();
    if text
        .split_once('\n')
        .is_some_and(|(first, rest)| first == line(&source, rest))
    {
        return Ok(State::Fresh);
    }
    let history = History::of(root);
    let Some(mut before) = versions::of_git(&history, &base) else {
        return Ok(State::Lost(base));
    };
    before.name = provenance::label(&before.origin).unwrap_or_else(|| {
        let short: String = base.chars().take(12).collect();
        format!("what was in the tree `{short}`")
    });
    let diff = diff(&history, &before, &now)?;
    let title = provenance::label(&now.origin).unwrap_or_default();
    let entry = report::entry(&diff, &title);
    let rest = format!("{HEAD}\n{entry}{}", earlier_entries(&history, &base));
    let text = format!("{}\n{rest}", line(&source, &rest));
    let output = Output {
        root: root.join(checkout::FACTS),
        files: [(path, text)].into(),
        owned: Vec::new(),
        mark: MARK,
    };
    Ok(State::Stale(Box::new(Changes { output, diff })))
}

/// Brings the file up to date, if git has what that takes.
pub(crate) fn write(root: &Path) -> Result<State, Failure> {
    let state = state(root)?;
    if let State::Stale(changes) = &state {
        folder::locked(&changes.output, true, folder::apply)?;
    }
    Ok(state)
}

/// What to do where git has too little.
pub(crate) fn lost(base: &str) -> String {
    format!(
        "{}: stale, and git does not have the tree {base} that it is compared with. In a shallow clone, `git fetch --unshallow` brings it.\n",
        checkout::CHANGES
    )
}

fn line(source: &str, rest: &str) -> String {
    let entry = digest::of(&[rest]);
    let short = |digest: &str| digest.chars().take(16).collect::<String>();
    format!(
        "<!-- {MARK} from {} as {}; edits are lost. -->",
        short(source),
        short(&entry)
    )
}

/// What the newest entry is made from.
fn source(base: &str, now: &Read) -> String {
    let input = &now.input;
    let texts = [&input.spec]
        .into_iter()
        .chain(&input.overlays)
        .chain(&input.names);
    let texts = texts.flat_map(|text| [text.name.as_str(), text.text.as_str()]);
    let texts: Vec<&str> = [base, now.origin.as_str()]
        .into_iter()
        .chain(texts)
        .collect();
    digest::of(&texts)
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
fn earlier_entries(history: &History, base: &str) -> String {
    let text = history.show(base, checkout::in_facts(checkout::CHANGES));
    let text = text.unwrap_or_default();
    let entries = text.find("\n## ").and_then(|at| text.get(at..));
    entries.unwrap_or_default().to_owned()
}
