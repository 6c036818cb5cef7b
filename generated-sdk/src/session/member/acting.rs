//! A member who acts, and the lookup of the session.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tokio::time::Instant;

use crate::runtime::{ActorSession, Client, Error, PropertyFuture, Result, Secret};
use crate::schemas::MemberSession;
use crate::session::known::Known;
use crate::session::{Credential, State};

/// The maximum age of the roles of a session.
pub(super) const FRESH: Duration = Duration::from_secs(5 * 60);

const TOKEN_HEADER: &str = "X-Stytch-Member-Session";
const JWT_HEADER: &str = "X-Stytch-Member-SessionJWT";

/// A member who acts.
#[derive(Clone)]
pub(super) struct Acting {
    client: Client,
    credential: Credential,
}

impl Acting {
    #[inline]
    pub(super) fn new(client: &Client, credential: Credential) -> Self {
        Self {
            client: client.clone(),
            credential,
        }
    }

    #[inline]
    pub(super) fn client(&self) -> &Client {
        &self.client
    }

    /// The session as of any time, for the properties that never change.
    #[inline]
    pub(super) async fn known(&self) -> Result<Arc<MemberSession>> {
        self.known_within(Duration::MAX).await
    }

    /// The session as of at most that long ago.
    #[inline]
    pub(super) async fn known_within(&self, age: Duration) -> Result<Arc<MemberSession>> {
        let sessions = &State::of(&self.client)?.sessions;
        let key = sessions.key(&self.credential);
        let begun = Instant::now();
        let look_up = || look_up(self.clone());
        let mut known = sessions.cache.get_or_fetch(key, look_up).await?;
        // What was looked up for this very call is as fresh as can be.
        if known.looked_up < begun && !known.holds(self.client.0.now(), age) {
            sessions.cache.forget_value(&key, &known);
            known = sessions.cache.get_or_fetch(key, look_up).await?;
        }
        Ok(known.session.clone())
    }
}

/// Looks up the session, and how long it lasts.
#[inline]
async fn look_up(acting: Acting) -> Result<(Known, Duration)> {
    let now = acting.client.0.now();
    let (session, at) = authenticate(&acting, now).await?;
    for (name, id) in [
        ("organization_id", &session.organization_id),
        ("member_id", &session.member_id),
    ] {
        if id.is_empty() {
            return Err(Error::argument(name, "is not known: the session has none"));
        }
    }
    Ok(Known::new(session, at, now))
}

/// Authenticates a session without extending it, and returns it with the time that it is of. A JWT
/// that can be verified locally needs no call.
#[inline]
async fn authenticate(acting: &Acting, now: SystemTime) -> Result<(MemberSession, SystemTime)> {
    let sessions = acting.client.sessions();
    let call = match &acting.credential {
        Credential::Token(token) => sessions.authenticate().session_token(token),
        Credential::Jwt(jwt) => {
            #[cfg(feature = "jwt")]
            {
                use crate::session::known::system_time;

                let local = sessions.authenticate_jwt_local(jwt).max_token_age(FRESH);
                // Without keys, the API can still tell.
                if let Ok(verified) = local.with_timeout(crate::session::KEYS_WAIT).await
                    && let Some(issued_at) = verified.issued_at
                    && system_time(&verified.member_session.expires_at) > now
                {
                    return Ok((verified.member_session, system_time(&issued_at)));
                }
            }
            sessions.authenticate().session_jwt(jwt)
        }
    };
    let call = call.with_timeout(acting.client.0.fetch_timeout());
    Ok((call.await?.member_session, now))
}

impl ActorSession for Acting {
    #[inline]
    fn header(&self) -> (&'static str, Secret) {
        match &self.credential {
            Credential::Token(token) => (TOKEN_HEADER, token.clone()),
            Credential::Jwt(jwt) => (JWT_HEADER, jwt.clone()),
        }
    }

    #[inline]
    fn headers(&self) -> &'static [&'static str] {
        &[TOKEN_HEADER, JWT_HEADER]
    }

    #[inline]
    fn properties(&self) -> &'static [&'static str] {
        &["organization_id", "member_id"]
    }

    #[inline]
    fn property(&self, name: &'static str) -> PropertyFuture<'_> {
        Box::pin(async move {
            let session = self.known().await?;
            match name {
                "organization_id" => Ok(session.organization_id.clone()),
                "member_id" => Ok(session.member_id.clone()),
                _ => Err(Error::argument(name, "does not follow from a session")),
            }
        })
    }
}
