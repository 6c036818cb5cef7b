//! The keys of a project: fetched when they are needed, and kept.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::Instant;

use super::State;
use super::token::KeySet;
use crate::resources::Sessions;
use crate::runtime::Cache;
use crate::schemas::SessionsGetJwksResponse;
use crate::{Client, Result};

/// How long keys are used without looking for newer ones.
const FRESH: Duration = Duration::from_secs(5 * 60);

/// How long keys are used where no newer ones can be fetched.
const KEPT: Duration = Duration::from_secs(24 * 60 * 60);

/// How long it is until the next attempt to replace keys that are there.
const PAUSE: Duration = Duration::from_secs(30);

/// How often an attempt may be taken over from somebody who has gone. Without a limit, callers who
/// come and go together could make any number of them.
const TAKEN_OVER: u8 = 5;

/// How long an attempt to replace keys may take: a caller is waiting who may not need it.
const PATIENCE: Duration = Duration::from_secs(5);

/// The keys, and when there was an attempt to replace them.
pub(crate) struct Jwks {
    fetched: Cache<(), Fetched>,
    attempts: Mutex<Attempts>,
}

pub(crate) struct Fetched {
    pub(crate) keys: KeySet,
    at: Instant,
}

/// When the last attempts began. One that was abandoned counts, or callers who come and go could
/// make any number of them.
#[derive(Default)]
struct Attempts {
    /// To replace keys that are no longer fresh.
    to_refresh: Attempt,
    /// To find a key that is not among them.
    to_find: Attempt,
}

#[derive(Default)]
struct Attempt {
    begun: Option<Instant>,
    /// Whether it came to an end. If not, somebody who has waited for it may take it over.
    ended: bool,
    /// How often that has happened.
    taken_over: u8,
}

impl Attempt {
    /// Begins an attempt, or takes over one that was abandoned, if there may be one now.
    #[inline]
    fn begin(&mut self, has_waited: bool) -> bool {
        if self.begun.is_none_or(|begun| begun.elapsed() >= PAUSE) {
            *self = Self {
                begun: Some(Instant::now()),
                ..Self::default()
            };
            return true;
        }
        let may_take_over = has_waited && !self.ended && self.taken_over < TAKEN_OVER;
        self.taken_over += u8::from(may_take_over);
        may_take_over
    }
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
    /// Only where there are no keys at all does a failure to fetch them fail this.
    #[inline]
    pub(crate) async fn with(&self, client: &Client, kid: &str) -> Result<Arc<Fetched>> {
        let begun = Instant::now();
        let known = self.known(client).await?;
        if known.suffices(kid, begun) {
            return Ok(known);
        }

        // One caller looks for newer keys. Those who can do with the old ones do not wait for it.
        let found = known.keys.contains(kid);
        let (mut attempts, has_waited) = match self.attempts.try_lock() {
            Ok(attempts) => (attempts, false),
            Err(_) if found => return Ok(known),
            Err(_) => (self.attempts.lock().await, true),
        };
        let known = self.known(client).await?;
        if known.suffices(kid, begun) {
            return Ok(known);
        }
        let last = if found {
            &mut attempts.to_refresh
        } else {
            &mut attempts.to_find
        };
        if !last.begin(has_waited) {
            return Ok(known);
        }
        let answer = client
            .sessions()
            .get_jwks(client.0.project_id())
            .with_timeout(PATIENCE)
            .without_retries()
            .await;
        last.ended = true;
        // An answer without a usable key is a fault of somebody's, and no reason to let go of keys.
        let newer = answer.map(|answer| Fetched::new(&answer)).ok();
        Ok(match newer.filter(|newer| !newer.keys.is_empty()) {
            Some(newer) => self.fetched.put((), newer, KEPT),
            None => known,
        })
    }

    #[inline]
    fn put(&self, answer: &SessionsGetJwksResponse) -> Arc<Fetched> {
        self.fetched.put((), Fetched::new(answer), KEPT)
    }

    /// The keys that are there, or else those of the API.
    #[inline]
    async fn known(&self, client: &Client) -> Result<Arc<Fetched>> {
        let fetch = || async {
            let answer = client.sessions().get_jwks(client.0.project_id()).await?;
            Ok((Fetched::new(&answer), KEPT))
        };
        self.fetched.get_or_fetch((), fetch).await
    }
}

impl Fetched {
    #[inline]
    fn new(answer: &SessionsGetJwksResponse) -> Self {
        Self {
            keys: KeySet::new(answer),
            at: Instant::now(),
        }
    }

    /// Whether there is no reason to look for newer keys, for a caller who came at that time.
    #[inline]
    fn suffices(&self, kid: &str, begun: Instant) -> bool {
        self.at > begun || (self.keys.contains(kid) && self.at.elapsed() < FRESH)
    }
}

impl Sessions {
    /// Gives the client the keys of the project, as if it had just fetched them.
    ///
    /// With them, [`authenticate_jwt_local`](Self::authenticate_jwt_local) works without a
    /// network: for 24 hours, after which keys are no longer trusted and have to be given again.
    /// After 5 minutes, and where a token names a key that is not among them, the client tries to
    /// fetch newer ones; if it cannot, it goes on with these.
    ///
    /// ```no_run
    /// # fn example(client: stytch_b2b::Client, text: &str) -> serde_json::Result<()> {
    /// // As `get_jwks` returned it, on this machine or on another.
    /// client.sessions().preload_jwks(&serde_json::from_str(text)?);
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn preload_jwks(&self, keys: &SessionsGetJwksResponse) {
        if let Ok(state) = State::of(&self.client) {
            state.jwks.put(keys);
        }
    }
}
