//! An asynchronous Rust client for the Stytch B2B API: authentication, sessions and user management
//! for organizations and their members.
//!
//! Create a [`Client`], choose an operation, pass its required parameters, and `.await` the call:
//!
//! ```no_run
//! # async fn example() -> stytch_b2b::Result<()> {
//! // STYTCH_PROJECT_ID and STYTCH_SECRET
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
//! Required parameters are arguments, path parameters first; optional ones are setters. The request
//! is sent when the future is first polled, on a Tokio runtime with I/O and time enabled.
//!
//! # Where to start
//!
//! | To build | Start at |
//! |---|---|
//! | one login page for all organizations | [`Discovery`](resources::Discovery) |
//! | a login to one organization by email | [`MagicLinks`](resources::MagicLinks), [`OtpsEmail`](resources::OtpsEmail) |
//! | … by password, OAuth or SSO | [`Passwords`](resources::Passwords), [`Oauth`](resources::Oauth), [`Sso`](resources::Sso) |
//! | multi-factor authentication | [`OtpsSms`](resources::OtpsSms), [`Totps`](resources::Totps), [`RecoveryCodes`](resources::RecoveryCodes) |
//! | the authentication of each request | [`Sessions`](resources::Sessions) |
//! | organizations, invitations, members | [`Organizations`](resources::Organizations), [`OrganizationsMembers`](resources::OrganizationsMembers) |
//! | SSO and SCIM set-up for customers | [`Sso`](resources::Sso), [`ScimConnection`](resources::ScimConnection) |
//! | roles and permissions | [`Rbac`](resources::Rbac) |
//! | credentials for services that call your API | [`M2m`](resources::M2m) |
//! | your application as an identity provider | [`Idp`](resources::Idp), [`ConnectedApp`](resources::ConnectedApp) |
//! | protection from bots and fraud | [`Fraud`](resources::Fraud) |
//!
//! Each of these pages explains its flow. The page of each builder has an example.
//!
//! # Modules
//!
//! * [`resources`]: the operations, as methods of handles that start at the client.
//! * [`actors`]: the operations that a member can call, from [`Client::as_member`].
//! * [`paths`]: the builders of requests, one module for each path of the API.
//! * [`schemas`]: the types of requests and responses. `{:?}` redacts [secrets](Secret) only.
//! * [`login`]: the outcome of a login, from `outcome()` of its response.
//! * [`session`]: JWT verification and authorization without a call, and the member client.
//! * [`search`]: the filters of the searches for members, organizations and M2M clients.
//! * [`m2m`] and [`connected_apps`]: access tokens of M2M clients and of connected apps.
//! * [`start_urls`]: the URLs that OAuth and SSO logins start at.
//! * [`transport`]: the HTTP transport, to wrap or to replace.
//! * `axum` and `testing`: sessions in an axum application, and fakes of the API, with the features
//!   of those names.
//!
//! [`Error`] says what can fail, and [`Retry`] which failures are retried.
//!
//! # Features
//!
//! * `rustls` (default): TLS by rustls, with the system's trust store.
//! * `ring` (default), `aws-lc-rs`: the cryptography of `rustls`, unless the process has installed
//!   a provider. If `rustls::ClientConfig::builder()` panics elsewhere in your program since you
//!   added this crate, disable `ring` and enable `aws-lc-rs`: rustls does not choose between two.
//! * `tls12` (default): TLS 1.2 in addition to TLS 1.3, with `rustls`.
//! * `native-tls`: the system's TLS. It has no effect with `rustls`.
//! * `reqwest`: your own `reqwest::Client` in place of this crate's connections.
//! * `tracing` (default): a span for each call, with OpenTelemetry's attributes of HTTP clients and
//!   the request id, and without its arguments.
//! * `blocking`: `.wait()` in place of `.await`, on a thread without a runtime; see
//!   `blocking::wait`.
//! * `http2`: HTTP/2, where the server offers it.
//! * `jwt` (default): local verification of session JWTs and access tokens; see [`session`].
//! * `axum`: an extractor, a layer and cookies for sessions in an axum application, and errors as
//!   responses.
//! * `testing`: fakes of the API, for the tests of your application.

#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
#![deny(missing_docs)]
// A test may panic: that is how it fails.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

#[cfg(feature = "axum")]
pub mod axum;
pub mod connected_apps;
// Written by `cargo xtask regen`, which has a formatter of its own.
#[rustfmt::skip]
mod generated;
mod http_status;
pub mod login;
pub mod m2m;
mod runtime;
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
pub use generated::{actors, paths, resources, schemas};
/// The status codes of errors, from the crate `http`.
pub use http::StatusCode;
pub use runtime::{
    ApiError, Binary, Client, ClientBuilder, DecodeError, Error, ErrorKind, Items, Json,
    JsonObject, Lookup, Nullable, Pages, Redacted, ResponseFuture, Result, Retry, Secret,
    Unrecognized, transport,
};

/// The programs in the README compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
