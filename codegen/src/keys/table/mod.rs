//! The table: the kinds of objects in the order of the standard.

mod document;
mod operation;
mod response;
mod schema;
mod security;

pub(super) use document::DOCUMENT;
use document::{COMPONENTS, CONTACT, EXTERNAL_DOCS, INFO, LICENSE, SERVER, SERVER_VARIABLE, TAG};
use operation::{CALLBACK, ENCODING, MEDIA_TYPE, PARAMETER, PATHS, REQUEST_BODY};
pub(super) use operation::{OPERATION, PATH_ITEM};
use response::{EXAMPLE, HEADER, LINK, REFERENCE, RESPONSE, RESPONSES};
pub(super) use schema::SCHEMA;
use schema::{DISCRIMINATOR, XML};
use security::{OAUTH_FLOW, OAUTH_FLOWS, SECURITY_REQUIREMENT, SECURITY_SCHEME};

use super::Fate::{Annotation, Demanded, Read, Refused, Warned};
use super::rules::Rule;
use super::{Fate, Holds, Object, Row};
use crate::diagnostic::Code;

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
    code: Code::UnsupportedCallbacks,
    message: "a client receives no callbacks, so `callbacks` is ignored",
};
const LINKED: Fate = Warned {
    code: Code::UnsupportedLinks,
    message: "a client follows no links, so `links` is ignored",
};
const IN_A_LINK: Fate = Annotation("links are ignored, with a warning");
const BASIC_ONLY: Fate = Refused(Code::UnsupportedSecurity);

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

const fn partly(shown: &'static str, refused: &'static [Code]) -> Fate {
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

const ALTERNATIVES: Fate = Annotation("it chooses between alternatives, and those are refused");
const IN_XML: Fate = Annotation("bodies in XML are refused");
