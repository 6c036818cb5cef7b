//! Reads what generation depends on.

use std::fs;
use std::path::{Path, PathBuf};

use codegen::diagnostic::{Diagnostic, Document, Place, Spot};
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
        }),
        None => of_repository(&checkout::root()?),
    }
}

fn of_repository(root: &Path) -> Result<Input, Failure> {
    let named = |relative: &str| text(&root.join(relative), relative.to_owned());
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
    Ok(Input {
        spec: named(checkout::SPEC)?,
        overlays: overlays
            .iter()
            .map(|path| {
                text(
                    path,
                    format!(
                        "{}/{}",
                        checkout::OVERLAYS,
                        path.file_name().unwrap_or_default().to_string_lossy()
                    ),
                )
            })
            .collect::<Result<_, _>>()?,
        names: if root.join(checkout::NAMES).is_file() {
            Some(named(checkout::NAMES)?)
        } else {
            None
        },
    })
}

pub(crate) fn text(path: &Path, name: String) -> Result<Text, Failure> {
    let bytes =
        fs::read(path).map_err(|error| Failure::Disk(format!("{}: {error}", path.display())))?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Text { name, text }),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let before = text.get(..valid).unwrap_or_default();
            let line = before.rsplit('\n').next().unwrap_or_default();
            let spot = Spot::Line {
                line: before.matches('\n').count() + 1,
                column: line.chars().count() + 1,
            };
            let place = Place {
                document: Document::Spec,
                spot,
            };
            let help = "convert the file to UTF-8";
            let diagnostic = Diagnostic::new("encoding", place, "this is not UTF-8", help);
            let input = Input {
                spec: Text { name, text },
                ..Input::default()
            };
            Err(Failure::wrong(diagnostic.into(), &input))
        }
    }
}
