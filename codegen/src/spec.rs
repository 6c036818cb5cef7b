//! Raw tree to `openapiv3`, checked for loss.
//!
//! `openapiv3` drops what it does not know, and everything that stands beside a `$ref`. So
//! [`keys`](crate::keys) takes out before what OpenAPI ignores, and says so. Whatever is missing
//! then after a round trip through the typed form is an error.

use openapiv3::{
    Header, Info, MediaType, OpenAPI, Operation, Parameter, PathItem, ReferenceOr, RequestBody,
    Response, Schema,
};
use serde::Deserialize;
use serde_json::Value;

use crate::diagnostic::{Diagnostic, Place, Report, grouped};
use crate::keys;
use crate::pointer::Pointer;
use crate::source::Source;

/// The description in both forms.
#[derive(Debug)]
pub struct Spec {
    /// Typed.
    pub api: OpenAPI,
    /// Raw, without what is ignored, and with what documents a reference moved into an `allOf`. For
    /// what the typed form cannot tell apart: an object without properties and one with an empty
    /// list of them.
    pub tree: Value,
}

/// Reads the tree as OpenAPI 3.0. What is wrong with its keys is added to `found`.
pub fn parse(source: Source, found: &mut Vec<Diagnostic>) -> Result<Spec, Report> {
    let mut tree = source.tree;
    version(&tree)?;
    found.extend(keys::check(&mut tree));
    let api = match OpenAPI::deserialize(&tree) {
        Ok(api) => api,
        Err(error) => return Err(blame(&tree, &error.to_string()).into()),
    };
    Ok(Spec { api, tree })
}

/// The warnings about the keys of a description, if it is OpenAPI 3.0 at all.
pub(crate) fn warnings(tree: &Value) -> Option<Report> {
    version(tree).ok()?;
    let mut found = keys::check(&mut tree.clone());
    found.retain(|found| !found.is_error());
    Report::of(grouped(found, tree))
}

