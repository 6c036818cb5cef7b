//! The settings of repetitions.

use std::time::Duration;

/// When a call that failed is sent again.
///
/// A failure is repeated if the call cannot have been processed: there was no connection, or the
/// API answered 429. Where it does no harm to carry out a call twice (`GET`, `PUT` and `DELETE` as a
/// rule, and others that only look or that end in the same state), it is also repeated if the connection broke or the time was over before the
/// response began, and after 502, 503 and 504. Nothing else is.
///
/// Before each repetition there is a pause of a random length, up to a limit that doubles from one
/// to the next. If the answer says how long to wait (`Retry-After`), the pause is at least that. A
/// pause that would last beyond the timeout of the call is not begun: the call ends with the
/// error that it has.
///
/// The error of a call that was sent again is that of its last attempt, and
/// [`Error::attempts`](crate::Error::attempts) tells how many there were. An earlier attempt may have
/// been carried out although its response was lost: a `DELETE` that ends with 404 then has most
/// likely done what it was to do.
///
/// All calls of a client draw on one budget, so that an outage is not made worse: 50 repetitions,
/// and one more for every ten calls that succeed.
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "settings do nothing until they are given to a client or to a call"]
pub struct Retry {
    retries: u32,
    backoff: Duration,
    longest: Duration,
    longest_asked: Duration,
    attempt_timeout: Duration,
}

/// Two retries, pauses from 200 milliseconds up to 5 seconds, 20 seconds where the API asks for
/// it, and 10 seconds for a response to begin.
impl Default for Retry {
    fn default() -> Self {
        Self {
            retries: 2,
            backoff: Duration::from_millis(200),
            longest: Duration::from_secs(5),
            longest_asked: Duration::from_secs(20),
            attempt_timeout: Duration::from_secs(10),
        }
    }
}

impl Retry {
    /// Nothing is sent again.
    pub fn off() -> Self {
        Self::default().retries(0)
    }

    /// How often a call is sent again at most, after its first attempt.
    pub fn retries(self, retries: u32) -> Self {
        Self { retries, ..self }
    }

    /// How long the first pause may be; the limit doubles for each further one.
    pub fn backoff(self, first: Duration) -> Self {
        Self {
            backoff: first,
            ..self
        }
    }

    /// How long any pause may be.
    pub fn max_backoff(self, longest: Duration) -> Self {
        Self { longest, ..self }
    }

    /// How long a pause may be that the API asks for by `Retry-After`. Where it asks for more, the
    /// call is repeated after this time.
    pub fn max_retry_after(self, longest: Duration) -> Self {
        Self {
            longest_asked: longest,
            ..self
        }
    }

    /// How long to wait for a response to begin, where the call can be repeated after that. The
    /// last attempt has all the time that the call has.
    pub fn attempt_timeout(self, limit: Duration) -> Self {
        Self {
            attempt_timeout: limit,
            ..self
        }
    }

    pub(in crate::runtime) fn allows(&self, repetitions: u32) -> bool {
        repetitions < self.retries
    }

    pub(in crate::runtime) fn response_timeout(&self) -> Duration {
        self.attempt_timeout
    }

    /// The pause before a repetition, the first of which has the number 0.
    pub(in crate::runtime) fn pause(&self, repetition: u32, asked: Option<Duration>) -> Duration {
        let limit = self
            .backoff
            .saturating_mul(1_u32.checked_shl(repetition).unwrap_or(u32::MAX))
            .min(self.longest);
        // Of full length at random: callers that failed together are not to come back together.
        let pause = Duration::try_from_secs_f64(limit.as_secs_f64() * fastrand::f64());
        let pause = pause.unwrap_or(limit);
        match asked {
            Some(asked) => asked.min(self.longest_asked).saturating_add(pause),
            None => pause,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Retry;

    const MS: fn(u64) -> Duration = Duration::from_millis;

    #[test]
    fn pauses_are_spread_below_a_limit_that_doubles() {
        let retry = Retry::default();
        for (repetition, limit) in [(0, 200), (1, 400), (4, 3200), (5, 5000), (40, 5000)] {
            let pauses: Vec<_> = (0..1000).map(|_| retry.pause(repetition, None)).collect();
            let longest = pauses.iter().max().copied().unwrap_or_default();
            let shortest = pauses.iter().min().copied().unwrap_or_default();
            assert!(
                longest <= MS(limit) && longest > MS(limit * 9 / 10),
                "{longest:?}"
            );
            assert!(shortest < MS(limit / 10), "{shortest:?}");
        }
    }

    #[test]
    fn what_the_api_asks_for_is_the_least() {
        for (asked, least) in [(0, 0), (7, 7), (20, 20), (3600, 20)] {
            let pause = Retry::default().pause(0, Some(Duration::from_secs(asked)));
            let beyond = pause.checked_sub(Duration::from_secs(least));
            assert!(beyond.is_some_and(|beyond| beyond <= MS(200)), "{pause:?}");
        }
        let none = Retry::default().backoff(Duration::ZERO);
        assert_eq!(none.pause(3, None), Duration::ZERO);
    }
}
