//! Responses of the API that cannot be decoded.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, Response, StatusCode};

use super::request_id::request_id;
use crate::runtime::wire::strings;

/// A successful response whose body cannot be decoded.
///
/// The API has processed the call. The body may hold tokens, so neither `Debug` nor `Display` shows
/// it; [`body`](Self::body) returns it.
#[non_exhaustive]
pub struct DecodeError {
    status: StatusCode,
    headers: HeaderMap,
    message: String,
    request_id: Option<String>,
    body: Bytes,
}

impl DecodeError {
    pub(in crate::runtime) fn new(response: Response<Bytes>, message: String) -> Self {
        let (head, body) = response.into_parts();
        let [request_id] = strings(&body, ["request_id"]);
        Self {
            status: head.status,
            headers: head.headers,
            message,
            request_id,
            body,
        }
    }

    /// Returns the HTTP status code, such as 200.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the path in the body, what was expected there, and the type of what was found, such
    /// as `` `member.roles[2].role_id`: expected a string, found null ``. Where the type is the
    /// caller's, it is what the type expected, and the line and the column in the body.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Returns the request id, which Stytch's support needs to find the call: from the body, or
    /// else from the header `x-request-id`.
    pub fn request_id(&self) -> Option<&str> {
        request_id(self.request_id.as_deref(), &self.headers)
    }

    /// Returns the headers of the response. `Debug` does not show them.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the raw body. It may hold tokens.
    pub fn body(&self) -> &[u8] {
        &self.body
    }
}

/// Without the body and the values of the headers.
impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("status", &self.status.as_u16())
            .field("message", &self.message)
            .field("request_id", &self.request_id())
            .field("body_length", &self.body.len())
            .finish_non_exhaustive()
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the response of the API ({}) cannot be decoded: {}",
            self.status, self.message
        )
    }
}
