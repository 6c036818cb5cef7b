//! A B2B SaaS service: logins with a second factor, roles and permissions, and what the
//! administrators of a customer set up themselves.
//!
//! Requests and responses are JSON, for a front end whose pages `/`, `/login`, `/organizations` and
//! `/second-factor` are not part of this example. A step of a login redirects to the page of the
//! next one. No response but that of a SCIM set-up has a secret in it: sessions are in cookies.
//!
//! A form of another site cannot send `application/json`, nor the cookies, which are `SameSite=Lax`.

mod admin;
mod factors;
mod login;

use axum::extract::State;
use axum::response::Result;
use axum::routing::{get, post};
use axum::{Json, Router};
use stytch_b2b::Client;
use stytch_b2b::axum::{Bearer, SessionLayer};
use stytch_b2b::schemas::MemberSession;
use stytch_b2b::session::VerifiedSession;

/// The routes of the service.
pub fn app(stytch: Client) -> Router {
    Router::new()
        .merge(login::routes())
        .merge(factors::routes())
        .merge(admin::routes())
        .route("/session", get(session))
        .route("/documents", post(write))
        .route("/reports", get(reports))
        .layer(SessionLayer::new(&stytch))
        .with_state(stytch)
}

/// Who is logged in.
async fn session(session: VerifiedSession) -> Json<MemberSession> {
    Json(session.member_session)
}

/// Writing requires a role that permits it.
async fn write(session: VerifiedSession) -> Result<&'static str> {
    session.require("documents", "write").await?;
    Ok("written")
}

/// For other services, which are M2M clients.
async fn reports(State(stytch): State<Client>, Bearer(token): Bearer) -> Result<String> {
    let m2m = stytch.m2m();
    let service = m2m.authenticate_token(token, ["read:reports"]).await?;
    Ok(format!("the reports for {}", service.client_id))
}
