//! Sessions and tokens as arguments of a handler.

use std::time::Duration;

use axum_core::extract::{FromRequestParts, OptionalFromRequestParts};
use http::header;
use http::request::Parts;

use super::cookie::{intermediate_session, second_factor, session};
use super::layer::Slot;
use super::{IntermediateSession, SecondFactor, SessionCookie};
use crate::actors::member::MemberClient;
use crate::session::{Credential, VerifiedSession, VerifyError, VerifySession};
use crate::{Error, Secret};

/// Requires a session, below a [`SessionLayer`](super::SessionLayer).
///
/// Without a session in the cookie the response is 401, as for one that is invalid.
impl<S: Sync> FromRequestParts<S> for VerifiedSession {
    type Rejection = VerifyError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, VerifyError> {
        match parts.extensions.get::<Self>() {
            Some(verified) => Ok(verified.clone()),
            None => verify(parts, |check| check).await,
        }
    }
}

/// Requires a session, and asks the API about it on each request: for what must not be done with a
/// session that was revoked, or a role that was removed, in the last 5 minutes. Such are calls with the
/// rights of the project. The rest is as for [`VerifiedSession`].
///
/// ```no_run
/// use axum::extract::{Path, State};
/// use axum::response::Result;
/// use stytch_b2b::Client;
/// use stytch_b2b::axum::FreshSession;
///
/// async fn delete(
///     State(stytch): State<Client>,
///     FreshSession(session): FreshSession,
///     Path(client_id): Path<String>,
/// ) -> Result<()> {
///     session.require("m2m_clients", "delete").await?;
///     stytch.m2m().clients().delete(client_id).await?;
///     Ok(())
/// }
/// ```
#[derive(Clone, Debug)]
pub struct FreshSession(
    /// The session.
    pub VerifiedSession,
);

impl<S: Sync> FromRequestParts<S> for FreshSession {
    type Rejection = VerifyError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, VerifyError> {
        let verified = verify(parts, |check| check.max_token_age(Duration::ZERO));
        verified.await.map(Self)
    }
}

async fn verify(
    parts: &mut Parts,
    settings: fn(VerifySession) -> VerifySession,
) -> Result<VerifiedSession, VerifyError> {
    let slot = slot(parts)?;
    let session = session(&parts.headers).ok_or(VerifyError::NoSession)?;
    match settings(slot.client.sessions().verify(session)).await {
        Ok(verified) => {
            if let Some(response) = &verified.response {
                let (jwt, session) = (&response.session_jwt, &response.member_session);
                slot.set(SessionCookie::new(jwt, session));
            }
            // For other arguments of the handler.
            parts.extensions.insert(verified.clone());
            Ok(verified)
        }
        Err(error) => {
            if error.is_unauthenticated() {
                slot.set(SessionCookie::removed());
            }
            Err(error)
        }
    }
}

/// Requires a session, and acts as its member: the API checks each call against the member's roles.
impl<S: Sync> FromRequestParts<S> for MemberClient {
    type Rejection = VerifyError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, VerifyError> {
        let session = <VerifiedSession as FromRequestParts<S>>::from_request_parts(parts, state);
        let session = session.await?;
        Ok(slot(parts)?.client.as_member(&session))
    }
}

fn slot(parts: &Parts) -> Result<&Slot, Error> {
    parts
        .extensions
        .get()
        .ok_or_else(|| Error::configuration("the router has no `SessionLayer` around this handler"))
}

impl<S: Sync> FromRequestParts<S> for IntermediateSession {
    type Rejection = VerifyError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, VerifyError> {
        intermediate_session(&parts.headers).ok_or(VerifyError::NoSession)
    }
}

impl<S: Sync> FromRequestParts<S> for SecondFactor {
    type Rejection = VerifyError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, VerifyError> {
        second_factor(&parts.headers).ok_or(VerifyError::NoSession)
    }
}

/// The session token or JWT in the cookie, **not verified**: for a logout, which has to work for a
/// session that cannot be checked. See [`SessionCookie`].
impl<S: Sync> FromRequestParts<S> for Credential {
    type Rejection = VerifyError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, VerifyError> {
        let session = session(&parts.headers);
        session.map(Self::from).ok_or(VerifyError::NoSession)
    }
}

/// The token of the header `Authorization: Bearer …`, such as the access token of an M2M client.
///
/// As an argument of a handler it is not verified. Without the header the response is 401.
///
/// ```no_run
/// use axum::extract::State;
/// use stytch_b2b::Client;
/// use stytch_b2b::axum::Bearer;
/// use stytch_b2b::session::VerifyError;
///
/// async fn reports(
///     State(stytch): State<Client>,
///     Bearer(token): Bearer,
/// ) -> Result<String, VerifyError> {
///     let service = stytch.m2m().authenticate_token(token, ["read:reports"]).await?;
///     Ok(format!("the reports for {}", service.client_id))
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Bearer(
    /// The token.
    pub Secret,
);

impl<S: Sync> FromRequestParts<S> for Bearer {
    type Rejection = VerifyError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, VerifyError> {
        let value = parts.headers.get(header::AUTHORIZATION);
        let parts = value.and_then(|value| value.to_str().ok()?.split_once(' '));
        match parts {
            Some((scheme, token))
                if scheme.eq_ignore_ascii_case("bearer") && !token.trim().is_empty() =>
            {
                Ok(Self(token.trim().into()))
            }
            _ => Err(VerifyError::NoSession),
        }
    }
}

/// Implements the arguments as `Option`s.
macro_rules! optional {
    ($($argument:ty),*) => {$(
        /// `None` where the response would be 401. An error only if a session cannot be checked now.
        impl<S: Sync> OptionalFromRequestParts<S> for $argument {
            type Rejection = VerifyError;

            async fn from_request_parts(
                parts: &mut Parts,
                state: &S,
            ) -> Result<Option<Self>, VerifyError> {
                match <Self as FromRequestParts<S>>::from_request_parts(parts, state).await {
                    Err(error) if error.is_unauthenticated() => Ok(None),
                    outcome => outcome.map(Some),
                }
            }
        }
    )*};
}

optional!(
    VerifiedSession,
    FreshSession,
    MemberClient,
    IntermediateSession,
    SecondFactor,
    Credential,
    Bearer
);
