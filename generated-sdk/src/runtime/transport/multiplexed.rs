//! HTTP/2 connections, which many calls share. Each is driven by a task of its runtime.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::Full;
use hyper::client::conn::http2::{self, SendRequest};
use hyper_util::rt::TokioExecutor;

use super::connection::Unsent;
use super::pool::Route;
use super::stream::Stream;
use super::{Body, TransportError};

type Sender = SendRequest<Full<Bytes>>;

/// The open connections. One of a runtime that has ended is closed.
#[derive(Clone, Default)]
pub(super) struct Multiplexed(Arc<Mutex<Vec<(Route, Sender)>>>);

impl Multiplexed {
    pub(super) fn get(&self, route: &Route) -> Option<Sender> {
        let mut open = self.lock();
        open.retain(|(_, sender)| !sender.is_closed());
        let (_, sender) = open.iter().find(|(other, _)| other == route)?;
        Some(sender.clone())
    }

    pub(super) async fn open(
        &self,
        route: Route,
        stream: Stream,
    ) -> Result<Sender, TransportError> {
        let (sender, connection) = http2::handshake(TokioExecutor::new(), stream)
            .await
            .map_err(|error| TransportError::Connect(error.into()))?;
        // Its calls end with the error that ends it.
        tokio::spawn(async move { drop(connection.await) });
        self.lock().push((route, sender.clone()));
        Ok(sender)
    }

    fn lock(&self) -> MutexGuard<'_, Vec<(Route, Sender)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(super) async fn send(
    mut sender: Sender,
    request: Request<Full<Bytes>>,
) -> Result<Response<Body>, Unsent> {
    match sender.try_send_request(request).await {
        Ok(response) => Ok(response.map(Body::from)),
        Err(mut error) => Err(Unsent {
            request: error.take_message(),
            error: TransportError::Broken(error.into_error().into()),
        }),
    }
}
