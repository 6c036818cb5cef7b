//! Errors as responses.

use axum_core::response::{IntoResponse, Response};
use http::{HeaderValue, header};

use crate::Error;

/// A response with the [status code](Error::http_status), `Retry-After` if the API says it, and no
/// body. The error is in the extensions of the response, for a middleware that logs.
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = self.http_status().into_response();
        if let Some(wait) = self.retry_after() {
            let seconds = HeaderValue::from(wait.as_secs());
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// A response with the [status code](crate::session::VerifyError::http_status) and no body. The error is in
/// the extensions of the response, for a middleware that logs.
#[cfg(feature = "jwt")]
impl IntoResponse for crate::session::VerifyError {
    fn into_response(self) -> Response {
        let mut response = self.http_status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
