//! The cookie of a session.

use std::convert::Infallible;

use axum_core::response::{IntoResponseParts, ResponseParts};
use cookie::time::Duration;
use cookie::{Cookie, SameSite};
use http::{HeaderMap, HeaderValue, header};

use crate::Secret;
use crate::schemas::MemberSession;

/// The name of the cookie, which is that of Stytch's front-end SDKs.
const NAME: &str = "stytch_session_jwt";

/// The header `Set-Cookie` for a session, as a part of a response.
///
/// The cookie `stytch_session_jwt` holds the JWT. It is `HttpOnly`, `Secure` and `SameSite=Lax`, and
/// lasts as long as the session. [`SessionLayer`](super::SessionLayer) replaces it when the JWT has
/// expired and the session continues.
///
/// ```no_run
/// use axum::extract::State;
/// use axum::response::{IntoResponse, Redirect, Result};
/// use stytch_b2b::Client;
/// use stytch_b2b::axum::SessionCookie;
/// use stytch_b2b::session::VerifiedSession;
///
/// async fn logout(
///     State(stytch): State<Client>,
///     session: Option<VerifiedSession>,
/// ) -> Result<impl IntoResponse> {
///     if let Some(session) = session {
///         stytch.sessions().logout(&session).await?;
///     }
///     Ok((SessionCookie::removed(), Redirect::to("/")))
/// }
/// ```
#[derive(Clone, Debug)]
pub struct SessionCookie(HeaderValue);

impl SessionCookie {
    /// Returns the cookie of a session that a login has just returned.
    #[must_use]
    pub fn new(session_jwt: &Secret, session: &MemberSession) -> Self {
        // By Stytch's clock: the session was accessed when it was returned.
        let lasts = (session.expires_at - session.last_accessed_at).num_seconds();
        Self::with(session_jwt.expose_secret(), lasts)
    }

    /// Returns the cookie that deletes the one of the browser, for a logout.
    #[must_use]
    pub fn removed() -> Self {
        Self::with("", 0)
    }

    fn with(value: &str, seconds: i64) -> Self {
        let cookie = Cookie::build((NAME, value))
            .path("/")
            .http_only(true)
            .secure(true)
            .same_site(SameSite::Lax)
            .max_age(Duration::seconds(seconds));
        // No token has a character that a header cannot have.
        let mut value = HeaderValue::try_from(cookie.to_string())
            .unwrap_or(HeaderValue::from_static("stytch_session_jwt=; Max-Age=0"));
        value.set_sensitive(true);
        Self(value)
    }

    /// Adds the header, unless the response has one for this cookie.
    pub(super) fn add_to(self, headers: &mut HeaderMap) {
        let is_ours = |value: &HeaderValue| {
            let rest = value.as_bytes().strip_prefix(NAME.as_bytes());
            rest.is_some_and(|rest| rest.starts_with(b"="))
        };
        if !headers.get_all(header::SET_COOKIE).iter().any(is_ours) {
            headers.append(header::SET_COOKIE, self.0);
        }
    }
}

impl IntoResponseParts for SessionCookie {
    type Error = Infallible;

    fn into_response_parts(self, mut parts: ResponseParts) -> Result<ResponseParts, Infallible> {
        self.add_to(parts.headers_mut());
        Ok(parts)
    }
}

/// The session among the cookies of a request. They may come in several headers, and those of other
/// applications may hold any bytes.
pub(super) fn session(headers: &HeaderMap) -> Option<Secret> {
    headers.get_all(header::COOKIE).iter().find_map(|cookies| {
        Cookie::split_parse(String::from_utf8_lossy(cookies.as_bytes()))
            .flatten()
            .find(|cookie| cookie.name() == NAME && !cookie.value().is_empty())
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
