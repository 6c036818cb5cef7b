//! The kind of a schema. `openapiv3` has types for the plain kinds and one for all others; here they
//! become one enum.

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, AnySchema, ReferenceOr, Schema, SchemaKind, Type, VariantOrUnknownOrEmpty,
};
use serde_json::Value;

use super::node::Node;

/// The kind of a schema.
#[derive(Debug)]
pub(super) enum Kind<'a> {
    String {
        format: Option<String>,
        values: Vec<&'a str>,
    },
    Integer {
        format: Option<String>,
    },
    Number {
        format: Option<String>,
    },
    Boolean,
    List {
        items: Option<Node<'a>>,
    },
    Object(Object<'a>),
    /// `allOf`, or one of the others with a single part, and what is beside it.
    All {
        keyword: &'static str,
        parts: &'a [ReferenceOr<Schema>],
        own: Object<'a>,
    },
    /// Any kind of value.
    Any,
    UnknownType(&'a str),
    /// Not supported, because of this keyword.
    Unsupported(&'static str),
}

impl Kind<'_> {
    /// The `type` of values of this kind, if it is known.
    pub(super) fn word(&self) -> Option<&'static str> {
        match self {
            Self::String { .. } => Some("string"),
            Self::Integer { .. } => Some("integer"),
            Self::Number { .. } => Some("number"),
            Self::Boolean => Some("boolean"),
            Self::List { .. } => Some("array"),
            Self::Object(_) | Self::All { .. } => Some("object"),
            Self::Any | Self::UnknownType(_) | Self::Unsupported(_) => None,
        }
    }
}

/// What an object schema says without `allOf`.
#[derive(Debug, Default)]
pub(super) struct Object<'a> {
    pub properties: Option<&'a IndexMap<String, ReferenceOr<Box<Schema>>>>,
    pub required: &'a [String],
    pub rest: Rest<'a>,
}

impl Object<'_> {
    pub(super) fn says_nothing(&self) -> bool {
        self.properties.is_none_or(IndexMap::is_empty)
            && self.required.is_empty()
            && matches!(self.rest, Rest::Unsaid)
    }
}

/// `additionalProperties`.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub(super) enum Rest<'a> {
    #[default]
    Unsaid,
    None,
    Any,
    Of(Node<'a>),
}

impl<'a> From<&'a Option<AdditionalProperties>> for Rest<'a> {
    fn from(additional: &'a Option<AdditionalProperties>) -> Self {
        match additional {
            None => Self::Unsaid,
            Some(AdditionalProperties::Any(false)) => Self::None,
            Some(AdditionalProperties::Any(true)) => Self::Any,
            Some(AdditionalProperties::Schema(schema)) => match Node::from(&**schema) {
                Node::Item(schema) if allows_anything(schema) => Self::Any,
                node => Self::Of(node),
            },
        }
    }
}

pub(super) fn kind(schema: &Schema) -> Kind<'_> {
    match &schema.schema_kind {
        SchemaKind::Type(Type::String(string)) => Kind::String {
            format: format(&string.format),
            values: string
                .enumeration
                .iter()
                .filter_map(Option::as_deref)
                .collect(),
        },
        SchemaKind::Type(Type::Integer(integer)) => Kind::Integer {
            format: format(&integer.format),
        },
        SchemaKind::Type(Type::Number(number)) => Kind::Number {
            format: format(&number.format),
        },
        SchemaKind::Type(Type::Boolean(_)) => Kind::Boolean,
        SchemaKind::Type(Type::Array(array)) => Kind::List {
            items: array.items.as_ref().map(Node::from),
        },
        SchemaKind::Type(Type::Object(object)) => Kind::Object(Object {
            properties: Some(&object.properties),
            required: &object.required,
            rest: (&object.additional_properties).into(),
        }),
        SchemaKind::AllOf { all_of } => all("allOf", all_of),
        SchemaKind::OneOf { one_of } if one_of.len() == 1 => all("oneOf", one_of),
        SchemaKind::AnyOf { any_of } if any_of.len() == 1 => all("anyOf", any_of),
        SchemaKind::OneOf { .. } => Kind::Unsupported("oneOf"),
        SchemaKind::AnyOf { .. } => Kind::Unsupported("anyOf"),
        SchemaKind::Not { .. } => Kind::Unsupported("not"),
        SchemaKind::Any(any) => kind_of_any(any),
    }
}

/// Whether a schema itself is nullable.
pub(super) fn allows_null(schema: &Schema) -> bool {
    schema.schema_data.nullable
        || match &schema.schema_kind {
            SchemaKind::Type(Type::String(string)) => string.enumeration.contains(&None),
            SchemaKind::Type(Type::Integer(integer)) => integer.enumeration.contains(&None),
            SchemaKind::Type(Type::Number(number)) => number.enumeration.contains(&None),
            SchemaKind::Any(any) => any.enumeration.iter().any(|value| value.is_null()),
            _ => false,
        }
}

/// Does not use [`kind`], which would visit the nested schemas too.
fn allows_anything(schema: &Schema) -> bool {
    matches!(&schema.schema_kind, SchemaKind::Any(any)
        if any.additional_properties.is_none() && matches!(kind_of_any(any), Kind::Any))
}

fn all<'a>(keyword: &'static str, parts: &'a [ReferenceOr<Schema>]) -> Kind<'a> {
    Kind::All {
        keyword,
        parts,
        own: Object::default(),
    }
}

fn kind_of_any(any: &AnySchema) -> Kind<'_> {
    let own = Object {
        properties: Some(&any.properties),
        required: &any.required,
        rest: (&any.additional_properties).into(),
    };
    if !any.one_of.is_empty() {
        return Kind::Unsupported("oneOf");
    }
    if !any.any_of.is_empty() {
        return Kind::Unsupported("anyOf");
    }
    if any.not.is_some() {
        return Kind::Unsupported("not");
    }
    if !any.all_of.is_empty() {
        return Kind::All {
            keyword: "allOf",
            parts: &any.all_of,
            own,
        };
    }
    let strings: Vec<&str> = any.enumeration.iter().filter_map(Value::as_str).collect();
    let all_strings = !strings.is_empty()
        && any
            .enumeration
            .iter()
            .all(|value| value.is_string() || value.is_null());
    match any.typ.as_deref() {
        Some("object") => Kind::Object(own),
        Some("array") => Kind::List {
            items: any.items.as_ref().map(Node::from),
        },
        Some("string") => Kind::String {
            format: any.format.clone(),
            values: strings,
        },
        Some("integer") => Kind::Integer {
            format: any.format.clone(),
        },
        Some("number") => Kind::Number {
            format: any.format.clone(),
        },
        Some("boolean") => Kind::Boolean,
        Some(unknown) => Kind::UnknownType(unknown),
        None if !own.says_nothing() => Kind::Object(own),
        None if any.items.is_some() => Kind::List {
            items: any.items.as_ref().map(Node::from),
        },
        None if all_strings => Kind::String {
            format: any.format.clone(),
            values: strings,
        },
        None => Kind::Any,
    }
}

fn format<T: serde::Serialize>(format: &VariantOrUnknownOrEmpty<T>) -> Option<String> {
    match format {
        VariantOrUnknownOrEmpty::Item(known) => serde_json::to_value(known)
            .ok()?
            .as_str()
            .map(str::to_owned),
        VariantOrUnknownOrEmpty::Unknown(unknown) => Some(unknown.clone()),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}
