//! The body of a response over HTTP/1.1.

use bytes::Bytes;
use hyper::body::{Body as _, Incoming};

use super::TransportError;
use super::connection::Connection;
use super::pool::{Pool, Route};

/// A body that is arriving. At its end, the connection goes back to the pool.
pub(super) struct PooledBody {
    pub(super) incoming: Incoming,
    /// `None` once it has been put back.
    pub(super) connection: Option<Connection>,
    pub(super) pool: Pool,
    pub(super) route: Route,
}

impl PooledBody {
    /// The next chunk, or `None` at the end.
    pub(super) async fn chunk(&mut self) -> Result<Option<Bytes>, TransportError> {
        let Some(connection) = &mut self.connection else {
            return Ok(None);
        };
        let chunk = connection.chunk(&mut self.incoming).await?;
        if chunk.is_none() || self.incoming.is_end_stream() {
            self.put_back().await;
        }
        Ok(chunk)
    }

    pub(super) async fn put_back(&mut self) {
        if let Some(mut connection) = self.connection.take()
            && connection.rest().await
        {
            self.pool.put(self.route.clone(), connection);
        }
    }
}
