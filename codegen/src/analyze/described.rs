//! Documentation by name, in `x-enumDescriptions` and `x-resources`: an unknown name is that of
//! something that the description no longer has.

use serde_json::{Map, Value};

use super::extensions;
use crate::diagnostic::{Code, Diagnostic, Location, Surplus};
use crate::ir::{Api, Resource};
use crate::names::dotted;
use crate::overlay;
use crate::pointer::Pointer;

pub(super) fn run(api: &Api, tree: &Value) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    extensions::visit(tree, "x-enumDescriptions", &mut |schema, texts| {
        let values = schema.child("enum");
        let values = values.of(tree).and_then(Value::as_array);
        let known = |name: &str| {
            let mut values = values.into_iter().flatten();
            values.any(|value| overlay::is_spelt(value, name))
        };
        let at = schema.child("x-enumDescriptions");
        names("value", texts, &at, &known, &mut found);
    });
    let resources = resources(&api.resources);
    let known = |name: &str| resources.iter().any(|(path, _)| path == name);
    let at = Pointer::root().child("x-resources");
    if let Some(texts) = at.of(tree) {
        names("resource", texts, &at, &known, &mut found);
    }
    found
}

fn names(
    what: &str,
    texts: &Value,
    at: &Pointer,
    known: &dyn Fn(&str) -> bool,
    found: &mut Vec<Diagnostic>,
) {
    let diagnostic = |location: Location, message: String, help: String| {
        Diagnostic::new(Code::Undocumentable, location, message, help)
    };
    if !texts.is_object() {
        let name = at.split().1;
        found.push(diagnostic(
            Location::spec(at),
            format!("`{name}` is an object with a string for each {what}"),
            format!("write `{name}: {{name: \"…\"}}`"),
        ));
    }
    for (name, text) in texts.as_object().into_iter().flat_map(Map::iter) {
        let at = at.child(name);
        if !known(name) {
            let unknown = diagnostic(
                Location::spec_key(&at),
                format!("there is no {what} `{name}` to document"),
                "delete the entry, or correct its name".to_owned(),
            );
            found.push(unknown.about(name, Some(Surplus::Entry)));
        } else if !text.is_string() {
            found.push(diagnostic(
                Location::spec(&at),
                format!("the documentation of the {what} `{name}` is not a string"),
                "write a string here".to_owned(),
            ));
        }
    }
}

/// Returns every resource of the tree with its path: `scim.connection`.
pub(super) fn resources(resources: &[Resource]) -> Vec<(String, &Resource)> {
    let mut all = Vec::new();
    for resource in resources {
        all.push((dotted(&resource.path), resource));
        all.extend(self::resources(&resource.children));
    }
    all
}
