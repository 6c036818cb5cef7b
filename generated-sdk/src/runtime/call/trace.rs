//! What an operator sees of a call: a span of `tracing`, with nothing in it that a caller gave.

use std::time::Duration;

use super::route::Route;
use crate::runtime::error::{Error, ErrorKind};
use crate::runtime::wire::{View, Wire};

/// The span of a call; nothing where the feature `tracing` is off.
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

    /// Another attempt is going to be made, after so many.
    pub(super) fn repeated(&self, attempts: u32, error: &Error, pause: Duration) {
        tracing::debug!(
            target: "stytch_b2b",
            parent: &self.span,
            error = name(error),
            status = error.status(),
            pause_ms = u64::try_from(pause.as_millis()).unwrap_or(u64::MAX),
            "the call is repeated",
        );
        self.span.record("attempt", attempts.saturating_add(1));
    }

    pub(super) fn answered(&self, status: http::StatusCode) {
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

    /// Finds the request id in a response that has been read.
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

/// The kind of an error, in a word that does not change.
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

    pub(super) fn repeated(&self, _: u32, _: &Error, _: Duration) {}

    pub(super) fn answered(&self, _: http::StatusCode) {}

    pub(super) fn failed(&self, _: &Error) {}

    pub(super) fn succeeded(&self, _: &dyn Wire) {}
}
