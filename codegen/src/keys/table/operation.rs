//! Paths and operations: what is sent.

use super::document::{EXTERNAL_DOCS, SERVER};
use super::response::{EXAMPLE, HEADER, RESPONSES};
use super::schema::SCHEMA;
use super::security::SECURITY_REQUIREMENT;
use super::{FOR_READERS, SAMPLE, SENT_BACK, named, object, partly, read, row, ruled, shared};
use crate::diagnostic::Code;
use crate::keys::Fate::{Annotation, Refused};
use crate::keys::Holds::{List, Map, One, Value};
use crate::keys::{Object, rules};

pub(in crate::keys) static PATHS: Object = named(
    "Paths",
    &[],
    row(
        "{path}",
        One(&PATH_ITEM),
        partly("names_paths", &[Code::PathTemplate, Code::PathPlaceholder]),
    ),
);

/// An object with a path.
pub(in crate::keys) static PATH_ITEM: Object = object(
    "Path Item",
    &[
        row("$ref", Value, Refused(Code::UnsupportedPath)),
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
            Refused(Code::UnsupportedServers),
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
            partly("names_operations", &[Code::DuplicateOperation]),
        ),
        row(
            "parameters",
            List(&PARAMETER),
            partly("parameters", &[Code::DuplicateParameter]),
        ),
        row("requestBody", One(&REQUEST_BODY), read("bodies")),
        row("responses", One(&RESPONSES), read("answers")),
        row("callbacks", Map(&CALLBACK), SENT_BACK),
        row("deprecated", Value, read("deprecated")),
        ruled(
            "security",
            List(&SECURITY_REQUIREMENT),
            partly("security", &[Code::UnsupportedSecurity]),
            rules::security,
        ),
        ruled(
            "servers",
            List(&SERVER),
            Refused(Code::UnsupportedServers),
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
        row(
            "style",
            Value,
            partly("query", &[Code::UnsupportedParameter]),
        ),
        row("explode", Value, read("query")),
        ruled(
            "allowReserved",
            Value,
            Refused(Code::UnsupportedParameter),
            rules::reserved,
        ),
        row(
            "schema",
            One(&SCHEMA),
            partly("parameters", &[Code::UnsupportedParameter]),
        ),
        row("example", Value, SAMPLE),
        row("examples", Map(&EXAMPLE), SAMPLE),
        row(
            "content",
            Map(&MEDIA_TYPE),
            Refused(Code::UnsupportedParameter),
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
            partly("bodies", &[Code::UnsupportedMedia, Code::UnsupportedBody]),
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
        row(
            "encoding",
            Map(&ENCODING),
            Refused(Code::UnsupportedEncoding),
        ),
    ],
);

pub(in crate::keys) static ENCODING: Object = object(
    "Encoding",
    &[
        row("contentType", Value, Refused(Code::UnsupportedEncoding)),
        row("headers", Map(&HEADER), Refused(Code::UnsupportedEncoding)),
        row("style", Value, Refused(Code::UnsupportedEncoding)),
        row("explode", Value, Refused(Code::UnsupportedEncoding)),
        row("allowReserved", Value, Refused(Code::UnsupportedEncoding)),
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
