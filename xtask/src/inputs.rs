//! Reads what generation depends on.

use std::fs;
use std::path::{Path, PathBuf};

use codegen::diagnostic::{Code, Diagnostic, Document, Location, Spot};
use codegen::{Input, Text};

use crate::arguments::Source;
use crate::{Failure, checkout};

/// The input that the command line asks for: `spec/` of this repository, or files of one's own.
pub(crate) fn read(source: &Source) -> Result<Input, Failure> {
    match &source.spec {
        Some(spec) => Ok(Input {
            spec: own(spec)?,
            ..of_files(&source.overlays, source.names.as_deref())?
        }),
        None => of_folder(&checkout::root()?.join(checkout::FACTS)),
    }
}

/// Overlays and naming rules of one's own, without a description.
pub(crate) fn of_files(overlays: &[PathBuf], names: Option<&Path>) -> Result<Input, Failure> {
    Ok(Input {
        overlays: overlays
            .iter()
            .map(|path| own(path))
            .collect::<Result<_, _>>()?,
        names: names.map(own).transpose()?,
        ..Input::default()
    })
}

fn own(path: &Path) -> Result<Text, Failure> {
    text(path, path.display().to_string())
}

/// What is in a folder like `spec/`; reports call its files as they are called in this repository.
pub(crate) fn of_folder(folder: &Path) -> Result<Input, Failure> {
    let (overlays, names) = overlays_and_names(folder)?;
    let spec = checkout::in_facts(checkout::SPEC);
    Ok(Input {
        spec: text(&folder.join(spec), checkout::SPEC.to_owned())?,
        overlays,
        names,
        ..Input::default()
    })
}

/// The overlays in a folder like `spec/`, and its `names.toml`.
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
            text(path, format!("{}/{name}", checkout::OVERLAYS))
        })
        .collect::<Result<_, _>>()?;
    let names = folder.join(checkout::in_facts(checkout::NAMES));
    Ok((overlays, optional(&names, checkout::NAMES)?))
}

/// A file that need not be there.
pub(crate) fn optional(path: &Path, name: &str) -> Result<Option<Text>, Failure> {
    path.is_file()
        .then(|| text(path, name.to_owned()))
        .transpose()
}

pub(crate) fn text(path: &Path, name: String) -> Result<Text, Failure> {
    let bytes =
        fs::read(path).map_err(|error| Failure::Disk(format!("{}: {error}", path.display())))?;
    // ASCII in UTF-16 is UTF-8 as well, with zeros in it.
    let is_utf16 = match bytes.get(..2) {
        Some(start) => start.contains(&0) || matches!(start, [0xff, 0xfe] | [0xfe, 0xff]),
        None => false,
    };
    match String::from_utf8(bytes) {
        Ok(text) if !is_utf16 => Ok(Text { name, text }),
        read => {
            let (bytes, valid) = match read {
                Ok(text) => (text.into_bytes(), 0),
                Err(error) => {
                    let valid = error.utf8_error().valid_up_to();
                    (error.into_bytes(), valid)
                }
            };
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let before = text.get(..valid).unwrap_or_default();
            let line = before.rsplit('\n').next().unwrap_or_default();
            let spot = Spot::Line {
                line: before.matches('\n').count() + 1,
                column: line.chars().count() + 1,
            };
            let location = Location {
                document: Document::Spec,
                spot,
            };
            let help = "convert the file to UTF-8";
            let message = if is_utf16 {
                "this is UTF-16, not UTF-8"
            } else {
                "this is not UTF-8"
            };
            let diagnostic = Diagnostic::new(Code::Encoding, location, message, help);
            let input = Input {
                spec: Text { name, text },
                ..Input::default()
            };
            Err(Failure::wrong(diagnostic.into(), &input))
        }
    }
}
