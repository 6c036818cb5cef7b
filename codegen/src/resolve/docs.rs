//! What the spec says about a thing, in prose and in facts.

use openapiv3::{Schema, SchemaData, SchemaKind, Type};

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

pub(super) fn of_schema(schema: &Schema) -> Docs {
    let mut docs = of_data(&schema.schema_data);
    docs.facts.extend(limits(&schema.schema_kind));
    docs
}

/// What `x-enumDescriptions` says about a value.
pub(super) fn of_value(descriptions: Option<&Value>, value: &str) -> Docs {
    let text = descriptions.and_then(|texts| texts.get(value)?.as_str());
    of_text(None, text)
}

fn limits(kind: &SchemaKind) -> Vec<Fact> {
    let range = match kind {
        SchemaKind::Type(Type::String(text)) => {
            range(" characters", text.min_length, text.max_length)
        }
        SchemaKind::Type(Type::Integer(number)) => range("", number.minimum, number.maximum),
        SchemaKind::Type(Type::Number(number)) => range("", number.minimum, number.maximum),
        SchemaKind::Type(Type::Array(list)) => range(" elements", list.min_items, list.max_items),
        _ => None,
    };
    let pattern = match kind {
        SchemaKind::Type(Type::String(text)) => text.pattern.clone(),
        _ => None,
    };
    let values = match kind {
        SchemaKind::Type(Type::Integer(number)) => one_of(&number.enumeration),
        SchemaKind::Type(Type::Number(number)) => one_of(&number.enumeration),
        _ => None,
    };
    let range = range.into_iter().chain(values).map(Fact::Range);
    range.chain(pattern.map(Fact::Pattern)).collect()
}

/// The values of a number: it stays a number in Rust, since the list may grow.
fn one_of<T: std::fmt::Display>(values: &[Option<T>]) -> Option<String> {
    let values: Vec<String> = values.iter().flatten().map(T::to_string).collect();
    (!values.is_empty()).then(|| format!("One of {}.", values.join(", ")))
}

fn range<T: std::fmt::Display>(unit: &str, least: Option<T>, most: Option<T>) -> Option<String> {
    match (least, most) {
        (Some(least), Some(most)) => Some(format!("From {least} to {most}{unit}.")),
        (Some(least), None) => Some(format!("At least {least}{unit}.")),
        (None, Some(most)) => Some(format!("At most {most}{unit}.")),
        (None, None) => None,
    }
}
