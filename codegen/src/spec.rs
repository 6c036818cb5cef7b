//! Raw tree to `openapiv3`, checked for loss.
//!
//! `openapiv3` drops what it does not know, and everything that stands beside a `$ref`. Neither
//! may happen silently: the siblings are kept by rewriting them to an `allOf`, and whatever is
//! still missing after a round trip through the typed form is an error.

use openapiv3::{OpenAPI, Operation, Parameter, ReferenceOr, RequestBody, Response, Schema};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::diagnostic::{Diagnostic, Place, Report};
use crate::pointer::Pointer;
use crate::source::Source;

/// The description in both forms.
#[derive(Debug)]
pub struct Spec {
    /// Typed.
    pub api: OpenAPI,
    /// Raw, with the siblings of every `$ref` moved into an `allOf`. For what the typed form cannot
    /// tell apart: an object without properties and one with an empty list of them.
    pub tree: Value,
}

/// Reads the tree as OpenAPI 3.0.
pub fn parse(source: Source) -> Result<Spec, Report> {
    let mut tree = source.tree;
    version(&tree)?;
    keep_siblings(&mut tree);
    let api = match OpenAPI::deserialize(&tree) {
        Ok(api) => api,
        Err(error) => return Err(blame(&tree, &error.to_string()).into()),
    };
    let spec = Spec { api, tree };
    Report::unless(lost(&spec), spec)
}

fn version(tree: &Value) -> Result<(), Report> {
    let (message, at) = match tree.get("openapi") {
        Some(Value::String(version)) if version.starts_with("3.0") => return Ok(()),
        Some(version) => (format!("OpenAPI {version} is not supported"), "/openapi"),
        None => ("this is not an OpenAPI document: `openapi` is missing".to_owned(), ""),
    };
    Err(Diagnostic {
        code: "openapi-version",
        message,
        place: Place::spec(at),
        help: "convert the description to OpenAPI 3.0.x first".to_owned(),
    }
    .into())
}

/// `{$ref, description}` → `{allOf: [{$ref}], description}`, where the `$ref` is to a schema.
fn keep_siblings(tree: &mut Value) {
    match tree {
        Value::Object(map) => {
            let schema = |target: &Value| target.as_str().is_some_and(|to| to.starts_with("#/components/schemas/"));
            if map.len() > 1 && map.get("$ref").is_some_and(schema) {
                // The `allOf` takes the place of the `$ref`, whatever stood around it.
                let old = std::mem::take(map);
                *map = old.into_iter().map(|(key, value)| if key == "$ref" { ("allOf".to_owned(), json!([{ "$ref": value }])) } else { (key, value) }).collect();
            }
            map.values_mut().for_each(keep_siblings);
        }
        Value::Array(list) => list.iter_mut().for_each(keep_siblings),
        _ => {}
    }
}

/// Finds the smallest part that the typed form refuses; serde alone cannot say where it was.
fn blame(tree: &Value, message: &str) -> Diagnostic {
    let (at, message) = culprit(tree).unwrap_or((Pointer::root(), message.to_owned()));
    Diagnostic {
        code: "openapi-shape",
        message: format!("this is not what OpenAPI 3.0 expects here: {message}"),
        place: Place::spec(at),
        help: "compare with the OpenAPI 3.0 specification, and correct it with an overlay".to_owned(),
    }
}

fn culprit(tree: &Value) -> Option<(Pointer, String)> {
    let root = Pointer::root();
    for (path, item) in entries(tree.get("paths")) {
        let at = root.children(&["paths", path]);
        for (verb, operation) in entries(Some(item)) {
            let at = at.child(verb);
            let known = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
            if known.contains(&verb.as_str()) && let Some(found) = culprit_in_operation(operation, &at) {
                return Some(found);
            }
        }
    }
    let components = root.child("components");
    for (kind, entry) in entries(tree.get("components")) {
        for (name, value) in entries(Some(entry)) {
            let at = components.children(&[kind, name]);
            let found = match kind.as_str() {
                "schemas" => culprit_in_schema(value, &at),
                "parameters" => refused::<ReferenceOr<Parameter>>(value, &at),
                "requestBodies" => refused::<ReferenceOr<RequestBody>>(value, &at),
                "responses" => refused::<ReferenceOr<Response>>(value, &at),
                _ => None,
            };
            if found.is_some() {
                return found;
            }
        }
    }
    None
}

