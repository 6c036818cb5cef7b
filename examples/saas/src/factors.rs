//! Logins by password, and second factors: a code by SMS, or of an authenticator app.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Response, Result};
use axum::routing::{post, put};
use axum::{Json, Router};
use serde::Deserialize;
use stytch_b2b::axum::IntermediateSession;
use stytch_b2b::{Client, Secret};

use crate::login::proceed;

pub(crate) fn routes() -> Router<Client> {
    Router::new()
        .route("/login/password", post(password))
        .route("/login/sms", post(send).put(sms))
        .route("/login/totp", put(totp))
}

#[derive(Deserialize)]
struct Password {
    organization_id: String,
    email_address: String,
    password: Secret,
}

async fn password(State(stytch): State<Client>, Json(form): Json<Password>) -> Result<Response> {
    let login = stytch
        .passwords()
        .authenticate(form.organization_id, form.email_address, form.password)
        .await?;
    Ok(proceed(login.outcome()))
}

/// The intermediate session tells whose login it is: the API refuses the ids of anybody else.
#[derive(Deserialize)]
struct Recipient {
    organization_id: String,
    member_id: String,
    /// For a member who has none yet.
    phone_number: Option<String>,
}

async fn send(
    State(stytch): State<Client>,
    IntermediateSession(token): IntermediateSession,
    Json(form): Json<Recipient>,
) -> Result<StatusCode> {
    let sms = stytch.otps().sms();
    let call = sms.send(form.organization_id, form.member_id);
    let call = call.maybe_mfa_phone_number(form.phone_number);
    call.intermediate_session_token(token).await?;
    Ok(StatusCode::ACCEPTED)
}

#[derive(Deserialize)]
struct Code {
    organization_id: String,
    member_id: String,
    code: Secret,
}

async fn sms(
    State(stytch): State<Client>,
    IntermediateSession(token): IntermediateSession,
    Json(form): Json<Code>,
) -> Result<Response> {
    let otps = stytch.otps().sms();
    let call = otps.authenticate(form.organization_id, form.member_id, form.code);
    let login = call.intermediate_session_token(token).await?;
    Ok(proceed(login.outcome()))
}

async fn totp(
    State(stytch): State<Client>,
    IntermediateSession(token): IntermediateSession,
    Json(form): Json<Code>,
) -> Result<Response> {
    let totps = stytch.totps();
    let call = totps.authenticate(form.organization_id, form.member_id, form.code);
    let login = call.intermediate_session_token(token).await?;
    Ok(proceed(login.outcome()))
}
