//! Diagnostics that follow from others.
//!
//! A stage that works with a wrong input finds that something is missing. Such a diagnostic is left
//! out if repairing an earlier one removes it:
//!
//! - An action that failed would have set what is missing, or changed the type. A target that
//!   matches nothing was meant for what is spelled like it, or ends like it after another prefix.
//! - A type is unknown for a reason that is reported, and the diagnostic is about a value of it.
//! - A name is unknown, and an unused entry of `names.toml` would have made it.
//! - An entry is unused, and something is missing that may use it.
//!
//! If the effect is unknown, as of an overlay that cannot be parsed, the run ends.

use std::collections::HashSet;

use serde_json::Value;

use crate::analyze::Analysis;
use crate::diagnostic::{Code, Diagnostic, Document, Location, Spot};
use crate::overlay::{Damage, is_within};
use crate::pointer::Pointer;
use crate::{Input, Text};

/// The diagnostics so far, without consequences.
pub(crate) struct Found<'a> {
    names: Option<&'a Text>,
    damage: Damage,
    /// Whether an action failed.
    failed: bool,
    /// The corrected tree, as soon as there is one.
    pub tree: Option<&'a Value>,
    /// Whether the document has no components.
    pub is_bare: bool,
    /// Whether it seems to end too early. Entries for what it lacks are unused.
    is_cut: bool,
    /// The schemas whose type is unknown for a reason that is reported.
    unknown: Vec<String>,
    /// The strings in unused entries of `names.toml`.
    unused: Vec<&'a str>,
    pub all: Vec<Diagnostic>,
}

impl<'a> Found<'a> {
    /// Starts with the diagnostics of the overlays.
    pub(crate) fn new(input: &'a Input, all: Vec<Diagnostic>, damage: Damage) -> Self {
        Self {
            names: input.names.as_ref(),
            damage,
            failed: !all.is_empty(),
            tree: None,
            is_bare: false,
            is_cut: false,
            unknown: Vec::new(),
            unused: Vec::new(),
            all,
        }
    }

    /// Adds the diagnostics of a stage.
    pub(crate) fn extend(&mut self, found: Vec<Diagnostic>) {
        if found.is_empty() {
            return;
        }
        let missing: Vec<String> = found.iter().filter_map(dangling).collect();
        self.is_cut |= self.is_bare && !missing.is_empty();
        let unknown = found.iter().filter_map(unknown_type).map(str::to_owned);
        self.unknown.extend(unknown);
        let schemas = self.unknown.iter();
        let broken: Vec<&str> = schemas.filter_map(|at| operation(at)).collect();
        let is_broken = |diagnostic: &Diagnostic| {
            let within = |at: &str| broken.iter().any(|operation| is_within(at, operation));
            match (diagnostic.code, pointer(diagnostic)) {
                (Code::Actor | Code::Pagination | Code::Example, Some(at)) => within(at),
                (Code::UnsupportedParameter | Code::UnsupportedBody, Some(at)) => {
                    self.is_of_unknown(at)
                }
                _ => false,
            }
        };
        let kept = found.into_iter().filter(|diagnostic| {
            let is_unused = diagnostic.code == Code::NamesUnused
                && (self.is_cut || self.is_for(diagnostic, &missing));
            !is_unused && !is_broken(diagnostic) && !self.explains(diagnostic)
        });
        let kept: Vec<Diagnostic> = kept.collect();
        let unused = kept.iter().filter(|kept| kept.code == Code::NamesUnused);
        let lines = unused.filter_map(|unused| line(unused, self.names));
        self.unused.extend(lines.flat_map(quoted));
        self.all.extend(kept);
        if self.failed {
            // In a file that ends too early, the targets of overlays match nothing.
            let is_dangling = |diagnostic: &Diagnostic| diagnostic.code == Code::DanglingReference;
            self.all.sort_by_key(|diagnostic| !is_dangling(diagnostic));
        }
    }

    /// Whether the type of a schema is unknown since that of one it consists of is: by a reference,
    /// an item or a part.
    fn is_of_unknown(&self, at: &str) -> bool {
        let mut open = vec![at.to_owned()];
        let mut seen = HashSet::new();
        while let Some(at) = open.pop() {
            if self.unknown.iter().any(|schema| is_within(schema, &at)) {
                return true;
            }
            if let Some(schema) = self.tree.and_then(|tree| tree.pointer(&at)) {
                references(schema, &mut open);
            }
            seen.insert(at);
            open.retain(|next| !seen.contains(next));
        }
        false
    }

    fn explains(&self, diagnostic: &Diagnostic) -> bool {
        self.failed && self.damage.explains(diagnostic, self.names)
    }

