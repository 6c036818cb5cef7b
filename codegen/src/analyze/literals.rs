//! `x-literals`: inline code that looks like a link and is none, with its explanation.

use std::collections::HashSet;

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Location, Surplus};
use crate::pointer::Pointer;

pub(super) const EXTENSION: &str = "x-literals";

/// The entries, and those that the documentation needed so far.
pub(super) struct Literals<'a> {
    entries: Vec<&'a str>,
    needed: HashSet<&'a str>,
    /// What is wrong with their form.
    found: Vec<Diagnostic>,
}

impl<'a> Literals<'a> {
    pub(super) fn of(tree: &'a Value) -> Self {
        let mut literals = Self {
            entries: Vec::new(),
            needed: HashSet::new(),
            found: Vec::new(),
        };
        let (at, help) = (
            Pointer::root().child(EXTENSION),
            format!("write `{EXTENSION}: {{name: \"what it is\"}}`"),
        );
        match at.of(tree) {
            None => {}
            Some(Value::Object(texts)) => {
                for (name, text) in texts {
                    if text.is_string() {
                        literals.entries.push(name);
                    } else {
                        let message = format!("the explanation of `{name}` is not a string");
                        literals.report(message, Location::spec(at.child(name)), help.clone());
                    }
                }
            }
            Some(_) => {
                let message = "`x-literals` is an object with a string for each name".to_owned();
                literals.report(message, Location::spec(at), help);
            }
        }
        literals
    }

    /// Whether a name is listed, itself or by its prefix (`name.*`).
    pub(super) fn has(&mut self, name: &str) -> bool {
        let is_meant = |entry: &&&str| match entry.strip_suffix('*') {
            Some(start) => start.ends_with('.') && name.starts_with(start),
            None => **entry == name,
        };
        let entry = self.entries.iter().find(is_meant).copied();
        self.needed.extend(entry);
        entry.is_some()
    }

    /// Returns the diagnostics, including those about unused entries.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        for name in std::mem::take(&mut self.entries) {
            if !self.needed.contains(name) {
                let at = Pointer::root().children(&[EXTENSION, name]);
                let message = format!("no documentation needs the entry `{name}`");
                let help = "delete the entry".to_owned();
                let unused =
                    Diagnostic::new(Code::Literals, Location::spec_key(&at), message, help);
                self.found.push(unused.about(name, Some(Surplus::Entry)));
            }
        }
        self.found
    }

    fn report(&mut self, message: String, location: Location, help: String) {
        self.found
            .push(Diagnostic::new(Code::Literals, location, message, help));
    }
}
