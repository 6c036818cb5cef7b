//! A response with what is around its value.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, Response, StatusCode};

/// A successful response with its status code, its headers and its body as it arrived, from
/// [`with_response`](super::ResponseFuture::with_response). An error response is an
/// [`ApiError`](crate::ApiError).
#[derive(Clone)]
#[non_exhaustive]
pub struct ApiResponse<T> {
    /// The decoded body.
    pub value: T,
    response: Response<Bytes>,
    request_id: Option<String>,
}

impl<T> ApiResponse<T> {
    pub(super) fn new(value: T, response: Response<Bytes>, request_id: Option<String>) -> Self {
        Self {
            value,
            response,
            request_id,
        }
    }

    /// Returns the HTTP status code, such as 200.
    pub fn status(&self) -> StatusCode {
        self.response.status()
    }

    /// Returns the headers of the response, such as those of a rate limit. `Debug` does not show
    /// them.
    pub fn headers(&self) -> &HeaderMap {
        self.response.headers()
    }

    /// Returns the request id, which Stytch's support needs to find the call: from the body, or
    /// else from the header `x-request-id`.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// Returns the raw body, which has the fields that the type of the value lacks. It may hold
    /// tokens.
    pub fn body(&self) -> &[u8] {
        self.response.body()
    }
}

/// Without the value, the body and the headers: JSON of any form may hold tokens.
impl<T> fmt::Debug for ApiResponse<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiResponse")
            .field("status", &self.status().as_u16())
            .field("request_id", &self.request_id)
            .field("body_length", &self.body().len())
            .finish_non_exhaustive()
    }
}
