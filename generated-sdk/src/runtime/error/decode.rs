//! Responses of the API that cannot be decoded.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, Response, StatusCode};

use super::request_id::request_id;
use crate::runtime::wire::strings;

/// A response that says success, with a body that is not what the operation responds with.
///
/// The call has been carried out. The body may hold tokens, so it is not shown when this is
/// printed; it is to be had by [`body`](Self::body).
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

    /// The HTTP status, such as 200.
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// Where in the body, what was expected there, and the type of what was found, such as
    /// `` `member.roles[2].role_id`: expected a string, found null ``.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The id that the API gave the call, for its support to find it by: from the body, or else
    /// from the header `x-request-id`.
    pub fn request_id(&self) -> Option<&str> {
        request_id(self.request_id.as_deref(), &self.headers)
    }

    /// The headers of the response. They are not shown when this is printed.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body as it came. It may hold tokens.
    pub fn body(&self) -> &[u8] {
        &self.body
    }
}

/// Without the body and the values of the headers.
impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("status", &self.status())
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
            "the answer of the API ({}) cannot be read: {}",
            self.status, self.message
        )
    }
}
