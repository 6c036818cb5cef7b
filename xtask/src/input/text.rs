//! Reads a file as UTF-8.

use std::fs;
use std::path::Path;

use codegen::diagnostic::{Code, Diagnostic, Document, Location, Spot};
use codegen::{Input, Text};

use crate::failure::Failure;

/// Reads a file that reports call `name`.
///
/// # Errors
///
/// The error of the disk; or the position of the first byte that is not UTF-8.
pub(crate) fn read(path: &Path, name: String) -> Result<Text, Failure> {
    let bytes = fs::read(path).map_err(|error| Failure::disk(path, &error))?;
    // ASCII in UTF-16 is valid UTF-8 with zeros in it.
    let is_utf16 = bytes
        .get(..2)
        .is_some_and(|start| start.contains(&0) || matches!(start, [0xff, 0xfe] | [0xfe, 0xff]));
    match String::from_utf8(bytes) {
        Ok(text) if is_utf16 => Err(wrong_encoding("this is UTF-16, not UTF-8", name, text, 0)),
        Ok(text) => Ok(Text { name, text }),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let (message, valid) = match is_utf16 {
                true => ("this is UTF-16, not UTF-8", 0),
                false => ("this is not UTF-8", valid),
            };
            Err(wrong_encoding(message, name, text, valid))
        }
    }
}

/// Reads a file if it exists.
pub(crate) fn optional(path: &Path, name: &str) -> Result<Option<Text>, Failure> {
    path.is_file()
        .then(|| read(path, name.to_owned()))
        .transpose()
}

/// `valid` is the number of bytes before the error.
fn wrong_encoding(message: &str, name: String, text: String, valid: usize) -> Failure {
    let before = text.get(..valid).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let location = Location {
        document: Document::Spec,
        spot: Spot::Line {
            line: before.matches('\n').count() + 1,
            column: line.chars().count() + 1,
        },
    };
    let diagnostic = Diagnostic::new(
        Code::Encoding,
        location,
        message,
        "convert the file to UTF-8",
    );
    let input = Input {
        spec: Text { name, text },
        ..Input::default()
    };
    Failure::input(diagnostic.into(), &input)
}