    /// Removes from the analyses what follows from earlier diagnostics.
    pub(crate) fn trim(&self, analysis: &mut Analysis) {
        if !self.all.iter().any(Diagnostic::is_error) {
            return;
        }
        analysis.found.retain(|diagnostic| {
            let of_type = pointer(diagnostic)
                .is_some_and(|at| self.unknown.iter().any(|schema| is_within(at, schema)));
            // What cannot be resolved is not in the model.
            diagnostic.code != Code::Conservation
                && !of_type
                && !self.is_named(diagnostic)
                && !self.explains(diagnostic)
        });
        analysis.undocumented.retain(|diagnostic| {
            let is_unused = self.is_cut && diagnostic.code == Code::Literals;
            !is_unused && !self.is_named(diagnostic) && !self.explains(diagnostic)
        });
    }

    /// Whether a diagnostic is about a name that an unused entry of `names.toml` should have made.
    fn is_named(&self, diagnostic: &Diagnostic) -> bool {
        let action = diagnostic.action.as_ref();
        let name = match (diagnostic.code, action, pointer(diagnostic)) {
            (Code::DeadLink | Code::Undocumented, Some(action), _) => &action.sets,
            (Code::Undocumentable, _, Some(at)) => &Pointer::parse(at),
            _ => return false,
        };
        let (list, name) = name.split();
        let lists = ["/x-resources", "/x-literals"];
        lists.contains(&list.as_str())
            && self
                .unused
                .iter()
                .any(|entry| fits(entry, &name) || is_below(&name, entry))
    }

    /// Whether an entry of `names.toml` is for one of the missing schemas.
    fn is_for(&self, unused: &Diagnostic, missing: &[String]) -> bool {
        let line = line(unused, self.names).unwrap_or_default();
        let bare = line.split([' ', '=', '"']).next().unwrap_or_default();
        quoted(line).chain([bare]).any(|entry| {
            missing
                .iter()
                .any(|name| fits(entry, name) || is_below(entry, name))
        })
    }
}

/// The targets of the references in a schema, without those in its properties.
fn references(schema: &Value, found: &mut Vec<String>) {
    match schema {
        Value::Object(entries) => {
            for (key, value) in entries {
                match (key.as_str(), value) {
                    ("$ref", Value::String(to)) => {
                        found.extend(to.strip_prefix('#').map(str::to_owned));
                    }
                    ("properties" | "additionalProperties", _) => {}
                    _ => references(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

/// The line of `names.toml` that a diagnostic is about.
fn line<'t>(diagnostic: &Diagnostic, names: Option<&'t Text>) -> Option<&'t str> {
    let Spot::Bytes(span) = &diagnostic.location.spot else {
        return None;
    };
    names?.text.get(span.start..)?.lines().next()
}

/// The strings in a line of TOML, without those that are empty or a `*` alone.
fn quoted(line: &str) -> impl Iterator<Item = &str> {
    let strings = line.split('"').skip(1).step_by(2);
    strings.filter(|string| string.chars().any(char::is_alphanumeric))
}

/// Whether an entry, which may have a `*`, matches a name.
fn fits(entry: &str, name: &str) -> bool {
    match entry.split_once('*') {
        Some((head, tail)) => name.starts_with(head) && name.ends_with(tail),
        None => name == entry,
    }
}

/// The name of the schema that a dangling reference names.
fn dangling(diagnostic: &Diagnostic) -> Option<String> {
    let is_one = diagnostic.code == Code::DanglingReference;
    let reference = diagnostic.message.split('`').nth(1).filter(|_| is_one)?;
    Some(Pointer::parse(reference).split().1)
}

/// `scim.connection` is below `scim`, and below itself.
fn is_below(name: &str, above: &str) -> bool {
    let rest = name.strip_prefix(above);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn pointer(diagnostic: &Diagnostic) -> Option<&str> {
    match &diagnostic.location {
        Location {
            document: Document::Spec,
            spot: Spot::Pointer(pointer, _),
        } => Some(pointer),
        _ => None,
    }
}

/// The schema whose type is unknown according to a diagnostic.
fn unknown_type(diagnostic: &Diagnostic) -> Option<&str> {
    let (schema, key) = pointer(diagnostic)?.rsplit_once('/')?;
    let keys = ["$ref", "type", "allOf", "oneOf", "anyOf", "not"];
    let codes = [
        Code::NameCollision,
        Code::DuplicateValue,
        Code::RequiredUnknown,
    ];
    let is_known = !diagnostic.is_error() || codes.contains(&diagnostic.code);
    (keys.contains(&key) && !is_known).then_some(schema)
}

/// The operation that a pointer is in, or another entry of its path.
fn operation(pointer: &str) -> Option<&str> {
    let below = pointer.strip_prefix("/paths/")?;
    let mut steps = below.match_indices('/').map(|(at, _)| at);
    let end = steps.nth(1).unwrap_or(below.len());
    pointer.get(.."/paths/".len() + end)
}
