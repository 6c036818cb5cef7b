//! The documentation of a node: its prose and the facts about its values.

use openapiv3::{Schema, SchemaData};
use serde_json::Value;

use crate::ir::{Docs, Fact, Status};
use crate::unprintable::is_blank;

pub(super) fn status(deprecated: bool) -> Status {
    if deprecated {
        Status::Deprecated
    } else {
        Status::Current
    }
}

pub(super) fn of_text(title: Option<&str>, text: Option<&str>) -> Docs {
    let parts: Vec<&str> = [title, text]
        .into_iter()
        .flatten()
        .map(str::trim)
        .filter(|part| !is_blank(part))
        .collect();
    let text = match parts[..] {
        [title, text] if text.starts_with(title) => text.to_owned(),
        _ => parts.join("\n\n"),
    };
    Docs {
        text,
        ..Docs::default()
    }
}

pub(super) fn of_data(data: &SchemaData) -> Docs {
    let mut docs = of_text(data.title.as_deref(), data.description.as_deref());
    if let Some(default) = &data.default {
        docs.facts.push(Fact::Default(default.to_string()));
    }
    docs
}

/// The same, with the facts about values. They are from the raw tree, since the typed form keeps the
/// limits of a `number` as floats with other digits.
pub(super) fn of_schema(schema: &Schema, raw: Option<&Value>) -> Docs {
    let mut docs = of_data(&schema.schema_data);
    docs.facts.extend(raw.into_iter().flat_map(limits));
    docs
}

/// The documentation of a value in `x-enumDescriptions`.
pub(super) fn of_value(descriptions: Option<&Value>, value: &str) -> Docs {
    let text = descriptions.and_then(|texts| texts.get(value)?.as_str());
    of_text(None, text)
}

fn limits(schema: &Value) -> Vec<Fact> {
    let text = |key: &str| schema.get(key).and_then(Value::as_str);
    let (range, pattern) = match text("type") {
        Some("string") => {
            let range = range(schema, " characters", ["minLength", "maxLength"]);
            (range, text("pattern"))
        }
        Some("integer" | "number") => (range(schema, "", ["minimum", "maximum"]), None),
        Some("array") => (range(schema, " elements", ["minItems", "maxItems"]), None),
        _ => (None, None),
    };
    let format = match (text("type"), text("format")) {
        (Some("string"), Some("byte")) => Some("Base64 (RFC 4648).".to_owned()),
        _ => None,
    };
    let sentences = range.into_iter().chain(one_of(schema)).chain(format);
    let pattern = pattern.map(|pattern| Fact::Pattern(pattern.to_owned()));
    sentences.map(Fact::Range).chain(pattern).collect()
}

/// The values of a number: it stays a number in Rust, since later versions may add some.
fn one_of(schema: &Value) -> Option<String> {
    let values = schema.get("enum")?.as_array()?.iter();
    let values: Vec<String> = values
        .filter(|value| value.is_number())
        .map(Value::to_string)
        .collect();
    (!values.is_empty()).then(|| format!("One of {}.", values.join(", ")))
}

fn range(schema: &Value, unit: &str, [least, most]: [&str; 2]) -> Option<String> {
    let limit = |key: &str| schema.get(key).filter(|limit| limit.is_number());
    let says = |key: &str| schema.get(key).is_some_and(|says| *says == true);
    let least = limit(least).map(|least| match says("exclusiveMinimum") {
        true => ("More than", least),
        false => ("At least", least),
    });
    let most = limit(most).map(|most| match says("exclusiveMaximum") {
        true => ("Less than", most),
        false => ("At most", most),
    });
    match (least, most) {
        (Some(("At least", least)), Some(("At most", most))) => {
            Some(format!("From {least} to {most}{unit}."))
        }
        (Some((more, least)), Some((less, most))) => {
            Some(format!("{more} {least}{unit}. {less} {most}{unit}."))
        }
        (Some((than, limit)), None) | (None, Some((than, limit))) => {
            Some(format!("{than} {limit}{unit}."))
        }
        (None, None) => None,
    }
}
