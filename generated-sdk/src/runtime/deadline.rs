//! Deadlines of calls and checks.

use std::time::Duration;

use tokio::time::{Instant, timeout_at};

use super::error::{Error, ErrorKind, Result};

/// A deadline; `None` without a timeout.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deadline(Option<Instant>);

impl Deadline {
    pub(crate) const NONE: Self = Self(None);

    /// The deadline of a timeout that starts now. A timeout beyond what the clock can represent is
    /// none.
    pub(crate) fn after(timeout: Option<Duration>) -> Self {
        Self(timeout.and_then(|timeout| Instant::now().checked_add(timeout)))
    }

    /// This deadline, or that of a timeout that starts now, whichever is earlier.
    pub(crate) fn within(self, timeout: Duration) -> Self {
        let sooner = Self::after(Some(timeout)).0;
        Self(self.0.into_iter().chain(sooner).min())
    }

    /// The middle of the time that is left, so that there is time for something else.
    pub(crate) fn half(self) -> Self {
        self.remaining()
            .map_or(Self::NONE, |left| self.within(left / 2))
    }

    /// The time that is left; `None` without a timeout.
    pub(crate) fn remaining(self) -> Option<Duration> {
        let now = Instant::now();
        self.0.map(|moment| moment.saturating_duration_since(now))
    }

    pub(crate) fn has_passed(self) -> bool {
        self.remaining().is_some_and(|left| left.is_zero())
    }

    pub(crate) fn instant(self) -> Option<Instant> {
        self.0
    }

    /// Waits for a future until this deadline. A future that is ready needs no timer.
    pub(crate) async fn limit<F: Future>(self, future: F) -> Result<F::Output> {
        match self.0 {
            Some(moment) => timeout_at(moment, future)
                .await
                .map_err(|late| Error::from(ErrorKind::Timeout).because(late)),
            None => Ok(future.await),
        }
    }
}
