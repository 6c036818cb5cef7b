//! The cookies of a session, and of a login that lacks a factor.

use std::convert::Infallible;

use axum_core::response::{IntoResponseParts, ResponseParts};
use cookie::time::Duration;
use cookie::{Cookie, SameSite};
use http::{HeaderMap, HeaderValue, header};

use crate::Secret;
use crate::login::Outcome;
use crate::schemas::MemberSession;

/// The name of the session's cookie, which is that of Stytch's front-end SDKs.
const SESSION: &str = "stytch_session_jwt";
const INTERMEDIATE: &str = "stytch_intermediate_session_token";

/// Intermediate sessions last for 10 minutes.
const LOGIN_SECONDS: i64 = 10 * 60;

/// The header `Set-Cookie` for a session, as a part of a response.
///
/// A login needs no more than [`outcome()`](crate::login), which is a part of a response as well: see
/// [`axum`](crate::axum). The cookie `stytch_session_jwt` holds the JWT. It is `HttpOnly`, `Secure` and `SameSite=Lax`, and
/// lasts as long as the session. [`SessionLayer`](super::SessionLayer) replaces it when the JWT has
/// expired and the session continues. A response that sets it has `Cache-Control: no-store`, unless
/// it has that header already.
///
/// ```no_run
/// use axum::extract::State;
/// use axum::response::{IntoResponse, Redirect, Result};
/// use stytch_b2b::Client;
/// use stytch_b2b::axum::SessionCookie;
/// use stytch_b2b::session::Credential;
///
/// async fn logout(
///     State(stytch): State<Client>,
///     session: Option<Credential>,
/// ) -> Result<impl IntoResponse> {
///     if let Some(session) = session {
///         let ended = stytch.sessions().logout(session).await;
///         // Also when the API cannot be reached.
///         ended.map_err(|error| (SessionCookie::removed(), error))?;
///     }
///     Ok((SessionCookie::removed(), Redirect::to("/")))
/// }
/// ```
#[derive(Clone, Debug)]
pub struct SessionCookie(
    /// `None` deletes it.
    Option<HeaderValue>,
);

impl SessionCookie {
    /// Returns the cookie of a session that a login has just returned.
    #[must_use]
    pub fn new(session_jwt: &Secret, session: &MemberSession) -> Self {
        // By Stytch's clock: the session was accessed when it was returned.
        let lasts = (session.expires_at - session.last_accessed_at).num_seconds();
        Self(Some(cookie(SESSION, session_jwt.expose_secret(), lasts)))
    }

    /// Returns the cookie that deletes the one of the browser, for a logout. As a part of a response it
    /// deletes that of an [`IntermediateSession`] as well, with which the next user of the browser could
    /// log in. The cookie of a session that has ended is deleted by [`SessionLayer`](super::SessionLayer).
    #[must_use]
    pub fn removed() -> Self {
        Self(None)
    }

    /// Adds the header, unless the response has one for this cookie.
    pub(super) fn add_to(self, headers: &mut HeaderMap) {
        let is_ours = |value: &HeaderValue| {
            let rest = value.as_bytes().strip_prefix(SESSION.as_bytes());
            rest.is_some_and(|rest| rest.starts_with(b"="))
        };
        if !headers.get_all(header::SET_COOKIE).iter().any(is_ours) {
            set(headers, self.0.unwrap_or_else(|| cookie(SESSION, "", 0)));
        }
    }
}

impl IntoResponseParts for SessionCookie {
    type Error = Infallible;

    fn into_response_parts(self, mut parts: ResponseParts) -> Result<ResponseParts, Infallible> {
        let headers = parts.headers_mut();
        if self.0.is_none() {
            IntermediateSession::removed().add_to(headers);
        }
        self.add_to(headers);
        Ok(parts)
    }
}

