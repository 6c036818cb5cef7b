//! The Tokio runtime that polls a future.

use tokio::runtime::Handle;

use super::error::{Error, ErrorKind};

/// The current Tokio runtime.
///
/// Tokio panics without one. A runtime without timers or sockets cannot be told from others:
/// without `enable_all`, a call still ends in a panic.
pub(crate) fn current() -> Result<Handle, Error> {
    Handle::try_current().map_err(|error| Error::from(ErrorKind::NoRuntime).because(error))
}

/// Fails where there is no runtime.
pub(crate) fn require() -> Result<(), Error> {
    current().map(drop)
}
