//! A client of the Stytch B2B API.
//!
//! Make a [`Client`], walk to an operation, give it its arguments, and `.await` it:
//!
//! ```no_run
//! # async fn example() -> stytch_b2b::Result<()> {
//! let client = stytch_b2b::Client::from_env()?;
//! # Ok(())
//! # }
//! ```
//!
//! * [`resources`]: the operations, as methods of handles that start at the client.
//! * [`paths`]: the builders that those methods return, one module for each path of the API.
//! * [`schemas`]: what goes in and what comes out.
//! * [`Error`]: what may go wrong.

#![forbid(unsafe_code)]
#![deny(missing_docs)]
// A test may panic: that is how it fails.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod generated;
#[allow(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "which parts of the runtime are in use depends on the API"
)]
mod runtime;

pub use generated::{paths, resources, schemas};
pub use runtime::{
    ApiError, Binary, Client, ClientBuilder, DecodeError, Error, ErrorKind, Json, JsonObject,
    Nullable, ResponseFuture, Result, Unrecognized,
};
