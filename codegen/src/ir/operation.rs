//! Operations: their requests and responses.

use super::{Acting, Caller, Docs, Inference, Presence, Status, Ty, TypeId};
use crate::names::Ident;
use crate::pointer::Pointer;
use crate::verb::Verb;

/// A path and its operations.
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
    /// The request body.
    pub body: Body,
    /// The response.
    pub response: Response,
    /// The media types of the response, in the order of the description.
    pub accepts: Vec<String>,
    /// The types of error responses.
    pub failures: Vec<TypeId>,
    /// The errors that a program handles; the analysis finds them.
    pub handled: Vec<Handled>,
    /// The index of its server in the [`Api`](super::Api), if it is not the one of the document.
    pub server: Option<usize>,
    /// Whether it can be retried after any failure.
    pub idempotency: Idempotency,
    /// How its responses come in pages, if they do.
    pub page: Option<Page>,
    /// How it acts as an actor, if it can.
    pub acting: Option<Acting>,
    /// Whether it sends the credentials of the client.
    pub credentials: Credentials,
    /// The setters, beside the arguments, that make an example sensible.
    pub example: Vec<Ident>,
    /// Its documentation.
    pub docs: Docs,
    /// Whether it is deprecated.
    pub status: Status,
    /// Where it stands in the spec.
    pub origin: Pointer,
}

/// A server that is not the one of the document.
#[derive(Debug, Clone)]
pub struct Server {
    /// `telemetry`, of which its setter and its constant are named.
    pub name: Ident,
    /// Its URLs with the defaults of their variables, at least one; without a scheme, one is relative
    /// to the base URL.
    pub urls: Vec<String>,
    /// The first list of `servers` that has it.
    pub origin: Pointer,
}

impl Operation {
    /// The inputs that the session settles.
    pub fn inferred(&self, caller: Caller) -> &[Inference] {
        let Some(acting) = &self.acting else {
            return &[];
        };
        match caller {
            Caller::Client => &[],
            Caller::Actor => &acting.inferred,
            Caller::Oneself => &acting.own,
        }
    }

    /// Whether the caller gives an input: it is neither settled by the session nor the session itself,
    /// and can be sent with one.
    pub fn is_given(&self, wire: &str, caller: Caller) -> bool {
        let is_apart = (self.acting.iter())
            .flat_map(|acting| acting.headers.iter().chain(&acting.omitted))
            .any(|apart| apart == wire);
        let is_inferred = self.inferred(caller).iter().any(|input| input.wire == wire);
        caller == Caller::Client || !is_apart && !is_inferred
    }
}

/// An error that a program handles: a value of an enum.
#[derive(Debug, Clone)]
pub struct Handled {
    /// The enum.
    pub ty: Ident,
    /// The variant.
    pub variant: Ident,
    /// Its documentation.
    pub text: String,
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
    /// Whether it is deprecated.
    pub status: Status,
    /// Where it stands in the spec.
    pub origin: Pointer,
}

/// The part of a request that has a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterLocation {
    /// The path.
    Path,
    /// The query.
    Query(ListStyle),
    /// A header.
    Header,
    /// A cookie.
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

/// A request body.
#[derive(Debug, Clone)]
pub enum Body {
    /// None.
    None,
    /// An object, whose properties are arguments and setters.
    Fields {
        /// Its media type.
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
        /// Its media type.
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
    /// How a body of it is encoded.
    pub encoding: Encoding,
    /// As the description spells it, with its parameters: `application/merge-patch+json`.
    pub name: String,
}

/// How a body is encoded.
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
    /// The media type of such a body, where the description names no other one.
    pub fn media(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Form => "application/x-www-form-urlencoded",
            Self::Text => "text/plain",
            Self::Binary => "application/octet-stream",
        }
    }
}

/// The body of a successful response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Response {
    /// None.
    Empty,
    /// A JSON value.
    Json(Ty),
    /// A JSON value or nothing.
    MaybeJson(Ty),
    /// A string.
    Text,
    /// Bytes.
    Binary,
}

/// Whether a call can be retried when it is unknown whether an attempt arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Idempotency {
    /// It can.
    Idempotent,
    /// It cannot.
    NotIdempotent,
}

impl Idempotency {
    /// That of a verb (RFC 9110, section 9.2.2).
    pub fn of(verb: Verb) -> Self {
        if matches!(verb, Verb::Post | Verb::Patch) {
            Self::NotIdempotent
        } else {
            Self::Idempotent
        }
    }
}

/// The credentials that a call sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Credentials {
    /// Those of the client.
    Client,
    /// None.
    None,
}

/// How the responses of an operation come in pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The type of a page.
    pub of: Ty,
    /// The setter of the cursor.
    pub cursor: Ident,
    /// The setter of the number of items of a page.
    pub limit: Option<Ident>,
    /// The fields that lead from a page to its items.
    pub items: Vec<Ident>,
    /// The type of an item.
    pub item: Ty,
    /// The fields that lead to the cursor of the next page.
    pub next: Vec<Ident>,
}
