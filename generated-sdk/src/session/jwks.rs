//! The keys of a project: fetched when they are needed, and kept.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::token::KeySet;
use crate::runtime::{Cache, Deadline};
use crate::schemas::SessionsGetJwksResponse;
use crate::{Client, ErrorKind, Result};

/// How long keys are used without looking for newer ones.
const FRESH: Duration = Duration::from_secs(5 * 60);

/// How long keys are used where no newer ones can be fetched.
const KEPT: Duration = Duration::from_secs(24 * 60 * 60);

/// How long it is until the next attempt to replace keys that are there.
const PAUSE: Duration = Duration::from_secs(30);

/// How long an attempt to replace keys may take: it is over before the next.
const REFRESH_TIMEOUT: Duration = Duration::from_secs(20);

/// How long a caller waits at most for keys that it can do without. The fetch itself goes on.
pub(crate) const WAIT: Duration = Duration::from_secs(5);

/// The keys, and when there was an attempt to replace them.
pub(crate) struct Jwks {
    fetched: Cache<(), Fetched>,
    attempts: Mutex<Attempts>,
}

pub(crate) struct Fetched {
    pub(crate) keys: KeySet,
    at: Instant,
}

/// When the last attempts began.
#[derive(Default)]
struct Attempts {
    /// To replace keys that are no longer fresh.
    to_refresh: Option<Instant>,
    /// To find a key that is not among them.
    to_find: Option<Instant>,
}

impl Default for Jwks {
    #[inline]
    fn default() -> Self {
        Self {
            fetched: Cache::new(1),
            attempts: Mutex::default(),
        }
    }
}

impl Jwks {
    /// The keys of the project, with this one among them if it can be found.
    ///
    /// Only where there are no keys at all does a failure to fetch them, or the deadline, fail this.
    #[inline]
    pub(crate) async fn with(
        &self,
        client: &Client,
        kid: &str,
        deadline: Deadline,
    ) -> Result<Arc<Fetched>> {
        let begun = Instant::now();
        let Some(known) = self.fetched.get(&()) else {
            let first = self.fetched.get_or_fetch((), || fetch(client.clone()));
            return deadline.limit(first).await?;
        };
        let found = known.keys.contains(kid);
        if found && known.at.elapsed() < FRESH || known.at > begun {
            return Ok(known);
        }
        let newer = async {
            if self.may_look(found) {
                let newer = self.fetched.refresh((), || fetch_newer(client.clone()));
                newer.await.ok()
            } else if found {
                // The caller who looks for newer ones holds up nobody who can do without.
                None
            } else {
                self.fetched.arriving(&()).await?.ok()
            }
        };
        let newer = deadline.half().within(WAIT).limit(newer).await;
        Ok(newer.ok().flatten().unwrap_or(known))
    }

    #[inline]
    pub(super) fn put(&self, answer: &SessionsGetJwksResponse) {
        let keys = KeySet::new(answer);
        // As for an answer of the API, no usable key is no reason to let go of others.
        if !keys.is_empty() {
            self.fetched.put((), Fetched::new(keys), KEPT);
        }
    }

    /// Whether it is time for an attempt to replace the keys; it counts as one from here on.
    #[inline]
    fn may_look(&self, found: bool) -> bool {
        let mut attempts = self.attempts.lock().unwrap_or_else(PoisonError::into_inner);
        let last = if found {
            &mut attempts.to_refresh
        } else {
            &mut attempts.to_find
        };
        let is_time = last.is_none_or(|begun| begun.elapsed() >= PAUSE);
        if is_time {
            *last = Some(Instant::now());
        }
        is_time
    }
}

/// The keys of the API, where there are none.
#[inline]
async fn fetch(client: Client) -> Result<(Fetched, Duration)> {
    let call = client.sessions().get_jwks(client.0.project_id());
    usable(&call.with_timeout(client.0.fetch_timeout()).await?)
}

/// The keys of the API, where there are older ones. Retries can wait for the next attempt.
#[inline]
async fn fetch_newer(client: Client) -> Result<(Fetched, Duration)> {
    let call = client.sessions().get_jwks(client.0.project_id());
    usable(&call.with_timeout(REFRESH_TIMEOUT).without_retries().await?)
}

/// An answer without a key that can be used is a fault of whatever answered, and says nothing about
/// any token.
#[inline]
fn usable(answer: &SessionsGetJwksResponse) -> Result<(Fetched, Duration)> {
    let keys = KeySet::new(answer);
    if keys.is_empty() {
        return Err(ErrorKind::NoKeys.into());
    }
    Ok((Fetched::new(keys), KEPT))
}

impl Fetched {
    #[inline]
    fn new(keys: KeySet) -> Self {
        Self {
            keys,
            at: Instant::now(),
        }
    }
}
