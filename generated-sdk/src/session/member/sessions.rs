//! The sessions of members who act, looked up once and kept.

use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::Credential;
use crate::runtime::{Cache, Client, Error, Resolving, Result, Secret, Session};
use crate::schemas::MemberSession;
use crate::session::State;

/// The age up to which the roles of a session are believed.
pub(super) const FRESH: Duration = Duration::from_secs(5 * 60);

/// How many sessions are kept.
const CAPACITY: usize = 10_000;

/// The sessions that have been looked up.
pub(crate) struct Sessions {
    /// Two keyed hashes in place of a token, which need not lie around in memory. Nobody who does
    /// not know their keys can find two tokens with one hash, and by accident it takes more
    /// sessions than there will ever be. Calls would be safe even then: the header carries the
    /// session itself, and the API refuses another organization than its own.
    hashes: [RandomState; 2],
    known: Cache<u128, Known>,
}

/// A session, and when it was known to be so.
struct Known {
    session: Arc<MemberSession>,
    at: SystemTime,
}

impl Default for Sessions {
    #[inline]
    fn default() -> Self {
        Self {
            hashes: Default::default(),
            known: Cache::new(CAPACITY),
        }
    }
}

impl Sessions {
    #[inline]
    fn key(&self, credential: &Credential) -> u128 {
        let text = credential.secret().expose_secret();
        let [high, low] = self
            .hashes
            .each_ref()
            .map(|state| u128::from(state.hash_one(text)));
        high << 64 | low
    }
}

/// A member who acts.
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

    /// The session, as it was at some time: what does not change is right.
    #[inline]
    pub(super) async fn known(&self) -> Result<Arc<MemberSession>> {
        self.known_within(Duration::MAX).await
    }

    /// The session, as it was not longer ago than that.
    #[inline]
    pub(super) async fn known_within(&self, age: Duration) -> Result<Arc<MemberSession>> {
        let members = &State::of(&self.client)?.members;
        let key = members.key(&self.credential);
        let mut known = members.known.get_or_fetch(key, || self.look_up()).await?;
        if !known.holds(self.client.0.now(), age) {
            members.known.forget_value(&key, &known);
            known = members.known.get_or_fetch(key, || self.look_up()).await?;
        }
        Ok(known.session.clone())
    }

    /// Finds out whose session it is, and how long that is so.
    #[inline]
    async fn look_up(&self) -> Result<(Known, Duration)> {
        let at = self.client.0.now();
        let session = authenticate(&self.client, &self.credential).await?;
        for (name, id) in [
            ("organization_id", &session.organization_id),
            ("member_id", &session.member_id),
        ] {
            if id.is_empty() {
                return Err(Error::argument(name, "is not known: the session has none"));
            }
        }
        let known = Known {
            session: Arc::new(session),
            at,
        };
        let keep = known.end().duration_since(at).unwrap_or_default();
        Ok((known, keep))
    }
}

/// Checks a session, without extending it. A JWT that can be checked here needs no call.
#[inline]
async fn authenticate(client: &Client, credential: &Credential) -> Result<MemberSession> {
    let sessions = client.sessions();
    let call = match credential {
        Credential::Token(token) => sessions.authenticate().session_token(token),
        Credential::Jwt(jwt) => {
            #[cfg(feature = "jwt")]
            if let Ok(verified) = sessions.authenticate_jwt_local(jwt).await {
                return Ok(verified.member_session);
            }
            sessions.authenticate().session_jwt(jwt)
        }
    };
    Ok(call.await?.member_session)
}

impl Known {
    /// When the session ends, if nobody extends it.
    #[inline]
    fn end(&self) -> SystemTime {
        let end = self.session.expires_at.timestamp_millis();
        let end = Duration::from_millis(end.try_into().unwrap_or_default());
        // An end that no clock can tell is the same as none that is known.
        UNIX_EPOCH.checked_add(end).unwrap_or(UNIX_EPOCH)
    }

    /// Whether it is still to be believed. A clock that was set back is no reason to.
    #[inline]
    fn holds(&self, now: SystemTime, age: Duration) -> bool {
        self.end() > now && now.duration_since(self.at).is_ok_and(|past| past <= age)
    }
}

impl Session for Acting {
    #[inline]
    fn header(&self) -> (&'static str, Secret) {
        match &self.credential {
            Credential::Token(token) => ("X-Stytch-Member-Session", token.clone()),
            Credential::Jwt(jwt) => ("X-Stytch-Member-SessionJWT", jwt.clone()),
        }
    }

    #[inline]
    fn argument(&self, name: &'static str) -> Resolving<'_> {
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
