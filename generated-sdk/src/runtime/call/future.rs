//! The future of a call.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::api_response::ApiResponse;
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

impl<T> ResponseFuture<T> {
    /// Returns the future of the response with its status code, its headers, its request id, and its
    /// body as it arrived.
    ///
    /// ```no_run
    /// # async fn example(client: stytch_b2b::Client) -> stytch_b2b::Result<()> {
    /// let call = client.organizations().get("organization-test-1234").send();
    /// let response = call.with_response().await?;
    /// println!("{} {:?}", response.status(), response.headers().get("x-ratelimit-remaining"));
    /// println!("{}", response.value.organization.organization_name);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Of a paginated call, it is one page: the builder of the next one takes the cursor.
    pub fn with_response(self) -> WithResponse<T> {
        WithResponse(self)
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

/// The future of a response with its status code, its headers, its request id, and its body as it
/// arrived, from [`ResponseFuture::with_response`].
#[must_use = "nothing is sent unless the future is awaited"]
pub struct WithResponse<T>(ResponseFuture<T>);

impl<T> Future for WithResponse<T> {
    type Output = Result<ApiResponse<T>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let decode = self.0.decode;
        self.0.response.as_mut().poll(context).map(|response| {
            let response = response?;
            let (http, request_id) = (response.http().clone(), response.request_id());
            Ok(ApiResponse::new(decode(response)?, http, request_id))
        })
    }
}

impl<T> fmt::Debug for WithResponse<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WithResponse").finish_non_exhaustive()
    }
}
