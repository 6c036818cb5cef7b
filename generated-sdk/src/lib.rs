//! A client of the Stytch B2B API.
//!
//! Make a [`Client`], walk to an operation, give it its arguments, and `.await` it:
//!
//! ```no_run
//! # async fn example() -> stytch_b2b::Result<()> {
//! let client = stytch_b2b::Client::from_env()?;
//!
//! let created = client
//!     .organizations()
//!     .create("Example Ltd")
//!     .email_allowed_domains(["example.com"])
//!     .await?;
//! println!("{}", created.organization.organization_id);
//! # Ok(())
//! # }
//! ```
//!
//! Required parameters are arguments, those of the path first; optional ones are setters. A call
//! is sent when its future is polled, on a Tokio runtime with I/O and time enabled.
//!
//! * [`resources`]: the operations, as methods of handles that start at the client.
//! * [`actors`]: those that a member can carry out, by [`Client::as_member`].
//! * [`paths`]: the builders that those methods return, one module for each path of the API.
//! * [`schemas`]: what goes in and what comes out. `{:?}` shows all of it but [secrets](Secret).
//! * [`session`]: the decisions that can be made without a call.
//! * [`m2m`] and [`connected_apps`]: access tokens of programs, got and looked into.
//! * [`start_urls`]: where to send the browser for a login that begins there.
//! * `testing`: fakes of the API, with the feature of that name.
//! * [`Error`]: what may go wrong, and [`Retry`]: what is done about it.
//! * [`transport`]: what carries requests, to be wrapped or replaced.
//!
//! # Where to begin
//!
//! | To build | Begin at |
//! |---|---|
//! | one login page for all organizations | [`Discovery`](resources::Discovery) |
//! | a login to one organization, by email | [`MagicLinks`](resources::MagicLinks), [`OtpsEmail`](resources::OtpsEmail) |
//! | … by password, a provider or SSO | [`Passwords`](resources::Passwords), [`Oauth`](resources::Oauth), [`Sso`](resources::Sso) |
//! | second factors | [`OtpsSms`](resources::OtpsSms), [`Totps`](resources::Totps), [`RecoveryCodes`](resources::RecoveryCodes) |
//! | the check of each request | [`Sessions`](resources::Sessions) |
//! | organizations, invitations, members | [`Organizations`](resources::Organizations), [`OrganizationsMembers`](resources::OrganizationsMembers) |
//! | SSO and SCIM set-up for customers | [`Sso`](resources::Sso), [`ScimConnection`](resources::ScimConnection) |
//! | roles and permissions | [`Rbac`](resources::Rbac) |
//!
//! Each of these pages explains its flow, and each builder's page shows a call.
//!
//! # Features
//!
//! * `rustls` (default): TLS by rustls, with the certificates that the system trusts.
//! * `ring` (default), `aws-lc-rs`: the cryptography of `rustls`, unless the process has installed
//!   one. If `rustls::ClientConfig::builder()` panics elsewhere in your program since this crate was
//!   added, switch `ring` off and `aws-lc-rs` on: rustls does not choose between two.
//! * `tls12` (default): TLS 1.2 beside TLS 1.3, with `rustls`.
//! * `native-tls`: TLS of the system. It has no effect beside `rustls`.
//! * `reqwest`: an HTTP client of your own in place of this crate's connections.
//! * `tracing` (default): a span for each call, with its method, route, status, attempt and request
//!   id. It has no arguments in it.
//! * `blocking`: `.wait()` in place of `.await`, on a thread without a runtime; see `blocking::wait`.
//! * `http2`: HTTP/2 where the server offers it.
//! * `jwt`: session JWTs and access tokens are checked without a call; see [`session`].
//! * `testing`: fakes of the API, for the tests of applications.

#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
#![deny(missing_docs)]
// A test may panic: that is how it fails.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod connected_apps;
// Written by `cargo xtask regen`, which has a formatter of its own.
#[rustfmt::skip]
mod generated;
pub mod m2m;
#[allow(
    dead_code,
    unused_imports,
    unused_macros,
    reason = "which parts of the runtime are in use depends on the API"
)]
mod runtime;
pub mod session;
pub mod start_urls;
#[cfg(feature = "testing")]
pub mod testing;

#[cfg(feature = "blocking")]
pub use runtime::blocking;

/// For the points in time in [`schemas`]: `DateTime<FixedOffset>`, which compares with `Utc::now()`.
pub use chrono;
pub use generated::{actors, paths, resources, schemas};
pub use runtime::{
    ApiError, Binary, Client, ClientBuilder, DecodeError, Error, ErrorKind, Items, Json,
    JsonObject, Lookup, Nullable, Pages, ResponseFuture, Result, Retry, Secret, Unrecognized,
    transport,
};

/// The programs in the README compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
