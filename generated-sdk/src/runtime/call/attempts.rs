//! All attempts of a call, within its time limit.

use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use tokio::time::{Instant, sleep, timeout_at};

use super::request::{Call, Content};
use super::response::Answer;
use super::trace::Trace;
use crate::runtime::error::{Error, ErrorKind, Result};

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
    let limit = call.timeout.or(call.client.0.timeout());
    // A limit beyond what the clock can tell is none.
    let deadline = limit.and_then(|limit| Instant::now().checked_add(limit));
    match &call.inference {
        None => attempts(call, content.as_ref(), deadline, trace).await,
        // Rare, and so no part of every call's future.
        Some(inference) => {
            Box::pin(async {
                let resolving = inference.resolve(call.clone(), content);
                let (call, content) = until(deadline, resolving).await??;
                attempts(&call, content.as_ref(), deadline, trace).await
            })
            .await
        }
    }
}

/// Waits for a future until it is late. There is one timer at a time, and none for what is ready.
async fn until<F: Future>(deadline: Option<Instant>, future: F) -> Result<F::Output> {
    match deadline {
        Some(deadline) => timeout_at(deadline, future)
            .await
            .map_err(|late| Error::from(ErrorKind::Timeout).because(late)),
        None => Ok(future.await),
    }
}

async fn attempts(
    call: &Call,
    content: Option<&Content>,
    deadline: Option<Instant>,
    trace: &Trace,
) -> Result<Answer> {
    let budget = call.client.0.budget();
    let retry = call.retry.unwrap_or(call.client.0.retry());
    let mut repetitions = 0;
    loop {
        let request = call.request(content)?;
        let may_repeat = retry.allows(repetitions);
        let patience = (may_repeat && call.route.repeatable)
            .then(|| Instant::now().checked_add(retry.patience()))
            .flatten();
        let failure = match attempt(call, request, [patience, deadline], trace).await {
            Ok(answer) => {
                budget.deposit();
                return Ok(answer);
            }
            Err(failure) => failure,
        };
        if !may_repeat || !failure.is_repeatable(call.route.repeatable) {
            return Err(failure.error);
        }

        let pause = retry.pause(repetitions, failure.retry_after());
        let ends_in_time = deadline
            .is_none_or(|deadline| deadline.saturating_duration_since(Instant::now()) > pause);
        if !ends_in_time || !budget.withdraw() {
            return Err(failure.error);
        }
        trace.repeated(repetitions, &failure.error, pause);
        sleep(pause).await;
        repetitions += 1;
    }
}

/// Why an attempt failed.
struct Failure {
    error: Error,
    /// Whether there was the beginning of a response.
    answered: bool,
}

/// Sends a request once, and reads the response. The response has to begin before both limits, and
/// to end before the second.
async fn attempt(
    call: &Call,
    request: Request<Bytes>,
    [patience, deadline]: [Option<Instant>; 2],
    trace: &Trace,
) -> Result<Answer, Failure> {
    let failed = |answered| move |error: Error| Failure { error, answered };
    let first = patience.into_iter().chain(deadline).min();
    let response = until(first, call.client.0.send(request))
        .await
        .map_err(failed(false))?;
    let (head, body) = response
        .map_err(Error::from)
        .map_err(failed(false))?
        .into_parts();
    trace.answered(head.status);
    let body = until(deadline, body.read(head.status))
        .await
        .and_then(|body| body)
        .map_err(failed(true))?;
    let response = Response::from_parts(head, body);
    Answer::new(response, call.route.answer, trace.clone()).map_err(failed(true))
}

impl Failure {
    fn retry_after(&self) -> Option<Duration> {
        self.error.api_error()?.retry_after()
    }

    /// Whether another attempt does no harm and may succeed.
    fn is_repeatable(&self, route_is_repeatable: bool) -> bool {
        match self.error.kind() {
            // Nothing has been processed.
            ErrorKind::Connect => true,
            ErrorKind::Api(answer) if answer.status() == 429 => true,
            ErrorKind::Api(answer) => route_is_repeatable && matches!(answer.status(), 502..=504),
            ErrorKind::Timeout | ErrorKind::Transport => route_is_repeatable && !self.answered,
            _ => false,
        }
    }
}
