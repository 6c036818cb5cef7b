//! Nothing is lost: operations, schemas and properties, counted on the raw tree and on the model. A
//! difference is a fault of the generator, and a diagnostic rather than an incomplete crate.

use serde_json::{Map, Value};

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::ir::{Api, Home, Resource, Shape};
use crate::pointer::Pointer;

const VERBS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

pub(super) fn run(api: &Api, tree: &Value) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let root = Pointer::root();

    // There may be extensions between the paths.
    let operations = entries(tree.get("paths"))
        .filter(|(path, _)| !path.starts_with("x-"))
        .flat_map(|(_, item)| entries(Some(item)))
        .filter(|(verb, _)| VERBS.contains(&verb.as_str()))
        .count();
    let resolved = api.paths.iter().map(|path| path.operations.len()).sum();
    compare(
        "operations",
        operations,
        resolved,
        &root.child("paths"),
        &mut found,
    );
    compare(
        "methods",
        operations,
        api.resources.iter().map(methods).sum(),
        &root.child("paths"),
        &mut found,
    );

    let scoped = api.paths.iter().flat_map(|path| &path.operations);
    let reached = api.actors.iter().flat_map(|actor| &actor.resources);
    compare(
        "operations of actors",
        scoped
            .filter(|operation| operation.acting.is_some())
            .count(),
        reached.map(methods).sum(),
        &root.child("x-actors"),
        &mut found,
    );

    let schemas = root.children(&["components", "schemas"]);
    let components = api
        .types
        .values()
        .filter(|ty| ty.home == Home::Component)
        .count();
    compare(
        "schemas",
        entries(schemas.of(tree)).count(),
        components,
        &schemas,
        &mut found,
    );

    for ty in api.types.values() {
        let Some(schema) = ty
            .origin
            .of(tree)
            .filter(|schema| schema.get("allOf").is_none())
        else {
            continue;
        };
        match &ty.shape {
            Shape::Struct { fields, .. }
                if schema.get("oneOf").is_none() && schema.get("anyOf").is_none() =>
            {
                // A name in `required` without a property becomes a field too.
                let properties = ty.origin.child("properties");
                let fields = fields.iter();
                let fields = fields.filter(|field| field.origin.split().0 == properties);
                compare(
                    "properties",
                    entries(schema.get("properties")).count(),
                    fields.count(),
                    &ty.origin,
                    &mut found,
                );
            }
            Shape::Enum(variants) => {
                let values = schema.get("enum").and_then(Value::as_array);
                compare(
                    "values",
                    values
                        .into_iter()
                        .flatten()
                        .filter(|value| value.is_string())
                        .count(),
                    variants.len(),
                    &ty.origin,
                    &mut found,
                );
            }
            _ => {}
        }
    }
    found
}

fn methods(resource: &Resource) -> usize {
    resource.operations.len() + resource.children.iter().map(methods).sum::<usize>()
}

fn compare(what: &str, expected: usize, actual: usize, at: &Pointer, found: &mut Vec<Diagnostic>) {
    if expected != actual {
        found.push(Diagnostic::new(
            Code::Conservation,
            Location::spec_key(at),
            format!("the spec has {expected} {what} here, the model {actual}"),
            "this is a fault of the generator: please report it with this part of the spec",
        ));
    }
}

fn entries(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value
        .and_then(Value::as_object)
        .into_iter()
        .flat_map(Map::iter)
}
