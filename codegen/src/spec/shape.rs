//! Where the tree has not the form of OpenAPI 3.0: all locations at once.
//!
//! `serde` stops at the first error, and does not say where it is. So each part is deserialized on
//! its own, innermost first, and what fails is replaced by something valid, to find the rest.

use std::collections::HashSet;

use openapiv3::{
    Info, MediaType, OpenAPI, Operation, Parameter, PathItem, ReferenceOr, RequestBody, Response,
    Schema, SecurityScheme, Server,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::keys::{DOCUMENT, Object, Trail};
use crate::pointer::Pointer;

/// Returns a diagnostic for everything that cannot be deserialized.
pub(super) fn faults(mut tree: Value) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    complain(&DOCUMENT, &mut tree, &Trail::Root, &mut found);
    found
}

/// The typed form of a kind of object.
struct Form {
    /// Why a value cannot be deserialized.
    refusal: fn(&Value) -> Option<String>,
    /// A valid value.
    sample: Value,
}

impl Form {
    /// None for a kind that has no type of its own.
    fn of(kind: &Object) -> Option<Self> {
        let (refusal, sample): (fn(&Value) -> Option<String>, Value) = match kind.name {
            "OpenAPI" => (
                refusal::<OpenAPI>,
                json!({"openapi": "3.0.3", "info": {"title": "", "version": ""}, "paths": {}}),
            ),
            "Info" => (refusal::<Info>, json!({"title": "", "version": ""})),
            "Server" => (refusal::<Server>, json!({"url": ""})),
            "Path Item" => (refusal::<ReferenceOr<PathItem>>, json!({})),
            "Operation" => (refusal::<Operation>, json!({"responses": {}})),
            "Parameter" => (
                refusal::<ReferenceOr<Parameter>>,
                json!({"name": "", "in": "query", "schema": {}}),
            ),
            "Request Body" => (refusal::<ReferenceOr<RequestBody>>, json!({"content": {}})),
            "Response" => (refusal::<ReferenceOr<Response>>, json!({"description": ""})),
            "Media Type" => (refusal::<MediaType>, json!({})),
            "Schema" => (refusal::<ReferenceOr<Schema>>, json!({})),
            "Security Scheme" => (
                refusal::<ReferenceOr<SecurityScheme>>,
                json!({"type": "http", "scheme": "basic"}),
            ),
            _ => return None,
        };
        Some(Self { refusal, sample })
    }

    /// Adds the missing entry, if the error is about one.
    fn fill(&self, value: &mut Value, message: &str) -> bool {
        let field = message.strip_prefix("missing field `");
        let Some((field, _)) = field.and_then(|field| field.split_once('`')) else {
            return false;
        };
        let field = field.to_owned();
        let sample = self.sample.get(&field).cloned();
        let mut samples = sample.into_iter().chain([json!(""), json!({}), json!([])]);
        let filled = samples.find_map(|sample| {
            let mut filled = value.clone();
            filled.as_object_mut()?.insert(field.clone(), sample);
            let other = (self.refusal)(&filled);
            let is_next = |other: String| other != message && other.starts_with("missing field");
            other.is_none_or(is_next).then_some(filled)
        });
        filled.map(|filled| *value = filled).is_some()
    }

    /// Removes an entry, or replaces a required one by something valid.
    fn remove(&self, value: &mut Value, key: &str) {
        if let Some(map) = value.as_object_mut() {
            map.shift_remove(key);
        }
        let missing = format!("missing field `{key}`");
        if let Some(message) = (self.refusal)(value).filter(|it| it.starts_with(&missing))
            && !self.fill(value, &message)
        {
            *value = self.sample.clone();
        }
    }

    /// The entry that causes the error: without it, the error is another one.
    fn culprit(&self, value: &Value, message: &str) -> Option<String> {
        let map = value.as_object()?;
        let key = map.keys().find(|key| {
            let mut others = map.clone();
            others.shift_remove(*key);
            let mut alone = self.sample.clone();
            alone[key.as_str()] = map.get(*key).cloned().unwrap_or_default();
            (self.refusal)(&Value::Object(others)).as_deref() != Some(message)
                || (self.refusal)(&alone).as_deref() == Some(message)
        });
        key.cloned()
    }

    /// Reports what fails in a value, and replaces it by something valid.
    fn complain(&self, value: &mut Value, at: &Pointer, found: &mut Vec<Diagnostic>) {
        let mut seen = HashSet::new();
        while let Some(message) = (self.refusal)(value) {
            // An error that stays is about all of it.
            let culprit = self.culprit(value, &message);
            let location = if !seen.insert((message.clone(), culprit.clone())) {
                *value = self.sample.clone();
                continue;
            } else if self.fill(value, &message) {
                Location::spec_key(at)
            } else if let Some(key) = culprit {
                self.remove(value, &key);
                Location::spec(at.child(&key))
            } else {
                *value = self.sample.clone();
                Location::spec(at)
            };
            found.push(fault(location, &message));
        }
    }
}

/// Reports what fails in a value and in the parts of it, which come first.
fn complain(kind: &Object, value: &mut Value, at: &Trail<'_>, found: &mut Vec<Diagnostic>) {
    let may_be_boolean = matches!(at, Trail::Key(_, "additionalProperties"));
    if value.is_boolean() && may_be_boolean {
        return;
    }
    let form = Form::of(kind);
    if let Some(form) = &form
        && (form.refusal)(value).is_none()
    {
        return;
    }
    if let Value::Object(map) = value {
        for (key, value) in map {
            if let Some(row) = kind.row(key).filter(|_| !key.starts_with("x-")) {
                row.holds
                    .visit(value, &Trail::Key(at, key), &mut |kind, value, at| {
                        complain(kind, value, at, found);
                    });
            }
        }
    }
    if let Some(form) = form {
        form.complain(value, &at.pointer(), found);
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

fn refusal<T: DeserializeOwned>(value: &Value) -> Option<String> {
    T::deserialize(value).err().map(|error| error.to_string())
}
