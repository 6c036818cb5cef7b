//! Errors as responses.

use std::fmt::Display;

use axum_core::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};

use crate::Error;
#[cfg(feature = "jwt")]
use crate::schemas::ErrorType;

/// A response with the [status code](Error::http_status), `Retry-After` if the API says it, and no
/// body. It deletes the cookie of an [`IntermediateSession`](super::IntermediateSession) that the API
/// does not accept. The error is in the extensions of the response, for a middleware, and a `tracing` event:
/// at level `WARN` for a status code from 500 on, and otherwise at `DEBUG`.
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = respond(self.http_status(), &self);
        if let Some(wait) = self.retry_after() {
            let seconds = HeaderValue::from(wait.as_secs());
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        // Otherwise each attempt to log in would fail with it, for 10 minutes.
        #[cfg(feature = "jwt")]
        if self.is(ErrorType::IntermediateSessionNotFound)
            || self.is(ErrorType::InvalidIntermediateSessionTokenForOrganization)
        {
            super::IntermediateSession::removed().add_to(response.headers_mut());
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// A response with the [status code](crate::session::VerifyError::http_status) and no body. The error is in
/// the extensions of the response and a `tracing` event, as for an [`Error`].
#[cfg(feature = "jwt")]
impl IntoResponse for crate::session::VerifyError {
    fn into_response(self) -> Response {
        let mut response = respond(self.http_status(), &self);
        response.extensions_mut().insert(self);
        response
    }
}

/// The error is not in the response, so an operator sees it nowhere else.
fn respond(status: StatusCode, error: &dyn Display) -> Response {
    #[cfg(feature = "tracing")]
    if status.is_server_error() {
        tracing::warn!(target: "stytch_b2b", status = status.as_u16(), "{error}");
    } else {
        tracing::debug!(target: "stytch_b2b", status = status.as_u16(), "{error}");
    }
    #[cfg(not(feature = "tracing"))]
    let _ = error;
    status.into_response()
}
