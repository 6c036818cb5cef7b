//! The Tokio runtime that polls a future.

use tokio::runtime::Handle;

use super::error::{Error, ErrorKind};

/// The runtime whose context the caller is in.
///
/// Tokio panics where there is none. What it cannot tell is whether the runtime has timers and
/// sockets: a runtime built without `enable_all` still ends in a panic.
pub(crate) fn current() -> Result<Handle, Error> {
    Handle::try_current().map_err(|error| Error::from(ErrorKind::NoRuntime).because(error))
}

/// Fails where there is no runtime.
pub(crate) fn require() -> Result<(), Error> {
    current().map(drop)
}
