//! All attempts of a call, within its timeout.

use bytes::Bytes;
use http::{Request, Response, StatusCode};
use tokio::time::sleep;

use super::request::{Call, Content};
use super::response::Answer;
use super::route::Verb;
use super::trace::Trace;
use crate::runtime::deadline::Deadline;
use crate::runtime::error::{Attempts, Error, Result};
use crate::runtime::executor;
use crate::runtime::retry::Next;

/// Sends a call until it succeeds, fails for good, or has no time left.
pub(super) async fn run(
    call: Call,
    content: Result<Option<Content>>,
    trace: Trace,
) -> Result<Answer> {
    let answer = in_time(&call, content, &trace).await;
    if let Err(error) = &answer {
        trace.failed(error);
    }
    answer
}

/// All attempts, or as many as there is time for.
async fn in_time(call: &Call, content: Result<Option<Content>>, trace: &Trace) -> Result<Answer> {
    let content = content?;
    executor::require()?;
    let deadline = Deadline::after(call.timeout.or(call.client.0.timeout()));
    match &call.inference {
        None => attempts(call, content.as_ref(), deadline, trace).await,
        // Rare, and so no part of every call's future.
        Some(inference) => {
            Box::pin(async {
                let resolving = inference.resolve(call.clone(), content);
                let (call, content) = deadline.limit(resolving).await??;
                attempts(&call, content.as_ref(), deadline, trace).await
            })
            .await
        }
    }
}

async fn attempts(
    call: &Call,
    content: Option<&Content>,
    deadline: Deadline,
    trace: &Trace,
) -> Result<Answer> {
    let budget = call.client.0.budget();
    let retry = call.retry.unwrap_or(call.client.0.retry());
    let is_idempotent = call.route.idempotent;
    let mut made = Attempts::default();
    loop {
        let request = call.request(content)?;
        let may_retry = retry.allows(made.count);
        let response_by = if may_retry && is_idempotent {
            deadline.within(retry.response_timeout())
        } else {
            deadline
        };
        let failed = match attempt(call, request, response_by, deadline, trace).await {
            Ok(answer) => {
                budget.deposit();
                return Ok(answer.after(made));
            }
            Err(failed) => failed,
        };
        let next = failed.error.failure(failed.has_response).next();
        let wait = retry.wait(made.count, failed.error.retry_after());
        made.count += 1;
        let is_retried = may_retry
            && next.is_retry(is_idempotent)
            && deadline.remaining().is_none_or(|left| left > wait)
            && budget.withdraw();
        if !is_retried {
            return Err(failed.error.after(made));
        }
        trace.retried(made.count, &failed.error, wait);
        made.may_have_been_carried_out |= next != Next::Retry;
        sleep(wait).await;
    }
}

/// An attempt that failed.
struct Failed {
    error: Error,
    /// Whether the response had begun.
    has_response: bool,
}

/// Sends a request once, and reads the response. The response has to begin by one moment, and to
/// end by another.
async fn attempt(
    call: &Call,
    request: Request<Bytes>,
    response_by: Deadline,
    deadline: Deadline,
    trace: &Trace,
) -> Result<Answer, Failed> {
    let failed = |has_response| {
        move |error: Error| Failed {
            error,
            has_response,
        }
    };
    let response = response_by
        .limit(call.client.0.send(request))
        .await
        .map_err(failed(false))?;
    let (head, body) = response
        .map_err(Error::from)
        .map_err(failed(false))?
        .into_parts();
    trace.answered(head.status);
    let mut body = body.read(&head, deadline).await.map_err(failed(true))?;
    if !has_body(call.route.verb, head.status) {
        body.clear();
    }
    let response = Response::from_parts(head, body);
    Answer::new(response, call.route.answer, deadline, trace.clone()).map_err(failed(true))
}

/// Whether a response has a body, whatever follows its head (RFC 9110, sections 9.3.2 and 15).
fn has_body(verb: Verb, status: StatusCode) -> bool {
    verb != Verb::Head && !matches!(status.as_u16(), 204 | 205 | 304)
}
