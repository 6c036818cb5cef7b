//! Schemas.

use super::document::EXTERNAL_DOCS;
use super::{
    ALTERNATIVES, CHECKED_BY_SERVER, FOR_READERS, IN_XML, SAMPLE, object, partly, read, row, shared,
};
use crate::diagnostic::Code;
use crate::keys::Fate::Refused;
use crate::keys::Holds::{List, Map, One, Value};
use crate::keys::Object;

/// A schema.
pub(in crate::keys) static SCHEMA: Object = shared(
    "Schema",
    &[
        row("title", Value, read("docs")),
        row("multipleOf", Value, CHECKED_BY_SERVER),
        row("maximum", Value, read("numbers")),
        row("exclusiveMaximum", Value, read("formats")),
        row("minimum", Value, read("numbers")),
        row("exclusiveMinimum", Value, read("formats")),
        row("maxLength", Value, read("numbers")),
        row("minLength", Value, read("numbers")),
        row("pattern", Value, read("numbers")),
        row("maxItems", Value, read("containers")),
        row("minItems", Value, read("containers")),
        row("uniqueItems", Value, CHECKED_BY_SERVER),
        row("maxProperties", Value, CHECKED_BY_SERVER),
        row("minProperties", Value, CHECKED_BY_SERVER),
        row("required", Value, read("nullable")),
        row(
            "enum",
            Value,
            partly("names_enums", &[Code::DuplicateValue]),
        ),
        row("type", Value, partly("containers", &[Code::UnknownType])),
        row(
            "allOf",
            List(&SCHEMA),
            partly("all_of", &[Code::UnsupportedSchema]),
        ),
        row(
            "oneOf",
            List(&SCHEMA),
            partly("all_of", &[Code::UnsupportedSchema]),
        ),
        row(
            "anyOf",
            List(&SCHEMA),
            partly("all_of", &[Code::UnsupportedSchema]),
        ),
        row("not", One(&SCHEMA), Refused(Code::UnsupportedSchema)),
        row("items", One(&SCHEMA), read("containers")),
        row("properties", Map(&SCHEMA), read("nullable")),
        row(
            "additionalProperties",
            One(&SCHEMA),
            read("additional_properties"),
        ),
        row("description", Value, read("docs")),
        row("format", Value, read("numbers")),
        row("default", Value, read("docs")),
        row("nullable", Value, read("nullable")),
        row("discriminator", One(&DISCRIMINATOR), ALTERNATIVES),
        row("readOnly", Value, read("one_way")),
        row("writeOnly", Value, read("one_way")),
        row("xml", One(&XML), IN_XML),
        row("externalDocs", One(&EXTERNAL_DOCS), FOR_READERS),
        row("example", Value, SAMPLE),
        row("deprecated", Value, read("deprecated")),
    ],
);

pub(in crate::keys) static DISCRIMINATOR: Object = object(
    "Discriminator",
    &[
        row("propertyName", Value, ALTERNATIVES),
        row("mapping", Value, ALTERNATIVES),
    ],
);

pub(in crate::keys) static XML: Object = object(
    "XML",
    &[
        row("name", Value, IN_XML),
        row("namespace", Value, IN_XML),
        row("prefix", Value, IN_XML),
        row("attribute", Value, IN_XML),
        row("wrapped", Value, IN_XML),
    ],
);
