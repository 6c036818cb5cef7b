//! Cases in the form of the recorded ones, made from the spec, so that no operation and no property
//! is left out: with what is required, with everything, and with everything that looks like nothing.

use serde_json::{Map, Value, json};
use tests::spec;

/// How the optional values are chosen.
#[derive(Clone, Copy, PartialEq)]
enum Fill {
    Nothing,
    Something,
    /// `""`, `0`, `false`, `[]`, `{}`: set, and so to be sent.
    Falsy,
}

/// What every secret begins with.
pub(crate) const SECRET: &str = "SECRET-";

/// Timestamps as the API writes them, and as it might.
pub(crate) const TIMES: [&str; 5] = [
    "2021-12-29T12:33:09Z",
    "2021-12-29T12:33:09.123Z",
    "2021-12-29T12:33:09.123456+05:30",
    "2021-12-29T12:33:09.123456789-08:00",
    "1969-12-31T23:59:59.001Z",
];

/// Every schema of the spec with a value that has all of its properties, and one for each form of
/// time where there is one among them.
pub(crate) fn values() -> impl Iterator<Item = (&'static String, Value)> {
    let schemas = spec()["components"]["schemas"].as_object().unwrap();
    schemas.iter().flat_map(|(key, schema)| {
        let value = something(schema, key);
        let text = value.to_string();
        let others = TIMES[1..].iter().filter(|_| text.contains(TIMES[0]));
        let others: Vec<Value> = others
            .map(|time| serde_json::from_str(&text.replace(TIMES[0], time)).unwrap())
            .collect();
        [value]
            .into_iter()
            .chain(others)
            .map(move |value| (key, value))
    })
}

pub(crate) fn cases() -> Value {
    let mut operations = Map::new();
    for (path, item) in spec()["paths"].as_object().unwrap() {
        let entries = item.as_object().unwrap().iter();
        for (verb, operation) in entries.filter(|(key, _)| *key != "servers") {
            let fills = [
                ("required_only", Fill::Nothing),
                ("all_fields", Fill::Something),
                ("falsy", Fill::Falsy),
            ];
            let cases: Map<String, Value> = fills
                .into_iter()
                .map(|(name, fill)| (name.to_owned(), case(verb, path, operation, fill)))
                .collect();
            operations.insert(
                operation["operationId"].as_str().unwrap().to_owned(),
                json!({ "cases": cases }),
            );
        }
    }
    json!({ "operations": operations })
}

fn case(verb: &str, path: &str, operation: &Value, fill: Fill) -> Value {
    let mut inputs = json!({"path": {}, "query": {}, "header": {}, "body": {}});
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let (place, name) = (
            parameter["in"].as_str().unwrap(),
            parameter["name"].as_str().unwrap(),
        );
        let is_header = place == "header" && fill == Fill::Falsy;
        if let Some(value) = choose(
            &parameter["schema"],
            name,
            parameter["required"] == true,
            fill,
        )
        .filter(|_| !is_header)
        {
            inputs[place][name] = value;
        }
    }
    let schema = resolve(&operation["requestBody"]["content"]["application/json"]["schema"]);
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        if let Some(value) = choose(property, name, is_required(schema, name), fill) {
            inputs["body"][name] = value;
        }
    }
    let segments: Vec<String> = path
        .trim_start_matches('/')
        .split('/')
        .map(|segment| {
            segment.strip_prefix('{').map_or_else(
                || segment.to_owned(),
                |name| {
                    inputs["path"][name.trim_end_matches('}')]
                        .as_str()
                        .unwrap()
                        .to_owned()
                },
            )
        })
        .collect();
    let mut query: Vec<(String, String)> = inputs["query"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, value)| {
            (
                name.clone(),
                value
                    .as_str()
                    .map_or_else(|| value.to_string(), str::to_owned),
            )
        })
        .collect();
    query.sort();
    let headers: Map<String, Value> = inputs["header"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, value)| (name.to_lowercase(), value.clone()))
        .collect();
    let body = if schema.is_null() {
        Value::Null
    } else {
        inputs["body"].clone()
    };
    json!({"inputs": inputs, "method": verb.to_uppercase(), "path_segments": segments, "query": query, "session_headers": headers, "body": body})
}

fn choose(schema: &Value, name: &str, required: bool, fill: Fill) -> Option<Value> {
    match fill {
        _ if required => Some(something(schema, name)),
        Fill::Nothing => None,
        Fill::Something => Some(something(schema, name)),
        Fill::Falsy => falsy(schema),
    }
}

fn falsy(schema: &Value) -> Option<Value> {
    let schema = resolve(schema);
    match schema["type"].as_str() {
        Some("string") if schema.get("enum").is_some() || schema["format"] == "date-time" => None,
        Some("string") => Some(json!("")),
        Some("integer") => Some(json!(0)),
        Some("boolean") => Some(json!(false)),
        Some("array") => Some(json!([])),
        Some("object") => Some(json!({})),
        other => panic!("no falsy value for {other:?}"),
    }
}

fn something(schema: &Value, name: &str) -> Value {
    let schema = resolve(schema);
    match schema["type"].as_str() {
        Some("string") if schema["x-secret"] == true => json!(format!("{SECRET}{name}")),
        Some("string") if schema["format"] == "date-time" => json!(TIMES[0]),
        Some("string") => schema["enum"].as_array().map_or_else(
            || json!(format!("{name}-ü")),
            |values| values.last().unwrap().clone(),
        ),
        Some("integer") => json!(42),
        Some("boolean") => json!(true),
        Some("array") => json!([
            something(&schema["items"], name),
            something(&schema["items"], name)
        ]),
        Some("object") if schema.get("properties").is_some() => schema["properties"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, property)| (name.clone(), something(property, name)))
            .collect(),
        Some("object") if schema["additionalProperties"].is_object() => {
            json!({"k": something(&schema["additionalProperties"], name)})
        }
        Some("object") => json!({"k": {"nested": [null, 1.5, "\"\\"]}, "null": null}),
        other => panic!("no value for {other:?}"),
    }
}

fn resolve(schema: &Value) -> &Value {
    let reference = schema["$ref"]
        .as_str()
        .or_else(|| schema["allOf"][0]["$ref"].as_str());
    reference.map_or(schema, |reference| {
        resolve(spec().pointer(reference.trim_start_matches('#')).unwrap())
    })
}

fn is_required(schema: &Value, name: &str) -> bool {
    schema["required"]
        .as_array()
        .is_some_and(|list| list.iter().any(|required| required == name))
}
