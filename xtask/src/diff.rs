//! `cargo xtask diff`.

use std::fs;
use std::path::{Path, PathBuf};

use codegen::diagnostic::Document;
use codegen::diff::surface::Severity;
use codegen::diff::{self, Diff, Surroundings, Version, report, wire};
use codegen::{Input, Text, source};
use serde_json::Value;

use crate::arguments::{self, FailOn};
use crate::history::History;
use crate::versions::{self, Read};
use crate::{Failure, checkout, import, inputs, provenance, say};

/// So many imports are looked back upon for one that a change takes back.
const IMPORTS: usize = 5;

/// Compares two versions and says what there is to say; fails if that is more than is allowed.
pub(crate) fn run(asked: &arguments::Diff) -> Result<(), Failure> {
    let root = checkout::root()?;
    let (old, new) = both(&root, asked)?;
    let sources = sources(&root)?;
    let crate_version = crate_version(&root);
    let earlier = earlier(&History::of(&root), &old);
    let surroundings = Surroundings {
        crate_version: crate_version.as_deref(),
        sources: &sources,
        earlier: &earlier,
    };
    let diff = compare(&old, &new, surroundings)?;
    match asked.told.json {
        true => say(&format!("{:#}\n", report::json(&diff)))?,
        false => say(&report::markdown(&diff))?,
    }
    let refused = asked.fail_on.and_then(|limit| refused(&diff, limit));
    refused.map_or(Ok(()), |why| Err(Failure::Found(why)))
}

/// Compares two versions that were read. They are read side by side: each takes as long as `regen`.
pub(crate) fn compare(
    old: &Read,
    new: &Read,
    surroundings: Surroundings<'_>,
) -> Result<Diff, Failure> {
    let version = |read: &Read, before: Option<&Text>| {
        let input = Input {
            before: before.cloned(),
            ..read.input.clone()
        };
        Version::of(&read.name, &input).map_err(|report| Failure::wrong(report, &input))
    };
    let before = Some(&old.input.spec);
    let (old, new) = std::thread::scope(|scope| {
        let old = scope.spawn(|| version(old, None));
        let new = version(new, before);
        let old = old
            .join()
            .unwrap_or_else(|_| Err(Failure::Disk("a thread failed".to_owned())));
        (old, new)
    });
    Ok(diff::compare(&old?, &new?, surroundings))
}

fn both(root: &Path, asked: &arguments::Diff) -> Result<(Read, Read), Failure> {
    let mut old = versions::read(root, asked.old.as_deref().unwrap_or("HEAD"))?;
    let mut new = match &asked.new {
        Some(new) => versions::read(root, new)?,
        None => versions::working_tree(root)?,
    };
    // A file has facts alone. Beside a version of the repository it is what `import` would make of
    // it; two files are compared as they are.
    match (old.is_whole, new.is_whole) {
        (true, false) => {
            new.input.spec.text = imported(&new.input, &old)?;
            complete(&mut new.input, &old.input);
        }
        (false, true) => complete(&mut old.input, &new.input),
        (false, false) => {
            for read in [&mut old, &mut new] {
                read.input = Input {
                    spec: read.input.spec.clone(),
                    ..inputs::of_files(&asked.overlays, asked.names.as_deref())?
                };
            }
        }
        (true, true) => {}
    }
    Ok((old, new))
}

fn complete(file: &mut Input, other: &Input) {
    file.overlays.clone_from(&other.overlays);
    file.names.clone_from(&other.names);
}

fn imported(vendor: &Input, old: &Read) -> Result<String, Failure> {
    let before = source::load(Document::Spec, &old.input.spec.text).ok();
    let prefixes = provenance::paths(&old.origin);
    let before = before.map(|source| source.tree);
    Ok(import::facts(vendor, &prefixes, before.as_ref())?.text)
}

/// Why a comparison is refused, if it goes beyond what is allowed.
fn refused(diff: &Diff, limit: FailOn) -> Option<String> {
    let rust = diff.verdict.rust;
    let (is_beyond, what) = match limit {
        FailOn::Silent => (rust == Some(Severity::Silent), "silent"),
        FailOn::Breaking => (
            rust >= Some(Severity::Breaking) || diff.verdict.wire == Some(wire::Severity::Error),
            "breaking",
        ),
    };
    let is_unknown = rust.is_none() || !diff.errors.is_empty();
    let unknown = is_unknown.then_some(
        "the new description cannot be generated from yet, so what changes in Rust is not known\n",
    );
    match is_beyond {
        true => Some(format!("there are {what} changes\n")),
        false => unknown.map(str::to_owned),
    }
}

/// The code of the crate that is written by hand.
fn sources(root: &Path) -> Result<Vec<Text>, Failure> {
    let folder = root.join(checkout::CRATE);
    let (mut open, mut found) = (vec![folder.clone()], Vec::new());
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(&at).into_iter().flatten().flatten() {
            let path: PathBuf = entry.path();
            if path.is_dir() && path != root.join(checkout::GENERATED) {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(&folder).unwrap_or(&path);
                let name = name.display().to_string();
                found.push(inputs::text(&path, name)?);
            }
        }
    }
    found.sort_by(|one, two| one.name.cmp(&two.name));
    Ok(found)
}

/// The version of the crate, as the workspace says it.
pub(crate) fn crate_version(root: &Path) -> Option<String> {
    let manifest = fs::read_to_string(root.join("Cargo.toml")).ok()?;
    let manifest: toml::Table = manifest.parse().ok()?;
    let package = manifest.get("workspace")?.get("package")?;
    Some(package.get("version")?.as_str()?.to_owned())
}

/// The facts of the imports before a version, the latest first, as far as git has them.
pub(crate) fn earlier(history: &History, of: &Read) -> Vec<Value> {
    let mut facts = Vec::new();
    let mut origin = of.origin.clone();
    while facts.len() < IMPORTS
        && let Some(base) = provenance::base(&origin)
        && let Some(read) = versions::of_git(history, &base)
    {
        if let Ok(source) = source::load(Document::Spec, &read.input.spec.text) {
            facts.push(source.tree);
        }
        origin = read.origin;
    }
    facts
}
