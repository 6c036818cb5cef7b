//! `cargo xtask rename`: carries a rename of the vendor's over to overlays and `names.toml`.

use std::fmt::Write as _;
use std::path::PathBuf;

use codegen::Text;
use codegen::renames::{self, Edit, Rewritten};

use super::counted;
use crate::arguments::Rename;
use crate::disk::{self, Output};
use crate::failure::Failure;
use crate::report::Outcome;
use crate::{checkout, input};

/// A file that may use the name.
struct File {
    path: PathBuf,
    text: Text,
    rewrite: fn(&str, &Edit) -> Result<Rewritten, String>,
}

impl File {
    fn overlay(path: PathBuf, text: Text) -> Self {
        Self {
            path,
            text,
            rewrite: renames::overlay,
        }
    }

    fn names(path: PathBuf, text: Text) -> Self {
        Self {
            path,
            text,
            rewrite: renames::names,
        }
    }
}

/// Rewrites the files, and returns the numbers of changed lines.
pub(crate) fn run(rename: &Rename) -> Result<Outcome, Failure> {
    let edit = Edit::parse(&rename.old, &rename.new).map_err(Failure::Usage)?;
    let (root, files) = files(rename)?;
    let mut changed = rewritten(&files, &edit)?;
    if let (true, Some(within)) = (changed.is_empty(), edit.within()) {
        changed = rewritten(&files, &within)?;
    }
    if changed.is_empty() {
        return Err(nothing(rename, &files));
    }
    let mut text = String::new();
    let mut all = 0;
    for (_, name, rewritten) in &changed {
        let mut lines = rewritten.lines.clone();
        lines.dedup();
        all += lines.len();
        let _ = writeln!(text, "{name}: {}", counted(lines.len(), "line"));
    }
    let _ = writeln!(
        text,
        "{} in {} rewritten; next: cargo xtask regen",
        counted(all, "line"),
        counted(changed.len(), "file")
    );
    let files = changed.into_iter();
    let files = files.map(|(path, _, rewritten)| (path, rewritten.text));
    let output = Output::by_hand(root, files.collect());
    disk::locked(&output, true, disk::apply)?;
    Ok(text.into())
}

/// The files to edit, and the folder to lock if they are those of this repository.
fn files(rename: &Rename) -> Result<(Option<PathBuf>, Vec<File>), Failure> {
    if rename.overlays.is_empty() && rename.names.is_none() {
        let root = checkout::root()?;
        let (overlays, names) = input::overlays_and_names(&root.join(checkout::FACTS))?;
        let overlays = overlays.into_iter();
        let mut files: Vec<File> = overlays
            .map(|text| File::overlay(root.join(&text.name), text))
            .collect();
        files.extend(names.map(|text| File::names(root.join(&text.name), text)));
        return Ok((Some(root.join(checkout::FACTS)), files));
    }
    let mut files = Vec::new();
    for path in &rename.overlays {
        files.push(File::overlay(path.clone(), input::file(path)?));
    }
    if let Some(path) = &rename.names {
        files.push(File::names(path.clone(), input::file(path)?));
    }
    Ok((None, files))
}

/// The files that change; or all reasons why some cannot be rewritten.
fn rewritten(files: &[File], edit: &Edit) -> Result<Vec<(PathBuf, String, Rewritten)>, Failure> {
    let (mut changed, mut stuck) = (Vec::new(), String::new());
    for File {
        path,
        text,
        rewrite,
    } in files
    {
        match rewrite(&text.text, edit) {
            Ok(rewritten) if rewritten.lines.is_empty() => {}
            Ok(rewritten) => changed.push((path.clone(), text.name.clone(), rewritten)),
            Err(why) => drop(writeln!(stuck, "{}: {why}", text.name)),
        }
    }
    if stuck.is_empty() {
        return Ok(changed);
    }
    Err(Failure::Refused(format!("{stuck}\nNothing was written.\n")))
}

fn nothing(rename: &Rename, files: &[File]) -> Failure {
    let (old, new) = (&rename.old, &rename.new);
    let back = Edit::parse(new, old).and_then(|back| {
        let changed = rewritten(files, &back).map_err(|_| String::new())?;
        Ok(!changed.is_empty())
    });
    let hint = if back == Ok(true) {
        format!("They have `{new}` already.")
    } else {
        "A prefix ends with what is no letter, as `api_v1_` does, or with a `*`; a property or a value is `SCHEMA.name`.".to_owned()
    };
    Failure::Refused(format!(
        "no overlay and no entry of names.toml has the name `{old}`. {hint}\n"
    ))
}
