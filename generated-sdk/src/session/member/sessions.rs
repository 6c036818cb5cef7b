//! The sessions of members who act, looked up once and kept.

use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, FixedOffset};
use tokio::time::Instant;

use super::Credential;
use crate::runtime::{Cache, Client, Error, Resolving, Result, Secret, Session};
use crate::schemas::MemberSession;
use crate::session::State;

/// The age up to which the roles of a session are believed.
pub(super) const FRESH: Duration = Duration::from_secs(5 * 60);

/// How many sessions are kept.
const CAPACITY: usize = 10_000;

const TOKEN_HEADER: &str = "X-Stytch-Member-Session";
const JWT_HEADER: &str = "X-Stytch-Member-SessionJWT";

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
    looked_up: Instant,
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
        let begun = Instant::now();
        let look_up = || look_up(self.clone());
        let mut known = members.known.get_or_fetch(key, look_up).await?;
        // What was looked up for this very question is the best that there is.
        if known.looked_up < begun && !known.holds(self.client.0.now(), age) {
            members.known.forget_value(&key, &known);
            known = members.known.get_or_fetch(key, look_up).await?;
        }
        Ok(known.session.clone())
    }
}

/// Finds out whose session it is, and how long that is so.
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
    let known = Known {
        session: Arc::new(session),
        at,
        looked_up: Instant::now(),
    };
    let keep = known.end().duration_since(now).unwrap_or_default();
    Ok((known, keep))
}

/// Checks a session, without extending it, and tells when it was as it says. A JWT that can be
/// checked here needs no call.
#[inline]
async fn authenticate(acting: &Acting, now: SystemTime) -> Result<(MemberSession, SystemTime)> {
    let sessions = acting.client.sessions();
    let call = match &acting.credential {
        Credential::Token(token) => sessions.authenticate().session_token(token),
        Credential::Jwt(jwt) => {
            #[cfg(feature = "jwt")]
            {
                let local = sessions.authenticate_jwt_local(jwt).max_token_age(FRESH);
                // Where there are no keys to be had, the API can still tell.
                if let Ok(verified) = local.with_timeout(crate::session::KEYS_WAIT).await
                    && let Some(issued_at) = verified.issued_at
                    && time(&verified.member_session.expires_at) > now
                {
                    return Ok((verified.member_session, time(&issued_at)));
                }
            }
            sessions.authenticate().session_jwt(jwt)
        }
    };
    let call = call.with_timeout(acting.client.0.fetch_timeout());
    Ok((call.await?.member_session, now))
}

/// What a clock would show at that time. A time that no clock can show is long ago.
#[inline]
fn time(time: &DateTime<FixedOffset>) -> SystemTime {
    let since_1970 = Duration::from_millis(time.timestamp_millis().try_into().unwrap_or_default());
    UNIX_EPOCH.checked_add(since_1970).unwrap_or(UNIX_EPOCH)
}

impl Known {
    /// When the session ends, if nobody extends it.
    #[inline]
    fn end(&self) -> SystemTime {
        time(&self.session.expires_at)
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
            Credential::Token(token) => (TOKEN_HEADER, token.clone()),
            Credential::Jwt(jwt) => (JWT_HEADER, jwt.clone()),
        }
    }

    #[inline]
    fn headers(&self) -> &'static [&'static str] {
        &[TOKEN_HEADER, JWT_HEADER]
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
