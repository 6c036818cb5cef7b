//! Whether a value is what the spec says: the part of JSON Schema that the spec uses.

use std::collections::BTreeSet;

use serde_json::Value;
use stytch_b2b::chrono::DateTime;
use tests::spec;

/// What is wrong with a value, with its place.
pub(crate) fn violations(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(schema, value, "$", &mut found);
    found
}

/// What checks here and elsewhere know of; a keyword that is not among these might be overlooked.
const KEYWORDS: [&str; 16] = [
    "$ref",
    "additionalProperties",
    "allOf",
    "deprecated",
    "description",
    "enum",
    "format",
    "items",
    "minimum",
    "nullable",
    "properties",
    "required",
    "title",
    "type",
    "default",
    "example",
];

fn check(schema: &Value, value: &Value, place: &str, found: &mut Vec<String>) {
    let schema = schema.as_object().expect("a schema");
    for keyword in schema.keys() {
        assert!(
            KEYWORDS.contains(&keyword.as_str()) || keyword.starts_with("x-"),
            "{keyword} is not checked"
        );
    }
    if let Some(reference) = schema.get("$ref") {
        return check(target(reference), value, place, found);
    }
    if value.is_null() && schema.get("nullable") == Some(&Value::Bool(true)) {
        return;
    }
    for part in schema
        .get("allOf")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        check(part, value, place, found);
    }
    let mut wrong = |what: String| found.push(format!("{place}: {what}, found {value}"));
    let has_type = match schema.get("type").and_then(Value::as_str) {
        None => true,
        Some("string") => value.is_string(),
        Some("boolean") => value.is_boolean(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("number") => value.is_number(),
        Some("array") => value.is_array(),
        Some("object") => value.is_object(),
        Some(other) => panic!("the type {other}"),
    };
    if !has_type {
        wrong(format!("not of type {}", schema["type"]));
    }
    let values = schema.get("enum").and_then(Value::as_array);
    if values.is_some_and(|values| !values.contains(value)) {
        wrong("not a known value".to_owned());
    }
    match (schema.get("format").and_then(Value::as_str), value) {
        (Some("date-time"), Value::String(time)) if DateTime::parse_from_rfc3339(time).is_err() => {
            wrong("not a time".to_owned());
        }
        (Some("int32"), value) if value.as_i64().is_none_or(|n| i32::try_from(n).is_err()) => {
            wrong("not of 32 bits".to_owned());
        }
        _ => {}
    }
    if let Some(minimum) = schema.get("minimum").and_then(Value::as_f64)
        && value.as_f64().is_some_and(|number| number < minimum)
    {
        wrong(format!("less than {minimum}"));
    }
    if let Some(items) = schema.get("items") {
        for (index, item) in value.as_array().into_iter().flatten().enumerate() {
            check(items, item, &format!("{place}[{index}]"), found);
        }
    }
    if let Some(fields) = value.as_object() {
        check_fields(schema, fields, place, found);
    }
}

type Fields = serde_json::Map<String, Value>;

fn check_fields(schema: &Fields, fields: &Fields, place: &str, found: &mut Vec<String>) {
    for name in schema
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        let name = name.as_str().expect("a name");
        if !fields.contains_key(name) {
            found.push(format!("{place}: there is no {name}"));
        }
    }
    let properties = schema.get("properties").and_then(Value::as_object);
    let others = schema.get("additionalProperties");
    for (name, value) in fields {
        let place = format!("{place}.{name}");
        match (
            properties.and_then(|properties| properties.get(name)),
            others,
        ) {
            (Some(property), _) => check(property, value, &place, found),
            (None, Some(Value::Object(_))) => {
                check(&schema["additionalProperties"], value, &place, found)
            }
            (None, Some(Value::Bool(true))) => {}
            (None, _) if properties.is_none() => {}
            (None, _) => found.push(format!("{place}: there is no such property")),
        }
    }
}

/// What a reference leads to.
pub(crate) fn target(reference: &Value) -> &'static Value {
    let pointer = reference
        .as_str()
        .expect("a reference")
        .trim_start_matches('#');
    spec().pointer(pointer).expect(pointer)
}

/// The schema of an operation's response, by the operation's id.
pub(crate) fn of_response(operation_id: &str) -> &'static Value {
    let paths = spec()["paths"].as_object().unwrap().values();
    let mut operations = paths.flat_map(|item| item.as_object().unwrap().values());
    let operation = operations
        .find(|operation| operation["operationId"] == operation_id)
        .expect(operation_id);
    let mut response = &operation["responses"]["200"];
    if let Some(reference) = response.get("$ref") {
        response = target(reference);
    }
    &response["content"]["application/json"]["schema"]
}

#[test]
fn what_is_wrong_is_found() {
    let session = &spec()["components"]["schemas"]["api_b2b_session_v1_MemberSession"];
    let known: BTreeSet<&String> = session["properties"].as_object().unwrap().keys().collect();
    assert!(known.contains(&"expires_at".to_owned()));

    let value = serde_json::json!({
        "member_session_id": 1, "expires_at": "tomorrow", "other": true,
        "authentication_factors": [{"type": "guess"}],
    });
    let found = violations(session, &value).join("\n");
    for expected in [
        "$.member_session_id: not of type \"string\"",
        "$.expires_at: not a time",
        "$.other: there is no such property",
        "$.authentication_factors[0].type: not a known value",
        "$.authentication_factors[0]: there is no delivery_method",
        "$: there is no member_id",
    ] {
        assert!(found.contains(expected), "{expected}\n{found}");
    }
}
