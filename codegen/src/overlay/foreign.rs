//! Extensions of other vendors with the names of ours.
//!
//! Overlays are written for this generator, so every form of an extension there is meant for it. In a
//! vendor's file, an extension with another form belongs to another tool, and is removed before the
//! overlays add ours.

use serde_json::Value;

use super::kind::Kind;

/// Removes extensions of other vendors from a description.
pub(super) fn leave_out(tree: &mut Value) {
    walk(tree, Kind::Document);
}

fn walk(value: &mut Value, kind: Kind) {
    match value {
        // Below these are values of the API and of other extensions.
        _ if kind == Kind::Other => {}
        Value::Object(map) => {
            let is_foreign =
                |(key, value): (&String, &Value)| key.starts_with("x-") && !is_ours(key, value);
            if !kind.holds_names() && map.iter().any(is_foreign) {
                map.retain(|key, value| !is_foreign((key, value)));
            }
            for (key, value) in map {
                walk(value, kind.child(key));
            }
        }
        Value::Array(list) => {
            for (number, value) in list.iter_mut().enumerate() {
                walk(value, kind.child(&number.to_string()));
            }
        }
        _ => {}
    }
}

/// Whether an extension has another name than ours, or the form of ours.
fn is_ours(key: &str, value: &Value) -> bool {
    let is_expression = |value: &Value| {
        let value = value.as_str().unwrap_or_default();
        value.starts_with("$request.") || value.starts_with("$response.")
    };
    match key {
        "x-secret" | "x-idempotent" | "x-skip-unreadable" | "x-documented" => value.is_boolean(),
        "x-secret-names" | "x-example" | "x-errors" => all(value.as_array(), Value::is_string),
        "x-enumDescriptions" | "x-resources" | "x-literals" => {
            all(value.as_object().map(|it| it.values()), Value::is_string)
        }
        "x-hidden" => value.is_string(),
        "x-aliases" => all(value.as_object().map(|it| it.values()), Value::is_array),
        "x-empty" => value == "absent",
        "x-derive" => all(value.as_object().map(|it| it.values()), Value::is_array),
        "x-pagination" => {
            let mut places = value.as_object().into_iter().flat_map(|it| it.values());
            places.any(is_expression)
        }
        "x-actors" => all(value.as_object().map(|it| it.values()), |actor| {
            actor.get("headers").is_some_and(Value::is_array)
        }),
        _ => true,
    }
}

fn all<'v>(
    values: Option<impl IntoIterator<Item = &'v Value>>,
    is_right: fn(&Value) -> bool,
) -> bool {
    values.is_some_and(|values| values.into_iter().all(is_right))
}
