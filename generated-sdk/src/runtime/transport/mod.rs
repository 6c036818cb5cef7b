//! The narrow door to the network: one request in, one response out.
//!
//! [`ClientBuilder::transport`](crate::ClientBuilder::transport) takes a [`Transport`] of your own,
//! and [`ClientBuilder::middleware`](crate::ClientBuilder::middleware) wraps the one that is there.
//! The crates whose types stand in these signatures are re-exported here.

mod body;
mod connection;
mod connector;
mod hyper;
#[cfg(feature = "http2")]
mod multiplexed;
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
pub(super) use self::proxy::Proxies;
#[cfg(feature = "reqwest")]
pub(super) use self::reqwest_client::Reqwest;
pub(super) use self::tls::Tls;
pub use super::error::{BoxError, TransportError};

/// A request on its way. Its output is the response as soon as that begins.
pub type Exchange = Pin<Box<dyn Future<Output = Result<Response<Body>, TransportError>> + Send>>;

/// Something that carries requests: a HTTP client, a fake of one, or a layer around another.
///
/// It is asked once for each attempt of a call, and need not care for timeouts: the future is
/// dropped when the time is over. The request has all its headers, the credentials among them.
///
/// ```
/// use std::sync::Arc;
///
/// use stytch_b2b::transport::bytes::Bytes;
/// use stytch_b2b::transport::http::{HeaderValue, Request};
/// use stytch_b2b::transport::{Exchange, Transport};
///
/// /// Tells a gateway which service is calling.
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
    /// Sends the request once the future is polled.
    fn send(&self, request: Request<Bytes>) -> Exchange;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: Request<Bytes>) -> Exchange {
        T::send(self, request)
    }
}