/// The intermediate session of a login that lacks an organization or a factor, in a cookie.
///
/// As a part of a response it sets the cookie `stytch_intermediate_session_token`, for 10 minutes and
/// with the flags of [`SessionCookie`]. As an argument of a handler it is what the cookie holds, and
/// without the cookie the response is 401. [`SecondFactor`] has the ids of the member, too.
///
/// A login that ends deletes the cookie. So does an [`Error`](crate::Error) as a response, if the API does
/// not accept the intermediate session any longer: the next attempt starts without it.
///
/// ```no_run
/// use axum::extract::{Path, State};
/// use axum::response::{IntoResponse, Redirect, Result};
/// use stytch_b2b::Client;
/// use stytch_b2b::axum::IntermediateSession;
///
/// async fn discover(
///     State(stytch): State<Client>,
///     Path(token): Path<String>,
/// ) -> Result<impl IntoResponse> {
///     let found = stytch.magic_links().discovery().authenticate(token).await?;
///     let login = IntermediateSession(found.intermediate_session_token);
///     Ok((login, Redirect::to("/organizations")))
/// }
///
/// async fn enter(
///     State(stytch): State<Client>,
///     IntermediateSession(token): IntermediateSession,
///     Path(organization_id): Path<String>,
/// ) -> Result<impl IntoResponse> {
///     let intermediate = stytch.discovery().intermediate_sessions();
///     let login = intermediate.exchange(token, organization_id).await?;
///     Ok((login.outcome(), Redirect::to("/")).into_response())
/// }
/// ```
#[derive(Clone, Debug)]
pub struct IntermediateSession(
    /// The `intermediate_session_token`.
    pub Secret,
);

impl IntermediateSession {
    /// Returns the one that deletes the cookie, for a user who gives up a login, to start another one.
    #[must_use]
    pub fn removed() -> Self {
        Self("".into())
    }

    pub(super) fn add_to(&self, headers: &mut HeaderMap) {
        set_intermediate(headers, self.0.expose_secret());
    }
}

impl IntoResponseParts for IntermediateSession {
    type Error = Infallible;

    fn into_response_parts(self, mut parts: ResponseParts) -> Result<ResponseParts, Infallible> {
        self.add_to(parts.headers_mut());
        Ok(parts)
    }
}

/// What a second factor needs of the login that lacks it, as an argument of a handler.
///
/// [`Outcome::MfaRequired`] as a part of a response sets the cookie, with the ids of the member beside the
/// token. Without it the response is 401. The API refuses ids that are not those of the token. The cookie
/// of an earlier session stays, so a request can have both: a login in progress and a session that asks
/// for another factor need routes of their own.
///
/// ```no_run
/// use axum::extract::{Path, State};
/// use axum::response::{IntoResponse, Redirect, Result};
/// use stytch_b2b::Client;
/// use stytch_b2b::axum::SecondFactor;
///
/// async fn totp(
///     State(stytch): State<Client>,
///     login: SecondFactor,
///     Path(code): Path<String>,
/// ) -> Result<impl IntoResponse> {
///     let totps = stytch.totps();
///     let call = totps.authenticate(login.organization_id, login.member_id, code);
///     let login = call
///         .intermediate_session_token(login.intermediate_session_token)
///         .await?;
///     Ok((login.outcome(), Redirect::to("/")).into_response())
/// }
/// ```
#[derive(Clone, Debug)]
pub struct SecondFactor {
    /// The token of the completed factors.
    pub intermediate_session_token: Secret,
    /// The id of the organization.
    pub organization_id: String,
    /// The id of the member.
    pub member_id: String,
}

/// Sets the cookie of the session, or that of the intermediate session, which a complete login
/// deletes. While a factor is missing, a session that the browser has already stays.
impl IntoResponseParts for Outcome<'_> {
    type Error = Infallible;

    fn into_response_parts(self, mut parts: ResponseParts) -> Result<ResponseParts, Infallible> {
        let headers = parts.headers_mut();
        match self {
            Self::Authenticated {
                session_jwt,
                member_session,
                ..
            } => {
                SessionCookie::new(session_jwt, member_session).add_to(headers);
                IntermediateSession::removed().add_to(headers);
            }
            Self::MfaRequired {
                intermediate_session_token,
                member,
                ..
            } => {
                let token = intermediate_session_token.expose_secret();
                let (organization_id, member_id) = (&member.organization_id, &member.member_id);
                set_intermediate(headers, &[token, organization_id, member_id].join(":"));
            }
            Self::PrimaryRequired {
                intermediate_session_token: Some(token),
                ..
            } => IntermediateSession(token.clone()).add_to(headers),
            Self::PrimaryRequired { .. } | Self::Unrecognized => {
                IntermediateSession::removed().add_to(headers);
            }
        }
        Ok(parts)
    }
}

