//! What a help line proposes to paste: an action of an overlay or an entry of `names.toml`.

use std::borrow::Cow;
use std::fmt;

use serde_json::Value;

use crate::pointer::{Pointer, escaped};

/// An action of an overlay that a help line proposes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Action {
    /// Its target in the corrected description.
    pub at: Pointer,
    /// What it sets, at or below the target.
    pub sets: Pointer,
    /// The description of the action.
    pub description: &'static str,
    /// The update, as in the line.
    pub update: String,
    /// Faults with one message are the same only if this is the same: the type of what is to be
    /// documented.
    pub alike: String,
    /// The action in one line.
    pub line: String,
}

impl Action {
    /// Returns an action for `at` that sets `sets`.
    pub(crate) fn new(
        at: Pointer,
        sets: Pointer,
        description: &'static str,
        update: String,
        tree: &Value,
    ) -> Self {
        let line = action_line(&at.json_path(tree), description, &update);
        Self {
            at,
            sets,
            description,
            update,
            alike: String::new(),
            line,
        }
    }
}

/// An entry of `names.toml` that renames something.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Proposal {
    pub table: Cow<'static, str>,
    /// What gets the name.
    pub what: String,
    pub name: String,
}

impl fmt::Display for Proposal {
    /// Writes the entry without its table.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, name) = (escaped(&self.what, '"'), escaped(&self.name, '"'));
        write!(f, "\"{what}\" = {{ name = \"{name}\", reason = \"…\" }}")
    }
}

/// Returns an action in one line.
pub(crate) fn action_line(target: &str, description: &str, update: &str) -> String {
    let target = escaped(target, '"');
    format!("- {{target: \"{target}\", description: {description}, update: {update}}}")
}

/// Returns a key for such a line, quoted where YAML requires it.
pub(crate) fn yaml_key(name: &str) -> String {
    let plain = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c));
    let words = ["true", "false", "null", "yes", "no", "on", "off"];
    if plain && !words.iter().any(|word| word.eq_ignore_ascii_case(name)) {
        name.to_owned()
    } else {
        format!("\"{}\"", escaped(name, '"'))
    }
}
