//! What the spec says about a thing, in prose and in facts.

use openapiv3::{Schema, SchemaData, SchemaKind, StringType, Type};

use crate::ir::{Docs, Status};

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
        .filter(|part| !part.is_empty())
        .collect();
    let text = match parts[..] {
        [title, text] if text.starts_with(title) => text.to_owned(),
        _ => parts.join("\n\n"),
    };
    Docs {
        text,
        facts: Vec::new(),
    }
}

pub(super) fn of_data(data: &SchemaData) -> Docs {
    let mut docs = of_text(data.title.as_deref(), data.description.as_deref());
    if let Some(default) = &data.default {
        docs.facts.push(format!("Default: `{default}`."));
    }
    docs
}

pub(super) fn of_schema(schema: &Schema) -> Docs {
    let mut docs = of_data(&schema.schema_data);
    docs.facts.extend(limits(&schema.schema_kind));
    docs
}

fn limits(kind: &SchemaKind) -> Vec<String> {
    match kind {
        SchemaKind::Type(Type::String(text)) => text_limits(text),
        SchemaKind::Type(Type::Integer(number)) => vec![range("", number.minimum, number.maximum)],
        SchemaKind::Type(Type::Number(number)) => vec![range("", number.minimum, number.maximum)],
        SchemaKind::Type(Type::Array(list)) => {
            vec![range(" elements", list.min_items, list.max_items)]
        }
        _ => Vec::new(),
    }
    .into_iter()
    .filter(|fact| !fact.is_empty())
    .collect()
}

fn text_limits(text: &StringType) -> Vec<String> {
    let mut facts = vec![range(" characters", text.min_length, text.max_length)];
    facts.extend(
        text.pattern
            .as_ref()
            .map(|pattern| format!("Pattern: `{pattern}`.")),
    );
    facts
}

fn range<T: std::fmt::Display>(unit: &str, least: Option<T>, most: Option<T>) -> String {
    match (least, most) {
        (Some(least), Some(most)) => format!("From {least} to {most}{unit}."),
        (Some(least), None) => format!("At least {least}{unit}."),
        (None, Some(most)) => format!("At most {most}{unit}."),
        (None, None) => String::new(),
    }
}
