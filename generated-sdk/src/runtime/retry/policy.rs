//! The settings of retries.

use std::time::Duration;

/// When a call is retried after a failure: how often, and with which backoff.
///
#[doc = include_str!("rule.md")]
///
/// `GET`, `PUT` and `DELETE` are idempotent unless the page of an operation says otherwise; so are
/// the `POST`s whose page says that they are, such as searches, lookups, revocations and token
/// requests.
///
/// An error whose body stalls or breaks off counts by its status. The client waits for the body for 2
/// seconds at most, and at most half of the remaining timeout.
///
/// Before each retry, the client waits for a random backoff. Its upper bound doubles from one retry
/// to the next. With `Retry-After` in the response, the wait is at least that long. A wait that
/// would outlast the timeout of the call does not start: the call ends with the error at hand.
///
/// The error of a retried call is that of the last attempt, and
/// [`Error::attempts`](crate::Error::attempts) is their number. An earlier attempt may have been
/// processed although its response was lost: a `DELETE` or a revocation that ends with 404 after
/// several attempts has most likely succeeded.
///
/// All calls of a client share a retry budget, so that retries do not make an outage worse: 50
/// retries, and one more for every ten calls that succeed.
///
/// ```
/// use std::time::Duration;
///
/// use stytch_b2b::{Client, Retry};
///
/// # fn main() -> stytch_b2b::Result<()> {
/// let client = Client::builder()
///     .project_id("project-test-1234")
///     .secret("secret-test-5678")
///     .retry(Retry::default().retries(4).backoff(Duration::from_millis(50)))
///     .build()?;
/// let call = client.rbac().policy().with_retry(Retry::off());
/// # Ok(())
/// # }
/// ```
#[doc(alias = "rate limit")]
#[doc(alias = "backoff")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "settings do nothing until they are given to a client or to a call"]
pub struct Retry {
    retries: u32,
    backoff: Duration,
    max_backoff: Duration,
    max_retry_after: Duration,
    attempt_timeout: Duration,
}

/// Two retries, a backoff of up to 200 milliseconds that doubles up to 5 seconds, a `Retry-After`
/// of up to 20 seconds, and 10 seconds for a response to begin.
impl Default for Retry {
    fn default() -> Self {
        Self {
            retries: 2,
            backoff: Duration::from_millis(200),
            max_backoff: Duration::from_secs(5),
            max_retry_after: Duration::from_secs(20),
            attempt_timeout: Duration::from_secs(10),
        }
    }
}

impl Retry {
    /// No retries.
    pub fn off() -> Self {
        Self::default().retries(0)
    }

    /// The maximum number of retries, after the first attempt.
    pub fn retries(self, retries: u32) -> Self {
        Self { retries, ..self }
    }

    /// The upper bound of the first backoff. It doubles for each further one.
    pub fn backoff(self, first: Duration) -> Self {
        Self {
            backoff: first,
            ..self
        }
    }

    /// The upper bound of every backoff.
    pub fn max_backoff(self, max: Duration) -> Self {
        Self {
            max_backoff: max,
            ..self
        }
    }

    /// The upper bound of a wait that the API asks for by `Retry-After`. If it asks for more, the
    /// call is retried after this duration.
    pub fn max_retry_after(self, max: Duration) -> Self {
        Self {
            max_retry_after: max,
            ..self
        }
    }

    /// The timeout for a response to begin, for attempts that can be followed by a retry. The last
    /// attempt has all the time that is left to the call.
    pub fn attempt_timeout(self, timeout: Duration) -> Self {
        Self {
            attempt_timeout: timeout,
            ..self
        }
    }

    /// Whether another retry is allowed after so many.
    pub(in crate::runtime) fn allows(&self, retries: u32) -> bool {
        retries < self.retries
    }

    pub(in crate::runtime) fn response_timeout(&self) -> Duration {
        self.attempt_timeout
    }

    /// How long to wait before a retry. The first one has the number 0.
    pub(in crate::runtime) fn wait(&self, retry: u32, retry_after: Option<Duration>) -> Duration {
        let max = self
            .backoff
            .saturating_mul(1_u32.checked_shl(retry).unwrap_or(u32::MAX))
            .min(self.max_backoff);
        // Full jitter: callers that failed together must not come back together.
        let backoff = Duration::try_from_secs_f64(max.as_secs_f64() * fastrand::f64());
        let backoff = backoff.unwrap_or(max);
        match retry_after {
            Some(least) => least.min(self.max_retry_after).saturating_add(backoff),
            None => backoff,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Retry;

    const MS: fn(u64) -> Duration = Duration::from_millis;

    #[test]
    fn backoff_has_full_jitter_below_a_limit_that_doubles() {
        let retry = Retry::default();
        for (number, limit) in [(0, 200), (1, 400), (4, 3200), (5, 5000), (40, 5000)] {
            let waits: Vec<_> = (0..1000).map(|_| retry.wait(number, None)).collect();
            let longest = waits.iter().max().copied().unwrap_or_default();
            let shortest = waits.iter().min().copied().unwrap_or_default();
            assert!(
                longest <= MS(limit) && longest > MS(limit * 9 / 10),
                "{longest:?}"
            );
            assert!(shortest < MS(limit / 10), "{shortest:?}");
        }
    }

    #[test]
    fn retry_after_is_the_least_wait() {
        for (asked, least) in [(0, 0), (7, 7), (20, 20), (3600, 20)] {
            let wait = Retry::default().wait(0, Some(Duration::from_secs(asked)));
            let beyond = wait.checked_sub(Duration::from_secs(least));
            assert!(beyond.is_some_and(|beyond| beyond <= MS(200)), "{wait:?}");
        }
        let none = Retry::default().backoff(Duration::ZERO);
        assert_eq!(none.wait(3, None), Duration::ZERO);
    }
}
