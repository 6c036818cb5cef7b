//! What a version of the description is read from: git, a folder, or a file.

use std::path::Path;

use codegen::{Input, Text};

use crate::history::History;
use crate::{Failure, checkout, inputs};

/// A version, with what is known of it.
pub(crate) struct Read {
    /// What the maintainer calls it, and what `source.toml` says of it.
    pub name: String,
    pub input: Input,
    /// `source.toml`, if there is one.
    pub origin: String,
    /// Whether it brings its own overlays and naming rules: a single file does not.
    pub is_whole: bool,
}

/// Reads what the command line names: a folder or a file that exists, or else something that git
/// knows.
pub(crate) fn read(root: &Path, said: &str) -> Result<Read, Failure> {
    let path = Path::new(said);
    if path.is_dir() {
        let folder = match path.join("spec").is_dir() {
            true => path.join("spec"),
            false => path.to_owned(),
        };
        return of_folder(said, &folder);
    }
    if path.is_file() {
        let spec = inputs::text(path, said.to_owned())?;
        return Ok(Read {
            name: said.to_owned(),
            input: Input {
                spec,
                ..Input::default()
            },
            origin: String::new(),
            is_whole: false,
        });
    }
    of_git(&History::of(root), said).ok_or_else(|| {
        Failure::Found(format!(
            "`{said}` is no file and no folder, and git knows no revision of that name that holds {}\n",
            checkout::SPEC
        ))
    })
}

/// The files of this repository as they are on the disk.
pub(crate) fn working_tree(root: &Path) -> Result<Read, Failure> {
    of_folder("the working tree", &root.join(checkout::FACTS))
}

fn of_folder(name: &str, folder: &Path) -> Result<Read, Failure> {
    let input = inputs::of_folder(folder)?;
    let origin = inputs::optional(&folder.join("source.toml"), checkout::ORIGIN)?;
    let origin = origin.map(|origin| origin.text).unwrap_or_default();
    Ok(Read {
        name: named(name, &origin),
        input,
        origin,
        is_whole: true,
    })
}

/// A commit, a branch, a tag; or a tree, of the repository or of its folder `spec/` alone.
pub(crate) fn of_git(history: &History, said: &str) -> Option<Read> {
    let folders = [checkout::FACTS, ""];
    folders.iter().find_map(|folder| {
        let show = |name: &str| {
            let path = format!("{folder}/{name}");
            let text = history.show(said, path.trim_start_matches('/'))?;
            let name = format!("{}/{name}", checkout::FACTS);
            Some(Text { name, text })
        };
        let spec = show(checkout::in_facts(checkout::SPEC))?;
        let overlays = format!("{folder}/overlays");
        let names = history.list(said, overlays.trim_start_matches('/'));
        let mut names = names.unwrap_or_default();
        names.retain(|name| name.ends_with(".yaml"));
        names.sort();
        let overlays = names.iter().map(|name| show(&format!("overlays/{name}")));
        let origin = show("source.toml")
            .map(|origin| origin.text)
            .unwrap_or_default();
        Some(Read {
            name: named(said, &origin),
            input: Input {
                spec,
                overlays: overlays.collect::<Option<_>>()?,
                names: show("names.toml"),
                ..Input::default()
            },
            origin,
            is_whole: true,
        })
    })
}

/// A name with where the facts came from.
fn named(name: &str, origin: &str) -> String {
    match crate::provenance::label(origin) {
        Some(label) => format!("{name} ({label})"),
        None => name.to_owned(),
    }
}
