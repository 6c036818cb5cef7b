// The front page is the README. The links of the README are URLs, for those who read it elsewhere. Of
// two definitions of a link the first one counts: here are those for rustdoc, which checks them.
//! [`Client`]: struct@crate::Client
//! [`CustomRequest`]: struct@crate::CustomRequest
//! [`ClientBuilder`]: struct@crate::ClientBuilder
//! [`ConnectedApp`]: struct@crate::resources::ConnectedApp
//! [`connected_apps`]: mod@crate::connected_apps
//! [`Create`]: struct@crate::paths::organizations::Create
//! [`Discovery`]: struct@crate::resources::Discovery
//! [`Error`]: struct@crate::Error
//! [`ErrorKind`]: enum@crate::ErrorKind
//! [`Fraud`]: struct@crate::resources::Fraud
//! [`Idp`]: struct@crate::resources::Idp
//! [`login`]: mod@crate::login
//! [`m2m`]: mod@crate::m2m
//! [`M2m`]: struct@crate::resources::M2m
//! [`MagicLinks`]: struct@crate::resources::MagicLinks
//! [`Oauth`]: struct@crate::resources::Oauth
//! [`Organizations`]: struct@crate::resources::Organizations
//! [`OrganizationsMembers`]: struct@crate::resources::OrganizationsMembers
//! [`OtpsEmail`]: struct@crate::resources::OtpsEmail
//! [`OtpsSms`]: struct@crate::resources::OtpsSms
//! [`Passwords`]: struct@crate::resources::Passwords
//! [`paths`]: mod@crate::paths
//! [`Rbac`]: struct@crate::resources::Rbac
//! [`RecoveryCodes`]: struct@crate::resources::RecoveryCodes
//! [`Redacted`]: struct@crate::Redacted
//! [`Retry`]: struct@crate::Retry
//! [`schemas`]: mod@crate::schemas
//! [`ScimConnection`]: struct@crate::resources::ScimConnection
//! [`search`]: mod@crate::search
//! [`Secret`]: struct@crate::Secret
//! [`session`]: mod@crate::session
//! [`session::member`]: mod@crate::session::member
//! [`Sessions`]: struct@crate::resources::Sessions
//! [`Sso`]: struct@crate::resources::Sso
//! [`start_urls`]: mod@crate::start_urls
//! [`Totps`]: struct@crate::resources::Totps
//! [`transport`]: mod@crate::transport
#![cfg_attr(feature = "axum", doc = "[`axum`]: mod@crate::axum")]
#![cfg_attr(feature = "blocking", doc = "[`blocking`]: mod@crate::blocking")]
#![cfg_attr(feature = "testing", doc = "[`testing`]: mod@crate::testing")]
#![cfg_attr(
    any(not(doctest), all(feature = "jwt", feature = "testing")),
    doc = include_str!("../README.md")
)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
#![deny(missing_docs)]
// A test may panic: that is how it fails.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

// First, so that `Client::new` stands before the resources on the page of a client.
mod runtime;

#[cfg(feature = "axum")]
pub mod axum;
pub mod connected_apps;
// Written by `cargo xtask regen`, which has a formatter of its own.
#[rustfmt::skip]
mod generated;
mod http_status;
pub mod login;
pub mod m2m;
pub mod search;
pub mod session;
pub mod start_urls;
#[cfg(feature = "testing")]
pub mod testing;

#[cfg(feature = "blocking")]
pub use runtime::blocking;

/// The crate of the timestamps in [`schemas`]: `DateTime<FixedOffset>`, which compares with
/// `Utc::now()`.
pub use chrono;
#[doc = include_str!("calls.md")]
pub use generated::paths;
#[doc = include_str!("types.md")]
pub use generated::schemas;
pub use generated::{actors, resources};
/// The methods of requests and the status codes of responses, from the crate `http`.
pub use http::{Method, StatusCode};
pub use runtime::{
    ApiError, ApiResponse, Binary, Client, ClientBuilder, CustomRequest, DecodeError, Error,
    ErrorKind, IntoList, Items, Json, JsonObject, Lookup, Nullable, Pages, Redacted,
    ResponseFuture, Result, Retry, Secret, Unrecognized, WithResponse, transport,
};
