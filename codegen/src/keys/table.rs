//! The table: the kinds of objects in the order of the standard.

use super::Fate::{Annotation, Demanded, Read, Refused, Warned};
use super::Holds::{List, Map, One, Value};
use super::rules::{self, Rule};
use super::{Fate, Holds, Object, Row};

/// Every kind of object, in the order of the standard. A Reference is checked wherever one of the
/// others can be given by reference.
pub static ALL: [&Object; 30] = [
    &DOCUMENT,
    &INFO,
    &CONTACT,
    &LICENSE,
    &SERVER,
    &SERVER_VARIABLE,
    &COMPONENTS,
    &PATHS,
    &PATH_ITEM,
    &OPERATION,
    &EXTERNAL_DOCS,
    &PARAMETER,
    &REQUEST_BODY,
    &MEDIA_TYPE,
    &ENCODING,
    &RESPONSES,
    &RESPONSE,
    &CALLBACK,
    &EXAMPLE,
    &LINK,
    &HEADER,
    &TAG,
    &REFERENCE,
    &SCHEMA,
    &DISCRIMINATOR,
    &XML,
    &SECURITY_SCHEME,
    &OAUTH_FLOWS,
    &OAUTH_FLOW,
    &SECURITY_REQUIREMENT,
];

const FOR_READERS: Fate = Annotation("for readers of the description");
const SAMPLE: Fate = Annotation("a sample of a value; examples of the crate have their own");
const CHECKED_BY_SERVER: Fate = Annotation("a limit, which the server checks");
const HEADERS: Fate =
    Annotation("a call returns the body; middleware sees all headers, and an error has them");
const BASE_URL: Fate = Annotation("the base URL is an argument of the client");
const DEMANDED_BASE_URL: Fate = Demanded("the base URL is an argument of the client");
const SENT_BACK: Fate = Warned {
    code: "unsupported-callbacks",
    message: "a client receives no callbacks, so `callbacks` is ignored",
};
const LINKED: Fate = Warned {
    code: "unsupported-links",
    message: "a client follows no links, so `links` is ignored",
};
const IN_A_LINK: Fate = Annotation("links are ignored, with a warning");
const BASIC_ONLY: Fate = Refused("unsupported-security");

const fn row(key: &'static str, holds: Holds, fate: Fate) -> Row {
    Row {
        key,
        holds,
        fate,
        rule: None,
    }
}

const fn ruled(key: &'static str, holds: Holds, fate: Fate, rule: Rule) -> Row {
    Row {
        key,
        holds,
        fate,
        rule: Some(rule),
    }
}

const fn read(shown: &'static str) -> Fate {
    Read {
        shown,
        refused: &[],
    }
}

