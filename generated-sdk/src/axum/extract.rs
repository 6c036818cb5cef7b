//! The verified session as an argument of a handler.

use axum_core::extract::{FromRequestParts, OptionalFromRequestParts};
use http::request::Parts;

use super::SessionCookie;
use super::cookie::session;
use super::layer::Slot;
use crate::Error;
use crate::session::{VerifiedSession, VerifyError};

/// Requires a session, below a [`SessionLayer`](super::SessionLayer).
///
/// Without a session in the cookie the response is 401, as for one that is invalid.
impl<S: Sync> FromRequestParts<S> for VerifiedSession {
    type Rejection = VerifyError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, VerifyError> {
        let slot = parts.extensions.get::<Slot>().ok_or_else(|| {
            Error::configuration("the router has no `SessionLayer` around this handler")
        })?;
        let session = session(&parts.headers).ok_or(VerifyError::NoSession)?;
        let verified = slot.client.sessions().verify(session).await?;
        if let Some(response) = &verified.response {
            let cookie = SessionCookie::new(&response.session_jwt, &response.member_session);
            slot.renew(cookie);
        }
        Ok(verified)
    }
}

/// `None` without a valid session. An error only if it cannot be checked now.
impl<S: Sync> OptionalFromRequestParts<S> for VerifiedSession {
    type Rejection = VerifyError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Option<Self>, VerifyError> {
        match <Self as FromRequestParts<S>>::from_request_parts(parts, state).await {
            Err(error) if error.is_unauthenticated() => Ok(None),
            outcome => outcome.map(Some),
        }
    }
}
