//! What comes back, and what goes with it.

use super::document::SERVER;
use super::operation::MEDIA_TYPE;
use super::schema::SCHEMA;
use super::{HEADERS, IN_A_LINK, LINKED, SAMPLE, named, object, partly, read, row, shared};
use crate::diagnostic::Code;
use crate::keys::Fate::Demanded;
use crate::keys::Holds::{Map, One, Value};
use crate::keys::Object;

pub(in crate::keys) static RESPONSES: Object = named(
    "Responses",
    &[row("default", One(&RESPONSE), read("answers"))],
    row(
        "{status_code}",
        One(&RESPONSE),
        partly("answers", &[Code::UnsupportedResponse]),
    ),
);

pub(in crate::keys) static RESPONSE: Object = shared(
    "Response",
    &[
        row(
            "description",
            Value,
            Demanded("for readers of the description"),
        ),
        row("headers", Map(&HEADER), HEADERS),
        row(
            "content",
            Map(&MEDIA_TYPE),
            partly("answers", &[Code::UnsupportedMedia]),
        ),
        row("links", Map(&LINK), LINKED),
    ],
);

pub(in crate::keys) static EXAMPLE: Object = shared(
    "Example",
    &[
        row("summary", Value, SAMPLE),
        row("description", Value, SAMPLE),
        row("value", Value, SAMPLE),
        row("externalValue", Value, SAMPLE),
    ],
);

pub(in crate::keys) static LINK: Object = shared(
    "Link",
    &[
        row("operationRef", Value, IN_A_LINK),
        row("operationId", Value, IN_A_LINK),
        row("parameters", Value, IN_A_LINK),
        row("requestBody", Value, IN_A_LINK),
        row("description", Value, IN_A_LINK),
        row("server", One(&SERVER), IN_A_LINK),
    ],
);

pub(in crate::keys) static HEADER: Object = shared(
    "Header",
    &[
        row("description", Value, HEADERS),
        row("required", Value, HEADERS),
        row("deprecated", Value, HEADERS),
        row("allowEmptyValue", Value, HEADERS),
        row("style", Value, HEADERS),
        row("explode", Value, HEADERS),
        row("allowReserved", Value, HEADERS),
        row("schema", One(&SCHEMA), HEADERS),
        row("example", Value, SAMPLE),
        row("examples", Map(&EXAMPLE), SAMPLE),
        row("content", Map(&MEDIA_TYPE), HEADERS),
    ],
);

pub(in crate::keys) static REFERENCE: Object = object(
    "Reference",
    &[row(
        "$ref",
        Value,
        partly(
            "parameters",
            &[Code::DanglingReference, Code::CircularReference],
        ),
    )],
);
