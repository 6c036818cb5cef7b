//! The HTTP transport: a request in, a response out. Middleware, and spans.
//!
//! [`ClientBuilder::transport`](crate::ClientBuilder::transport) sets a [`Transport`] of your own,
//! and [`ClientBuilder::middleware`](crate::ClientBuilder::middleware) wraps the one in place. The
//! crates whose types these signatures use are re-exported here.
//!
//! A middleware is a type with one method that sees each attempt: the request, with its [`Operation`]
//! in the extensions, and the response with its headers, such as those of a rate limit.
//! [`ClientBuilder::header`](crate::ClientBuilder::header) adds a header to every call, and
//! `with_header` of a builder to one.
//!
//! # Spans
//!
//! With the feature `tracing`, which is on by default, each call is a
//! [`tracing`](https://docs.rs/tracing) span named `call`, at level `INFO` with the target
//! `stytch_b2b`. Its fields are those of [OpenTelemetry's HTTP
//! clients](https://opentelemetry.io/docs/specs/semconv/http/http-spans/), so
//! `tracing-opentelemetry` needs no mapping:
//!
//! | Field | Value |
//! |---|---|
//! | `otel.name` | the operation, such as `POST /v1/b2b/sessions/authenticate` |
//! | `otel.kind`, `otel.status_code` | `client`; `ERROR` after a failure |
//! | `http.request.method`, `url.template` | the operation, without arguments |
//! | `server.address`, `server.port` | those of the base URL of the call |
//! | `http.response.status_code` | that of the last attempt |
//! | `http.request.resend_count` | the number of retries, if there were any |
//! | `error.type` | the status code of an error response, or the kind of any other error, such as `timeout` |
//! | `request_id` | that of the API |
//!
//! There is one span for all attempts. It has no URL and contains nothing that was sent or received.
//! Each retry is a `DEBUG` event. So is, with the feature `axum`, an error as a response; from the
//! status code 500 on it is at `WARN`. A subscriber that prints only events must be told to print
//! spans when they close.

mod body;
mod connection;
mod connector;
mod hyper;
#[cfg(feature = "http2")]
mod multiplexed;
mod operation;
mod pool;
mod pooled;
mod proxy;
#[cfg(feature = "reqwest")]
mod reqwest_client;
mod stream;
mod tls;

use std::pin::Pin;
use std::sync::Arc;

pub use ::bytes;
pub use ::http;
#[cfg(feature = "reqwest")]
pub use ::reqwest;
use bytes::Bytes;
use http::{Request, Response};

pub use self::body::Body;
pub(super) use self::connector::Connector;
pub(super) use self::hyper::Hyper;
pub use self::operation::Operation;
pub(super) use self::proxy::Proxies;
#[cfg(feature = "reqwest")]
pub(super) use self::reqwest_client::Reqwest;
pub(super) use self::tls::Tls;
pub use super::error::{BoxError, TransportError};

/// The future of a response, which is ready as soon as the response begins.
pub type Exchange = Pin<Box<dyn Future<Output = Result<Response<Body>, TransportError>> + Send>>;

/// A transport that sends HTTP requests: an HTTP client, a fake, or a middleware around another
/// transport.
///
/// It is called once for each attempt of a call. It need not handle timeouts: the future is dropped
/// when the timeout elapses. The request has all its headers, including the credentials, and an
/// [`Operation`] in its extensions.
///
/// ```
/// use std::sync::Arc;
///
/// use stytch_b2b::transport::bytes::Bytes;
/// use stytch_b2b::transport::http::{HeaderValue, Request};
/// use stytch_b2b::transport::{Exchange, Transport};
///
/// /// Names the calling service to a gateway.
/// struct Named(Arc<dyn Transport>);
///
/// impl Transport for Named {
///     fn send(&self, mut request: Request<Bytes>) -> Exchange {
///         request.headers_mut().insert("x-service", HeaderValue::from_static("billing"));
///         self.0.send(request)
///     }
/// }
///
/// # fn main() -> stytch_b2b::Result<()> {
/// let client = stytch_b2b::Client::builder()
///     .project_id("project-test-1234")
///     .secret("secret-test-5678")
///     .middleware(Named)
///     .build()?;
/// # Ok(())
/// # }
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Returns a future that sends the request when it is polled.
    fn send(&self, request: Request<Bytes>) -> Exchange;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: Request<Bytes>) -> Exchange {
        T::send(self, request)
    }
}
