//! The `tracing` span of a call, which shows no arguments.

use std::time::Duration;

use crate::runtime::error::Error;
#[cfg(feature = "tracing")]
use crate::runtime::error::ErrorKind;
use crate::runtime::route::Route;
#[cfg(feature = "tracing")]
use crate::runtime::wire::View;
use crate::runtime::wire::Wire;

/// The span of a call; nothing without the feature `tracing`.
#[derive(Clone, Debug)]
pub(super) struct Trace {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

#[cfg(feature = "tracing")]
impl Trace {
    /// Begins the span of a call.
    pub(super) fn new(route: &Route) -> Self {
        use tracing::field::Empty;

        Self {
            span: tracing::info_span!(
                target: "stytch_b2b",
                "call",
                method = http::Method::from(route.verb).as_str(),
                route = route.template,
                attempt = 1,
                status = Empty,
                request_id = Empty,
                error = Empty,
            ),
        }
    }

    /// Runs a future within the span.
    pub(super) fn around<F: Future>(&self, future: F) -> impl Future<Output = F::Output> + use<F> {
        tracing::Instrument::instrument(future, self.span.clone())
    }

    /// Another attempt follows, after so many.
    pub(super) fn retried(&self, attempts: u32, error: &Error, wait: Duration) {
        tracing::debug!(
            target: "stytch_b2b",
            parent: &self.span,
            error = name(error),
            status = error.status(),
            wait_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX),
            "the call is retried",
        );
        self.span.record("attempt", attempts.saturating_add(1));
    }

    pub(super) fn responded(&self, status: http::StatusCode) {
        self.span.record("status", status.as_u16());
    }

    pub(super) fn failed(&self, error: &Error) {
        self.span.record("error", name(error));
        if let Some(status) = error.status() {
            self.span.record("status", status);
        }
        if let Some(id) = error.request_id() {
            self.span.record("request_id", id);
        }
    }

    /// Records the request id of a response.
    pub(super) fn succeeded(&self, value: &dyn Wire) {
        if self.span.is_disabled() {
            return;
        }
        if let View::Object(object, _) = value.view() {
            object.fields(&mut |fields| {
                let id = fields.iter().find(|(name, _)| *name == "request_id");
                if let Some(View::String(id)) = id.map(|(_, value)| value.view()) {
                    self.span.record("request_id", id);
                }
            });
        }
    }
}

/// The stable name of an error kind.
#[cfg(feature = "tracing")]
fn name(error: &Error) -> &'static str {
    match error.kind() {
        ErrorKind::Configuration { .. } => "configuration",
        ErrorKind::Argument { .. } => "argument",
        ErrorKind::NoRuntime => "no_runtime",
        ErrorKind::NoKeys => "no_keys",
        ErrorKind::Connect => "connect",
        ErrorKind::Timeout => "timeout",
        ErrorKind::Transport => "transport",
        ErrorKind::TooLarge { .. } => "too_large",
        ErrorKind::Api(_) => "api",
        ErrorKind::Decode(_) => "decode",
        ErrorKind::Conversion { .. } => "conversion",
        ErrorKind::RepeatedCursor => "repeated_cursor",
    }
}

#[cfg(not(feature = "tracing"))]
impl Trace {
    pub(super) fn new(_: &Route) -> Self {
        Self {}
    }

    pub(super) fn around<F: Future>(&self, future: F) -> F {
        future
    }

    pub(super) fn retried(&self, _: u32, _: &Error, _: Duration) {}

    pub(super) fn responded(&self, _: http::StatusCode) {}

    pub(super) fn failed(&self, _: &Error) {}

    pub(super) fn succeeded(&self, _: &dyn Wire) {}
}
