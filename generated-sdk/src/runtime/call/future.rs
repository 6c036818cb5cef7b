//! The future of a call.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::response::Response;
use crate::runtime::error::Result;

/// The future of a response.
///
/// The request is sent when the future is first polled, on a Tokio runtime with I/O and time
/// enabled. Dropping the future cancels the call, which the API may have processed by then.
#[must_use = "nothing is sent unless the future is awaited"]
pub struct ResponseFuture<T> {
    response: Pin<Box<dyn Future<Output = Result<Response>> + Send>>,
    // A function and not a trait bound: all that depends on `T` is this pointer.
    decode: fn(Response) -> Result<T>,
}

impl<T> ResponseFuture<T> {
    pub(super) fn new(
        response: impl Future<Output = Result<Response>> + Send + 'static,
        decode: fn(Response) -> Result<T>,
    ) -> Self {
        let response = Box::pin(response);
        Self { response, decode }
    }
}

impl<T> Future for ResponseFuture<T> {
    type Output = Result<T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.response
            .as_mut()
            .poll(context)
            .map(|response| response.and_then(self.decode))
    }
}

impl<T> fmt::Debug for ResponseFuture<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseFuture").finish_non_exhaustive()
    }
}
