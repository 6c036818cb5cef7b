//! Raw tree to `openapiv3`, checked for loss.
//!
//! `openapiv3` drops what it does not know, and everything that stands beside a `$ref`. Neither
//! may happen silently: the siblings are kept by rewriting them to an `allOf`, and whatever is
//! still missing after a round trip through the typed form is an error.

mod shape;

use openapiv3::OpenAPI;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Place, Report};
use crate::pointer::Pointer;
use crate::source::Source;

/// What the typed form drops and nobody misses: how a value looks in XML, which is never asked for.
const IRRELEVANT: &[&str] = &["xml"];

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
    match OpenAPI::deserialize(&tree) {
        Ok(api) => Ok(Spec { api, tree }),
        Err(_) => Err(Report {
            diagnostics: shape::faults(tree),
        }),
    }
}

/// What the raw form says and the typed one does not.
pub fn lost(spec: &Spec) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    match serde_json::to_value(&spec.api) {
        Ok(kept) => compare(&spec.tree, &kept, &Pointer::root(), &mut found),
        // What was read can be written.
        Err(error) => found.push(loss(Pointer::root(), error.to_string())),
    }
    found
}

fn version(tree: &Value) -> Result<(), Report> {
    let convert = "convert the description to OpenAPI 3.0.x first";
    let (message, at, help) = match (tree.get("openapi"), tree.get("swagger")) {
        (Some(Value::String(version)), _) if version == "3.0" || version.starts_with("3.0.") => {
            return Ok(());
        }
        (Some(Value::String(version)), _) => (
            format!("OpenAPI {version} is not supported"),
            "/openapi",
            convert,
        ),
        (Some(version), _) => (
            format!("`{version}` is not the text of a version"),
            "/openapi",
            "write `openapi: 3.0.3`",
        ),
        (None, Some(_)) => (
            "Swagger 2.0 is not supported".to_owned(),
            "/swagger",
            convert,
        ),
        (None, None) => (
            "this is not an OpenAPI document: `openapi` is missing".to_owned(),
            "",
            "give the file that begins with `openapi: 3.0.x`",
        ),
    };
    Err(Diagnostic::new("openapi-version", Place::spec(at), message, help).into())
}

/// `{$ref, description}` → `{allOf: [{$ref}], description}`, where the `$ref` is to a schema.
fn keep_siblings(tree: &mut Value) {
    match tree {
        Value::Object(map) => {
            let schema = |target: &Value| {
                target
                    .as_str()
                    .is_some_and(|to| to.starts_with("#/components/schemas/"))
            };
            if map.len() > 1 && map.get("$ref").is_some_and(schema) {
                // The `allOf` takes the place of the `$ref`, whatever stood around it.
                let old = std::mem::take(map);
                *map = old
                    .into_iter()
                    .map(|(key, value)| {
                        if key == "$ref" {
                            ("allOf".to_owned(), json!([{ "$ref": value }]))
                        } else {
                            (key, value)
                        }
                    })
                    .collect();
            }
            map.values_mut().for_each(keep_siblings);
        }
        Value::Array(list) => list.iter_mut().for_each(keep_siblings),
        _ => {}
    }
}

fn compare(raw: &Value, kept: &Value, at: &Pointer, found: &mut Vec<Diagnostic>) {
    match (raw, kept) {
        (Value::Object(raw), Value::Object(kept)) => {
            for (key, value) in raw {
                match kept.get(key) {
                    Some(kept) if scalar_eq(value, kept) => {}
                    Some(kept) => compare(value, kept, &at.child(key), found),
                    None if says_nothing(value) || IRRELEVANT.contains(&key.as_str()) => {}
                    None if raw.contains_key("$ref") => found.push(sibling(at.child(key), key)),
                    None => found.push(loss(
                        at.child(key),
                        format!("`{key}` is not part of OpenAPI 3.0 here and would be lost"),
                    )),
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
    Diagnostic::new(
        "openapi-loss",
        Place::spec_key(at),
        message,
        "remove it with an overlay, say it the OpenAPI 3.0 way, or give it a name that starts with `x-`",
    )
}

fn sibling(at: Pointer, key: &str) -> Diagnostic {
    Diagnostic::new(
        "openapi-loss",
        Place::spec_key(at),
        format!("`{key}` stands beside a `$ref`, where OpenAPI 3.0 ignores it"),
        "remove it with an overlay, or move it to what the `$ref` leads to",
    )
}
