//! Operations: what can be asked of the API, and what comes back.

use super::{Acting, Docs, Presence, Status, Ty, TypeId};
use crate::names::Ident;
use crate::pointer::Pointer;
use crate::verb::Verb;

/// A path and what can be done there.
#[derive(Debug, Clone)]
pub struct Path {
    /// `/v1/members/{member_id}`.
    pub template: String,
    /// The module of its builders.
    pub module: Ident,
    /// At least one.
    pub operations: Vec<Operation>,
}

/// An operation.
#[derive(Debug, Clone)]
pub struct Operation {
    /// `operationId`.
    pub id: String,
    /// The HTTP method.
    pub verb: Verb,
    /// The resource that it belongs to, from the client down.
    pub resource: Vec<Ident>,
    /// The method of that resource's handle.
    pub method: Ident,
    /// The type that collects its arguments.
    pub builder: Ident,
    /// Path, query, header and cookie parameters.
    pub parameters: Vec<Parameter>,
    /// What is sent.
    pub body: Body,
    /// What comes back.
    pub response: Response,
    /// The media types of what comes back, in the order of the description.
    pub accepts: Vec<String>,
    /// The types of what comes back when the call fails.
    pub failures: Vec<TypeId>,
    /// Whether it may be sent twice.
    pub idempotency: Idempotency,
    /// How its answers come in pages, if they do.
    pub page: Option<Page>,
    /// What it has from a session, if it can be called on behalf of somebody.
    pub acting: Option<Acting>,
    /// Whether it sends the credentials of the client.
    pub credentials: Credentials,
    /// The setters, beside the arguments, that make an example sensible.
    pub example: Vec<Ident>,
    /// Its documentation.
    pub docs: Docs,
    /// Whether it should still be used.
    pub status: Status,
    /// Where it stands in the spec.
    pub origin: Pointer,
}

/// A parameter.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its name in the request.
    pub wire: String,
    /// The argument or the setter.
    pub name: Ident,
    /// Where it goes.
    pub location: ParameterLocation,
    /// Its type.
    pub ty: Ty,
    /// Required ones are arguments, optional ones setters.
    pub presence: Presence,
    /// Its documentation.
    pub docs: Docs,
    /// Whether it should still be used.
    pub status: Status,
    /// Where it stands in the spec.
    pub origin: Pointer,
}

/// Where a parameter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterLocation {
    /// Into the path.
    Path,
    /// Into the query.
    Query(ListStyle),
    /// Into a header.
    Header,
    /// Into a cookie.
    Cookie,
}

/// How a list stands in a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListStyle {
    /// `a=1&a=2`.
    Repeated,
    /// `a=1,2`, by this character.
    Joined(char),
}

/// What an operation sends.
#[derive(Debug, Clone)]
pub enum Body {
    /// Nothing.
    None,
    /// An object, whose properties are arguments and setters.
    Fields {
        /// How it is written.
        media: Media,
        /// Whether it has to be sent. One that is optional has no required properties.
        presence: Presence,
        /// The type of the object.
        ty: TypeId,
        /// The argument or setter for each field, in the order of the fields.
        setters: Vec<Ident>,
    },
    /// A single value, which is an argument where the body is required, and else a setter.
    Whole {
        /// How it is written.
        media: Media,
        /// Whether it has to be sent.
        presence: Presence,
        /// Its type.
        ty: Ty,
    },
}

/// A media type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// How a body of it is written.
    pub encoding: Encoding,
    /// As the description spells it, with its parameters: `application/merge-patch+json`.
    pub name: String,
}

/// How a body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Encoding {
    /// JSON.
    Json,
    /// An HTML form: `application/x-www-form-urlencoded`.
    Form,
    /// A string, in UTF-8.
    Text,
    /// Bytes as they are.
    Binary,
}

impl Encoding {
    /// The media type of what is written so, where the description names no other one.
    pub fn media(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Form => "application/x-www-form-urlencoded",
            Self::Text => "text/plain",
            Self::Binary => "application/octet-stream",
        }
    }
}

/// What an operation gives back when it succeeds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Response {
    /// Nothing.
    Empty,
    /// A JSON value.
    Json(Ty),
    /// A JSON value or nothing.
    MaybeJson(Ty),
    /// Text.
    Text,
    /// Bytes.
    Binary,
}

/// Whether a call may be sent again when nobody knows whether the first one arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Idempotency {
    /// Twice is the same as once.
    Idempotent,
    /// Twice may differ from once.
    NotIdempotent,
}

/// Who a call is made by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Credentials {
    /// It sends the credentials of the client.
    Client,
    /// It sends none.
    None,
}

/// How the answers of an operation come in pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The setter of the cursor.
    pub cursor: Ident,
    /// The setter of how many elements a page has.
    pub limit: Option<Ident>,
    /// The fields that lead to the list, from the answer down.
    pub items: Vec<Ident>,
    /// The type of its elements.
    pub item: Ty,
    /// The fields that lead to the cursor of the next page.
    pub next: Vec<Ident>,
}
