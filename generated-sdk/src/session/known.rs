//! The sessions of members who act: looked up once, and cached.

use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, FixedOffset};
use tokio::time::Instant;

use super::Credential;
use crate::runtime::Cache;
use crate::schemas::MemberSession;

/// The capacity of the cache, in sessions.
const CAPACITY: usize = 10_000;

/// The cache of the sessions that were looked up.
pub(crate) struct KnownSessions {
    /// The key of an entry is two keyed hashes, so that no token stays in memory. Without their
    /// keys, nobody can find two tokens with one hash, and by accident it takes more sessions than
    /// there will ever be. Calls would be safe even then: the header carries the session itself,
    /// and the API refuses every organization but its own.
    hashes: [RandomState; 2],
    pub(super) cache: Cache<u128, Known>,
}

/// A session, and the time that it is of.
pub(crate) struct Known {
    pub(super) session: Arc<MemberSession>,
    pub(super) at: SystemTime,
    pub(super) looked_up: Instant,
}

impl Default for KnownSessions {
    #[inline]
    fn default() -> Self {
        Self {
            hashes: Default::default(),
            cache: Cache::new(CAPACITY),
        }
    }
}

impl KnownSessions {
    /// Keeps a session that the API has just returned.
    #[cfg(feature = "jwt")]
    #[inline]
    pub(super) fn put(&self, credential: &Credential, session: &MemberSession, at: SystemTime) {
        let (known, keep) = Known::new(session.clone(), at, at);
        self.cache.put(self.key(credential), known, keep);
    }

    #[inline]
    pub(super) fn key(&self, credential: &Credential) -> u128 {
        let text = credential.secret().expose_secret();
        let [high, low] = self
            .hashes
            .each_ref()
            .map(|state| u128::from(state.hash_one(text)));
        high << 64 | low
    }
}

/// A timestamp as the system's clock shows it. What no clock can show is long ago.
#[inline]
pub(super) fn system_time(time: &DateTime<FixedOffset>) -> SystemTime {
    let since_1970 = Duration::from_millis(time.timestamp_millis().try_into().unwrap_or_default());
    UNIX_EPOCH.checked_add(since_1970).unwrap_or(UNIX_EPOCH)
}

impl Known {
    /// A session as of a time, and how long from now it lasts.
    #[inline]
    pub(super) fn new(session: MemberSession, at: SystemTime, now: SystemTime) -> (Self, Duration) {
        let known = Self {
            session: Arc::new(session),
            at,
            looked_up: Instant::now(),
        };
        let keep = known.end().duration_since(now).unwrap_or_default();
        (known, keep)
    }

    /// When the session ends, unless it is extended.
    #[inline]
    pub(super) fn end(&self) -> SystemTime {
        system_time(&self.session.expires_at)
    }

    /// Whether it is younger than `age`. After a clock was set back it is not.
    #[inline]
    pub(super) fn holds(&self, now: SystemTime, age: Duration) -> bool {
        self.end() > now && now.duration_since(self.at).is_ok_and(|past| past <= age)
    }
}
