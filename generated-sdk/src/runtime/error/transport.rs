//! Errors of a transport.

use std::error::Error as StdError;
use std::fmt;

/// A cause of any type.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// The error of a transport.
///
/// The cause becomes the source of the call's error, and may be logged: it must not reveal a
/// secret.
#[derive(Debug)]
#[non_exhaustive]
pub enum TransportError {
    /// No connection could be opened, and nothing has been sent. Every call may be retried after
    /// this.
    Connect(BoxError),
    /// The transport's own timeout elapsed.
    Timeout(BoxError),
    /// The connection broke, or the response was not HTTP.
    Broken(BoxError),
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Connect(_) => "no connection could be opened",
            Self::Timeout(_) => "the transport timed out",
            Self::Broken(_) => "the connection broke",
        })
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let (Self::Connect(cause) | Self::Timeout(cause) | Self::Broken(cause)) = self;
        Some(&**cause)
    }
}
