//! Diagnostics that follow from others.
//!
//! A stage works with what the one before could make of a wrong input, and finds that something is
//! missing. That is a consequence, and left out, if the repair of an earlier diagnostic takes it
//! away:
//!
//! - An action that failed would have set the very thing that is found missing, or would have made
//!   another type of the place. A target that matches nothing was meant for what is spelled like it,
//!   and for what ends like it after another prefix.
//! - A type is not known for a reason that was reported, and the diagnostic is about a value of it.
//! - A name is not known, and an entry of `names.toml` that nothing needs would have made it.
//! - Nothing needs a name, and something is missing that may need it.
//!
//! Where nobody knows what would have been, as with an overlay that cannot be read, the run ends.

use std::collections::HashSet;

use serde_json::Value;

use crate::analyze::Analysis;
use crate::diagnostic::{Code, Diagnostic, Document, Location, Spot};
use crate::overlay::{Damage, is_within};
use crate::pointer::Pointer;
use crate::{Input, Text};

/// What was found so far, without consequences.
pub(crate) struct Found<'a> {
    names: Option<&'a Text>,
    damage: Damage,
    /// Whether an action failed.
    failed: bool,
    /// The corrected tree, as soon as there is one.
    pub tree: Option<&'a Value>,
    /// Whether the document has no components.
    pub is_bare: bool,
    /// Whether it looks as if it ended too early. What it lacks is needed by nothing.
    is_cut: bool,
    /// The schemas whose type is not known for a reason that was found.
    unknown: Vec<String>,
    /// What the entries of `names.toml` say that nothing needs.
    unused: Vec<&'a str>,
    pub all: Vec<Diagnostic>,
}

impl<'a> Found<'a> {
    /// What the overlays found.
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

    /// Adds what a stage found.
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
            // A file that is cut off looks as if the corrections had nothing left to correct.
            let is_dangling = |diagnostic: &Diagnostic| diagnostic.code == Code::DanglingReference;
            self.all.sort_by_key(|diagnostic| !is_dangling(diagnostic));
        }
    }

    /// Whether the type of a schema is not known since that of one it is made of is not: by a
    /// reference, an item or a part.
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

    /// Leaves out of the analyses what follows from earlier diagnostics.
    pub(crate) fn trim(&self, analysis: &mut Analysis) {
        if !self.all.iter().any(Diagnostic::is_error) {
            return;
        }
        analysis.found.retain(|diagnostic| {
            let of_type = pointer(diagnostic)
                .is_some_and(|at| self.unknown.iter().any(|schema| is_within(at, schema)));
            // What could not be resolved is not in the model, which is no fault of the generator.
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

    /// Whether a diagnostic is about a name that an unused entry of `names.toml` should have made:
    /// of a type, a resource or what is below one.
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

    /// Whether an entry of `names.toml` is for one of the schemas that are missing.
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

/// Where the references of a schema lead, without those of its properties.
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

/// Whether a name is the one of an entry, or one that its `*` stands for.
fn fits(entry: &str, name: &str) -> bool {
    match entry.split_once('*') {
        Some((head, tail)) => name.starts_with(head) && name.ends_with(tail),
        None => name == entry,
    }
}

/// The name of the schema that a reference does not lead to.
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

/// The schema of which a diagnostic says that its type is not known.
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

/// The operation that a place is in, or another entry of its path.
fn operation(place: &str) -> Option<&str> {
    let below = place.strip_prefix("/paths/")?;
    let mut steps = below.match_indices('/').map(|(at, _)| at);
    let end = steps.nth(1).unwrap_or(below.len());
    place.get(.."/paths/".len() + end)
}
