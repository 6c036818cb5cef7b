//! Logins by a link in an email, one page for all organizations.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response, Result};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use stytch_b2b::axum::{IntermediateSession, SessionCookie};
use stytch_b2b::login::Outcome;
use stytch_b2b::session::{VerifiedSession, VerifyError};
use stytch_b2b::{Client, Redacted, Secret};

pub(crate) fn routes() -> Router<Client> {
    Router::new()
        .route("/login", post(send))
        .route("/authenticate", get(authenticate))
        .route("/login/organizations", get(list).post(create))
        .route("/login/organizations/{organization_id}", post(enter))
        .route("/logout", post(logout))
}

#[derive(Deserialize)]
struct Login {
    email_address: String,
}

/// Sends the link. The response does not tell whether a member has the address.
async fn send(State(stytch): State<Client>, Json(form): Json<Login>) -> Result<StatusCode> {
    let links = stytch.magic_links().email().discovery();
    links.send(form.email_address).await?;
    Ok(StatusCode::ACCEPTED)
}

#[derive(Deserialize)]
struct Callback {
    stytch_token_type: String,
    token: Secret,
}

/// Where links and identity providers lead to. It redirects, so the token stays in no address bar.
async fn authenticate(
    State(stytch): State<Client>,
    Query(callback): Query<Callback>,
) -> Result<Response> {
    let (links, token) = (stytch.magic_links(), callback.token);
    match callback.stytch_token_type.as_str() {
        "discovery" => {
            let found = links.discovery().authenticate(token).await?;
            let login = IntermediateSession(found.intermediate_session_token);
            Ok((login, Redirect::to("/organizations")).into_response())
        }
        // An invitation.
        "multi_tenant_magic_links" => Ok(proceed(links.authenticate(token).await?.outcome())),
        "sso" => Ok(proceed(stytch.sso().authenticate(token).await?.outcome())),
        _ => Err(StatusCode::BAD_REQUEST.into()),
    }
}

/// Sets the cookie of the session, or of the login that lacks a factor, and leads to the next page.
pub(crate) fn proceed(outcome: Outcome<'_>) -> Response {
    let next = match outcome {
        Outcome::Authenticated { .. } => "/".to_owned(),
        Outcome::MfaRequired { member, .. } => format!(
            "/second-factor?organization_id={}&member_id={}",
            member.organization_id, member.member_id
        ),
        _ => "/login".to_owned(),
    };
    (outcome, Redirect::to(&next)).into_response()
}

/// The organizations that the user is a member of, or may join.
async fn list(State(stytch): State<Client>, login: IntermediateSession) -> Result<Response> {
    let call = stytch.discovery().organizations().list();
    let found = call.intermediate_session_token(login.0).await?;
    Ok(Json(Redacted(&found)).into_response())
}

async fn enter(
    State(stytch): State<Client>,
    IntermediateSession(token): IntermediateSession,
    Path(organization_id): Path<String>,
) -> Result<Response> {
    let intermediate = stytch.discovery().intermediate_sessions();
    let login = intermediate.exchange(token, organization_id).await?;
    Ok(proceed(login.outcome()))
}

#[derive(Deserialize)]
struct NewOrganization {
    name: String,
}

/// Creates an organization, whose administrator the user is.
async fn create(
    State(stytch): State<Client>,
    IntermediateSession(token): IntermediateSession,
    Json(form): Json<NewOrganization>,
) -> Result<Response> {
    let call = stytch.discovery().organizations().create(token);
    let login = call.organization_name(form.name).await?;
    Ok(proceed(login.outcome()))
}

/// Ends the session, if there is one. The cookies are deleted also if the API fails.
async fn logout(
    State(stytch): State<Client>,
    session: Result<VerifiedSession, VerifyError>,
) -> impl IntoResponse {
    let ended = match session {
        Ok(session) => stytch.sessions().logout(&session).await,
        Err(VerifyError::Call(error)) => Err(error),
        Err(_) => Ok(()),
    };
    let next = ended.map(|()| Redirect::to("/login"));
    (SessionCookie::removed(), next)
}
