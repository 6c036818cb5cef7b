//! Each key of OpenAPI 3.0.3, by the kind of object that it is in, with what becomes of it.
//!
//! The [`table`] says what this generator supports: the `check` follows it through the tree,
//! `docs/supported.md` is made from it, and tests compare it with the standard and with
//! `openapiv3`. A key without a row is a warning, and a key that no stage reads is removed before
//! the typed parse: a stage that starts to read a key needs another row first.

mod check;
mod rules;
pub mod security;
pub mod table;
mod trail;

use crate::diagnostic::Code;
pub(crate) use check::check;
use rules::Rule;

/// A kind of object of the standard.
#[derive(Debug)]
pub struct Object {
    /// As the standard calls it, without the word "Object".
    pub name: &'static str,
    /// What becomes of each key.
    pub rows: &'static [Row],
    /// What becomes of keys that the author of a description chooses. Its key names them in braces.
    pub others: Option<Row>,
    /// Whether a reference can replace it.
    pub by_reference: bool,
}

impl Object {
    /// Returns the row of a key; none if the standard does not define it here.
    pub fn row(&self, key: &str) -> Option<&Row> {
        let row = self.rows.iter().find(|row| row.keys.contains(&key));
        row.or(self.others.as_ref())
    }
}

/// What becomes of some keys.
#[derive(Debug)]
pub struct Row {
    /// Keys with the same fate.
    pub keys: &'static [&'static str],
    pub holds: Holds,
    pub fate: Fate,
    /// The check of its value.
    rule: Option<Rule>,
}

/// What is below a key.
#[derive(Debug, Clone, Copy)]
pub enum Holds {
    /// A value without objects of the standard.
    Value,
    /// An object; or, below `additionalProperties`, a boolean.
    One(&'static Object),
    /// An array of objects.
    List(&'static Object),
    /// Objects by name.
    Map(&'static Object),
}

/// What becomes of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// A stage reads it.
    Read {
        /// The fixture that shows it, in `tests/fixtures`.
        shown: &'static str,
        /// The diagnostics about values that are not supported.
        refused: &'static [Code],
    },
    /// It changes nothing in a client, for this reason.
    Annotation(&'static str),
    /// As an annotation, but the typed form requires it.
    Demanded(&'static str),
    /// It is ignored with a warning.
    Warned { code: Code, message: &'static str },
    /// It is an error wherever it changes a request or a response.
    Refused(Code),
}
