//! A version of the description: of git, a folder, or a file.

use std::path::Path;

use codegen::{Addition, Input, Text};

use super::git::Git;
use super::provenance::Provenance;
use super::text;
use crate::checkout;
use crate::failure::Failure;

/// A version of the description.
pub(crate) struct Version {
    /// The name on the command line, and a label from `source.toml`.
    pub name: String,
    pub input: Input,
    /// `source.toml`; empty if there is none.
    pub provenance: Provenance,
    /// Whether it has overlays and naming rules of its own: a single file has none.
    pub is_whole: bool,
}

/// Reads the version with this name: a folder or a file that exists, or else a revision of git.
pub(crate) fn read(root: &Path, name: &str) -> Result<Version, Failure> {
    let path = Path::new(name);
    if path.is_dir() {
        let folder = match path.join("spec").is_dir() {
            true => path.join("spec"),
            false => path.to_owned(),
        };
        return of_folder(name, &folder);
    }
    if path.is_file() {
        return Ok(Version {
            name: name.to_owned(),
            input: text::read(path, name.to_owned())?.into(),
            provenance: Provenance::default(),
            is_whole: false,
        });
    }
    of_git(&Git::of(root), name).ok_or_else(|| {
        Failure::Refused(format!(
            "`{name}` is no file and no folder, and git has no revision of that name that holds {}\n",
            checkout::SPEC
        ))
    })
}

/// The version on the disk.
pub(crate) fn working_tree(root: &Path) -> Result<Version, Failure> {
    of_folder("the working tree", &root.join(checkout::FACTS))
}

fn of_folder(name: &str, folder: &Path) -> Result<Version, Failure> {
    let (input, provenance) = super::of_folder(folder)?;
    Ok(Version {
        name: labeled(name, &provenance),
        input,
        provenance,
        is_whole: true,
    })
}

/// The version of a commit, a branch, a tag; or of a tree: of the repository, or of `spec/`.
pub(crate) fn of_git(git: &Git, revision: &str) -> Option<Version> {
    let folders = [checkout::FACTS, ""];
    folders.iter().find_map(|folder| {
        let show = |name: &str| {
            let path = format!("{folder}/{name}");
            let text = git.show(revision, path.trim_start_matches('/'))?;
            let name = format!("{}/{name}", checkout::FACTS);
            Some(Text { name, text })
        };
        let (sources, provenance) = of_tree(&show)?;
        let overlays = format!("{folder}/overlays");
        let names = git.list(revision, overlays.trim_start_matches('/'));
        let mut names = names.unwrap_or_default();
        names.retain(|name| name.ends_with(".yaml"));
        names.sort();
        let overlays = names.iter().map(|name| show(&format!("overlays/{name}")));
        Some(Version {
            name: labeled(revision, &provenance),
            input: Input {
                overlays: overlays.collect::<Option<_>>()?,
                names: show(checkout::in_facts(checkout::NAMES)),
                ..sources
            },
            provenance,
            is_whole: true,
        })
    })
}

/// The sources of a commit.
pub(crate) fn sources(git: &Git, revision: &str) -> Option<Input> {
    let show = |name: &str| {
        let name = format!("{}/{name}", checkout::FACTS);
        let text = git.show(revision, &name)?;
        Some(Text { name, text })
    };
    of_tree(&show).map(|(sources, _)| sources)
}

/// The sources of a tree like `spec/`, and its `source.toml`.
fn of_tree(show: &dyn Fn(&str) -> Option<Text>) -> Option<(Input, Provenance)> {
    let spec = show(checkout::in_facts(checkout::SPEC))?;
    let provenance = parsed(show(checkout::in_facts(checkout::PROVENANCE)));
    let additions = provenance.additions.keys().map(|name| {
        let text = show(checkout::in_facts(&checkout::facts_of(name)))?;
        Some(Addition {
            name: name.clone(),
            text,
            paths: Vec::new(),
        })
    });
    let input = Input {
        additions: additions.collect::<Option<_>>()?,
        ..spec.into()
    };
    Some((input, provenance))
}

fn parsed(file: Option<Text>) -> Provenance {
    file.map(|file| Provenance::lenient(file.text))
        .unwrap_or_default()
}

/// A name with a label of its facts.
fn labeled(name: &str, provenance: &Provenance) -> String {
    match provenance.label() {
        Some(label) => format!("{name} ({label})"),
        None => name.to_owned(),
    }
}
