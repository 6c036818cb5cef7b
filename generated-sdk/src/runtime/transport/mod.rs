//! The narrow door to the network: one request in, one response out.

mod reqwest;
mod tls;

use std::error::Error as StdError;
use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response, StatusCode};

pub(super) use self::reqwest::{Reqwest, Settings};

/// A request on its way; its output is the response with its whole body.
pub(super) type Exchange =
    Pin<Box<dyn Future<Output = Result<Response<Bytes>, TransportError>> + Send>>;

/// Something that carries requests.
pub(super) trait Transport: Send + Sync {
    /// Sends the request once the future is polled. Without a `timeout`, the transport's own holds.
    fn send(&self, request: Request<Bytes>, timeout: Option<Duration>) -> Exchange;
}

/// Why there is no response.
#[derive(Debug)]
pub enum TransportError {
    /// There was no connection: nothing has been sent.
    Connect(Box<dyn StdError + Send + Sync>),
    /// The time was over before the response was complete.
    Timeout(Box<dyn StdError + Send + Sync>),
    /// The connection broke, or what came was not HTTP.
    Broken(Box<dyn StdError + Send + Sync>),
    /// The body of a successful response is longer than this many bytes.
    TooLarge(usize),
}

const MIB: usize = 1024 * 1024;

/// How many bytes to read of the body of a response with this status.
pub(super) fn limit(status: StatusCode) -> usize {
    if status.is_success() { 64 * MIB } else { MIB }
}
