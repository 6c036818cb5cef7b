//! Sessions in a web server: a login by magic link sets a cookie with the session JWT, which
//! authenticates each request, mostly without a call. RBAC policies authorize it.
//!
//! ```text
//! STYTCH_PROJECT_ID=… STYTCH_SECRET=… cargo run --example axum_sessions --features axum
//! ```

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Result};
use axum::routing::{get, post};
use axum::{Router, serve};
use stytch_b2b::Client;
use stytch_b2b::axum::{SessionCookie, SessionLayer};
use stytch_b2b::login::Outcome;
use stytch_b2b::session::VerifiedSession;
use tokio::net::TcpListener;

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let stytch = Client::from_env()?;
    let app = Router::new()
        .route("/login/{token}", get(login))
        .route("/documents", get(documents).post(write))
        .route("/logout", post(logout))
        .layer(SessionLayer::new(&stytch))
        .with_state(stytch);
    serve(TcpListener::bind("127.0.0.1:3000").await?, app).await?;
    Ok(())
}

/// The page that the link in the email leads to.
async fn login(
    State(stytch): State<Client>,
    Path(token): Path<String>,
) -> Result<impl IntoResponse> {
    let login = stytch.magic_links().authenticate(token).await?;
    match login.outcome() {
        Outcome::Authenticated {
            session_jwt,
            member_session,
            ..
        } => {
            let cookie = SessionCookie::new(session_jwt, member_session);
            Ok((cookie, Redirect::to("/documents")))
        }
        // A second factor, in an application that has one.
        _ => Err(StatusCode::NOT_IMPLEMENTED.into()),
    }
}

/// Every member with a session may read.
async fn documents(session: VerifiedSession) -> String {
    format!(
        "the documents of {}\n",
        session.member_session.organization_slug
    )
}

/// Writing requires a role that permits it.
async fn write(session: VerifiedSession) -> Result<&'static str> {
    session.require("documents", "write").await?;
    Ok("written\n")
}

/// Revokes the session, if there is one, and deletes the cookie: its last JWT stays valid for minutes.
async fn logout(
    State(stytch): State<Client>,
    session: Option<VerifiedSession>,
) -> Result<impl IntoResponse> {
    if let Some(session) = session {
        stytch.sessions().logout(&session).await?;
    }
    Ok((SessionCookie::removed(), "bye\n"))
}
