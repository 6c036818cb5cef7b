//! Reads what generation depends on.

use std::fs;
use std::path::{Path, PathBuf};

use codegen::{Input, Text};

use crate::arguments::Source;
use crate::{Failure, checkout};

/// The input that the command line asks for: `spec/` of this repository, or files of one's own.
pub(crate) fn read(source: &Source) -> Result<Input, Failure> {
    match &source.spec {
        Some(spec) => Ok(Input {
            spec: text(spec, spec.display().to_string())?,
            overlays: source
                .overlays
                .iter()
                .map(|path| text(path, path.display().to_string()))
                .collect::<Result<_, _>>()?,
            names: source
                .names
                .as_ref()
                .map(|path| text(path, path.display().to_string()))
                .transpose()?,
            before: None,
        }),
        None => of_repository(&checkout::root()?),
    }
}

fn of_repository(root: &Path) -> Result<Input, Failure> {
    let (overlays, names) = overlays_and_names(root)?;
    Ok(Input {
        spec: named(root, checkout::SPEC)?,
        overlays,
        names,
        before: None,
    })
}

/// The overlays of the repository, and its `names.toml`, by their paths in it.
pub(crate) fn overlays_and_names(root: &Path) -> Result<(Vec<Text>, Option<Text>), Failure> {
    let mut overlays: Vec<PathBuf> = match fs::read_dir(root.join(checkout::OVERLAYS)) {
        Ok(entries) => entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| {
                path.extension()
                    .is_some_and(|extension| extension == "yaml")
            })
            .collect(),
        Err(_) => Vec::new(),
    };
    overlays.sort();
    let overlays = overlays
        .iter()
        .map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            text(path, format!("{}/{name}", checkout::OVERLAYS))
        })
        .collect::<Result<_, _>>()?;
    let has_names = root.join(checkout::NAMES).is_file();
    let names = has_names
        .then(|| named(root, checkout::NAMES))
        .transpose()?;
    Ok((overlays, names))
}

fn named(root: &Path, relative: &str) -> Result<Text, Failure> {
    text(&root.join(relative), relative.to_owned())
}

pub(crate) fn text(path: &Path, name: String) -> Result<Text, Failure> {
    let bytes =
        fs::read(path).map_err(|error| Failure::Disk(format!("{}: {error}", path.display())))?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Text { name, text }),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let line = error
                .as_bytes()
                .iter()
                .take(valid)
                .filter(|byte| **byte == b'\n')
                .count()
                + 1;
            Err(Failure::Found(format!(
                "error[encoding]: {name}:{line}: this is not UTF-8\n  help: convert the file to UTF-8\n"
            )))
        }
    }
}
