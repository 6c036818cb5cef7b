//! The left side of a card: the spec's own words, without prose.

use std::fmt::Write as _;

use serde_json::{Map, Value};

/// What follows from a session.
pub(crate) fn actor(mark: &Value) -> String {
    let entries = entries(mark).filter(|(key, _)| *key != "description");
    let mut text: String = entries
        .filter(|(key, _)| *key != "self")
        .map(|(key, value)| format!("{key}: {value}\n"))
        .collect();
    for (key, value) in self::entries(&mark["self"]).filter(|(key, _)| *key != "description") {
        writeln!(text, "self.{key}: {value}").unwrap();
    }
    text
}

/// The operations that have servers of their own, by the URLs of these.
pub(crate) fn servers(paths: &Map<String, Value>) -> String {
    let mut lists: Vec<(String, String)> = Vec::new();
    for (path, item) in paths {
        for (verb, operation) in entries(item).filter(|(key, _)| *key != "servers") {
            let Some(servers) = operation.get("servers").or(item.get("servers")) else {
                continue;
            };
            let urls: Vec<&str> = (servers.as_array().unwrap().iter())
                .map(|server| server["url"].as_str().unwrap())
                .collect();
            let (urls, line) = (
                urls.join(", "),
                format!("  {} {path}\n", verb.to_uppercase()),
            );
            match lists.iter_mut().find(|(other, _)| *other == urls) {
                Some((_, lines)) => *lines += &line,
                None => lists.push((urls, line)),
            }
        }
    }
    lists
        .iter()
        .map(|(urls, lines)| format!("{urls}\n{lines}"))
        .collect()
}

/// The operations of a path.
pub(crate) fn path(item: &Value) -> String {
    let mut text = String::new();
    let shared = item.get("parameters");
    for (verb, operation) in item
        .as_object()
        .unwrap()
        .iter()
        .filter(|(key, _)| !["parameters", "servers"].contains(&key.as_str()))
    {
        writeln!(
            text,
            "{} {}",
            verb.to_uppercase(),
            operation["operationId"].as_str().unwrap_or("(no id)")
        )
        .unwrap();
        let servers = operation.get("servers").or(item.get("servers"));
        for server in servers.and_then(Value::as_array).into_iter().flatten() {
            writeln!(text, "  server  {}", server["url"].as_str().unwrap()).unwrap();
        }
        for parameter in [shared, operation.get("parameters")]
            .into_iter()
            .flatten()
            .flat_map(|list| list.as_array().unwrap())
        {
            let (place, name) = (
                parameter["in"].as_str().unwrap_or("$ref"),
                parameter["name"].as_str().unwrap_or_default(),
            );
            writeln!(
                text,
                "  {place:<7} {name}: {}{}",
                kind(&parameter["schema"]),
                mark(parameter["required"] == true)
            )
            .unwrap();
        }
        for (media, content) in entries(&operation["requestBody"]["content"]) {
            writeln!(
                text,
                "  body    {}{}{}",
                kind(&content["schema"]),
                of(media),
                mark(operation["requestBody"]["required"] == true)
            )
            .unwrap();
        }
        for mark in ["deprecated", "x-idempotent", "x-pagination"] {
            if let Some(value) = operation.get(mark) {
                writeln!(text, "  {mark}: {value}").unwrap();
            }
        }
        for (status, response) in entries(&operation["responses"]) {
            if response.get("$ref").is_some() {
                writeln!(text, "  {status:<7} {}", kind(response)).unwrap();
                continue;
            }
            let contents: Vec<String> = entries(&response["content"])
                .filter(|(_, content)| content.get("schema").is_some())
                .map(|(media, content)| format!("{}{}", kind(&content["schema"]), of(media)))
                .collect();
            writeln!(
                text,
                "  {status:<7} {}",
                if contents.is_empty() {
                    "-".to_owned()
                } else {
                    contents.join(", ")
                }
            )
            .unwrap();
        }
    }
    text
}

/// A schema, a line for each property or value.
pub(crate) fn schema(schema: &Value) -> String {
    let mut text = format!("{}\n", kind(schema));
    let required = |name: &str| {
        schema["required"]
            .as_array()
            .is_some_and(|list| list.iter().any(|required| required == name))
    };
    for (name, property) in entries(&schema["properties"]) {
        writeln!(text, "  {name}: {}{}", kind(property), mark(required(name))).unwrap();
    }
    for value in schema["enum"].as_array().into_iter().flatten() {
        writeln!(text, "  {value}").unwrap();
    }
    text
}

fn mark(required: bool) -> &'static str {
    if required { " (required)" } else { "" }
}

fn of(media: &str) -> String {
    if media == "application/json" {
        String::new()
    } else {
        format!(" as {media}")
    }
}

fn entries(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter)
}

/// A type in a few words, with everything that narrows it.
fn kind(schema: &Value) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        return format!("→ {}", reference.rsplit('/').next().unwrap());
    }
    if let Some(parts) = schema["allOf"].as_array() {
        return parts.iter().map(kind).collect::<Vec<_>>().join(" + ");
    }
    let mut text = match schema["type"].as_str() {
        Some("array") => format!("[{}]", kind(&schema["items"])),
        Some("object") => match &schema["additionalProperties"] {
            values @ Value::Object(_) => format!("{{text: {}}}", kind(values)),
            Value::Bool(true) => "{text: any}".to_owned(),
            _ => "object".to_owned(),
        },
        Some("string") if schema.get("enum").is_some() => "one of".to_owned(),
        Some(kind) => kind.to_owned(),
        None => "any".to_owned(),
    };
    for key in [
        "format",
        "minimum",
        "maximum",
        "minLength",
        "maxLength",
        "minItems",
        "maxItems",
        "pattern",
        "default",
        "nullable",
        "deprecated",
        "x-secret",
    ] {
        if let Some(value) = schema.get(key) {
            let value = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            write!(text, " {key}={value}").unwrap();
        }
    }
    text
}
