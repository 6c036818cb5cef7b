//! A few members of a document, whatever else is in it.

use serde::Deserialize;
use serde_json::{Result, Value as Json};

use super::Document;
use super::scanner::Scanner;

/// The strings that an object has under these names.
///
/// Nothing else of the document is kept. If it is no object, none is found; if it is malformed or
/// breaks off somewhere, those before that place are. Of properties with one name, the first with
/// a string in it counts.
pub(crate) fn strings<const N: usize>(document: &[u8], names: [&str; N]) -> [Option<String>; N] {
    let mut found = [const { None }; N];
    each(document, |key, scanner| {
        let wanted = names.iter().zip(&mut found).find(|(name, _)| **name == key);
        match wanted {
            Some((_, value @ None)) if scanner.required()? == b'"' => {
                *value = Some(scanner.string()?);
                Ok(())
            }
            _ => scanner.skip(),
        }
    });
    found
}

/// The value that an object has under this name, unless it is `null` or cannot be held.
pub(crate) fn member(document: &[u8], name: &str) -> Option<Json> {
    let mut found = None;
    each(document, |key, scanner| {
        let text = scanner.raw()?;
        if key == name && found.is_none() {
            found = Json::deserialize(&mut Document::new(text)).ok();
        }
        Ok(())
    });
    found.filter(|value| !value.is_null())
}

/// Calls `visit` with the key of each property, to read the value, for as long as this is an object.
fn each<'de>(document: &'de [u8], mut visit: impl FnMut(&str, &mut Scanner<'de>) -> Result<()>) {
    // What is no UTF-8 ends the document.
    let valid = document
        .utf8_chunks()
        .next()
        .map_or("", |first| first.valid());
    let scanner = &mut Scanner::new(valid);
    let mut walk = || -> Result<()> {
        if scanner.required()? != b'{' {
            return Ok(());
        }
        scanner.advance();
        let mut is_first = true;
        while scanner.more(b'}', is_first)? {
            is_first = false;
            scanner.begin_key()?;
            let key = scanner.string()?;
            scanner.colon()?;
            visit(&key, scanner)?;
        }
        Ok(())
    };
    // An error ends the walk as the end of the document does.
    drop(walk());
}
