//! Each key of OpenAPI 3.0.3, by the kind of object that it is in, with what becomes of it.
//!
//! The [`table`] is what this generator supports: the `check` follows it through the tree, docs/supported.md
//! is made from it, and a test holds it against the standard and against `openapiv3`. What no row
//! knows is a warning, and what no stage reads is taken out of the tree before the typed parse. So a
//! stage that begins to read a key needs another row first.

mod check;
mod rules;
pub mod security;
pub mod table;

pub(crate) use check::check;
use rules::Rule;

/// A kind of object of the standard.
#[derive(Debug)]
pub struct Object {
    /// As the standard calls it, without the word "Object".
    pub name: &'static str,
    /// What becomes of each key.
    pub rows: &'static [Row],
    /// What becomes of the keys that the author of a description chooses. The key of this row says
    /// what they are, in braces.
    pub others: Option<Row>,
    /// Whether a reference can stand in its place.
    pub by_reference: bool,
}

impl Object {
    /// The row of a key; none for one that the standard does not know here.
    pub fn row(&self, key: &str) -> Option<&Row> {
        let row = self.rows.iter().find(|row| row.key == key);
        row.or(self.others.as_ref())
    }
}

/// What becomes of a key.
#[derive(Debug)]
pub struct Row {
    /// The key.
    pub key: &'static str,
    /// What is below it.
    pub holds: Holds,
    /// What becomes of it.
    pub fate: Fate,
    /// What its value is held against.
    rule: Option<Rule>,
}

/// What is below a key.
#[derive(Debug, Clone, Copy)]
pub enum Holds {
    /// A value in which there are no objects of the standard.
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
        /// The diagnostics that refuse some of its values.
        refused: &'static [&'static str],
    },
    /// It changes nothing in a client, for this reason.
    Annotation(&'static str),
    /// As an annotation, but the typed form demands it.
    Demanded(&'static str),
    /// It is told and ignored.
    Warned {
        /// The diagnostic.
        code: &'static str,
        /// What it says.
        message: &'static str,
    },
    /// It is an error wherever it changes a request or a response.
    Refused(&'static str),
}
