//! Connections: TCP, through a proxy where there is one, and TLS over it.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::client::legacy::connect::proxy::{SocksV5, Tunnel};
use hyper_util::client::legacy::connect::{Connected, Connection, HttpConnector};
use tower_service::Service;

use super::BoxError;
use super::proxy::{Proxies, Proxy};
use super::tls::Tls;
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
    /// Each connection, with its tunnel and its handshakes, has to be there within the timeout.
    /// Without TLS, addresses of `https` are refused.
    pub(in crate::runtime) fn new(tls: Option<Tls>, proxies: Proxies, timeout: Duration) -> Self {
        // Addresses of both families are tried side by side (RFC 8305).
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
}

impl Parts {
    async fn connect(&self, address: Uri) -> Result<Stream, BoxError> {
        if address.scheme_str() != Some("https") {
            // On this machine, or asked for: never through a proxy.
            return open(self.tcp.clone(), address).await;
        }
        let Some(tls) = &self.tls else {
            return Err("this client has no TLS".into());
        };
        match self.proxies.of(&address) {
            None => open(tls.over(self.tcp.clone()), address).await,
            Some(Proxy::Tunnel { uri, authorization }) => {
                // TLS to the proxy as well, if its address says so.
                let mut tunnel = Tunnel::new(uri, tls.over(self.tcp.clone()));
                if let Some(authorization) = authorization {
                    tunnel = tunnel.with_auth(authorization);
                }
                open(tls.over(tunnel), address).await
            }
            Some(Proxy::Socks {
                uri,
                credentials,
                local_dns,
            }) => {
                let mut socks = SocksV5::new(uri, self.tcp.clone()).local_dns(local_dns);
                if let Some((user, password)) = credentials {
                    socks = socks.with_auth(user, password);
                }
                open(tls.over(socks), address).await
            }
        }
    }
}

async fn open<S>(mut service: S, address: Uri) -> Result<Stream, BoxError>
where
    S: Service<Uri, Error: Into<BoxError>, Response: Io + 'static>,
{
    std::future::poll_fn(|context| service.poll_ready(context))
        .await
        .map_err(Into::into)?;
    let stream = service.call(address).await.map_err(Into::into)?;
    Ok(Stream(Box::new(stream)))
}

impl Service<Uri> for Connector {
    type Response = Stream;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Stream, BoxError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, address: Uri) -> Self::Future {
        let parts = self.0.clone();
        Box::pin(async move {
            let deadline = Deadline::after(Some(parts.timeout));
            deadline.limit(parts.connect(address)).await?
        })
    }
}

/// What any connection can do.
trait Io: Read + Write + Connection + Send + Unpin {}

impl<T: Read + Write + Connection + Send + Unpin> Io for T {}

/// A connection of whatever kind, so that what drives connections is compiled once.
pub(in crate::runtime) struct Stream(Box<dyn Io>);

impl Connection for Stream {
    fn connected(&self) -> Connected {
        self.0.connected()
    }
}

impl Read for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.0).poll_read(context, buffer)
    }
}

impl Write for Stream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut *self.0).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.0).poll_shutdown(context)
    }

    fn is_write_vectored(&self) -> bool {
        self.0.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut *self.0).poll_write_vectored(context, slices)
    }
}