fn culprit_in_operation(operation: &Value, at: &Pointer) -> Option<(Pointer, String)> {
    let whole = refused::<Operation>(operation, at)?;
    let parameters = operation.get("parameters").and_then(Value::as_array);
    for (number, parameter) in parameters.into_iter().flatten().enumerate() {
        let at = at.child("parameters").index(number);
        if let Some(found) = refused::<ReferenceOr<Parameter>>(parameter, &at) {
            return Some(parameter.get("schema").and_then(|schema| culprit_in_schema(schema, &at.child("schema"))).unwrap_or(found));
        }
    }
    let contents = [operation.get("requestBody").map(|body| (body, at.child("requestBody")))]
        .into_iter()
        .flatten()
        .chain(entries(operation.get("responses")).map(|(code, response)| (response, at.children(&["responses", code]))));
    for (holder, at) in contents {
        for (media, content) in entries(holder.get("content")) {
            let at = at.children(&["content", media, "schema"]);
            if let Some(found) = content.get("schema").and_then(|schema| culprit_in_schema(schema, &at)) {
                return Some(found);
            }
        }
    }
    Some(whole)
}

fn culprit_in_schema(schema: &Value, at: &Pointer) -> Option<(Pointer, String)> {
    let whole = refused::<ReferenceOr<Schema>>(schema, at)?;
    let properties = entries(schema.get("properties")).map(|(name, inner)| (inner, at.children(&["properties", name])));
    let single = ["items", "additionalProperties", "not"].into_iter().filter_map(|key| Some((schema.get(key)?, at.child(key))));
    let lists = ["allOf", "oneOf", "anyOf"].into_iter().flat_map(|key| {
        schema.get(key).and_then(Value::as_array).into_iter().flatten().enumerate().map(move |(number, inner)| (inner, at.child(key).index(number)))
    });
    let inner = properties.chain(single).chain(lists).find_map(|(inner, at)| culprit_in_schema(inner, &at));
    Some(inner.unwrap_or(whole))
}

fn refused<'v, T: Deserialize<'v>>(value: &'v Value, at: &Pointer) -> Option<(Pointer, String)> {
    T::deserialize(value).err().map(|error| (at.clone(), error.to_string()))
}

fn entries(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flat_map(Map::iter)
}

/// What the raw tree says and the typed form does not.
fn lost(spec: &Spec) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    match serde_json::to_value(&spec.api) {
        Ok(kept) => compare(&spec.tree, &kept, &Pointer::root(), &mut found),
        Err(error) => found.push(blame(&spec.tree, &error.to_string())),
    }
    found
}

fn compare(raw: &Value, kept: &Value, at: &Pointer, found: &mut Vec<Diagnostic>) {
    match (raw, kept) {
        (Value::Object(raw), Value::Object(kept)) => {
            for (key, value) in raw {
                match kept.get(key) {
                    Some(kept) if scalar_eq(value, kept) => {}
                    Some(kept) => compare(value, kept, &at.child(key), found),
                    None if says_nothing(value) => {}
                    None => found.push(loss(at.child(key), format!("`{key}` is not part of OpenAPI 3.0 here and would be lost"))),
                }
            }
        }
        (Value::Array(raw), Value::Array(kept)) if raw.len() == kept.len() => {
            for (number, (raw, kept)) in raw.iter().zip(kept).enumerate() {
                if !scalar_eq(raw, kept) {
                    compare(raw, kept, &at.index(number), found);
                }
            }
        }
        (raw, kept) if same_number(raw, kept) => {}
        (raw, kept) if says_nothing(raw) && says_nothing(kept) => {}
        (raw, kept) => found.push(loss(at.clone(), format!("{raw} would be read as {kept}"))),
    }
}

fn scalar_eq(raw: &Value, kept: &Value) -> bool {
    match (raw, kept) {
        (Value::String(raw), Value::String(kept)) => raw == kept,
        (Value::Bool(raw), Value::Bool(kept)) => raw == kept,
        (Value::Number(raw), Value::Number(kept)) => raw == kept,
        (Value::Null, Value::Null) => true,
        _ => false,
    }
}

/// `0` and `0.0`: the typed form keeps the limits of a `number` as floats.
fn same_number(raw: &Value, kept: &Value) -> bool {
    raw.as_f64().is_some_and(|raw| kept.as_f64() == Some(raw))
}

/// Absent and default are the same thing.
fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}

fn loss(at: Pointer, message: String) -> Diagnostic {
    Diagnostic {
        code: "openapi-loss",
        message,
        place: Place::spec_key(at),
        help: "remove it with an overlay, say it the OpenAPI 3.0 way, or give it a name that starts with `x-`".to_owned(),
    }
}