const fn partly(shown: &'static str, refused: &'static [&'static str]) -> Fate {
    Read { shown, refused }
}

const fn object(name: &'static str, rows: &'static [Row]) -> Object {
    Object {
        name,
        rows,
        others: None,
        by_reference: false,
    }
}

const fn shared(name: &'static str, rows: &'static [Row]) -> Object {
    Object {
        by_reference: true,
        ..object(name, rows)
    }
}

const fn named(name: &'static str, rows: &'static [Row], others: Row) -> Object {
    Object {
        others: Some(others),
        ..object(name, rows)
    }
}

/// `OpenAPI`.
pub static DOCUMENT: Object = object(
    "OpenAPI",
    &[
        row("openapi", Value, partly("docs", &["openapi-version"])),
        row("info", One(&INFO), read("docs")),
        row("servers", List(&SERVER), BASE_URL),
        row("paths", One(&PATHS), read("docs")),
        row("components", One(&COMPONENTS), read("docs")),
        ruled(
            "security",
            List(&SECURITY_REQUIREMENT),
            partly("security", &["unsupported-security"]),
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

static INFO: Object = object(
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

static CONTACT: Object = object(
    "Contact",
    &[
        row("name", Value, FOR_READERS),
        row("url", Value, FOR_READERS),
        row("email", Value, FOR_READERS),
    ],
);

static LICENSE: Object = object(
    "License",
    &[
        row("name", Value, FOR_READERS),
        row("url", Value, FOR_READERS),
    ],
);

static SERVER: Object = object(
    "Server",
    &[
        row("url", Value, DEMANDED_BASE_URL),
        row("description", Value, FOR_READERS),
        row("variables", Map(&SERVER_VARIABLE), BASE_URL),
    ],
);

static SERVER_VARIABLE: Object = object(
    "Server Variable",
    &[
        row("enum", Value, BASE_URL),
        row("default", Value, DEMANDED_BASE_URL),
        row("description", Value, FOR_READERS),
    ],
);

static COMPONENTS: Object = object(
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
            partly("security", &["unsupported-security"]),
        ),
        row("links", Map(&LINK), IN_A_LINK),
        row(
            "callbacks",
            Map(&CALLBACK),
            Annotation("callbacks are ignored, with a warning where an operation has them"),
        ),
    ],
);

static PATHS: Object = named(
    "Paths",
    &[],
    row(
        "{path}",
        One(&PATH_ITEM),
        partly("names_paths", &["path-template", "path-placeholder"]),
    ),
);

/// An object with a path.
pub static PATH_ITEM: Object = object(
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
pub static OPERATION: Object = object(
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

static EXTERNAL_DOCS: Object = object(
    "External Documentation",
    &[
        row("description", Value, FOR_READERS),
        row("url", Value, FOR_READERS),
    ],
);

static PARAMETER: Object = shared(
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

static REQUEST_BODY: Object = shared(
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

static MEDIA_TYPE: Object = object(
    "Media Type",
    &[
        row("schema", One(&SCHEMA), read("bodies")),
        row("example", Value, SAMPLE),
        row("examples", Map(&EXAMPLE), SAMPLE),
        row("encoding", Map(&ENCODING), Refused("unsupported-encoding")),
    ],
);

static ENCODING: Object = object(
    "Encoding",
    &[
        row("contentType", Value, Refused("unsupported-encoding")),
        row("headers", Map(&HEADER), Refused("unsupported-encoding")),
        row("style", Value, Refused("unsupported-encoding")),
        row("explode", Value, Refused("unsupported-encoding")),
        row("allowReserved", Value, Refused("unsupported-encoding")),
    ],
);

static RESPONSES: Object = named(
    "Responses",
    &[row("default", One(&RESPONSE), read("answers"))],
    row(
        "{status_code}",
        One(&RESPONSE),
        partly("answers", &["unsupported-response"]),
    ),
);

static RESPONSE: Object = shared(
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
            partly("answers", &["unsupported-media"]),
        ),
        row("links", Map(&LINK), LINKED),
    ],
);

static CALLBACK: Object = Object {
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

static EXAMPLE: Object = shared(
    "Example",
    &[
        row("summary", Value, SAMPLE),
        row("description", Value, SAMPLE),
        row("value", Value, SAMPLE),
        row("externalValue", Value, SAMPLE),
    ],
);

static LINK: Object = shared(
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

static HEADER: Object = shared(
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

static TAG: Object = object(
    "Tag",
    &[
        row("name", Value, FOR_READERS),
        row("description", Value, FOR_READERS),
        row("externalDocs", One(&EXTERNAL_DOCS), FOR_READERS),
    ],
);

static REFERENCE: Object = object(
    "Reference",
    &[row(
        "$ref",
        Value,
        partly("parameters", &["dangling-reference", "circular-reference"]),
    )],
);

/// A schema.
pub static SCHEMA: Object = shared(
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
        row("enum", Value, partly("names_enums", &["duplicate-value"])),
        row("type", Value, partly("containers", &["unknown-type"])),
        row(
            "allOf",
            List(&SCHEMA),
            partly("all_of", &["unsupported-schema"]),
        ),
        row(
            "oneOf",
            List(&SCHEMA),
            partly("all_of", &["unsupported-schema"]),
        ),
        row(
            "anyOf",
            List(&SCHEMA),
            partly("all_of", &["unsupported-schema"]),
        ),
        row("not", One(&SCHEMA), Refused("unsupported-schema")),
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
        row(
            "discriminator",
            One(&DISCRIMINATOR),
            Annotation("it chooses between alternatives, and those are refused"),
        ),
        row("readOnly", Value, read("one_way")),
        row("writeOnly", Value, read("one_way")),
        row("xml", One(&XML), Annotation("bodies in XML are refused")),
        row("externalDocs", One(&EXTERNAL_DOCS), FOR_READERS),
        row("example", Value, SAMPLE),
        row("deprecated", Value, read("deprecated")),
    ],
);

const ALTERNATIVES: Fate = Annotation("it chooses between alternatives, and those are refused");

static DISCRIMINATOR: Object = object(
    "Discriminator",
    &[
        row("propertyName", Value, ALTERNATIVES),
        row("mapping", Value, ALTERNATIVES),
    ],
);

const IN_XML: Fate = Annotation("bodies in XML are refused");

static XML: Object = object(
    "XML",
    &[
        row("name", Value, IN_XML),
        row("namespace", Value, IN_XML),
        row("prefix", Value, IN_XML),
        row("attribute", Value, IN_XML),
        row("wrapped", Value, IN_XML),
    ],
);

static SECURITY_SCHEME: Object = shared(
    "Security Scheme",
    &[
        row("type", Value, partly("security", &["unsupported-security"])),
        row("description", Value, FOR_READERS),
        row("name", Value, BASIC_ONLY),
        row("in", Value, BASIC_ONLY),
        row(
            "scheme",
            Value,
            partly("security", &["unsupported-security"]),
        ),
        row("bearerFormat", Value, FOR_READERS),
        row("flows", One(&OAUTH_FLOWS), BASIC_ONLY),
        row("openIdConnectUrl", Value, BASIC_ONLY),
    ],
);

static OAUTH_FLOWS: Object = object(
    "OAuth Flows",
    &[
        row("implicit", One(&OAUTH_FLOW), BASIC_ONLY),
        row("password", One(&OAUTH_FLOW), BASIC_ONLY),
        row("clientCredentials", One(&OAUTH_FLOW), BASIC_ONLY),
        row("authorizationCode", One(&OAUTH_FLOW), BASIC_ONLY),
    ],
);

static OAUTH_FLOW: Object = object(
    "OAuth Flow",
    &[
        row("authorizationUrl", Value, BASIC_ONLY),
        row("tokenUrl", Value, BASIC_ONLY),
        row("refreshUrl", Value, BASIC_ONLY),
        row("scopes", Value, BASIC_ONLY),
    ],
);

static SECURITY_REQUIREMENT: Object = named(
    "Security Requirement",
    &[],
    row(
        "{name}",
        Value,
        partly("security", &["unsupported-security"]),
    ),
);
