//! Where the tree has not the form of OpenAPI 3.0: all locations at once.
//!
//! `serde` stops at the first error, and does not say where it is. So each part is deserialized on
//! its own, innermost first, and what fails is replaced by something valid, to find the rest.

use std::collections::HashSet;

use openapiv3::{
    Example, Header, Info, Link, MediaType, OpenAPI, Operation, Parameter, PathItem, ReferenceOr,
    RequestBody, Response, Schema, SecurityScheme, Server, Tag,
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::pointer::Pointer;

/// Returns a diagnostic for everything that cannot be deserialized.
pub(super) fn faults(mut tree: Value) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    Part::Document.complain(&mut tree, &Pointer::root(), &mut found);
    found
}

/// The parts of a document that can be deserialized on their own.
#[derive(Debug, Clone, Copy)]
enum Part {
    Document,
    Info,
    Server,
    Tag,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    Response,
    Header,
    MediaType,
    Schema,
    /// `additionalProperties`: a schema or a boolean.
    Rest,
    SecurityScheme,
    Example,
    Link,
}

impl Part {
    /// Why `value` cannot be deserialized.
    fn refusal(self, value: &Value) -> Option<String> {
        match self {
            Self::Document => refusal::<OpenAPI>(value),
            Self::Info => refusal::<Info>(value),
            Self::Server => refusal::<Server>(value),
            Self::Tag => refusal::<Tag>(value),
            Self::PathItem => refusal::<ReferenceOr<PathItem>>(value),
            Self::Operation => refusal::<Operation>(value),
            Self::Parameter => refusal::<ReferenceOr<Parameter>>(value),
            Self::RequestBody => refusal::<ReferenceOr<RequestBody>>(value),
            Self::Response => refusal::<ReferenceOr<Response>>(value),
            Self::Header => refusal::<ReferenceOr<Header>>(value),
            Self::MediaType => refusal::<MediaType>(value),
            Self::Rest if value.is_boolean() => None,
            Self::Schema | Self::Rest => refusal::<ReferenceOr<Schema>>(value),
            Self::SecurityScheme => refusal::<ReferenceOr<SecurityScheme>>(value),
            Self::Example => refusal::<ReferenceOr<Example>>(value),
            Self::Link => refusal::<ReferenceOr<Link>>(value),
        }
    }

    /// A valid value for this part.
    fn sample(self) -> Value {
        match self {
            Self::Document => {
                json!({"openapi": "3.0.3", "info": {"title": "", "version": ""}, "paths": {}})
            }
            Self::Info => json!({"title": "", "version": ""}),
            Self::Server => json!({"url": ""}),
            Self::Tag => json!({"name": ""}),
            Self::Operation => json!({"responses": {}}),
            Self::Parameter => json!({"name": "", "in": "query", "schema": {}}),
            Self::RequestBody => json!({"content": {}}),
            Self::Response => json!({"description": ""}),
            Self::Header => json!({"schema": {}}),
            Self::SecurityScheme => json!({"type": "http", "scheme": "basic"}),
            Self::Link => json!({"operationId": ""}),
            Self::PathItem | Self::MediaType | Self::Schema | Self::Rest | Self::Example => {
                json!({})
            }
        }
    }

    /// The paths to the parts within this one; `*` is any key or any element.
    fn inner(self) -> &'static [(&'static [&'static str], Self)] {
        match self {
            Self::Document => &[
                (&["info"], Self::Info),
                (&["servers", "*"], Self::Server),
                (&["tags", "*"], Self::Tag),
                (&["paths", "*"], Self::PathItem),
                (&["components", "parameters", "*"], Self::Parameter),
                (&["components", "requestBodies", "*"], Self::RequestBody),
                (&["components", "responses", "*"], Self::Response),
                (&["components", "headers", "*"], Self::Header),
                (&["components", "schemas", "*"], Self::Schema),
                (
                    &["components", "securitySchemes", "*"],
                    Self::SecurityScheme,
                ),
                (&["components", "examples", "*"], Self::Example),
                (&["components", "links", "*"], Self::Link),
            ],
            Self::PathItem => &[
                (&["servers", "*"], Self::Server),
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
                (&["servers", "*"], Self::Server),
                (&["parameters", "*"], Self::Parameter),
                (&["requestBody"], Self::RequestBody),
                (&["responses", "*"], Self::Response),
            ],
            Self::Parameter | Self::Header => &[
                (&["schema"], Self::Schema),
                (&["examples", "*"], Self::Example),
                (&["content", "*"], Self::MediaType),
            ],
            Self::RequestBody => &[(&["content", "*"], Self::MediaType)],
            Self::Response => &[
                (&["headers", "*"], Self::Header),
                (&["content", "*"], Self::MediaType),
                (&["links", "*"], Self::Link),
            ],
            Self::MediaType => &[
                (&["schema"], Self::Schema),
                (&["examples", "*"], Self::Example),
            ],
            Self::Schema | Self::Rest => &[
                (&["properties", "*"], Self::Schema),
                (&["items"], Self::Schema),
                (&["additionalProperties"], Self::Rest),
                (&["not"], Self::Schema),
                (&["allOf", "*"], Self::Schema),
                (&["oneOf", "*"], Self::Schema),
                (&["anyOf", "*"], Self::Schema),
            ],
            Self::Info
            | Self::Server
            | Self::Tag
            | Self::SecurityScheme
            | Self::Example
            | Self::Link => &[],
        }
    }

