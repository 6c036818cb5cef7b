//! The default transport: HTTP/1.1 by hyper, and HTTP/2 with the feature `http2`.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use bytes::Bytes;
use http::header::HOST;
use http::{HeaderValue, Request, Response, Uri};
use http_body_util::Full;
use hyper::body::Body as _;
use tokio::runtime::Handle;

use super::connection::{Connection, Unsent};
use super::connector::Connector;
use super::pool::{Pool, Route};
use super::pooled::PooledBody;
use super::stream::Stream;
use super::{Body, Exchange, Transport, TransportError};

#[derive(Clone)]
pub(in crate::runtime) struct Hyper {
    connector: Connector,
    pool: Pool,
    #[cfg(feature = "http2")]
    multiplexed: super::multiplexed::Multiplexed,
}

impl Hyper {
    pub(in crate::runtime) fn new(connector: Connector) -> Self {
        Self {
            connector,
            pool: Pool::default(),
            #[cfg(feature = "http2")]
            multiplexed: Default::default(),
        }
    }

    async fn exchange(self, request: Request<Bytes>) -> Result<Response<Body>, TransportError> {
        let route = route(request.uri())?;
        let address = request.uri().clone();
        let mut request = request.map(Full::new);
        #[cfg(feature = "http2")]
        if let Some(sender) = self.multiplexed.get(&route) {
            match super::multiplexed::send(sender, request).await {
                Err(Unsent {
                    request: Some(unsent),
                    ..
                }) => request = unsent,
                outcome => return outcome.map_err(|unsent| unsent.error),
            }
        }
        loop {
            let (connection, is_new) = match self.obtain(&route, address.clone()).await? {
                Obtained::Idle(connection) => (connection, false),
                #[cfg(feature = "http2")]
                Obtained::New(stream) if stream.is_http2() => {
                    let sender = self.multiplexed.open(route, stream).await?;
                    // It may have been rewritten for HTTP/1.1.
                    request.headers_mut().remove(HOST);
                    *request.uri_mut() = address;
                    let outcome = super::multiplexed::send(sender, request).await;
                    return outcome.map_err(|unsent| unsent.error);
                }
                Obtained::New(stream) => (Connection::new(stream).await?, true),
            };
            match self.send(&route, connection, request).await {
                // The server closed it at this very moment.
                Err(Unsent {
                    request: Some(unsent),
                    ..
                }) if !is_new => request = unsent,
                outcome => return outcome.map_err(|unsent| unsent.error),
            }
        }
    }

    /// An idle connection, or a new one, whichever is ready first.
    async fn obtain(&self, route: &Route, address: Uri) -> Result<Obtained, TransportError> {
        let mut idle = pin!(self.pool.idle(route));
        let mut opened = pin!(self.connector.connect(address));
        poll_fn(|context| match idle.as_mut().poll(context) {
            Poll::Ready(connection) => Poll::Ready(Ok(Obtained::Idle(connection))),
            Poll::Pending => opened.as_mut().poll(context).map_ok(Obtained::New),
        })
        .await
    }

    async fn send(
        &self,
        route: &Route,
        mut connection: Connection,
        mut request: Request<Full<Bytes>>,
    ) -> Result<Response<Body>, Unsent> {
        in_origin_form(&mut request, route);
        let response = connection.send(request).await?;
        let (head, incoming) = response.into_parts();
        let mut body = PooledBody {
            incoming,
            connection: Some(connection),
            pool: self.pool.clone(),
            route: route.clone(),
        };
        let body = if body.incoming.is_end_stream() {
            body.put_back().await;
            Body::default()
        } else {
            Body::from(body)
        };
        Ok(Response::from_parts(head, body))
    }
}

enum Obtained {
    Idle(Connection),
    New(Stream),
}

impl Transport for Hyper {
    fn send(&self, request: Request<Bytes>) -> Exchange {
        Box::pin(self.clone().exchange(request))
    }
}

/// The route of a request, from the runtime that polls it.
fn route(address: &Uri) -> Result<Route, TransportError> {
    // A call has checked that there is a runtime, and has a base URL.
    let runtime = Handle::try_current().map_err(|error| TransportError::Connect(error.into()))?;
    let authority = address.authority().cloned();
    Ok(Route {
        runtime: runtime.id(),
        is_encrypted: address.scheme_str() == Some("https"),
        authority: authority.ok_or_else(|| TransportError::Connect("there is no host".into()))?,
    })
}

/// An HTTP/1.1 request has its host in a header, and only the path in its first line.
fn in_origin_form(request: &mut Request<Full<Bytes>>, route: &Route) {
    let path = request.uri().path_and_query().cloned();
    *request.uri_mut() = path.map(Uri::from).unwrap_or_default();
    let default_port = if route.is_encrypted { ":443" } else { ":80" };
    let authority = route.authority.as_str();
    let host = authority.strip_suffix(default_port).unwrap_or(authority);
    // Every authority is a valid header value.
    if let Ok(host) = HeaderValue::from_str(host) {
        request.headers_mut().insert(HOST, host);
    }
}
