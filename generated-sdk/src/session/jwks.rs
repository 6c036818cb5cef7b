//! The cache of a project's keys (JWKS).

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::token::KeySet;
use crate::runtime::{Cache, Deadline};
use crate::schemas::SessionsGetJwksResponse;
use crate::{Client, ErrorKind, Result};

/// How long keys are fresh.
const FRESH: Duration = Duration::from_secs(5 * 60);

/// How long stale keys are used if no newer ones can be fetched.
const KEPT: Duration = Duration::from_secs(24 * 60 * 60);

/// The interval between attempts to replace cached keys.
const INTERVAL: Duration = Duration::from_secs(30);

/// The timeout of an attempt to replace keys, which ends before the next one.
const REFRESH_TIMEOUT: Duration = Duration::from_secs(20);

/// How long a caller waits for keys that it can do without. The fetch itself continues.
pub(crate) const WAIT: Duration = Duration::from_secs(5);

/// The keys, and the last attempts to replace them.
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
    /// To find an unknown key.
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
    /// It fails, or waits longer than the deadline, only if no keys are cached.
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
                // Only the caller that refreshes the keys waits for newer ones.
                None
            } else {
                self.fetched.arriving(&()).await?.ok()
            }
        };
        let newer = deadline.half().within(WAIT).limit(newer).await;
        Ok(newer.ok().flatten().unwrap_or(known))
    }

    #[inline]
    pub(super) fn put(&self, response: &SessionsGetJwksResponse) {
        let keys = KeySet::new(response);
        // Like a response of the API, a set without a usable key replaces no other.
        if !keys.is_empty() {
            self.fetched.put((), Fetched::new(keys), KEPT);
        }
    }

    /// Whether it is time for an attempt to replace the keys. If so, it counts as one.
    #[inline]
    fn may_look(&self, found: bool) -> bool {
        let mut attempts = self.attempts.lock().unwrap_or_else(PoisonError::into_inner);
        let last = if found {
            &mut attempts.to_refresh
        } else {
            &mut attempts.to_find
        };
        let is_time = last.is_none_or(|begun| begun.elapsed() >= INTERVAL);
        if is_time {
            *last = Some(Instant::now());
        }
        is_time
    }
}

/// Fetches keys if none are cached.
#[inline]
async fn fetch(client: Client) -> Result<(Fetched, Duration)> {
    let call = client.sessions().get_jwks(client.0.project_id());
    usable(&call.with_timeout(client.0.fetch_timeout()).await?)
}

/// Fetches keys if older ones are cached. Retries can wait for the next attempt.
#[inline]
async fn fetch_newer(client: Client) -> Result<(Fetched, Duration)> {
    let call = client.sessions().get_jwks(client.0.project_id());
    usable(&call.with_timeout(REFRESH_TIMEOUT).without_retries().await?)
}

/// A response without a usable key is a fault of the server that sent it, and says nothing about
/// any token.
#[inline]
fn usable(response: &SessionsGetJwksResponse) -> Result<(Fetched, Duration)> {
    let keys = KeySet::new(response);
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
