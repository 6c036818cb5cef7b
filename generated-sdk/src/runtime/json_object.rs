//! JSON objects of any content, from and to types of the caller.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::error::{Error, ErrorKind, Result};
use super::{Json, JsonObject};

/// Serializes an argument to a JSON object.
///
/// A sequence of pairs is an object too, so that entries can be given without a type for them. A
/// tuple of pairs may have values of different types.
pub(super) fn serialized(name: &'static str, value: impl Serialize) -> Result<JsonObject> {
    match serde_json::to_value(value) {
        Ok(value) => object(value).ok_or_else(|| {
            let message = "must be a JSON object: a struct, a map, `json!({…})` or pairs of a string and a value";
            Error::argument(name, message)
        }),
        Err(error) => Err(Error::argument(name, "cannot be serialized").because(error)),
    }
}

fn object(value: Json) -> Option<JsonObject> {
    match value {
        Value::Object(object) => Some(object),
        Value::Array(pairs) => pairs.into_iter().map(pair).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

fn pair(value: Json) -> Option<(String, Json)> {
    let Value::Array(pair) = value else {
        return None;
    };
    match <[Json; 2]>::try_from(pair) {
        Ok([Value::String(key), value]) => Some((key, value)),
        _ => None,
    }
}

/// Converts a JSON object of a response to a type of the caller. An absent one is empty.
#[allow(dead_code, reason = "an API may have no JSON objects of any content")]
pub(crate) fn converted<'a, T: DeserializeOwned>(
    property: &'static str,
    object: impl Into<Option<&'a JsonObject>>,
) -> Result<T> {
    let value = Value::Object(object.into().cloned().unwrap_or_default());
    serde_json::from_value(value).map_err(|error| {
        let reason = without_value(&error.to_string());
        Error::from(ErrorKind::Conversion { property }).because(reason)
    })
}

/// How serde names the kinds of JSON values that it found.
const KINDS: [&str; 7] = [
    "boolean",
    "floating point",
    "integer",
    "map",
    "null",
    "sequence",
    "string",
];

/// Serde's message without the value that it quotes, which may be personal data. What a type says
/// in its own words may quote one too, and is left out.
pub(super) fn without_value(message: &str) -> String {
    if let Some(name) = message.strip_prefix("missing field `")
        && name.find('`') == Some(name.len() - 1)
    {
        return message.to_owned();
    }
    let Some((found, expected)) = message.rsplit_once(", expected ") else {
        return "a value is invalid".to_owned();
    };
    // "invalid type: string \"a\"", "unknown variant `a`".
    let found = found.split(['"', '`']).next().unwrap_or_default().trim();
    match found
        .strip_prefix("invalid type: ")
        .or(found.strip_prefix("invalid value: "))
    {
        Some(kind) if KINDS.contains(&kind) => format!("expected {expected}, found: {kind}"),
        // Names end the message. Without any, the value does: "`a, expected b`, there are no variants".
        None if ["unknown variant", "unknown field"].contains(&found) && message.ends_with('`') => {
            format!("expected {expected}, found: {found}")
        }
        _ => "a value is invalid".to_owned(),
    }
}
