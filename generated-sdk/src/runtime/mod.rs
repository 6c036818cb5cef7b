//! The runtime of the SDK. It names nothing of the generated code.
//!
//! ```text
//! arguments ──► call ──► http::Request  ──► transport ──► network
//!                                                            │
//! value or error ◄── call ◄── http::Response ◄── transport ◄─┘
//! ```
//!
//! `call` uses `wire` to encode and decode bodies, `client` for what all calls share, and `retry`
//! for the retry rule. Every failure becomes an `error`.

// First, so that `Client::new` stands first on the page of a client.
mod client;

mod actor;
#[cfg(feature = "blocking")]
pub mod blocking;
mod cache;
mod call;
#[cfg(feature = "testing")]
pub(crate) mod catalogue;
mod collect;
mod deadline;
mod error;
mod executor;
mod header;
mod json_object;
mod lookup;
pub(crate) mod open_enum;
mod page;
mod redacted;
mod retry;
mod route;
mod secret;
mod server;
pub mod transport;
#[allow(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "which types are used depends on the API"
)]
pub(crate) mod wire;

pub(crate) use self::actor::{ActorClient, ActorSession, PropertyFuture};
pub(crate) use self::cache::Cache;
pub use self::call::{ApiResponse, CustomRequest, ResponseFuture, WithResponse};
pub(crate) use self::call::{Call, operation};
pub use self::client::{Client, ClientBuilder};
pub use self::collect::IntoList;
#[allow(unused_imports, reason = "which are used depends on the API")]
pub(crate) use self::collect::{list, map};
#[cfg(feature = "jwt")]
pub(crate) use self::deadline::Deadline;
pub use self::error::{ApiError, DecodeError, Error, ErrorKind, Result};
#[cfg(feature = "jwt")]
pub(crate) use self::executor::require;
#[allow(
    unused_imports,
    reason = "an API may have no JSON objects of any content"
)]
pub(crate) use self::json_object::converted;
pub use self::lookup::Lookup;
pub use self::open_enum::Unrecognized;
pub use self::page::{Items, Pages};
pub use self::redacted::Redacted;
pub use self::retry::Retry;
pub(crate) use self::route::{Route, Verb};
pub use self::secret::Secret;
#[allow(unused_imports, reason = "an API may have no such server")]
pub(crate) use self::server::Server;
pub use self::wire::Nullable;
#[allow(unused_imports, reason = "an API may have timestamps as parameters")]
pub(crate) use self::wire::rfc3339;

#[allow(
    unused_imports,
    reason = "an API may have no JSON objects of any content"
)]
pub(crate) use serde::{Serialize, de::DeserializeOwned};

/// Any JSON value.
///
/// Beside another `Json`, such as axum's, import it as `Json as AnyJson`.
pub type Json = serde_json::Value;

/// A JSON object of any content.
pub type JsonObject = serde_json::Map<String, serde_json::Value>;

/// Bytes of a response that is neither JSON nor plain text.
pub type Binary = bytes::Bytes;
