//! Error responses of the API.

use std::fmt;
use std::sync::OnceLock;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Response, StatusCode};

use super::coding::Coding;
use super::excerpt::Excerpt;
use super::request_id::request_id;
use crate::runtime::Json;
use crate::runtime::retry::retry_after;
use crate::runtime::wire::{member, strings};

/// The limit for showing a body that is not an error of the API, in characters.
const EXCERPT: usize = 200;

/// The limit for showing a message of the API, in characters.
const MESSAGE: usize = 1000;

/// A response whose status code is not one of success.
///
/// Most come from the API and say what is wrong. One from a proxy in between has a
/// [`status`](Self::status), a [`body`](Self::body), and little else. `Display` then shows the start of
/// the body, unless a word such as `token` or `authorization` suggests that it echoes the request.
///
/// The same methods cover OAuth's error format: `error`, `error_description` and `error_uri`.
#[non_exhaustive]
pub struct ApiError {
    status: StatusCode,
    headers: HeaderMap,
    error_type: Option<String>,
    error_message: Option<String>,
    error_url: Option<String>,
    request_id: Option<String>,
    /// Decoded on demand, which is rare: it may be as large as the body.
    error_details: OnceLock<Option<Box<Json>>>,
    retry_after: Option<Duration>,
    body: Bytes,
}

impl ApiError {
    pub(in crate::runtime) fn new(response: Response<Bytes>) -> Self {
        let (head, body) = response.into_parts();
        // Each name is followed by that of the same property in OAuth errors (RFC 6749).
        let names = [
            "error_type",
            "error",
            "error_message",
            "error_description",
            "error_url",
            "error_uri",
            "request_id",
        ];
        let found = strings(&body, names).map(|text| text.filter(|text| !text.is_empty()));
        let [ours, oauth, message, description, url, uri, request_id] = found;
        Self {
            status: head.status,
            retry_after: retry_after(&head.headers),
            headers: head.headers,
            error_type: ours.or(oauth),
            error_message: message.or(description),
            error_url: url.or(uri),
            request_id,
            error_details: OnceLock::new(),
            body,
        }
    }

    /// Returns the HTTP status code, such as 404.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the type of the error, such as `organization_not_found`, or `invalid_grant` for an
    /// OAuth error.
    pub fn error_type(&self) -> Option<&str> {
        self.error_type.as_deref()
    }

    /// Returns the error message, which is meant for developers.
    pub fn error_message(&self) -> Option<&str> {
        self.error_message.as_deref()
    }

    /// Returns the URL of a page about this error.
    pub fn error_url(&self) -> Option<&str> {
        self.error_url.as_deref()
    }

    /// Returns the request id, which Stytch's support needs to find the call: from the body, or
    /// else from the header `x-request-id`.
    pub fn request_id(&self) -> Option<&str> {
        request_id(self.request_id.as_deref(), &self.headers)
    }

    /// Returns the details of the error, in a form that depends on its type.
    ///
    /// The first call decodes them, and the error keeps them from then on.
    pub fn error_details(&self) -> Option<&Json> {
        let decode = || member(&self.body, "error_details").map(Box::new);
        self.error_details.get_or_init(decode).as_deref()
    }

    /// Returns how long the API asks to wait before the next attempt (`Retry-After`).
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// Returns the headers of the response, such as those of a rate limit. `Debug` does not show
    /// them.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the raw body, up to 1 MiB of it.
    pub fn body(&self) -> &[u8] {
        &self.body
    }
}

/// Without the body and the values of the headers.
impl fmt::Debug for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("status", &self.status.as_u16())
            .field("error_type", &self.error_type())
            .field("error_message", &self.error_message())
            .field("error_url", &self.error_url())
            .field("request_id", &self.request_id())
            .field("body_length", &self.body.len())
            .finish_non_exhaustive()
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the API returned {}", self.status)?;
        let parts = [self.error_type(), self.error_message()];
        for text in parts.into_iter().flatten() {
            write!(
                f,
                ": {}",
                Excerpt {
                    text,
                    limit: MESSAGE
                }
            )?;
        }
        if let Some(coding) = Coding::of(&self.headers) {
            write!(f, ": {coding}")?;
        } else if parts == [None, None] && !self.body.is_empty() {
            // A character has at most four bytes, so no more of the body is needed.
            let beginning = &self.body[..self.body.len().min(4 * EXCERPT + 4)];
            let text = &String::from_utf8_lossy(beginning);
            if may_echo_request(text) {
                return write!(f, ": a body of {} bytes, not shown", self.body.len());
            }
            write!(
                f,
                ": {}",
                Excerpt {
                    text,
                    limit: EXCERPT
                }
            )?;
        }
        match self.request_id() {
            Some(text) => write!(
                f,
                " (request {})",
                Excerpt {
                    text,
                    limit: EXCERPT
                }
            ),
            None => Ok(()),
        }
    }
}

/// Whether a body that is no error of the API may echo parts of the request, as those of some
/// proxies do. They may be secret.
fn may_echo_request(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    [
        "authorization",
        "cookie",
        "password",
        "secret",
        "token",
        "jwt",
    ]
    .iter()
    .any(|word| text.contains(word))
}
