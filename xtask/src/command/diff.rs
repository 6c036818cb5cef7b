//! `cargo xtask diff`.

use std::fs;
use std::path::{Path, PathBuf};

use codegen::diagnostic::Document;
use codegen::diff::surface::Severity;
use codegen::diff::{Diff, Surroundings, report, wire};
use codegen::{Addition, Input, Text, source};

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
    let source = arguments.source.as_deref();
    match (old.is_whole, new.is_whole) {
        (true, false) => {
            if source.is_none() {
                input::is_of_first(&new.input.spec, &old.input)?;
            }
            let name = source.unwrap_or(checkout::FIRST);
            let text = imported(&new.input, &old, name)?;
            new.input = old.input.clone();
            input::replace(&mut new.input, name, text, Vec::new())?;
        }
        (false, true) => {
            if source.is_none() {
                input::is_of_first(&old.input.spec, &new.input)?;
            }
            let name = source.unwrap_or(checkout::FIRST);
            let file = Text {
                name: input::text_of(&new.input, name)?.name.clone(),
                text: std::mem::take(&mut old.input.spec.text),
            };
            old.input = new.input.clone();
            input::replace(&mut old.input, name, file, Vec::new())?;
        }
        (false, false) => {
            if source.is_some() {
                let message = "two files are compared as they are: --source is for those of spec/";
                return Err(Failure::Usage(message.to_owned()));
            }
            for version in [&mut old, &mut new] {
                version.input = Input {
                    spec: version.input.spec.clone(),
                    ..input::of_files(&arguments.overlays, arguments.names.as_deref())?
                };
            }
        }
        (true, true) => {
            if let Some(name) = source {
                only(name, &old.input, &mut new.input)?;
            }
        }
    }
    Ok((old, new))
}

/// The new version with all sources but one as they were.
fn only(source: &str, old: &Input, new: &mut Input) -> Result<(), Failure> {
    let own = input::text_of(new, source)?.clone();
    let sources = Input {
        overlays: std::mem::take(&mut new.overlays),
        names: new.names.take(),
        ..old.sources()
    };
    *new = sources;
    if source != checkout::FIRST && input::text_of(new, source).is_err() {
        new.additions.push(Addition {
            name: source.to_owned(),
            ..Addition::default()
        });
    }
    input::replace(new, source, own, Vec::new())
}

/// The facts of a vendor's file, as an import of the source makes them.
fn imported(vendor: &Input, old: &Version, source: &str) -> Result<Text, Failure> {
    let facts = input::text_of(&old.input, source)?;
    let before = source::load(Document::Spec, &facts.text).ok();
    let before = before.map(|source| source.tree);
    let paths = old.provenance.told(source).map(|told| &told.paths[..]);
    let imported = Facts::of(vendor, paths.unwrap_or_default(), before.as_ref())?;
    Ok(Text {
        name: facts.name.clone(),
        text: imported.text,
    })
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
