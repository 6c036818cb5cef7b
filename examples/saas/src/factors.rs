//! Logins by password, and second factors: a code by SMS, or of an authenticator app.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Response, Result};
use axum::routing::{post, put};
use axum::{Json, Router};
use serde::Deserialize;
use stytch_b2b::axum::SecondFactor;
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

/// The response does not tell whether a member has the address.
async fn password(State(stytch): State<Client>, Json(form): Json<Password>) -> Result<Response> {
    let passwords = stytch.passwords();
    let call = passwords.authenticate(form.organization_id, form.email_address, form.password);
    match call.await {
        Err(error) if error.is_not_found() => Err(StatusCode::UNAUTHORIZED.into()),
        login => Ok(proceed(login?.outcome())),
    }
}

#[derive(Deserialize)]
struct Phone {
    /// For a member who has none yet.
    phone_number: Option<String>,
}

async fn send(
    State(stytch): State<Client>,
    login: SecondFactor,
    Json(form): Json<Phone>,
) -> Result<StatusCode> {
    let sms = stytch.otps().sms();
    let call = sms.send(login.organization_id, login.member_id);
    let call = call.maybe_mfa_phone_number(form.phone_number);
    let call = call.intermediate_session_token(login.intermediate_session_token);
    call.await?;
    Ok(StatusCode::ACCEPTED)
}

#[derive(Deserialize)]
struct Code {
    code: Secret,
}

async fn sms(
    State(stytch): State<Client>,
    login: SecondFactor,
    Json(form): Json<Code>,
) -> Result<Response> {
    let otps = stytch.otps().sms();
    let call = otps.authenticate(login.organization_id, login.member_id, form.code);
    let call = call.intermediate_session_token(login.intermediate_session_token);
    Ok(proceed(call.await?.outcome()))
}

async fn totp(
    State(stytch): State<Client>,
    login: SecondFactor,
    Json(form): Json<Code>,
) -> Result<Response> {
    let totps = stytch.totps();
    let call = totps.authenticate(login.organization_id, login.member_id, form.code);
    let call = call.intermediate_session_token(login.intermediate_session_token);
    Ok(proceed(call.await?.outcome()))
}
