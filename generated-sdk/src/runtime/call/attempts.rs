//! All attempts of a call, within its timeout.

use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response, StatusCode};
use tokio::time::sleep;

use super::request::{Call, Content};
use super::response::Answer;
use super::route::Verb;
use super::trace::Trace;
use crate::runtime::deadline::Deadline;
use crate::runtime::error::{Attempts, Error, ErrorKind, Result};
use crate::runtime::executor;

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
    let mut made = Attempts::default();
    loop {
        let request = call.request(content)?;
        let may_repeat = retry.allows(made.count);
        let response_by = if may_repeat && call.route.idempotent {
            deadline.within(retry.response_timeout())
        } else {
            deadline
        };
        let failure = match attempt(call, request, response_by, deadline, trace).await {
            Ok(answer) => {
                budget.deposit();
                return Ok(answer.after(made));
            }
            Err(failure) => failure,
        };
        let pause = retry.pause(made.count, failure.retry_after());
        made.count += 1;
        let is_repeated = may_repeat
            && failure.is_retryable(call.route.idempotent)
            && deadline.remaining().is_none_or(|left| left > pause)
            && budget.withdraw();
        if !is_repeated {
            return Err(failure.error.after(made));
        }
        trace.repeated(made.count, &failure.error, pause);
        made.may_have_been_carried_out |= failure.may_have_been_carried_out();
        sleep(pause).await;
    }
}

/// Why an attempt failed.
struct Failure {
    error: Error,
    /// Whether there was the beginning of a response.
    answered: bool,
}

/// Sends a request once, and reads the response. The response has to begin by one moment, and to
/// end by another.
async fn attempt(
    call: &Call,
    request: Request<Bytes>,
    response_by: Deadline,
    deadline: Deadline,
    trace: &Trace,
) -> Result<Answer, Failure> {
    let failed = |answered| move |error: Error| Failure { error, answered };
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

impl Failure {
    fn retry_after(&self) -> Option<Duration> {
        self.error.api_error()?.retry_after()
    }

    /// Whether another attempt does no harm and may succeed.
    fn is_retryable(&self, is_idempotent: bool) -> bool {
        match self.error.kind() {
            ErrorKind::Api(answer) if matches!(answer.status(), 502..=504) => is_idempotent,
            ErrorKind::Timeout | ErrorKind::Transport => is_idempotent && !self.answered,
            ErrorKind::Connect | ErrorKind::Api(_) => !self.may_have_been_carried_out(),
            _ => false,
        }
    }

    /// Without a connection nothing has been processed, and a 429 says that the call was not.
    fn may_have_been_carried_out(&self) -> bool {
        match self.error.kind() {
            ErrorKind::Connect => false,
            ErrorKind::Api(answer) => answer.status() != 429,
            _ => true,
        }
    }
}
