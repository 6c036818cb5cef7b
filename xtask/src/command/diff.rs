//! `cargo xtask diff`.

use std::fs;
use std::path::{Path, PathBuf};

use codegen::diagnostic::Document;
use codegen::diff::surface::Severity;
use codegen::diff::{Diff, Surroundings, report, wire};
use codegen::{Input, Text, source};

use crate::arguments::{self, FailOn};
use crate::facts::Facts;
use crate::failure::Failure;
use crate::input::git::Git;
use crate::input::text;
use crate::input::version::{self, Version};
use crate::terminal::print;
use crate::{changes, checkout, input};

/// Compares two versions and prints the comparison. Fails if it has changes that `--fail-on`
/// refuses.
pub(crate) fn run(arguments: &arguments::Diff) -> Result<(), Failure> {
    let root = checkout::root()?;
    let (old, new) = versions(&root, arguments)?;
    let crate_version = checkout::crate_version(&root);
    let surroundings = Surroundings {
        crate_version: crate_version.as_deref(),
        sources: &sources(&root)?,
        earlier: &changes::earlier(&Git::of(&root), &old),
    };
    let diff = changes::compare(&old, &new, surroundings)?;
    match arguments.report.json {
        true => print(&format!("{:#}\n", report::json(&diff)))?,
        false => print(&report::markdown(&diff))?,
    }
    let refused = arguments.fail_on.and_then(|limit| refused(&diff, limit));
    refused.map_or(Ok(()), |why| Err(Failure::Refused(why)))
}

/// The two versions. A file has facts only: beside a version of the repository, it stands for what
/// `import` would make of it. Two files are compared as they are.
fn versions(root: &Path, arguments: &arguments::Diff) -> Result<(Version, Version), Failure> {
    let mut old = version::read(root, arguments.old.as_deref().unwrap_or("HEAD"))?;
    let mut new = match &arguments.new {
        Some(new) => version::read(root, new)?,
        None => version::working_tree(root)?,
    };
    match (old.is_whole, new.is_whole) {
        (true, false) => {
            new.input.spec.text = imported(&new.input, &old)?;
            complete(&mut new.input, &old.input);
        }
        (false, true) => complete(&mut old.input, &new.input),
        (false, false) => {
            for version in [&mut old, &mut new] {
                version.input = Input {
                    spec: version.input.spec.clone(),
                    ..input::of_files(&arguments.overlays, arguments.names.as_deref())?
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

fn imported(vendor: &Input, old: &Version) -> Result<String, Failure> {
    let before = source::load(Document::Spec, &old.input.spec.text).ok();
    let before = before.map(|source| source.tree);
    Ok(Facts::of(vendor, &old.provenance.told.paths, before.as_ref())?.text)
}

/// Why `--fail-on` refuses a comparison, if it does.
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

/// The hand-written code of the crate.
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
                found.push(text::read(&path, name)?);
            }
        }
    }
    found.sort_by(|one, two| one.name.cmp(&two.name));
    Ok(found)
}
