//! What is the same for all calls of an operation.

use http::Method;

/// The verb and the path of an operation, and what it answers with.
#[derive(Debug)]
pub(crate) struct Route {
    pub(in crate::runtime) verb: Verb,
    pub(in crate::runtime) template: &'static str,
    pub(super) answer: Media,
    /// The value of the `Accept` header.
    pub(super) accept: &'static str,
    /// The media type of the request body, where it is not the one that its form has by default.
    pub(super) content_type: Option<&'static str>,
    pub(super) idempotent: bool,
    pub(super) authorized: bool,
}

impl Route {
    /// An operation that answers with JSON.
    pub(crate) const fn new(verb: Verb, template: &'static str) -> Self {
        Self {
            verb,
            template,
            answer: Media::Json,
            accept: "application/json",
            content_type: None,
            idempotent: false,
            authorized: true,
        }
    }

    /// It accepts these media types, as the value of the `Accept` header.
    pub(crate) const fn accept(self, accept: &'static str) -> Self {
        Self { accept, ..self }
    }

    /// Its request body has this media type.
    pub(crate) const fn content_type(self, content_type: &'static str) -> Self {
        Self {
            content_type: Some(content_type),
            ..self
        }
    }

    /// To carry it out twice is the same as once.
    pub(crate) const fn idempotent(self) -> Self {
        Self {
            idempotent: true,
            ..self
        }
    }

    /// It goes without the `Authorization` header: whoever calls is named elsewhere in the request.
    pub(crate) const fn without_authorization(self) -> Self {
        Self {
            authorized: false,
            ..self
        }
    }

    /// It answers with plain text.
    pub(crate) const fn text(self) -> Self {
        Self {
            answer: Media::Text,
            // Errors come as JSON, whatever the operation answers with.
            accept: "text/plain, application/json;q=0.9",
            ..self
        }
    }

    /// It answers with bytes of some other type.
    pub(crate) const fn bytes(self) -> Self {
        Self {
            answer: Media::Bytes,
            accept: "*/*",
            ..self
        }
    }

    /// It answers with a status alone.
    pub(crate) const fn empty(self) -> Self {
        Self {
            answer: Media::Nothing,
            ..self
        }
    }
}

/// The form of an answer's body.
#[derive(Clone, Copy, Debug)]
pub(super) enum Media {
    Json,
    Text,
    Bytes,
    Nothing,
}

/// An HTTP method, as a constant can hold it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    Get,
    Head,
    Post,
    Put,
    Patch,
    Delete,
    Options,
    Trace,
}

impl From<Verb> for Method {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Get => Method::GET,
            Verb::Head => Method::HEAD,
            Verb::Post => Method::POST,
            Verb::Put => Method::PUT,
            Verb::Patch => Method::PATCH,
            Verb::Delete => Method::DELETE,
            Verb::Options => Method::OPTIONS,
            Verb::Trace => Method::TRACE,
        }
    }
}
