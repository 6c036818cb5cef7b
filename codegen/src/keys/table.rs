//! The table: the kinds of objects in the order of the standard, and what becomes of their keys.

use super::Fate::{Annotation, Demanded, Read, Refused, Warned};
use super::Holds::{List, Map, One, Value};
use super::rules::{self, Rule};
use super::{Fate, Object, Row};
use crate::diagnostic::Code;

const FOR_READERS: Fate = Annotation("for readers of the description");
const SAMPLE: Fate = Annotation("a sample of a value; examples of the crate have their own");
const CHECKED_BY_SERVER: Fate = Annotation("a limit, which the server checks");
const HEADERS: Fate =
    Annotation("a call returns the body; middleware sees all headers, and an error has them");
const SENT_BACK: Fate = Warned {
    code: Code::UnsupportedCallbacks,
    message: "a client receives no callbacks, so `callbacks` is ignored",
};
const LINKED: Fate = Warned {
    code: Code::UnsupportedLinks,
    message: "a client follows no links, so `links` is ignored",
};
const IN_A_LINK: Fate = Annotation("links are ignored, with a warning");
const BASIC_ONLY: Fate = Refused(Code::UnsupportedSecurity);
const ALTERNATIVES: Fate = Annotation("it chooses between alternatives, and those are refused");
const IN_XML: Fate = Annotation("bodies in XML are refused");

const fn read(shown: &'static str) -> Fate {
    partly(shown, &[])
}

const fn partly(shown: &'static str, refused: &'static [Code]) -> Fate {
    Read { shown, refused }
}

/// `NAME = "Name" or reference { "key" "key": below => fate, rule; … }`: keys with one
/// fate share a row. `others` stands for keys that the author of a description chooses.
macro_rules! objects {
    ($($name:ident = $of:literal $(or $reference:ident)? {
        $($($key:literal)+ $(: $holds:expr)? => $fate:expr $(, $rule:expr)?;)*
        $(others $other:literal $(: $below:expr)? => $rest:expr;)?
    })+) => {
        $(pub(crate) static $name: Object = Object {
            name: $of,
            rows: &[$(Row {
                keys: &[$($key),+],
                holds: objects!(@or Value $(, $holds)?),
                fate: $fate,
                rule: objects!(@or None $(, Some($rule as Rule))?),
            }),*],
            others: objects!(@or None $(, Some(Row {
                keys: &[$other],
                holds: objects!(@or Value $(, $below)?),
                fate: $rest,
                rule: None,
            }))?),
            by_reference: objects!(@or false $(, stringify!($reference).len() > 0)?),
        };)+

        /// Every kind of object, in the order of the standard. A Reference is checked wherever one
        /// of the others can be given by reference.
        pub static ALL: &[&Object] = &[$(&$name),+];
    };
    (@or $default:expr) => { $default };
    (@or $default:expr, $value:expr) => { $value };
}