/// The value is a token, which may have the ids of its organization and member behind it, each after
/// a `:`. No token and no id has one. Without a value the cookie is deleted.
fn set_intermediate(headers: &mut HeaderMap, value: &str) {
    let seconds = if value.is_empty() { 0 } else { LOGIN_SECONDS };
    set(headers, cookie(INTERMEDIATE, value, seconds));
}

/// Adds a cookie. A cache between the browser and the application would hand it to others, unless the
/// response says that it may not keep it.
fn set(headers: &mut HeaderMap, cookie: HeaderValue) {
    headers.append(header::SET_COOKIE, cookie);
    let not_cached = HeaderValue::from_static("no-store");
    headers.entry(header::CACHE_CONTROL).or_insert(not_cached);
}

fn cookie(name: &'static str, value: &str, seconds: i64) -> HeaderValue {
    let cookie = Cookie::build((name, value))
        .path("/")
        .http_only(true)
        .secure(true)
        .same_site(SameSite::Lax)
        .max_age(Duration::seconds(seconds));
    // No token has a character that a header cannot have.
    let mut value =
        HeaderValue::try_from(cookie.to_string()).unwrap_or(HeaderValue::from_static(""));
    value.set_sensitive(true);
    value
}

/// The session among the cookies of a request.
pub(super) fn session(headers: &HeaderMap) -> Option<Secret> {
    find(headers, SESSION)
}

/// The intermediate session among the cookies of a request.
pub(super) fn intermediate_session(headers: &HeaderMap) -> Option<IntermediateSession> {
    let found = find(headers, INTERMEDIATE)?;
    let token = found.expose_secret().split(':').next()?;
    (!token.is_empty()).then(|| IntermediateSession(token.into()))
}

/// The same with the ids, if the cookie has them.
pub(super) fn second_factor(headers: &HeaderMap) -> Option<SecondFactor> {
    let found = find(headers, INTERMEDIATE)?;
    let mut parts = found.expose_secret().split(':');
    let mut next = || parts.next().filter(|part| !part.is_empty());
    Some(SecondFactor {
        intermediate_session_token: next()?.into(),
        organization_id: next()?.into(),
        member_id: next()?.into(),
    })
}

/// They may come in several headers, and those of other applications may hold any bytes.
fn find(headers: &HeaderMap, name: &str) -> Option<Secret> {
    headers.get_all(header::COOKIE).iter().find_map(|cookies| {
        Cookie::split_parse(String::from_utf8_lossy(cookies.as_bytes()))
            .flatten()
            .find(|cookie| cookie.name() == name && !cookie.value().is_empty())
            .map(|cookie| Secret::from(cookie.value()))
    })
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue, header};

    use super::session;

    #[test]
    fn cookies_are_read_as_browsers_send_them() {
        for (cookies, expected) in [
            (&[&b"stytch_session_jwt=a.b.c"[..]][..], Some("a.b.c")),
            (
                &[b"theme=dark; stytch_session_jwt=a.b.c; lang=en"],
                Some("a.b.c"),
            ),
            (&[b"theme=dark", b"stytch_session_jwt=a.b.c"], Some("a.b.c")),
            (
                &[b"theme=\xff\xfe; stytch_session_jwt=a.b.c"],
                Some("a.b.c"),
            ),
            (&[b"broken;;=; stytch_session_jwt=a.b.c;"], Some("a.b.c")),
            (
                &[b"other_stytch_session_jwt=a; stytch_session_jwt2=b"],
                None,
            ),
            (&[b"stytch_session_jwt="], None),
            (&[], None),
        ] {
            let cookies = cookies.iter().map(|cookie| {
                let value = HeaderValue::from_bytes(cookie).unwrap();
                (header::COOKIE, value)
            });
            let found = session(&HeaderMap::from_iter(cookies));
            assert_eq!(
                found.as_ref().map(|secret| secret.expose_secret()),
                expected
            );
        }
    }
}
