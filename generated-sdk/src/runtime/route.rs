//! An operation: what all of its calls have in common.

use http::Method;

use super::server::Server;

/// The method and the path of an operation, and the forms of its bodies.
#[derive(Debug)]
pub(crate) struct Route {
    pub(super) verb: Verb,
    pub(super) template: &'static str,
    pub(super) response: ResponseForm,
    /// The value of the `Accept` header.
    pub(super) accept: &'static str,
    /// The media type of the request body, where it is not the default one of its form.
    pub(super) content_type: Option<&'static str>,
    pub(super) idempotent: bool,
    pub(super) authorized: bool,
    /// Where it is not the one of the base URL.
    pub(super) server: Option<&'static Server>,
}

#[allow(dead_code, reason = "which are used depends on the API")]
impl Route {
    /// An operation with a JSON response.
    pub(crate) const fn new(verb: Verb, template: &'static str) -> Self {
        Self {
            verb,
            template,
            response: ResponseForm::Json,
            accept: "application/json",
            content_type: None,
            idempotent: false,
            authorized: true,
            server: None,
        }
    }

    /// Sets the value of the `Accept` header.
    pub(crate) const fn accept(self, accept: &'static str) -> Self {
        Self { accept, ..self }
    }

    /// Sets the media type of the request body.
    pub(crate) const fn content_type(self, content_type: &'static str) -> Self {
        Self {
            content_type: Some(content_type),
            ..self
        }
    }

    /// Calling it twice has the same effect as calling it once.
    pub(crate) const fn idempotent(self) -> Self {
        Self {
            idempotent: true,
            ..self
        }
    }

    /// It has no `Authorization` header: the caller authenticates elsewhere in the request.
    pub(crate) const fn without_authorization(self) -> Self {
        Self {
            authorized: false,
            ..self
        }
    }

    /// Its server is another one than that of the base URL.
    pub(crate) const fn server(self, server: &'static Server) -> Self {
        Self {
            server: Some(server),
            ..self
        }
    }

    /// Its response is plain text.
    pub(crate) const fn text(self) -> Self {
        Self {
            response: ResponseForm::Text,
            // Errors are JSON for every operation.
            accept: "text/plain, application/json;q=0.9",
            ..self
        }
    }

    /// Its response is bytes of any other media type.
    pub(crate) const fn bytes(self) -> Self {
        Self {
            response: ResponseForm::Bytes,
            accept: "*/*",
            ..self
        }
    }

    /// Its response has no body.
    pub(crate) const fn empty(self) -> Self {
        Self {
            response: ResponseForm::Empty,
            ..self
        }
    }
}

/// The form of a response body.
#[allow(dead_code, reason = "which are used depends on the API")]
#[derive(Clone, Copy, Debug)]
pub(super) enum ResponseForm {
    Json,
    Text,
    Bytes,
    Empty,
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
