//! What a client knows, or finds out by calls.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::time::{Sleep, sleep_until};

use super::client::Client;
use super::deadline::Deadline;
use super::error::{ErrorKind, Result};
use super::executor;

/// A value that the client keeps, or looks up by as many calls as that takes.
///
/// It is a future. Nothing is sent before it is first polled, and all of it together takes no
/// longer than the client's timeout for a call, or than [`with_timeout`](Self::with_timeout) says.
/// Callers who look up the same at the same time share one fetch, which goes on when some of them
/// give up.
#[must_use = "nothing is looked up unless this is awaited"]
pub struct Lookup<T> {
    value: Pin<Box<dyn Future<Output = Result<T>> + Send>>,
    timeout: Option<Duration>,
    progress: Progress,
}

enum Progress {
    Unpolled,
    Unlimited,
    Until(Pin<Box<Sleep>>),
}

impl<T> Lookup<T> {
    #[inline]
    pub(crate) fn new(
        client: &Client,
        value: impl Future<Output = Result<T>> + Send + 'static,
    ) -> Self {
        Self {
            value: Box::pin(value),
            timeout: client.0.timeout(),
            progress: Progress::Unpolled,
        }
    }

    /// Limits how long the lookup may take in all, from when it is first polled, instead of the
    /// client's timeout for a call.
    #[inline]
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }
}

impl<T> Future for Lookup<T> {
    type Output = Result<T>;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<T>> {
        if let Progress::Unpolled = self.progress {
            executor::current()?;
            self.progress = match Deadline::after(self.timeout).instant() {
                Some(moment) => Progress::Until(Box::pin(sleep_until(moment))),
                None => Progress::Unlimited,
            };
        }
        if let Poll::Ready(value) = self.value.as_mut().poll(context) {
            return Poll::Ready(value);
        }
        match &mut self.progress {
            Progress::Until(sleep) => sleep
                .as_mut()
                .poll(context)
                .map(|()| Err(ErrorKind::Timeout.into())),
            Progress::Unpolled | Progress::Unlimited => Poll::Pending,
        }
    }
}

impl<T> fmt::Debug for Lookup<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lookup")
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
