//! Sessions in an [axum] application (feature `axum`).
//!
//! * [`SessionLayer`] reads the session from a cookie, and renews the cookie.
//! * [`VerifiedSession`] is an extractor: a handler with this argument requires a session. As
//!   `Option<VerifiedSession>` it does not.
//! * [`SessionCookie`] sets the cookie at a login, and deletes it at a logout.
//! * [`Error`](crate::Error) and [`VerifyError`](crate::session::VerifyError) are responses. A
//!   handler that returns `axum::response::Result` takes both with `?`.
//!
//! ```no_run
//! use axum::Router;
//! use axum::response::{IntoResponse, Redirect, Result};
//! use axum::routing::{get, post};
//! use stytch_b2b::axum::{SessionCookie, SessionLayer};
//! use stytch_b2b::schemas::MemberSession;
//! use stytch_b2b::session::VerifiedSession;
//! use stytch_b2b::{Client, Secret};
//!
//! fn app(stytch: &Client) -> Router {
//!     Router::new()
//!         .route("/documents", get(read).post(write))
//!         .layer(SessionLayer::new(stytch))
//! }
//!
//! async fn read(session: VerifiedSession) -> String {
//!     format!("the documents of {}", session.member_session.organization_slug)
//! }
//!
//! async fn write(session: VerifiedSession) -> Result<&'static str> {
//!     session.require("documents", "write").await?;
//!     Ok("written")
//! }
//!
//! /// The response to a login, with what `Outcome::Authenticated` has.
//! fn logged_in(session_jwt: &Secret, session: &MemberSession) -> impl IntoResponse {
//!     (SessionCookie::new(session_jwt, session), Redirect::to("/documents"))
//! }
//! ```
//!
//! [axum]: https://docs.rs/axum
//! [`VerifiedSession`]: crate::session::VerifiedSession

#[cfg(feature = "jwt")]
mod cookie;
#[cfg(feature = "jwt")]
mod extract;
#[cfg(feature = "jwt")]
mod layer;
mod respond;

#[cfg(feature = "jwt")]
pub use self::cookie::SessionCookie;
#[cfg(feature = "jwt")]
pub use self::layer::{SessionLayer, SessionService};
