//! Missing documentation, and dead links in documentation. Checked only in a description with
//! `x-documented: true`.

use std::collections::HashSet;

use serde_json::Value;

use super::described;
use super::links::{self, Index};
use super::literals::{self, Literals};
use crate::diagnostic::{Action, Code, Diagnostic, Location, yaml_key};
use crate::ir::{Api, Docs, Field, Shape};
use crate::pointer::Pointer;

const EXTENSION: &str = "x-documented";

/// Whether the description has to be documented.
pub(super) fn is_wanted(tree: &Value) -> Result<bool, Box<Diagnostic>> {
    match tree.get(EXTENSION) {
        None => Ok(false),
        Some(Value::Bool(extension)) => Ok(*extension),
        Some(_) => Err(Box::new(Diagnostic::new(
            Code::Documented,
            Location::spec(Pointer::root().child(EXTENSION)),
            "`x-documented` is a boolean",
            format!("write `{EXTENSION}: true`, or remove it"),
        ))),
    }
}

/// Returns the diagnostics, which do not stop generation.
pub(super) fn run(api: &Api, index: &Index, tree: &Value) -> Vec<Diagnostic> {
    let mut check = Check {
        index,
        tree,
        literals: Literals::of(tree),
        seen: HashSet::new(),
        found: Vec::new(),
    };
    // An inline schema has the documentation of its property.
    let properties: HashSet<&Pointer> = fields(api).map(|field| &field.origin).collect();
    for ty in api.types.values() {
        if !properties.contains(&ty.origin) {
            let location = Location::spec_key(&ty.origin);
            check.node("the schema", &ty.id.0, &ty.docs, &ty.origin, location);
        }
        match &ty.shape {
            Shape::Struct { fields, .. } => {
                for field in fields {
                    let location = Location::spec_key(&field.origin);
                    check.node(
                        "the property",
                        &field.wire,
                        &field.docs,
                        &field.origin,
                        location,
                    );
                }
            }
            Shape::Enum(variants) => {
                let at = ty.origin.child("x-enumDescriptions");
                for variant in variants {
                    check.entry("the value", &variant.wire, &variant.docs, &at);
                }
            }
            Shape::Alias(_) | Shape::Newtype(_) => {}
        }
    }
    for operation in api.paths.iter().flat_map(|path| &path.operations) {
        check.node(
            "the operation",
            &operation.id,
            &operation.docs,
            &operation.origin,
            Location::spec_key(&operation.origin),
        );
        for parameter in &operation.parameters {
            check.node(
                "the parameter",
                &parameter.wire,
                &parameter.docs,
                &parameter.origin,
                Location::spec(parameter.origin.child("name")),
            );
        }
    }
    for actor in &api.actors {
        let (name, at) = (&actor.name, &actor.origin);
        check.node("the actor", name, &actor.docs, at, Location::spec_key(at));
        if let Some(own) = &actor.own {
            let (name, at) = (own.name.bare(), at.child("self"));
            check.node(
                "the resource",
                name,
                &own.docs,
                &at,
                Location::spec_key(&at),
            );
        }
        // The others have those of the client.
        let texts = at.child("resources");
        for (path, resource) in &described::resources(&actor.resources) {
            if texts.child(path).of(tree).is_some() {
                check.entry("the resource", path, &resource.docs, &texts);
            }
        }
    }
    let at = Pointer::root().child("x-resources");
    let resources = described::resources(&api.resources);
    for (path, resource) in &resources {
        check.entry("the resource", path, &resource.docs, &at);
    }
    let mut found = check.found;
    found.extend(check.literals.finish());
    found
}

fn fields(api: &Api) -> impl Iterator<Item = &Field> {
    api.types.values().flat_map(|ty| match &ty.shape {
        Shape::Struct { fields, .. } => fields.as_slice(),
        _ => &[],
    })
}

struct Check<'a> {
    index: &'a Index,
    tree: &'a Value,
    literals: Literals<'a>,
    /// Shared nodes are checked once.
    seen: HashSet<Pointer>,
    found: Vec<Diagnostic>,
}

impl Check<'_> {
    /// Checks a node with a `description`.
    fn node(&mut self, what: &str, name: &str, docs: &Docs, at: &Pointer, location: Location) {
        if !self.seen.insert(at.clone()) {
            return;
        }
        let tree = self.tree;
        self.docs(what, name, docs, &location, || {
            let update = "{description: \"…\"}".to_owned();
            let sets = at.child("description");
            let mut action = Action::new(at.clone(), sets, "Documentation.", update, tree);
            action.alike = ty(at, tree);
            action
        });
    }

    /// Checks something that an entry of an object documents.
    fn entry(&mut self, what: &str, name: &str, docs: &Docs, entries: &Pointer) {
        let (parent, key) = entries.split();
        let tree = self.tree;
        let location = if entries.of(tree).is_some() {
            entries
        } else {
            &parent
        };
        self.docs(what, name, docs, &Location::spec_key(location), || {
            let update = format!("{{{key}: {{{}: \"…\"}}}}", yaml_key(name));
            let sets = entries.child(name);
            let mut action = Action::new(parent.clone(), sets, "Documentation.", update, tree);
            action.alike = ty(&parent, tree);
            action
        });
    }

    fn docs(
        &mut self,
        what: &str,
        name: &str,
        docs: &Docs,
        location: &Location,
        action: impl FnOnce() -> Action,
    ) {
        if docs.text.trim().is_empty() {
            let action = action();
            let help = format!("say in an overlay what it is for: `{}`", action.line);
            let message = format!("{what} `{name}` has no documentation");
            self.found.push(Diagnostic {
                action: Some(Box::new(action)),
                ..Diagnostic::new(Code::Undocumented, location.clone(), message, help)
            });
        }
        for span in links::spans(&docs.text) {
            let Some(kind) = links::kind(span) else {
                continue;
            };
            if self.index.contains_key(links::named(span)) || self.literals.has(span) {
                continue;
            }
            let is_none = match kind {
                links::Kind::Operation => "no operation and no resource",
                links::Kind::Type => "no type",
            };
            let root = Pointer::root();
            let sets = root.children(&[literals::EXTENSION, span]);
            let update = format!("{{{}: {{{}: \"…\"}}}}", literals::EXTENSION, yaml_key(span));
            let action = Action::new(root, sets, "What is no link.", update, self.tree);
            let message = format!("`{span}` in the documentation of {what} `{name}` is {is_none}");
            let help = format!(
                "correct the name, write it in another way, or say in an overlay what it is instead: `{}`",
                action.line
            );
            let link = Diagnostic::new(Code::DeadLink, location.clone(), message, help);
            self.found.push(Diagnostic {
                action: Some(Box::new(action)),
                ..link.about(span, None)
            });
        }
    }
}

/// The type in a schema, or in that of a parameter: things with one name and different types hardly
/// have the same documentation.
fn ty(at: &Pointer, tree: &Value) -> String {
    let Some(node) = at.of(tree) else {
        return String::new();
    };
    let schema = node.get("schema").unwrap_or(node);
    let keys = ["$ref", "type", "format", "allOf", "items", "enum"];
    let said = keys.map(|key| schema.get(key).map_or_else(String::new, Value::to_string));
    said.join(" ")
}
