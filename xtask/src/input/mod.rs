//! Reads what a command works on: files, and what git has of them.

pub(crate) mod git;
mod location;
pub(crate) mod provenance;
pub(crate) mod text;
pub(crate) mod version;

use std::fs;
use std::path::{Path, PathBuf};

use codegen::{Input, Text};

use crate::arguments::Inputs;
use crate::checkout;
use crate::failure::Failure;

/// Reads the input that the command line names: `spec/` of this repository, or other files.
pub(crate) fn read(inputs: &Inputs) -> Result<Input, Failure> {
    match &inputs.spec {
        Some(spec) => Ok(Input {
            spec: file(spec)?,
            ..of_files(&inputs.overlays, inputs.names.as_deref())?
        }),
        None => of_folder(&checkout::root()?.join(checkout::FACTS)),
    }
}

/// Reads overlays and naming rules; the description is empty.
pub(crate) fn of_files(overlays: &[PathBuf], names: Option<&Path>) -> Result<Input, Failure> {
    let overlays = overlays.iter().map(|path| file(path));
    Ok(Input {
        overlays: overlays.collect::<Result<_, _>>()?,
        names: names.map(file).transpose()?,
        ..Input::default()
    })
}

/// Reads a file that reports call by its path.
pub(crate) fn file(path: &Path) -> Result<Text, Failure> {
    text::read(path, path.display().to_string())
}

/// Reads a folder like `spec/`. Reports call its files by their paths in this repository.
pub(crate) fn of_folder(folder: &Path) -> Result<Input, Failure> {
    let (overlays, names) = overlays_and_names(folder)?;
    let spec = checkout::in_facts(checkout::SPEC);
    Ok(Input {
        spec: text::read(&folder.join(spec), checkout::SPEC.to_owned())?,
        overlays,
        names,
        ..Input::default()
    })
}

/// Reads the overlays in a folder like `spec/`, in the order of their names, and `names.toml`.
pub(crate) fn overlays_and_names(folder: &Path) -> Result<(Vec<Text>, Option<Text>), Failure> {
    let overlays = folder.join(checkout::in_facts(checkout::OVERLAYS));
    let mut overlays: Vec<PathBuf> = match fs::read_dir(overlays) {
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
            text::read(path, format!("{}/{name}", checkout::OVERLAYS))
        })
        .collect::<Result<_, _>>()?;
    let names = folder.join(checkout::in_facts(checkout::NAMES));
    Ok((overlays, text::optional(&names, checkout::NAMES)?))
}
