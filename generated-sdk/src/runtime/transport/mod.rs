//! The HTTP transport: a request in, a response out.
//!
//! [`ClientBuilder::transport`](crate::ClientBuilder::transport) sets a [`Transport`] of your own,
//! and [`ClientBuilder::middleware`](crate::ClientBuilder::middleware) wraps the one in place. The
//! crates whose types these signatures use are re-exported here.

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
