//! `spec/CHANGES.md`: what each import changed, the newest first.
//!
//! The newest entry compares the description with what it was before the last import, and follows
//! the overlays until the next one. The other entries never change. The first line has a digest of
//! what the newest entry was made from, so a shallow clone can tell whether it is stale.

mod compare;

use std::path::Path;

use codegen::diff::{Diff, Surroundings, report};
pub(crate) use compare::{compare, earlier};

use crate::disk::{self, Output};
use crate::failure::Failure;
use crate::input::git::Git;
use crate::input::text;
use crate::input::version::{self, Version};
use crate::{checkout, digest};

/// The mark in the first line.
const MARK: &str = "Written by `cargo xtask regen`";

const HEAD: &str = "
# Changes of the API description

What each import changed, for programs in Rust and on the wire. The newest entry follows the overlays until the next import.
";

/// The state of the file.
pub(crate) enum State {
    /// Up to date; or there is nothing to compare with.
    Fresh,
    /// Made from something else than what is in `spec/`.
    Stale(Box<Changes>),
    /// Stale, and git does not have this tree, which the newest entry is compared with.
    Lost(String),
}

/// The file as it has to be, and the comparison in its newest entry.
pub(crate) struct Changes {
    pub output: Output,
    pub diff: Diff,
}

/// Compares the file with `spec/`.
pub(crate) fn state(root: &Path) -> Result<State, Failure> {
    let now = version::working_tree(root)?;
    let Some(base) = now.provenance.base.tree.clone() else {
        return Ok(State::Fresh);
    };
    let source = source(&base, &now);
    let path = root.join(checkout::CHANGES);
    let text = text::optional(&path, checkout::CHANGES)?;
    let text = text.map(|text| text.text).unwrap_or_default();
    if text
        .split_once('\n')
        .is_some_and(|(first, rest)| first == line(&source, rest))
    {
        return Ok(State::Fresh);
    }
    let git = Git::of(root);
    let Some(mut before) = version::of_git(&git, &base) else {
        return Ok(State::Lost(base));
    };
    before.name = before.provenance.label().unwrap_or_else(|| {
        let short: String = base.chars().take(12).collect();
        format!("the tree `{short}`")
    });
    let diff = diff(&git, &before, &now)?;
    let title = now.provenance.label_since(&before.provenance);
    let title = title.unwrap_or_default();
    let entry = report::entry(&diff, &title);
    let rest = format!("{HEAD}\n{entry}{}", earlier_entries(&git, &base));
    let text = format!("{}\n{rest}", line(&source, &rest));
    let output = Output {
        root: root.join(checkout::FACTS),
        files: [(path, text)].into(),
        owned: Vec::new(),
        mark: MARK,
    };
    Ok(State::Stale(Box::new(Changes { output, diff })))
}

/// Brings the file up to date if git has what that takes, and returns the state before.
pub(crate) fn write(root: &Path) -> Result<State, Failure> {
    let state = state(root)?;
    if let State::Stale(changes) = &state {
        disk::locked(&changes.output, true, disk::apply)?;
    }
    Ok(state)
}

/// The message about [`State::Lost`].
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

/// The digest of what the newest entry is made from.
fn source(base: &str, now: &Version) -> String {
    let input = &now.input;
    let texts = input.texts().chain(&input.overlays).chain(&input.names);
    let texts = texts.flat_map(|text| [text.name.as_str(), text.text.as_str()]);
    let texts: Vec<&str> = [base, now.provenance.text.as_str()]
        .into_iter()
        .chain(texts)
        .collect();
    digest::of(&texts)
}

fn diff(git: &Git, before: &Version, now: &Version) -> Result<Diff, Failure> {
    let surroundings = Surroundings {
        crate_version: now.provenance.base.crate_version.as_deref(),
        // Uses in hand-written code change with each edit of it.
        sources: &[],
        earlier: &earlier(git, before),
    };
    compare(before, now, surroundings)
}

/// The entries from before the last import.
fn earlier_entries(git: &Git, base: &str) -> String {
    let text = git.show(base, checkout::in_facts(checkout::CHANGES));
    let text = text.unwrap_or_default();
    let entries = text.find("\n## ").and_then(|at| text.get(at..));
    entries.unwrap_or_default().to_owned()
}
