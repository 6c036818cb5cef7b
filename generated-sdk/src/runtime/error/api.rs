//! Errors that the API answers with.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::excerpt::Excerpt;
use crate::runtime::retry::retry_after;
use crate::runtime::{Json, JsonObject};

/// How much is shown of a body that is not an error of the API, in characters.
const EXCERPT: usize = 200;

/// How much is shown of a message of the API, in characters.
const MESSAGE: usize = 1000;

/// An answer whose status is not one of success.
///
/// Most come from the API and say what is wrong. Something between it and this crate, such as a
/// proxy, may answer as well: then there is the [`status`](Self::status), the
/// [`body`](Self::body), and little else.
#[non_exhaustive]
pub struct ApiError {
    status: StatusCode,
    fields: JsonObject,
    retry_after: Option<Duration>,
    body: Bytes,
}

impl ApiError {
    pub(in crate::runtime) fn new(status: StatusCode, headers: &HeaderMap, body: Bytes) -> Self {
        Self {
            status,
            fields: serde_json::from_slice(&body).unwrap_or_default(),
            retry_after: retry_after(headers),
            body,
        }
    }

    /// The HTTP status, such as 404.
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// The API's name for the error, such as `organization_not_found`; that of an OAuth error,
    /// such as `invalid_grant`.
    pub fn error_type(&self) -> Option<&str> {
        self.text(["error_type", "error"])
    }

    /// What went wrong, in words for a developer.
    pub fn error_message(&self) -> Option<&str> {
        self.text(["error_message", "error_description"])
    }

    /// The address of a page about this error.
    pub fn error_url(&self) -> Option<&str> {
        self.text(["error_url", "error_uri"])
    }

    /// The id that the API gave the call, for its support to find it by.
    pub fn request_id(&self) -> Option<&str> {
        self.text(["request_id", "request_id"])
    }

    /// More about the error, in a form that depends on its type.
    pub fn error_details(&self) -> Option<&Json> {
        self.fields
            .get("error_details")
            .filter(|details| !details.is_null())
    }

    /// How long to wait before the next attempt, if the answer says so (`Retry-After`).
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// The body as it came, up to 1 MiB of it.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// A property under its own name, or under the one that it has in errors of OAuth (RFC 6749).
    fn text(&self, names: [&str; 2]) -> Option<&str> {
        names
            .into_iter()
            .filter_map(|name| self.fields.get(name)?.as_str())
            .find(|text| !text.is_empty())
    }
}

/// Without the body.
impl fmt::Debug for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("status", &self.status())
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
        write!(f, "the API answered {}", self.status)?;
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
        if parts == [None, None] && !self.body.is_empty() {
            // A character has at most four bytes, so no more of the body can be needed.
            let beginning = &self.body[..self.body.len().min(4 * EXCERPT + 4)];
            let text = &String::from_utf8_lossy(beginning);
            if may_repeat_request(text) {
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

/// Whether a body that is no error of the API looks as if it had parts of the request in it, as
/// those of some proxies do. They may be secret.
fn may_repeat_request(text: &str) -> bool {
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
