//! Errors as responses.

use std::fmt::Display;
use std::time::Duration;

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
        // Otherwise each attempt to log in would fail with it, for 10 minutes.
        #[cfg(feature = "jwt")]
        if self.is(ErrorType::IntermediateSessionNotFound)
            || self.is(ErrorType::InvalidIntermediateSessionTokenForOrganization)
        {
            let response = respond(self.http_status(), self.retry_after(), self);
            return (super::IntermediateSession::removed(), response).into_response();
        }
        respond(self.http_status(), self.retry_after(), self)
    }
}

/// A response with the [status code](crate::session::VerifyError::http_status) and the rest as for an
/// [`Error`].
#[cfg(feature = "jwt")]
impl IntoResponse for crate::session::VerifyError {
    fn into_response(self) -> Response {
        let wait = match &self {
            Self::Refused(error) | Self::Call(error) => error.retry_after(),
            _ => None,
        };
        respond(self.http_status(), wait, self)
    }
}

/// The error is not in the response, so an operator sees it nowhere else.
fn respond<E>(status: StatusCode, wait: Option<Duration>, error: E) -> Response
where
    E: Display + Clone + Send + Sync + 'static,
{
    #[cfg(feature = "tracing")]
    if status.is_server_error() {
        tracing::warn!(target: "stytch_b2b", status = status.as_u16(), "{error}");
    } else {
        tracing::debug!(target: "stytch_b2b", status = status.as_u16(), "{error}");
    }
    let mut response = status.into_response();
    if let Some(wait) = wait {
        let seconds = HeaderValue::from(wait.as_secs());
        response.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    response.extensions_mut().insert(error);
    response
}
