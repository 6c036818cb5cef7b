//! Schemas that are no components and that references lead to.

use indexmap::IndexMap;
use openapiv3::{ReferenceOr, Schema};
use serde::Deserialize;
use serde_json::Value;

use crate::pointer::Pointer;

/// A schema in another one, in a parameter or in a body.
#[derive(Debug)]
pub(super) struct Part {
    /// The name that its type is made from: that of an inline type there.
    pub name: String,
    pub schema: ReferenceOr<Schema>,
}

/// Returns all schemas that references lead to and that are no components.
pub(super) fn of(tree: &Value) -> IndexMap<Pointer, Part> {
    let mut parts = IndexMap::new();
    let mut open = vec![tree];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(map) => {
                let reference = map.get("$ref").and_then(Value::as_str);
                if let Some(at) = reference.and_then(Pointer::of_reference)
                    && !parts.contains_key(&at)
                    && let Some(part) = part(&at, tree)
                {
                    parts.insert(at, part);
                }
                open.extend(map.values());
            }
            Value::Array(list) => open.extend(list),
            _ => {}
        }
    }
    parts
}

fn part(at: &Pointer, tree: &Value) -> Option<Part> {
    let steps = at.steps();
    let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
    let (mut name, mut below) = match &steps[..] {
        // A component itself is no part.
        ["components", "schemas", name, below @ ..] if !below.is_empty() => {
            ((*name).to_owned(), below)
        }
        ["components", _, ..] | ["paths", _, ..] => {
            // The key of a component or of a path can be `schema` too.
            let schema = steps.iter().skip(3).position(|step| *step == "schema")? + 3;
            let (owner, below) = steps.split_at_checked(schema)?;
            (owner_name(owner, tree)?, below.get(1..)?)
        }
        _ => return None,
    };
    while !below.is_empty() {
        let step;
        (step, below) = match below {
            ["properties", property, below @ ..] => ((*property).to_owned(), below),
            ["items", below @ ..] => ("item".to_owned(), below),
            ["additionalProperties", below @ ..] => ("value".to_owned(), below),
            // What is in a part of an `allOf` is named as in the whole.
            ["allOf", _, inner @ ..] if !inner.is_empty() => {
                below = inner;
                continue;
            }
            [keyword @ ("allOf" | "oneOf" | "anyOf"), number, below @ ..] => {
                (format!("{keyword}.{number}"), below)
            }
            _ => return None,
        };
        name = format!("{name}.{step}");
    }
    let schema = ReferenceOr::deserialize(at.of(tree)?).ok()?;
    Some(Part { name, schema })
}

/// The name that the type of a schema in an operation or in a component is made from.
fn owner_name(owner: &[&str], tree: &Value) -> Option<String> {
    let (base, below) = match owner {
        ["components", _, name, below @ ..] => ((*name).to_owned(), below),
        ["paths", path, "parameters", ..] => ((*path).to_owned(), owner.get(2..)?),
        ["paths", path, verb, below @ ..] => {
            let at = Pointer::root().children(&["paths", path, verb, "operationId"]);
            let id = at.of(tree).and_then(Value::as_str);
            let id = id.map_or_else(|| format!("{verb} {path}"), str::to_owned);
            (id, below)
        }
        _ => return None,
    };
    let parameter = |at: &[&str]| {
        let name = Pointer::root().children(at).child("name");
        Some(name.of(tree)?.as_str()?.to_owned())
    };
    Some(match below {
        ["requestBody", ..] => format!("{base}.Request"),
        ["responses", "200" | "201", "content", _] => format!("{base}.Response"),
        ["responses", status, below @ ..] => {
            let header = below.last().filter(|_| below.first() == Some(&"headers"));
            match header {
                Some(header) => format!("{base}.{status}.{header}"),
                None => format!("{base}.Response{status}"),
            }
        }
        ["parameters", ..] => {
            let depth = owner.iter().rposition(|step| *step == "parameters")? + 2;
            format!("{base}.{}", parameter(owner.get(..depth)?)?)
        }
        ["content", _] if owner.get(1) == Some(&"responses") => format!("{base}.Response"),
        ["content", _] if owner.get(1) == Some(&"requestBodies") => format!("{base}.Request"),
        below => below
            .last()
            .map_or_else(|| base.clone(), |last| format!("{base}.{last}")),
    })
}
