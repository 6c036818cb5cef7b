//! The transport that a client has unless it is given another: `hyper-util`'s client.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::Full;
use hyper_util::client::legacy::{Client, Error, ResponseFuture};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use tokio::runtime::{Handle, Id};

use super::connector::Connector;
use super::{Body, Exchange, Transport, TransportError};

/// How long a connection is kept without use, and how many of them. Servers close idle connections
/// after a minute or more; one that is closed is replaced without a failed call.
const IDLE_TIMEOUT: Duration = Duration::from_secs(60);
const MAX_IDLE: usize = 32;

/// For how many runtimes connections are kept: most programs have one, tests one each.
const MAX_RUNTIMES: usize = 8;

/// Connections of HTTP/1.1, and of HTTP/2 with the feature `http2`.
///
/// A connection is driven by a task of the runtime on which it was opened, and that runtime may
/// stand still or end. So each runtime has connections of its own.
pub(in crate::runtime) struct Hyper(Arc<Pools>);

struct Pools {
    connector: Connector,
    /// By runtime. Those that were used last come first.
    pools: Mutex<Vec<(Id, Pool)>>,
}

type Pool = Client<Connector, Full<Bytes>>;

impl Hyper {
    pub(in crate::runtime) fn new(connector: Connector) -> Self {
        Self(Arc::new(Pools {
            connector,
            pools: Mutex::default(),
        }))
    }
}

impl Pools {
    fn request(&self, runtime: Id, request: Request<Bytes>) -> ResponseFuture {
        // Nothing panics while it holds the lock.
        let mut pools = self.pools.lock().unwrap_or_else(PoisonError::into_inner);
        match pools.iter().position(|(id, _)| *id == runtime) {
            Some(0) => {}
            Some(index) => pools[..=index].rotate_right(1),
            None => {
                pools.truncate(MAX_RUNTIMES - 1);
                pools.insert(0, (runtime, self.pool()));
            }
        }
        pools[0].1.request(request.map(Full::new))
    }

    fn pool(&self) -> Pool {
        Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE_TIMEOUT)
            .pool_max_idle_per_host(MAX_IDLE)
            .build(self.connector.clone())
    }
}

impl Transport for Hyper {
    fn send(&self, request: Request<Bytes>) -> Exchange {
        let pools = self.0.clone();
        Box::pin(async move {
            // Calls have checked that there is a runtime.
            let runtime =
                Handle::try_current().map_err(|error| TransportError::Connect(error.into()))?;
            let response = pools.request(runtime.id(), request).await?;
            Ok(response.map(Body::from))
        })
    }
}

impl From<Error> for TransportError {
    fn from(error: Error) -> Self {
        if error.is_connect() {
            Self::Connect(error.into())
        } else {
            Self::Broken(error.into())
        }
    }
}