    /// Reports what fails in this part, and replaces it by something valid.
    fn complain(self, value: &mut Value, at: &Pointer, found: &mut Vec<Diagnostic>) {
        if self.refusal(value).is_none() {
            return;
        }
        for (path, part) in self.inner() {
            visit(value, path, at, &mut |value, at| {
                part.complain(value, at, found)
            });
        }
        let mut seen = HashSet::new();
        while let Some(message) = self.refusal(value) {
            // An error that stays is about all of it.
            let culprit = self.culprit(value, &message);
            let location = if !seen.insert((message.clone(), culprit.clone())) {
                *value = self.sample();
                continue;
            } else if self.fill(value, &message) {
                Location::spec_key(at)
            } else if let Some(key) = culprit {
                self.remove(value, &key);
                Location::spec(at.child(&key))
            } else {
                *value = self.sample();
                Location::spec(at)
            };
            found.push(fault(location, &message));
        }
    }

    /// Adds the missing entry, if the error is about one.
    fn fill(self, value: &mut Value, message: &str) -> bool {
        let field = message.strip_prefix("missing field `");
        let Some((field, _)) = field.and_then(|field| field.split_once('`')) else {
            return false;
        };
        let field = field.to_owned();
        let sample = self.sample().get(&field).cloned();
        let mut samples = sample.into_iter().chain([json!(""), json!({}), json!([])]);
        let filled = samples.find_map(|sample| {
            let mut filled = value.clone();
            filled.as_object_mut()?.insert(field.clone(), sample);
            let other = self.refusal(&filled);
            let is_next = |other: String| other != message && other.starts_with("missing field");
            other.is_none_or(is_next).then_some(filled)
        });
        filled.map(|filled| *value = filled).is_some()
    }

    /// Removes an entry, or replaces a required one by something valid.
    fn remove(self, value: &mut Value, key: &str) {
        if let Some(map) = value.as_object_mut() {
            map.shift_remove(key);
        }
        let missing = format!("missing field `{key}`");
        if let Some(message) = self.refusal(value).filter(|it| it.starts_with(&missing))
            && !self.fill(value, &message)
        {
            *value = self.sample();
        }
    }

    /// The entry that causes the error: without it, the error is another one.
    fn culprit(self, value: &Value, message: &str) -> Option<String> {
        let map = value.as_object()?;
        let key = map.keys().find(|key| {
            let mut others = map.clone();
            others.shift_remove(*key);
            let mut alone = self.sample();
            alone[key.as_str()] = map.get(*key).cloned().unwrap_or_default();
            self.refusal(&Value::Object(others)).as_deref() != Some(message)
                || self.refusal(&alone).as_deref() == Some(message)
        });
        key.cloned()
    }
}

fn fault(location: Location, message: &str) -> Diagnostic {
    Diagnostic::new(
        Code::OpenapiShape,
        location,
        format!("this is not what OpenAPI 3.0 expects here: {message}"),
        "compare with the OpenAPI 3.0 specification, and correct it with an overlay",
    )
}

fn refusal<'v, T: Deserialize<'v>>(value: &'v Value) -> Option<String> {
    T::deserialize(value).err().map(|error| error.to_string())
}

/// Visits the nodes at `path` below `value`.
fn visit(
    value: &mut Value,
    path: &[&str],
    at: &Pointer,
    visitor: &mut dyn FnMut(&mut Value, &Pointer),
) {
    let Some((step, path)) = path.split_first() else {
        return visitor(value, at);
    };
    match value {
        Value::Object(map) => {
            for (key, value) in map
                .iter_mut()
                .filter(|(key, _)| *step == "*" || key == step)
            {
                visit(value, path, &at.child(key), visitor);
            }
        }
        Value::Array(list) if *step == "*" => {
            for (number, value) in list.iter_mut().enumerate() {
                visit(value, path, &at.index(number), visitor);
            }
        }
        _ => {}
    }
}