/// What the raw form says and the typed one does not.
pub fn lost(spec: &Spec) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    match serde_json::to_value(&spec.api) {
        Ok(kept) => compare(&spec.tree, &kept, &Pointer::root(), &mut found),
        Err(error) => found.push(blame(&spec.tree, &error.to_string())),
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

/// Finds the smallest part that the typed form refuses; serde alone cannot say where it was.
fn blame(tree: &Value, message: &str) -> Diagnostic {
    let (place, message) = Part::Document
        .culprit(tree, &Pointer::root())
        .unwrap_or((Place::spec(""), message.to_owned()));
    Diagnostic::new(
        "openapi-shape",
        place,
        format!("this is not what OpenAPI 3.0 expects here: {message}"),
        "compare with the OpenAPI 3.0 specification, and correct it with an overlay",
    )
}

/// The parts of a document that can be read on their own.
#[derive(Debug, Clone, Copy)]
enum Part {
    Document,
    Info,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    Response,
    Header,
    MediaType,
    Schema,
    /// `additionalProperties`: a schema or a truth value.
    Rest,
}

impl Part {
    /// Why the typed form does not take `value`.
    fn refusal(self, value: &Value) -> Option<String> {
        match self {
            Self::Document => refusal::<OpenAPI>(value),
            Self::Info => refusal::<Info>(value),
            Self::PathItem => refusal::<ReferenceOr<PathItem>>(value),
            Self::Operation => refusal::<Operation>(value),
            Self::Parameter => refusal::<ReferenceOr<Parameter>>(value),
            Self::RequestBody => refusal::<ReferenceOr<RequestBody>>(value),
            Self::Response => refusal::<ReferenceOr<Response>>(value),
            Self::Header => refusal::<ReferenceOr<Header>>(value),
            Self::MediaType => refusal::<MediaType>(value),
            Self::Rest if value.is_boolean() => None,
            Self::Schema | Self::Rest => refusal::<ReferenceOr<Schema>>(value),
        }
    }

    /// Where in such a part there are others; `*` is any key or any element.
    fn inner(self) -> &'static [(&'static [&'static str], Self)] {
        match self {
            Self::Document => &[
                (&["info"], Self::Info),
                (&["paths", "*"], Self::PathItem),
                (&["components", "parameters", "*"], Self::Parameter),
                (&["components", "requestBodies", "*"], Self::RequestBody),
                (&["components", "responses", "*"], Self::Response),
                (&["components", "headers", "*"], Self::Header),
                (&["components", "schemas", "*"], Self::Schema),
            ],
            Self::PathItem => &[
                (&["parameters", "*"], Self::Parameter),
                (&["get"], Self::Operation),
                (&["put"], Self::Operation),
                (&["post"], Self::Operation),
                (&["delete"], Self::Operation),
                (&["options"], Self::Operation),
                (&["head"], Self::Operation),
                (&["patch"], Self::Operation),
                (&["trace"], Self::Operation),
            ],
            Self::Operation => &[
                (&["parameters", "*"], Self::Parameter),
                (&["requestBody"], Self::RequestBody),
                (&["responses", "*"], Self::Response),
            ],
            Self::Parameter | Self::Header => &[
                (&["schema"], Self::Schema),
                (&["content", "*"], Self::MediaType),
            ],
            Self::RequestBody => &[(&["content", "*"], Self::MediaType)],
            Self::Response => &[
                (&["headers", "*"], Self::Header),
                (&["content", "*"], Self::MediaType),
            ],
            Self::MediaType => &[(&["schema"], Self::Schema)],
            Self::Schema | Self::Rest => &[
                (&["properties", "*"], Self::Schema),
                (&["items"], Self::Schema),
                (&["additionalProperties"], Self::Rest),
                (&["not"], Self::Schema),
                (&["allOf", "*"], Self::Schema),
                (&["oneOf", "*"], Self::Schema),
                (&["anyOf", "*"], Self::Schema),
            ],
            Self::Info => &[],
        }
    }

    /// The smallest part of this one that is refused, or the entry without which the complaint
    /// would be another one, or all of it.
    fn culprit(self, value: &Value, at: &Pointer) -> Option<(Place, String)> {
        let message = self.refusal(value)?;
        for (path, part) in self.inner() {
            for (value, at) in select(value, at, path) {
                if let Some(found) = part.culprit(value, &at) {
                    return Some(found);
                }
            }
        }
        if message.starts_with("missing field") {
            return Some((Place::spec_key(at), message));
        }
        let key = value.as_object().and_then(|map| {
            map.keys().find(|key| {
                let mut others = map.clone();
                others.shift_remove(*key);
                self.refusal(&Value::Object(others)).as_ref() != Some(&message)
            })
        });
        Some((
            Place::spec(key.map_or_else(|| at.clone(), |key| at.child(key))),
            message,
        ))
    }
}

fn refusal<'v, T: Deserialize<'v>>(value: &'v Value) -> Option<String> {
    T::deserialize(value).err().map(|error| error.to_string())
}

/// What `path` leads to from `value`.
fn select<'v>(value: &'v Value, at: &Pointer, path: &[&str]) -> Vec<(&'v Value, Pointer)> {
    path.iter().fold(vec![(value, at.clone())], |found, step| {
        let next = found
            .into_iter()
            .flat_map(|(value, at)| -> Vec<(&Value, Pointer)> {
                match value {
                    Value::Object(map) => map
                        .iter()
                        .filter(|(key, _)| *step == "*" || key == step)
                        .map(|(key, value)| (value, at.child(key)))
                        .collect(),
                    Value::Array(list) if *step == "*" => list
                        .iter()
                        .enumerate()
                        .map(|(number, value)| (value, at.index(number)))
                        .collect(),
                    _ => Vec::new(),
                }
            });
        next.collect()
    })
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
                        Place::spec_key(at.child(key)),
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
            Place::spec(at),
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

/// Absent and default are the same thing.
fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}

fn loss(place: Place, message: String) -> Diagnostic {
    Diagnostic::new(
        "openapi-loss",
        place,
        message,
        "write it the OpenAPI 3.0 way with an overlay",
    )
}
