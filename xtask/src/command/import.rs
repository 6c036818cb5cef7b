//! `cargo xtask import`.

use std::fmt::Write as _;
use std::path::Path;
use std::time::SystemTime;

use chrono::DateTime;
use codegen::diagnostic::Document;
use codegen::diff::report;
use codegen::{Input, source};
use serde_json::Value;

use crate::arguments::Import;
use crate::changes::{self, State};
use crate::disk::{self, Output};
use crate::facts::Facts;
use crate::failure::{Diagnosed, Failure};
use crate::input::git::Git;
use crate::input::provenance::{self, Computed, Provenance};
use crate::input::text;
use crate::report::Outcome;
use crate::{checkout, digest, input};

/// The mark in the first line of both files.
const MARK: &str = "Written by `cargo xtask import`";

/// Imports the facts, and returns a summary of them and of what they change.
pub(crate) fn run(import: &Import) -> Result<Outcome, Failure> {
    let root = checkout::root()?;
    let input = Input {
        spec: input::file(&import.file)?,
        ..Input::default()
    };
    let before = facts_before(&root)?;
    let facts = Facts::of(&input, &import.prefixes, before.as_ref())?;
    let provenance = provenance(&root, import, &input, &facts)?;
    let mut text = summary(import, &facts);
    let outcome = Outcome::new(facts.warnings, &input, import.strict)?;

    let output = Output {
        root: root.join(checkout::FACTS),
        files: [
            (root.join(checkout::SPEC), facts.text),
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

fn summary(import: &Import, facts: &Facts) -> String {
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
    if !import.prefixes.is_empty() {
        let _ = writeln!(
            text,
            "left out {} paths, and {} schemas that no path leads to",
            kept.paths.1, kept.schemas.1
        );
    }
    text
}

/// The text of `spec/source.toml` after the import.
fn provenance(
    root: &Path,
    import: &Import,
    vendor: &Input,
    facts: &Facts,
) -> Result<String, Failure> {
    let path = root.join(checkout::PROVENANCE);
    let old = text::optional(&path, checkout::PROVENANCE)?;
    let old = Provenance::parse(old.map(|file| file.text).unwrap_or_default())
        .map_err(|error| provenance::unreadable(&error))?;
    let computed = Computed {
        version: facts.version.clone(),
        sha256: digest::of(&[&vendor.spec.text]),
        facts_sha256: digest::of(&[&facts.text]),
        date: today(),
        ..base(root, &old, &facts.text)
    };
    Ok(old.after(import, computed))
}

/// What the facts are compared with from now on: the committed ones; or, if they are these, what
/// those were compared with.
fn base(root: &Path, old: &Provenance, facts: &str) -> Computed {
    let git = Git::of(root);
    let of = |provenance: &Provenance| Computed {
        base: provenance.computed.base.clone(),
        crate_version: provenance.computed.crate_version.clone(),
        ..Computed::default()
    };
    match git.show("HEAD", checkout::SPEC) {
        None => of(old),
        Some(head) if head == facts => {
            let committed = git.show("HEAD", checkout::PROVENANCE);
            of(&Provenance::lenient(committed.unwrap_or_default()))
        }
        Some(_) => Computed {
            base: git.tree("HEAD", checkout::FACTS),
            crate_version: checkout::crate_version(root),
            ..Computed::default()
        },
    }
}

/// The facts on the disk, whose order is kept.
fn facts_before(root: &Path) -> Result<Option<Value>, Failure> {
    let Some(spec) = text::optional(&root.join(checkout::SPEC), checkout::SPEC)? else {
        return Ok(None);
    };
    match source::load(Document::Spec, &spec.text) {
        Ok(source) => Ok(Some(source.tree)),
        Err(report) => Err(Failure::Input(Box::new(Diagnosed {
            before: String::new(),
            report,
            input: Input {
                spec,
                ..Input::default()
            },
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
