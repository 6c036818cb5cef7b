//! The document as a whole.

use super::operation::{CALLBACK, PARAMETER, PATHS, REQUEST_BODY};
use super::response::{EXAMPLE, HEADER, LINK, RESPONSE};
use super::schema::SCHEMA;
use super::security::{SECURITY_REQUIREMENT, SECURITY_SCHEME};
use super::{
    BASE_URL, DEMANDED_BASE_URL, FOR_READERS, HEADERS, IN_A_LINK, SAMPLE, object, partly, read,
    row, ruled,
};
use crate::diagnostic::Code;
use crate::keys::Fate::Annotation;
use crate::keys::Holds::{List, Map, One, Value};
use crate::keys::{Object, rules};

/// `OpenAPI`.
pub(in crate::keys) static DOCUMENT: Object = object(
    "OpenAPI",
    &[
        row("openapi", Value, partly("docs", &[Code::OpenapiVersion])),
        row("info", One(&INFO), read("docs")),
        row("servers", List(&SERVER), BASE_URL),
        row("paths", One(&PATHS), read("docs")),
        row("components", One(&COMPONENTS), read("docs")),
        ruled(
            "security",
            List(&SECURITY_REQUIREMENT),
            partly("security", &[Code::UnsupportedSecurity]),
            rules::security,
        ),
        row(
            "tags",
            List(&TAG),
            Annotation("resources are made from paths and ids"),
        ),
        row("externalDocs", One(&EXTERNAL_DOCS), FOR_READERS),
    ],
);

pub(in crate::keys) static INFO: Object = object(
    "Info",
    &[
        row("title", Value, read("docs")),
        row("description", Value, FOR_READERS),
        row("termsOfService", Value, FOR_READERS),
        row("contact", One(&CONTACT), FOR_READERS),
        row("license", One(&LICENSE), FOR_READERS),
        row("version", Value, read("docs")),
    ],
);

pub(in crate::keys) static CONTACT: Object = object(
    "Contact",
    &[
        row("name", Value, FOR_READERS),
        row("url", Value, FOR_READERS),
        row("email", Value, FOR_READERS),
    ],
);

pub(in crate::keys) static LICENSE: Object = object(
    "License",
    &[
        row("name", Value, FOR_READERS),
        row("url", Value, FOR_READERS),
    ],
);

pub(in crate::keys) static SERVER: Object = object(
    "Server",
    &[
        row("url", Value, DEMANDED_BASE_URL),
        row("description", Value, FOR_READERS),
        row("variables", Map(&SERVER_VARIABLE), BASE_URL),
    ],
);

pub(in crate::keys) static SERVER_VARIABLE: Object = object(
    "Server Variable",
    &[
        row("enum", Value, BASE_URL),
        row("default", Value, DEMANDED_BASE_URL),
        row("description", Value, FOR_READERS),
    ],
);

pub(in crate::keys) static COMPONENTS: Object = object(
    "Components",
    &[
        row("schemas", Map(&SCHEMA), read("docs")),
        row("responses", Map(&RESPONSE), read("parameters")),
        row("parameters", Map(&PARAMETER), read("parameters")),
        row("examples", Map(&EXAMPLE), SAMPLE),
        row("requestBodies", Map(&REQUEST_BODY), read("parameters")),
        row("headers", Map(&HEADER), HEADERS),
        row(
            "securitySchemes",
            Map(&SECURITY_SCHEME),
            partly("security", &[Code::UnsupportedSecurity]),
        ),
        row("links", Map(&LINK), IN_A_LINK),
        row(
            "callbacks",
            Map(&CALLBACK),
            Annotation("callbacks are ignored, with a warning where an operation has them"),
        ),
    ],
);

pub(in crate::keys) static TAG: Object = object(
    "Tag",
    &[
        row("name", Value, FOR_READERS),
        row("description", Value, FOR_READERS),
        row("externalDocs", One(&EXTERNAL_DOCS), FOR_READERS),
    ],
);

pub(in crate::keys) static EXTERNAL_DOCS: Object = object(
    "External Documentation",
    &[
        row("description", Value, FOR_READERS),
        row("url", Value, FOR_READERS),
    ],
);
