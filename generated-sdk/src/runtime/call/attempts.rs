//! From a call to its response: all attempts, within one timeout.

use bytes::Bytes;
use http::{Request, StatusCode};
use tokio::time::sleep;

use super::arguments::Call;
use super::body::RequestBody;
use super::response::Response;
use super::trace::Trace;
use crate::runtime::deadline::Deadline;
use crate::runtime::error::{Attempts, Error, Result};
use crate::runtime::executor;
use crate::runtime::retry::Next;
use crate::runtime::route::Verb;

/// Sends a call until it succeeds, until it fails for good, or until the timeout.
pub(super) async fn run(
    call: Call,
    body: Result<Option<RequestBody>>,
    trace: Trace,
) -> Result<Response> {
    let response = within_timeout(&call, body, &trace).await;
    if let Err(error) = &response {
        trace.failed(error);
    }
    response
}

/// All attempts, or as many as there is time for.
async fn within_timeout(
    call: &Call,
    body: Result<Option<RequestBody>>,
    trace: &Trace,
) -> Result<Response> {
    let body = body?;
    executor::require()?;
    let deadline = Deadline::after(call.timeout.or(call.client.0.timeout()));
    match &call.inferred {
        None => attempts(call, body.as_ref(), deadline, trace).await,
        // Rare, and so no part of every call's future.
        Some(inferred) => {
            Box::pin(async {
                let values = deadline.limit(inferred.values()).await??;
                let (call, body) = call.clone().with_inferred(body, values)?;
                attempts(&call, body.as_ref(), deadline, trace).await
            })
            .await
        }
    }
}

async fn attempts(
    call: &Call,
    body: Option<&RequestBody>,
    deadline: Deadline,
    trace: &Trace,
) -> Result<Response> {
    let budget = call.client.0.budget();
    let retry = call.retry.unwrap_or(call.client.0.retry());
    let is_idempotent = call.route.idempotent;
    let mut made = Attempts::default();
    loop {
        let request = call.request(body)?;
        let may_retry = retry.allows(made.count);
        let response_by = if may_retry && is_idempotent {
            deadline.within(retry.response_timeout())
        } else {
            deadline
        };
        let failed = match attempt(call, request, response_by, deadline, trace).await {
            Ok(response) => {
                budget.deposit();
                trace.ended(made.count, Some(response.status()));
                return Ok(response.after(made));
            }
            Err(failed) => failed,
        };
        let next = failed.error.failure(failed.status.is_some()).next();
        let wait = retry.wait(made.count, failed.error.retry_after());
        let retries = made.count;
        made.count += 1;
        let is_retried = may_retry
            && next.is_retry(is_idempotent)
            && deadline.remaining().is_none_or(|left| left > wait)
            && budget.withdraw();
        if !is_retried {
            trace.ended(retries, failed.status);
            return Err(failed.error.after(made));
        }
        trace.retried(&failed.error, wait);
        made.may_have_been_processed |= next != Next::Retry;
        sleep(wait).await;
    }
}

/// An attempt that failed.
struct Failed {
    error: Error,
    /// The status code, if the response had begun.
    status: Option<StatusCode>,
}

/// Sends a request once, and reads the response. It has to begin by one deadline, and to end by
/// another.
async fn attempt(
    call: &Call,
    request: Request<Bytes>,
    response_by: Deadline,
    deadline: Deadline,
    trace: &Trace,
) -> Result<Response, Failed> {
    let failed = |status| move |error: Error| Failed { error, status };
    let response = response_by
        .limit(call.client.0.send(request))
        .await
        .map_err(failed(None))?;
    let (head, body) = response
        .map_err(Error::from)
        .map_err(failed(None))?
        .into_parts();
    let status = head.status;
    let mut body = body
        .read(&head, deadline)
        .await
        .map_err(failed(Some(status)))?;
    if !has_body(call.route.verb, status) {
        body.clear();
    }
    let response = http::Response::from_parts(head, body);
    Response::new(response, call.route.response, deadline, trace.clone())
        .map_err(failed(Some(status)))
}

/// Whether a response can have a body (RFC 9110, sections 9.3.2 and 15).
fn has_body(verb: Verb, status: StatusCode) -> bool {
    verb != Verb::Head && !matches!(status.as_u16(), 204 | 205 | 304)
}
