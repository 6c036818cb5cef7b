//! What a help line proposes to paste: an action of an overlay, or an entry of `names.toml`.

use std::fmt;

use serde_json::Value;

use crate::pointer::{Pointer, escaped};

/// An action of an overlay that a help line proposes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Action {
    /// What it is for, in the corrected description.
    pub at: Pointer,
    /// What it sets there.
    pub sets: Pointer,
    /// The description of the action.
    pub description: &'static str,
    /// The update, as it stands in the line.
    pub update: String,
    /// Two faults with one message are the same only if they are alike in this too: the type of
    /// what is to be documented.
    pub alike: String,
    /// All of it in one line, as it stands in the help.
    pub line: String,
}

impl Action {
    /// An action that sets `sets`, which is below `at`.
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

/// An entry of `names.toml` that gives something another name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Proposal {
    /// The table.
    pub table: &'static str,
    /// What gets the name.
    pub what: String,
    /// The name.
    pub name: String,
}

impl fmt::Display for Proposal {
    /// The entry as it stands below its table.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, name) = (escaped(&self.what, '"'), escaped(&self.name, '"'));
        write!(f, "\"{what}\" = {{ name = \"{name}\", reason = \"…\" }}")
    }
}

/// An action in one line, as a help line proposes it.
pub(crate) fn action_line(target: &str, description: &str, update: &str) -> String {
    let target = escaped(target, '"');
    format!("- {{target: \"{target}\", description: {description}, update: {update}}}")
}

/// A key as it stands in such a line: quoted where YAML would take it for something else.
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
