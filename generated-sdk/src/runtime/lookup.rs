//! Values from the cache of a client, or from calls.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::time::{Sleep, sleep_until};

use super::client::Client;
use super::deadline::Deadline;
use super::error::{ErrorKind, Result};
use super::executor;

/// The future of a value from the client's cache, or from as many calls as it takes.
///
/// Nothing is sent before it is first polled. All calls together share the client's timeout of a
/// call, or that of [`with_timeout`](Self::with_timeout). Concurrent lookups of the same value
/// share one fetch (single flight), which continues when some of the callers give up.
#[must_use = "nothing is sent unless this is awaited"]
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

    /// Sets the timeout of the lookup, from when it is first polled, in place of the client's
    /// timeout of a call.
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
