//! Raw tree to `openapiv3`, checked for loss.
//!
//! `openapiv3` drops unknown keys and everything beside a `$ref`. So [`keys`] removes what OpenAPI
//! ignores, with a warning; what a round trip through the typed form loses then is an error.

mod shape;

use openapiv3::OpenAPI;
use serde::Deserialize;
use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Location, Report};
use crate::keys;
use crate::pointer::Pointer;
use crate::source::Source;

/// The description in both forms.
#[derive(Debug)]
pub struct Spec {
    pub api: OpenAPI,
    /// Raw, without what is ignored; a `$ref` with documentation is in an `allOf`. The typed form
    /// cannot tell apart an object without `properties` and one with empty ones.
    pub tree: Value,
}

/// Parses the tree as OpenAPI 3.0. Adds diagnostics about its keys to `found`.
pub fn parse(source: Source, found: &mut Vec<Diagnostic>) -> Result<Spec, Report> {
    let mut tree = source.tree;
    version(&tree)?;
    found.extend(keys::check(&mut tree));
    match OpenAPI::deserialize(&tree) {
        Ok(api) => Ok(Spec { api, tree }),
        Err(_) => Err(Report {
            diagnostics: shape::faults(tree),
        }),
    }
}

/// The warnings about the keys of a description; none if it is not OpenAPI 3.0.
pub(crate) fn warnings(tree: &Value) -> Vec<Diagnostic> {
    let mut found = match version(tree) {
        Ok(()) => keys::check(&mut tree.clone()),
        Err(_) => Vec::new(),
    };
    found.retain(|found| !found.is_error());
    found
}

/// Returns a diagnostic for everything that the typed form lacks.
pub fn lost(spec: &Spec) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    match serde_json::to_value(&spec.api) {
        Ok(kept) => compare(&spec.tree, &kept, &Pointer::root(), &mut found),
        // A parsed document can be serialized.
        Err(error) => found.push(loss(Location::spec(""), error.to_string())),
    }
    found
}

/// Checks that a tree is OpenAPI 3.0.
///
/// # Errors
///
/// If it is another version, or something else.
pub fn version(tree: &Value) -> Result<(), Report> {
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
            format!("`{version}` is not a string"),
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
    Err(Diagnostic::new(Code::OpenapiVersion, Location::spec(at), message, help).into())
}

fn compare(raw: &Value, kept: &Value, at: &Pointer, found: &mut Vec<Diagnostic>) {
    match (raw, kept) {
        (Value::Object(raw), Value::Object(kept)) => {
            for (key, value) in raw {
                match kept.get(key) {
                    Some(kept) if scalar_eq(value, kept) => {}
                    Some(kept) => compare(value, kept, &at.child(key), found),
                    None if says_nothing(value) => {}
                    None => found.push(loss(
                        Location::spec_key(at.child(key)),
                        format!("`{key}` would be lost here"),
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
        (raw, kept) => found.push(loss(
            Location::spec(at),
            format!("{raw} would be read as {kept}"),
        )),
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

/// Absent and default are the same.
fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}

fn loss(location: Location, message: String) -> Diagnostic {
    Diagnostic::new(
        Code::OpenapiLoss,
        location,
        message,
        "write it as OpenAPI 3.0 does, with an overlay",
    )
}
