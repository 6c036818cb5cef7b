//! Nothing is lost: operations, schemas and properties, counted on the raw tree and on the model. A
//! difference is a fault of the generator, and a diagnostic rather than an incomplete crate.

use serde_json::{Map, Value};

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::ir::{Api, Home, Resource, Shape, Type, Verb};
use crate::pointer::Pointer;

/// What is counted, how many there are in the tree and in the model, and where.
type Count = (&'static str, usize, usize, Pointer);

pub(super) fn run(api: &Api, tree: &Value) -> Vec<Diagnostic> {
    let types = api.types.values().filter_map(|ty| members(ty, tree));
    let counts = totals(api, tree).into_iter().chain(types);
    counts
        .filter(|(_, expected, actual, _)| expected != actual)
        .map(|(what, expected, actual, at)| {
            Diagnostic::new(
                Code::Conservation,
                Location::spec_key(at),
                format!("the spec has {expected} {what} here, the model {actual}"),
                "this is a fault of the generator: please report it with this part of the spec",
            )
        })
        .collect()
}

fn totals(api: &Api, tree: &Value) -> [Count; 4] {
    let [paths, actors] = ["paths", "x-actors"].map(|key| Pointer::root().child(key));
    let schemas = Pointer::root().children(&["components", "schemas"]);
    // There may be extensions between the paths.
    let described = entries(tree.get("paths"))
        .filter(|(path, _)| !path.starts_with("x-"))
        .flat_map(|(_, item)| entries(Some(item)))
        .filter(|(key, _)| Verb::of_key(key).is_some())
        .count();
    let operations = || api.paths.iter().flat_map(|path| &path.operations);
    let acting = operations().filter(|operation| operation.acting.is_some());
    let reached = api.actors.iter().flat_map(|actor| &actor.resources);
    let components = api.types.values().filter(|ty| ty.home == Home::Component);
    [
        ("operations", described, operations().count(), paths.clone()),
        (
            "methods",
            described,
            api.resources.iter().map(methods).sum(),
            paths,
        ),
        (
            "operations of actors",
            acting.count(),
            reached.map(methods).sum(),
            actors,
        ),
        (
            "schemas",
            entries(schemas.of(tree)).count(),
            components.count(),
            schemas,
        ),
    ]
}

fn methods(resource: &Resource) -> usize {
    resource.operations.len() + resource.children.iter().map(methods).sum::<usize>()
}

/// The properties or the values of a type that is not merged from others.
fn members(ty: &Type, tree: &Value) -> Option<Count> {
    let schema = ty.origin.of(tree)?;
    let has = |key: &str| schema.get(key).is_some();
    let (what, expected, actual) = match &ty.shape {
        _ if has("allOf") => return None,
        Shape::Struct { fields, .. } if !has("oneOf") && !has("anyOf") => {
            // A name in `required` without a property becomes a field too.
            let properties = ty.origin.child("properties");
            let fields = fields.iter();
            let fields = fields.filter(|field| field.origin.split().0 == properties);
            let expected = entries(schema.get("properties")).count();
            ("properties", expected, fields.count())
        }
        Shape::Enum(variants) => {
            let values = schema.get("enum").and_then(Value::as_array);
            let values = values
                .into_iter()
                .flatten()
                .filter(|value| value.is_string());
            ("values", values.count(), variants.len())
        }
        Shape::Struct { .. } | Shape::Alias(_) | Shape::Newtype(_) => return None,
    };
    Some((what, expected, actual, ty.origin.clone()))
}

fn entries(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value
        .and_then(Value::as_object)
        .into_iter()
        .flat_map(Map::iter)
}
