//! What has no documentation, and documentation that leads nowhere. Only looked for in a
//! description that says `x-documented: true`: others may be as terse as they like.

use serde_json::Value;

use super::links::{self, Index};
use crate::diagnostic::{Diagnostic, Place};
use crate::ir::{Api, Docs, Resource, Shape};
use crate::names::Ident;
use crate::overlay;
use crate::pointer::Pointer;

/// The findings. They keep nobody from generating.
pub(super) fn run(api: &Api, index: &Index, tree: &Value) -> Vec<Diagnostic> {
    if tree.get("x-documented") != Some(&Value::Bool(true)) {
        return Vec::new();
    }
    let roots = api.resources.iter().map(|resource| resource.name.bare());
    let mut check = Check {
        index,
        tree,
        roots: roots.collect(),
        found: Vec::new(),
    };
    for ty in api.types.values() {
        check.node("the schema", &ty.id.0, &ty.docs, &ty.origin);
        match &ty.shape {
            Shape::Struct { fields, .. } => {
                for field in fields {
                    check.node("the property", &field.wire, &field.docs, &field.origin);
                }
            }
            Shape::Enum(variants) => {
                let at = ty.origin.child("x-enumDescriptions");
                for variant in variants {
                    check.entry("the value", &variant.wire, &variant.docs, &at);
                }
                let known = |key: &str| variants.iter().any(|variant| variant.wire == key);
                check.left_over("value", &at, &known);
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
        );
        for parameter in &operation.parameters {
            check.node(
                "the parameter",
                &parameter.wire,
                &parameter.docs,
                &parameter.origin,
            );
        }
    }
    let at = Pointer::root().child("x-resources");
    let resources = all(&api.resources);
    for (path, resource) in &resources {
        check.entry("the resource", path, &resource.docs, &at);
    }
    let known = |key: &str| resources.iter().any(|(path, _)| path == key);
    check.left_over("resource", &at, &known);
    check.found
}

/// Every resource of the tree, with its path: `scim.connection`.
fn all(resources: &[Resource]) -> Vec<(String, &Resource)> {
    let mut all = Vec::new();
    for resource in resources {
        let path: Vec<&str> = resource.path.iter().map(Ident::bare).collect();
        all.push((path.join("."), resource));
        all.extend(self::all(&resource.children));
    }
    all
}

struct Check<'a> {
    index: &'a Index,
    tree: &'a Value,
    roots: Vec<&'a str>,
    found: Vec<Diagnostic>,
}

impl Check<'_> {
    /// Something that has a `description` of its own.
    fn node(&mut self, what: &str, name: &str, docs: &Docs, at: &Pointer) {
        let tree = self.tree;
        self.docs(what, name, docs, at, || {
            (at.json_path(tree), "{description: \"…\"}".to_owned())
        });
    }

    /// Something that is described by an entry of an object.
    fn entry(&mut self, what: &str, name: &str, docs: &Docs, entries: &Pointer) {
        let (parent, key) = entries.split();
        let tree = self.tree;
        let place = if entries.of(tree).is_some() {
            entries
        } else {
            &parent
        };
        self.docs(what, name, docs, place, || {
            let update = format!("{{{key}: {{{}: \"…\"}}}}", overlay::key(name));
            (parent.json_path(tree), update)
        });
    }

    fn docs(
        &mut self,
        what: &str,
        name: &str,
        docs: &Docs,
        at: &Pointer,
        action: impl FnOnce() -> (String, String),
    ) {
        if docs.text.trim().is_empty() {
            let (target, update) = action();
            let action = overlay::action(&target, "Documentation.", &update);
            let help = format!("say in an overlay what it is for: `{action}`");
            self.report(
                "undocumented",
                at,
                format!("{what} `{name}` has no documentation"),
                help,
            );
        }
        for span in links::spans(&docs.text) {
            if self.is_operation(span) && !self.index.contains_key(span) {
                self.report(
                    "dead-link",
                    at,
                    format!("`{span}` in the documentation of {what} `{name}` is no operation and no resource"),
                    "correct the name, or write it in another way".to_owned(),
                );
            }
        }
    }

    /// `sessions.exchange`: words with dots between them, of which the first is a resource.
    fn is_operation(&self, span: &str) -> bool {
        let word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '.';
        span.chars().all(word)
            && span
                .split_once('.')
                .is_some_and(|(root, _)| self.roots.contains(&root))
    }

    /// Documentation of something that is not there any more.
    fn left_over(&mut self, what: &str, entries: &Pointer, known: &dyn Fn(&str) -> bool) {
        let texts = entries.of(self.tree).and_then(Value::as_object);
        let keys = texts.into_iter().flatten().map(|(key, _)| key);
        for key in keys.filter(|key| !known(key)) {
            self.report(
                "undocumentable",
                &entries.child(key),
                format!("there is no {what} `{key}` to document"),
                "delete the text, or correct the name that it stands under".to_owned(),
            );
        }
    }

    fn report(&mut self, code: &'static str, at: &Pointer, message: String, help: String) {
        self.found.push(Diagnostic {
            code,
            message,
            place: Place::spec_key(at),
            help,
        });
    }
}