objects! {
    DOCUMENT = "OpenAPI" {
        "openapi" => partly("docs", &[Code::OpenapiVersion]);
        "info": One(&INFO) => read("docs");
        "servers": List(&SERVER) => read("servers");
        "paths": One(&PATHS) => read("docs");
        "components": One(&COMPONENTS) => read("docs");
        "security": List(&SECURITY_REQUIREMENT) =>
            partly("security", &[Code::UnsupportedSecurity]), rules::security;
        "tags": List(&TAG) => Annotation("resources are made from paths and ids");
        "externalDocs": One(&EXTERNAL_DOCS) => FOR_READERS;
    }

    INFO = "Info" {
        "title" => read("docs");
        "description" "termsOfService" => FOR_READERS;
        "contact": One(&CONTACT) => FOR_READERS;
        "license": One(&LICENSE) => FOR_READERS;
        "version" => read("docs");
    }

    CONTACT = "Contact" {
        "name" "url" "email" => FOR_READERS;
    }

    LICENSE = "License" {
        "name" "url" => FOR_READERS;
    }

    SERVER = "Server" {
        "url" => partly("servers", &[Code::UnsupportedServers]);
        "description" => FOR_READERS;
        "variables": Map(&SERVER_VARIABLE) => read("servers");
    }

    SERVER_VARIABLE = "Server Variable" {
        "enum" => Annotation("the base URL is an argument of the client");
        "default" => read("servers");
        "description" => FOR_READERS;
    }

    COMPONENTS = "Components" {
        "schemas": Map(&SCHEMA) => read("docs");
        "responses": Map(&RESPONSE) => read("parameters");
        "parameters": Map(&PARAMETER) => read("parameters");
        "examples": Map(&EXAMPLE) => SAMPLE;
        "requestBodies": Map(&REQUEST_BODY) => read("parameters");
        "headers": Map(&HEADER) => HEADERS;
        "securitySchemes": Map(&SECURITY_SCHEME) => partly("security", &[Code::UnsupportedSecurity]);
        "links": Map(&LINK) => IN_A_LINK;
        "callbacks": Map(&CALLBACK) =>
            Annotation("callbacks are ignored, with a warning where an operation has them");
    }

    PATHS = "Paths" {
        others "{path}": One(&PATH_ITEM) =>
            partly("names_paths", &[Code::PathTemplate, Code::PathPlaceholder]);
    }

    PATH_ITEM = "Path Item" {
        "$ref" => Refused(Code::UnsupportedPath);
        "summary" "description" => FOR_READERS;
        "get" "put" "post" "delete" "options" "head" "patch" "trace": One(&OPERATION) =>
            read("names_operations");
        "servers": List(&SERVER) => read("servers");
        "parameters": List(&PARAMETER) => read("parameters");
    }

    OPERATION = "Operation" {
        "tags" => Annotation("resources are made from paths and ids");
        "summary" => read("docs");
        "description" => read("documentation");
        "externalDocs": One(&EXTERNAL_DOCS) => FOR_READERS;
        "operationId" => partly("names_operations", &[Code::DuplicateOperation]);
        "parameters": List(&PARAMETER) => partly("parameters", &[Code::DuplicateParameter]);
        "requestBody": One(&REQUEST_BODY) => read("bodies");
        "responses": One(&RESPONSES) => read("answers");
        "callbacks": Map(&CALLBACK) => SENT_BACK;
        "deprecated" => read("deprecated");
        "security": List(&SECURITY_REQUIREMENT) =>
            partly("security", &[Code::UnsupportedSecurity]), rules::security;
        "servers": List(&SERVER) => read("servers");
    }

    EXTERNAL_DOCS = "External Documentation" {
        "description" "url" => FOR_READERS;
    }

    PARAMETER = "Parameter" or reference {
        "name" "in" => read("parameters");
        "description" => read("docs");
        "required" => read("parameters");
        "deprecated" => read("deprecated");
        "allowEmptyValue" => Annotation("an empty string is sent like any other");
        "style" => partly("query", &[Code::UnsupportedParameter]);
        "explode" => read("query");
        "allowReserved" => Refused(Code::UnsupportedParameter), rules::reserved;
        "schema": One(&SCHEMA) => partly("parameters", &[Code::UnsupportedParameter]);
        "example" => SAMPLE;
        "examples": Map(&EXAMPLE) => SAMPLE;
        "content": Map(&MEDIA_TYPE) => Refused(Code::UnsupportedParameter);
    }

    REQUEST_BODY = "Request Body" or reference {
        "description" => FOR_READERS;
        "content": Map(&MEDIA_TYPE) =>
            partly("bodies", &[Code::UnsupportedMedia, Code::UnsupportedBody]);
        "required" => read("bodies");
    }

    MEDIA_TYPE = "Media Type" {
        "schema": One(&SCHEMA) => read("bodies");
        "example" => SAMPLE;
        "examples": Map(&EXAMPLE) => SAMPLE;
        "encoding": Map(&ENCODING) => Refused(Code::UnsupportedEncoding);
    }

    ENCODING = "Encoding" {
        "contentType" => Refused(Code::UnsupportedEncoding);
        "headers": Map(&HEADER) => Refused(Code::UnsupportedEncoding);
        "style" "explode" "allowReserved" => Refused(Code::UnsupportedEncoding);
    }

    RESPONSES = "Responses" {
        "default": One(&RESPONSE) => read("answers");
        others "{status_code}": One(&RESPONSE) => partly("answers", &[Code::UnsupportedResponse]);
    }

    RESPONSE = "Response" or reference {
        "description" => Demanded("for readers of the description");
        "headers": Map(&HEADER) => HEADERS;
        "content": Map(&MEDIA_TYPE) => partly("answers", &[Code::UnsupportedMedia]);
        "links": Map(&LINK) => LINKED;
    }

    CALLBACK = "Callback" or reference {
        others "{expression}": One(&PATH_ITEM) =>
            Annotation("callbacks are ignored, with a warning");
    }

    EXAMPLE = "Example" or reference {
        "summary" "description" "value" "externalValue" => SAMPLE;
    }

    LINK = "Link" or reference {
        "operationRef" "operationId" "parameters" "requestBody" "description" => IN_A_LINK;
        "server": One(&SERVER) => IN_A_LINK;
    }

    HEADER = "Header" or reference {
        "description" "required" "deprecated" "allowEmptyValue" "style" "explode" "allowReserved" =>
            HEADERS;
        "schema": One(&SCHEMA) => HEADERS;
        "example" => SAMPLE;
        "examples": Map(&EXAMPLE) => SAMPLE;
        "content": Map(&MEDIA_TYPE) => HEADERS;
    }

    TAG = "Tag" {
        "name" "description" => FOR_READERS;
        "externalDocs": One(&EXTERNAL_DOCS) => FOR_READERS;
    }

    REFERENCE = "Reference" {
        "$ref" => partly("parameters", &[Code::DanglingReference, Code::CircularReference]);
    }

    SCHEMA = "Schema" or reference {
        "title" => read("docs");
        "multipleOf" => CHECKED_BY_SERVER;
        "maximum" => read("numbers");
        "exclusiveMaximum" => read("formats");
        "minimum" => read("numbers");
        "exclusiveMinimum" => read("formats");
        "maxLength" "minLength" "pattern" => read("numbers");
        "maxItems" "minItems" => read("containers");
        "uniqueItems" "maxProperties" "minProperties" => CHECKED_BY_SERVER;
        "required" => read("nullable");
        "enum" => partly("names_enums", &[Code::DuplicateValue]);
        "type" => partly("containers", &[Code::UnknownType]);
        "allOf" "oneOf" "anyOf": List(&SCHEMA) => partly("all_of", &[Code::UnsupportedSchema]);
        "not": One(&SCHEMA) => Refused(Code::UnsupportedSchema);
        "items": One(&SCHEMA) => read("containers");
        "properties": Map(&SCHEMA) => read("nullable");
        "additionalProperties": One(&SCHEMA) => read("additional_properties");
        "description" => read("docs");
        "format" => read("numbers");
        "default" => read("docs");
        "nullable" => read("nullable");
        "discriminator": One(&DISCRIMINATOR) => ALTERNATIVES;
        "readOnly" "writeOnly" => read("one_way");
        "xml": One(&XML) => IN_XML;
        "externalDocs": One(&EXTERNAL_DOCS) => FOR_READERS;
        "example" => SAMPLE;
        "deprecated" => read("deprecated");
    }

    DISCRIMINATOR = "Discriminator" {
        "propertyName" "mapping" => ALTERNATIVES;
    }

    XML = "XML" {
        "name" "namespace" "prefix" "attribute" "wrapped" => IN_XML;
    }

    SECURITY_SCHEME = "Security Scheme" or reference {
        "type" => partly("security", &[Code::UnsupportedSecurity]);
        "description" => FOR_READERS;
        "name" "in" => BASIC_ONLY;
        "scheme" => partly("security", &[Code::UnsupportedSecurity]);
        "bearerFormat" => FOR_READERS;
        "flows": One(&OAUTH_FLOWS) => BASIC_ONLY;
        "openIdConnectUrl" => BASIC_ONLY;
    }

    OAUTH_FLOWS = "OAuth Flows" {
        "implicit" "password" "clientCredentials" "authorizationCode": One(&OAUTH_FLOW) =>
            BASIC_ONLY;
    }

    OAUTH_FLOW = "OAuth Flow" {
        "authorizationUrl" "tokenUrl" "refreshUrl" "scopes" => BASIC_ONLY;
    }

    SECURITY_REQUIREMENT = "Security Requirement" {
        others "{name}" => partly("security", &[Code::UnsupportedSecurity]);
    }
}
