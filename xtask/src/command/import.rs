//! `cargo xtask import`.

use std::fmt::Write as _;
use std::path::Path;
use std::time::SystemTime;

use chrono::DateTime;
use codegen::diagnostic::Document;
use codegen::diff::report;
use codegen::{Input, source, spec};
use serde_json::Value;

use crate::arguments::Import;
use crate::changes::{self, State};
use crate::disk::{self, Output};
use crate::facts::Facts;
use crate::failure::{Diagnosed, Failure};
use crate::input::git::Git;
use crate::input::provenance::{self, Base, Computed, Provenance};
use crate::input::text;
use crate::report::Outcome;
use crate::{checkout, digest, input};

/// The mark in the first line of both files.
const MARK: &str = "Written by `cargo xtask import`";

/// Imports the facts, and returns a summary of them and of what they change.
pub(crate) fn run(import: &Import) -> Result<Outcome, Failure> {
    let root = checkout::root()?;
    let folder = root.join(checkout::FACTS);
    let input = Input::from(input::file(&import.file)?);
    let old = Provenance::read(&folder)?;
    let source = name(import, &old)?;
    if source != checkout::FIRST && !root.join(checkout::SPEC).is_file() {
        let first = checkout::SPEC;
        return Err(Failure::Refused(format!(
            "{first}: not there; import the first source first\n"
        )));
    }
    let before = facts_before(&root, source)?;
    if import.source.is_none()
        && let Ok((known, _)) = input::of_folder(&folder)
    {
        input::is_of_first(&input.spec, &known)?;
    }
    let selection = match (&import.selection[..], old.told(source)) {
        ([], Some(told)) => &told.paths[..],
        (told, _) => told,
    };
    let facts = Facts::of(&input, selection, before.as_ref())?;
    if source != checkout::FIRST {
        let tree = source::load(Document::Spec, &input.spec.text).map(|source| source.tree);
        let checked = tree.and_then(|tree| spec::version(&tree));
        checked.map_err(|report| Failure::input(report, &input))?;
    }
    let mut text = summary(selection, &facts);
    let outcome = Outcome::new(facts.warnings, &input, import.strict)?;

    let path = checkout::facts_of(source);
    let computed = Computed {
        version: facts.version,
        sha256: digest::of(&[&input.spec.text]),
        facts_sha256: digest::of(&[&facts.text]),
        date: today(),
    };
    let base = base(&root, &old, &path, &facts.text)?;
    let provenance = old.after(import, source, computed, base);
    let output = Output {
        root: folder,
        files: [
            (root.join(path), facts.text),
            (root.join(checkout::PROVENANCE), provenance),
        ]
        .into(),
        owned: Vec::new(),
        mark: MARK,
    };
    let written = disk::locked(&output, true, |plan| {
        disk::apply(plan)?;
        Ok(plan.write.len())
    })?;
    let _ = match written {
        0 => writeln!(text, "nothing changed"),
        count => writeln!(text, "{count} files written; next: cargo xtask diff"),
    };
    match changes::write(&root)? {
        State::Stale(changes) => {
            let _ = write!(text, "\n{}", report::head(&changes.diff));
        }
        State::Lost(base) => text += &changes::lost(&base),
        State::Fresh => {}
    }
    Ok(Outcome { text, ..outcome })
}

/// The source that the file is of.
fn name<'i>(import: &'i Import, old: &Provenance) -> Result<&'i str, Failure> {
    let Some(name) = import.source.as_deref() else {
        return Ok(checkout::FIRST);
    };
    if !provenance::is_name(name) {
        let message = format!("`{name}` is no name of a source: use a to z, 0 to 9, `-` and `_`");
        return Err(Failure::Usage(message));
    }
    let is_new = old.told(name).is_none();
    if is_new && import.selection.is_empty() {
        return Err(Failure::Usage(format!(
            "`{name}` is a new source: say with --paths what it adds; `--paths /` is all of it"
        )));
    }
    Ok(name)
}

fn summary(selection: &[String], facts: &Facts) -> String {
    let kept = &facts.kept;
    let mut text = format!(
        "kept     {} operations on {} paths, {} schemas with {} properties\n",
        kept.operations, kept.paths.0, kept.schemas.0, kept.properties
    );
    let _ = writeln!(
        text,
        "dropped  {} pieces of prose, samples and examples, {} KiB",
        kept.prose,
        kept.prose_bytes / 1024
    );
    if !selection.is_empty() {
        let _ = writeln!(
            text,
            "left out {} paths, and {} schemas that no path leads to",
            kept.paths.1, kept.schemas.1
        );
    }
    for entry in &kept.idle {
        let _ = writeln!(text, "the file has no path for `--paths {entry}`");
    }
    text
}

/// What `spec/` is compared with from now on, with these facts of a source: the committed version;
/// or, if the facts of all sources are in it, what that is compared with.
fn base(root: &Path, old: &Provenance, path: &str, facts: &str) -> Result<Base, Failure> {
    let git = Git::of(root);
    if git.show("HEAD", checkout::SPEC).is_none() {
        return Ok(old.base.clone());
    }
    let mut is_committed = git.show("HEAD", path).as_deref() == Some(facts);
    let additions = old.additions.keys().map(|name| checkout::facts_of(name));
    for other in additions.chain([checkout::SPEC.to_owned()]) {
        let text = text::optional(&root.join(&other), &other)?.map(|file| file.text);
        is_committed &= other == path || git.show("HEAD", &other) == text;
    }
    if is_committed {
        let committed = git.show("HEAD", checkout::PROVENANCE);
        return Ok(Provenance::lenient(committed.unwrap_or_default()).base);
    }
    Ok(Base {
        tree: git.tree("HEAD", checkout::FACTS),
        crate_version: checkout::crate_version(root),
    })
}

/// The facts of a source on the disk, whose order is kept.
fn facts_before(root: &Path, source: &str) -> Result<Option<Value>, Failure> {
    let path = checkout::facts_of(source);
    let Some(spec) = text::optional(&root.join(&path), &path)? else {
        return Ok(None);
    };
    match source::load(Document::Source(0), &spec.text) {
        Ok(source) => Ok(Some(source.tree)),
        Err(report) => Err(Failure::Input(Box::new(Diagnosed {
            before: String::new(),
            report,
            input: spec.into(),
            after: "\nThe order of these facts is kept, so they have to be readable. Restore the file, or delete it to take the vendor's order.\n".to_owned(),
        }))),
    }
}

/// The date in UTC: `2026-01-31`.
fn today() -> String {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let seconds = now.map_or(0, |since| since.as_secs());
    let now = i64::try_from(seconds)
        .ok()
        .and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    now.unwrap_or_default().date_naive().to_string()
}
