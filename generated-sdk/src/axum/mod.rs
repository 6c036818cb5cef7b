//! Sessions in an [axum] application (feature `axum`).
//!
//! * [`SessionLayer`] reads the session from a cookie, and renews or deletes the cookie.
//! * [`VerifiedSession`] is an extractor: a handler with this argument requires a session. As an
//!   `Option` it does not; this holds for all extractors here.
//! * [`MemberClient`] is an extractor, too: a handler with this argument acts as the member.
//! * [`login.outcome()`](crate::login) is a part of a response, which sets the cookie of the session,
//!   or the one of an [`IntermediateSession`] while a factor is missing. The extractor
//!   [`SecondFactor`] has what the second factor needs.
//! * [`SessionCookie`] deletes these cookies at a logout, for which the extractor [`Credential`] has the
//!   session without verifying it.
//! * [`Bearer`] is the token of an M2M client.
//! * [`Error`](crate::Error) and [`VerifyError`](crate::session::VerifyError) are responses without a
//!   body, and `tracing` events. A handler that returns `axum::response::Result` takes both with `?`. The
//!   extensions of the response have the one or the other.
//!
//! ```no_run
//! use axum::extract::{Path, State};
//! use axum::response::{IntoResponse, Redirect, Response, Result};
//! use axum::routing::{get, post};
//! use axum::{Json, Router};
//! use stytch_b2b::actors::member::MemberClient;
//! use stytch_b2b::axum::SessionLayer;
//! use stytch_b2b::login::Outcome;
//! use stytch_b2b::session::VerifiedSession;
//! use stytch_b2b::{Client, Redacted};
//!
//! fn app(stytch: &Client) -> Router {
//!     Router::new()
//!         .route("/login/{token}", get(login))
//!         .route("/documents", post(write))
//!         .route("/members", get(members))
//!         .layer(SessionLayer::new(stytch))
//!         .with_state(stytch.clone())
//! }
//!
//! async fn login(State(stytch): State<Client>, Path(token): Path<String>) -> Result<Response> {
//!     let login = stytch.magic_links().authenticate(token).await?;
//!     let next = match login.outcome() {
//!         Outcome::Authenticated { .. } => "/documents",
//!         Outcome::MfaRequired { .. } => "/second-factor",
//!         _ => "/login",
//!     };
//!     Ok((login.outcome(), Redirect::to(next)).into_response())
//! }
//!
//! async fn write(session: VerifiedSession) -> Result<&'static str> {
//!     session.require("documents", "write").await?;
//!     Ok("written")
//! }
//!
//! async fn members(admin: MemberClient) -> Result<Response> {
//!     let found = admin.members().search().await?;
//!     Ok(Json(Redacted(&found)).into_response())
//! }
//! ```
//!
//! An outcome borrows the response, so a handler ends with `.into_response()`. Of further cookies, axum's
//! `AppendHeaders` keeps these; an array of headers replaces them.
//!
//! In the source repository, and not in the package, `examples/saas` is a whole service.
//!
//! # JWT or session token
//!
//! | The cookie holds | A request costs | After a revocation, and a change of roles |
//! |---|---|---|
//! | the session JWT, as with [`SessionLayer`] | no call, and one each 5 minutes for a fresh JWT | it is accepted for up to 5 minutes |
//! | the session token | a call | it is refused at once |
//!
//! [`SessionLayer`] replaces a token by the JWT. A handler for which 5 minutes are too long, such as one
//! that calls with the rights of the project, takes a [`FreshSession`]: that asks the API.
//!
//! # Names
//!
//! `axum` has a `Json` and a `Result`, too. Import [`Json as AnyJson`](crate::Json), and write
//! `stytch_b2b::Result`.
//!
//! [axum]: https://docs.rs/axum
//! [`MemberClient`]: crate::actors::member::MemberClient
//! [`Credential`]: crate::session::Credential
//! [`VerifiedSession`]: crate::session::VerifiedSession

#[cfg(feature = "jwt")]
mod cookie;
#[cfg(feature = "jwt")]
mod extract;
#[cfg(feature = "jwt")]
mod layer;
mod respond;

#[cfg(feature = "jwt")]
pub use self::cookie::{IntermediateSession, SecondFactor, SessionCookie};
#[cfg(feature = "jwt")]
pub use self::extract::{Bearer, FreshSession};
#[cfg(feature = "jwt")]
pub use self::layer::{SessionLayer, SessionService};
