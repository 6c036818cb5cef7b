//! Errors of a transport.

use std::error::Error as StdError;
use std::fmt;

/// A cause, of whatever type.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// Why there is no response, or only a part of one.
///
/// The cause becomes the source of the call's error, and may be logged: no secret may be in it.
#[derive(Debug)]
#[non_exhaustive]
pub enum TransportError {
    /// There was no connection: nothing has been sent. Every call may be repeated after this.
    Connect(BoxError),
    /// A timeout of the transport's own was over.
    Timeout(BoxError),
    /// The connection broke, or what came was not HTTP.
    Broken(BoxError),
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Connect(_) => "there is no connection",
            Self::Timeout(_) => "the time was over",
            Self::Broken(_) => "the connection broke off",
        })
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let (Self::Connect(cause) | Self::Timeout(cause) | Self::Broken(cause)) = self;
        Some(&**cause)
    }
}
