//! Opening connections: TCP, through a proxy if there is one, and TLS over it.

use std::future::{Ready, poll_fn, ready};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::{SocksV5, Tunnel};
use tower_service::Service;

use super::proxy::{Proxies, Proxy};
use super::stream::Stream;
use super::tls::Tls;
use super::{BoxError, TransportError};
use crate::runtime::deadline::Deadline;

/// Opens the connections of a client.
#[derive(Clone)]
pub(in crate::runtime) struct Connector(Arc<Parts>);

struct Parts {
    tcp: HttpConnector,
    tls: Option<Tls>,
    proxies: Proxies,
    timeout: Duration,
}

impl Connector {
    /// The timeout includes the tunnel and the TLS handshakes. Without TLS, `https` URLs are
    /// refused.
    pub(in crate::runtime) fn new(tls: Option<Tls>, proxies: Proxies, timeout: Duration) -> Self {
        // IPv4 and IPv6 addresses race (RFC 8305).
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        Self(Arc::new(Parts {
            tcp,
            tls,
            proxies,
            timeout,
        }))
    }

    /// Opens a connection within the timeout.
    pub(super) async fn connect(&self, address: Uri) -> Result<Stream, TransportError> {
        let deadline = Deadline::after(Some(self.0.timeout));
        let opened = deadline.limit(self.open(address)).await;
        match opened {
            Ok(stream) => stream.map_err(TransportError::Connect),
            Err(late) => Err(TransportError::Connect(late.into())),
        }
    }

    /// A connection to the host of the URL, through a proxy if there is one for it.
    async fn open(&self, address: Uri) -> Result<Stream, BoxError> {
        let parts = &self.0;
        // A connection without TLS is for loopback addresses, or meant to be visible: no proxy gets
        // it.
        let proxy = is_https(&address)
            .then(|| parts.proxies.of(&address))
            .flatten();
        let tunnel = match proxy {
            None => return parts.direct(address).await,
            Some(Proxy::Tunnel { uri, authorization }) => {
                let mut tunnel = Tunnel::new(uri, Direct(parts.clone()));
                if let Some(authorization) = authorization {
                    tunnel = tunnel.with_auth(authorization);
                }
                open(tunnel, address.clone()).await?
            }
            Some(Proxy::Socks {
                uri,
                credentials,
                local_dns,
            }) => {
                let mut socks = SocksV5::new(uri, Direct(parts.clone())).local_dns(local_dns);
                if let Some((user, password)) = credentials {
                    socks = socks.with_auth(user, password);
                }
                open(socks, address.clone()).await?
            }
        };
        parts.encrypt(tunnel, address).await
    }
}

impl Parts {
    /// A connection to the host of the URL itself, with TLS for `https`.
    async fn direct(&self, address: Uri) -> Result<Stream, BoxError> {
        let tcp = Stream::tcp(open(self.tcp.clone(), address.clone()).await?);
        if is_https(&address) {
            self.encrypt(tcp, address).await
        } else {
            Ok(tcp)
        }
    }

    async fn encrypt(&self, mut stream: Stream, address: Uri) -> Result<Stream, BoxError> {
        let tls = self.tls.as_ref().ok_or("this client has no TLS")?;
        let socket = stream.take_socket();
        let encrypted = open(tls.over(Opened(Some(stream))), address).await?;
        Ok(Stream::layer(encrypted, socket))
    }
}

fn is_https(address: &Uri) -> bool {
    address.scheme_str() == Some("https")
}

async fn open<S>(mut service: S, address: Uri) -> Result<S::Response, BoxError>
where
    S: Service<Uri, Error: Into<BoxError>>,
{
    poll_fn(|context| service.poll_ready(context))
        .await
        .map_err(Into::into)?;
    service.call(address).await.map_err(Into::into)
}

type Opening = Pin<Box<dyn Future<Output = Result<Stream, BoxError>> + Send>>;

/// Opens connections to proxies.
struct Direct(Arc<Parts>);

impl Service<Uri> for Direct {
    type Response = Stream;
    type Error = BoxError;
    type Future = Opening;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, address: Uri) -> Opening {
        let parts = self.0.clone();
        Box::pin(async move { parts.direct(address).await })
    }
}

/// A connection that is open already, for a layer that opens one.
struct Opened(Option<Stream>);

impl Service<Uri> for Opened {
    type Response = Stream;
    type Error = BoxError;
    type Future = Ready<Result<Stream, BoxError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Uri) -> Self::Future {
        ready(self.0.take().ok_or_else(|| "it is in use".into()))
    }
}
