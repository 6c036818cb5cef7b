//! Paths and operations: what is sent.

use super::document::{EXTERNAL_DOCS, SERVER};
use super::response::{EXAMPLE, HEADER, RESPONSES};
use super::schema::SCHEMA;
use super::security::SECURITY_REQUIREMENT;
use super::{FOR_READERS, SAMPLE, SENT_BACK, named, object, partly, read, row, ruled, shared};
use crate::keys::Fate::{Annotation, Refused};
use crate::keys::Holds::{List, Map, One, Value};
use crate::keys::{Object, rules};

pub(in crate::keys) static PATHS: Object = named(
    "Paths",
    &[],
    row(
        "{path}",
        One(&PATH_ITEM),
        partly("names_paths", &["path-template", "path-placeholder"]),
    ),
);

/// An object with a path.
pub(in crate::keys) static PATH_ITEM: Object = object(
    "Path Item",
    &[
        row("$ref", Value, Refused("unsupported-path")),
        row("summary", Value, FOR_READERS),
        row("description", Value, FOR_READERS),
        row("get", One(&OPERATION), read("names_operations")),
        row("put", One(&OPERATION), read("names_operations")),
        row("post", One(&OPERATION), read("names_operations")),
        row("delete", One(&OPERATION), read("names_operations")),
        row("options", One(&OPERATION), read("names_operations")),
        row("head", One(&OPERATION), read("names_operations")),
        row("patch", One(&OPERATION), read("names_operations")),
        row("trace", One(&OPERATION), read("names_operations")),
        ruled(
            "servers",
            List(&SERVER),
            Refused("unsupported-servers"),
            rules::servers,
        ),
        row("parameters", List(&PARAMETER), read("parameters")),
    ],
);

/// An operation.
pub(in crate::keys) static OPERATION: Object = object(
    "Operation",
    &[
        row(
            "tags",
            Value,
            Annotation("resources are made from paths and ids"),
        ),
        row("summary", Value, read("docs")),
        row("description", Value, read("documentation")),
        row("externalDocs", One(&EXTERNAL_DOCS), FOR_READERS),
        row(
            "operationId",
            Value,
            partly("names_operations", &["duplicate-operation"]),
        ),
        row(
            "parameters",
            List(&PARAMETER),
            partly("parameters", &["duplicate-parameter"]),
        ),
        row("requestBody", One(&REQUEST_BODY), read("bodies")),
        row("responses", One(&RESPONSES), read("answers")),
        row("callbacks", Map(&CALLBACK), SENT_BACK),
        row("deprecated", Value, read("deprecated")),
        ruled(
            "security",
            List(&SECURITY_REQUIREMENT),
            partly("security", &["unsupported-security"]),
            rules::security,
        ),
        ruled(
            "servers",
            List(&SERVER),
            Refused("unsupported-servers"),
            rules::servers,
        ),
    ],
);

pub(in crate::keys) static PARAMETER: Object = shared(
    "Parameter",
    &[
        row("name", Value, read("parameters")),
        row("in", Value, read("parameters")),
        row("description", Value, read("docs")),
        row("required", Value, read("parameters")),
        row("deprecated", Value, read("deprecated")),
        row(
            "allowEmptyValue",
            Value,
            Annotation("an empty string is sent like any other"),
        ),
        row("style", Value, partly("query", &["unsupported-parameter"])),
        row("explode", Value, read("query")),
        ruled(
            "allowReserved",
            Value,
            Refused("unsupported-parameter"),
            rules::reserved,
        ),
        row(
            "schema",
            One(&SCHEMA),
            partly("parameters", &["unsupported-parameter"]),
        ),
        row("example", Value, SAMPLE),
        row("examples", Map(&EXAMPLE), SAMPLE),
        row(
            "content",
            Map(&MEDIA_TYPE),
            Refused("unsupported-parameter"),
        ),
    ],
);

pub(in crate::keys) static REQUEST_BODY: Object = shared(
    "Request Body",
    &[
        row("description", Value, FOR_READERS),
        row(
            "content",
            Map(&MEDIA_TYPE),
            partly("bodies", &["unsupported-media", "unsupported-body"]),
        ),
        row("required", Value, read("bodies")),
    ],
);

pub(in crate::keys) static MEDIA_TYPE: Object = object(
    "Media Type",
    &[
        row("schema", One(&SCHEMA), read("bodies")),
        row("example", Value, SAMPLE),
        row("examples", Map(&EXAMPLE), SAMPLE),
        row("encoding", Map(&ENCODING), Refused("unsupported-encoding")),
    ],
);

pub(in crate::keys) static ENCODING: Object = object(
    "Encoding",
    &[
        row("contentType", Value, Refused("unsupported-encoding")),
        row("headers", Map(&HEADER), Refused("unsupported-encoding")),
        row("style", Value, Refused("unsupported-encoding")),
        row("explode", Value, Refused("unsupported-encoding")),
        row("allowReserved", Value, Refused("unsupported-encoding")),
    ],
);

pub(in crate::keys) static CALLBACK: Object = Object {
    by_reference: true,
    ..named(
        "Callback",
        &[],
        row(
            "{expression}",
            One(&PATH_ITEM),
            Annotation("callbacks are ignored, with a warning"),
        ),
    )
};
