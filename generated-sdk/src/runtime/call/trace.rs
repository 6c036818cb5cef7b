//! The `tracing` span of a call, which shows no arguments.

#[cfg(feature = "tracing")]
use std::borrow::Cow;
use std::time::Duration;

use http::StatusCode;

use crate::runtime::client::Client;
use crate::runtime::error::Error;
#[cfg(feature = "tracing")]
use crate::runtime::error::ErrorKind;
use crate::runtime::route::Route;
#[cfg(feature = "tracing")]
use crate::runtime::transport::Operation;
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
    /// Begins the span of a call, with the attributes that OpenTelemetry has for HTTP clients.
    pub(super) fn new(client: &Client, route: &'static Route) -> Self {
        use tracing::field::Empty;

        let (address, port) = client.0.server(route);
        Self {
            span: tracing::info_span!(
                target: "stytch_b2b",
                "call",
                otel.name = %Operation(route),
                otel.kind = "client",
                otel.status_code = Empty,
                http.request.method = http::Method::from(route.verb).as_str(),
                url.template = route.template,
                server.address = address,
                server.port = port,
                http.request.resend_count = Empty,
                http.response.status_code = Empty,
                "error.type" = Empty,
                request_id = Empty,
            ),
        }
    }

    /// Runs a future within the span.
    pub(super) fn around<F: Future>(&self, future: F) -> impl Future<Output = F::Output> + use<F> {
        tracing::Instrument::instrument(future, self.span.clone())
    }

    /// Another attempt follows.
    pub(super) fn retried(&self, error: &Error, wait: Duration) {
        tracing::debug!(
            target: "stytch_b2b",
            parent: &self.span,
            wait_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX),
            "error.type" = %name(error),
            "the call is retried",
        );
    }

    /// Records the last attempt. Each attribute is recorded once: OpenTelemetry keeps both values
    /// of one that is recorded twice.
    pub(super) fn ended(&self, retries: u32, status: Option<StatusCode>) {
        if retries > 0 {
            self.span.record("http.request.resend_count", retries);
        }
        if let Some(status) = status {
            self.span
                .record("http.response.status_code", status.as_u16());
        }
    }

    pub(super) fn failed(&self, error: &Error) {
        self.span.record("otel.status_code", "ERROR");
        self.span.record("error.type", &*name(error));
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

/// The status code of an error response, or the stable name of an error kind.
#[cfg(feature = "tracing")]
fn name(error: &Error) -> Cow<'static, str> {
    let name = match error.kind() {
        ErrorKind::Api(error) => return error.status().as_str().to_owned().into(),
        ErrorKind::Configuration { .. } => "configuration",
        ErrorKind::Argument { .. } => "argument",
        ErrorKind::NoRuntime => "no_runtime",
        ErrorKind::NoKeys => "no_keys",
        ErrorKind::Connect => "connect",
        ErrorKind::Timeout => "timeout",
        ErrorKind::Transport => "transport",
        ErrorKind::TooLarge { .. } => "too_large",
        ErrorKind::Decode(_) => "decode",
        ErrorKind::Conversion { .. } => "conversion",
        ErrorKind::RepeatedCursor => "repeated_cursor",
    };
    name.into()
}

#[cfg(not(feature = "tracing"))]
impl Trace {
    pub(super) fn new(_: &Client, _: &'static Route) -> Self {
        Self {}
    }

    pub(super) fn around<F: Future>(&self, future: F) -> F {
        future
    }

    pub(super) fn retried(&self, _: &Error, _: Duration) {}

    pub(super) fn ended(&self, _: u32, _: Option<StatusCode>) {}

    pub(super) fn failed(&self, _: &Error) {}

    pub(super) fn succeeded(&self, _: &dyn Wire) {}
}
