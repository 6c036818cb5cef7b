//! The future of a call.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::response::Answer;
use crate::runtime::error::Result;

/// The response to a call, once it is there.
///
/// Nothing is sent before the future is first polled. Dropping it abandons the call, which the API
/// may have carried out by then. It must be polled on a Tokio runtime with I/O and time enabled.
#[must_use = "nothing is sent unless the future is awaited"]
pub struct ResponseFuture<T> {
    answer: Pin<Box<dyn Future<Output = Result<Answer>> + Send>>,
    // A function and not a trait bound: all that depends on `T` is this pointer.
    read: fn(Answer) -> Result<T>,
}

impl<T> ResponseFuture<T> {
    pub(super) fn new(
        answer: impl Future<Output = Result<Answer>> + Send + 'static,
        read: fn(Answer) -> Result<T>,
    ) -> Self {
        let answer = Box::pin(answer);
        Self { answer, read }
    }
}

impl<T> Future for ResponseFuture<T> {
    type Output = Result<T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.answer
            .as_mut()
            .poll(context)
            .map(|answer| answer.and_then(self.read))
    }
}

impl<T> fmt::Debug for ResponseFuture<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseFuture").finish_non_exhaustive()
    }
}
