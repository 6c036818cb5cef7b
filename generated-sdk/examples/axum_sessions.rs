//! Sessions in a web server: who sends a request is found out from the JWT in a cookie, on this
//! machine, and what they may do from the policies of the project and of their organization.
//!
//! ```text
//! STYTCH_PROJECT_ID=… STYTCH_SECRET=… cargo run --example axum_sessions --features jwt
//! curl --cookie session_jwt=… http://127.0.0.1:3000/documents
//! ```

use std::time::Duration;

use axum::extract::{Extension, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Router, serve};
use stytch_b2b::Client;
use stytch_b2b::schemas::{AuthorizationCheck, MemberSession};
use stytch_b2b::session::VerifyError;
use tokio::net::TcpListener;

const COOKIE: &str = "session_jwt";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let stytch = Client::from_env()?;
    let app = Router::new()
        .route("/documents", get(documents).post(write))
        .route("/logout", post(logout))
        .layer(from_fn_with_state(stytch.clone(), authenticate))
        .with_state(stytch);
    serve(TcpListener::bind("127.0.0.1:3000").await?, app).await?;
    Ok(())
}

/// Lets nobody through without a session, and tells the handlers whose it is.
async fn authenticate(
    State(stytch): State<Client>,
    mut request: Request,
    next: Next,
) -> Result<Response, StatusCode> {
    let jwt = cookie(request.headers()).ok_or(StatusCode::UNAUTHORIZED)?;
    let verified = stytch
        .sessions()
        .authenticate_jwt(jwt)
        .leeway(Duration::from_secs(5))
        .await
        .map_err(refusal)?;
    request.extensions_mut().insert(verified.member_session);
    let mut response = next.run(request).await;

    // The JWT had expired and the session goes on: from now on, the browser has the fresh one,
    // unless the handler has just ended the session.
    if let Some(answer) = verified.response
        && !response.headers().contains_key(header::SET_COOKIE)
    {
        let fresh = set_cookie(answer.session_jwt.expose_secret(), "");
        response.headers_mut().extend(fresh);
    }
    Ok(response)
}

/// Whoever has a session may read.
async fn documents(Extension(session): Extension<MemberSession>) -> String {
    format!("the documents of {}\n", session.organization_slug)
}

/// Only those may write who have a role that permits it.
async fn write(
    State(stytch): State<Client>,
    Extension(session): Extension<MemberSession>,
) -> Result<&'static str, StatusCode> {
    let organization_id = &session.organization_id;
    let check = AuthorizationCheck::new(organization_id, "documents", "write");
    // Kept by the client for 5 minutes: this is a call only now and then.
    let policy = stytch.rbac().cached_policy_in(organization_id).await;
    let policy = policy.map_err(|error| refusal(error.into()))?;
    policy
        .check_roles(organization_id, &session.roles, &check)
        .into_result()
        .map_err(|denial| refusal(denial.into()))?;
    Ok("written\n")
}

/// Ends the session, here and everywhere. Its last JWT stays good for minutes, so it has to go.
async fn logout(
    State(stytch): State<Client>,
    Extension(session): Extension<MemberSession>,
) -> Result<impl IntoResponse, StatusCode> {
    let revoke = stytch.sessions().revoke();
    let revoke = revoke.member_session_id(session.member_session_id);
    revoke.await.map_err(|error| refusal(error.into()))?;
    Ok((HeaderMap::from_iter(set_cookie("", "; Max-Age=0")), "bye\n"))
}

fn set_cookie(value: &str, more: &str) -> Option<(HeaderName, HeaderValue)> {
    let cookie = format!("{COOKIE}={value}; Path=/; HttpOnly; Secure; SameSite=Lax{more}");
    Some((header::SET_COOKIE, HeaderValue::try_from(cookie).ok()?))
}

fn refusal(error: VerifyError) -> StatusCode {
    eprintln!("refused: {error:?}");
    StatusCode::from_u16(error.http_status()).unwrap_or(StatusCode::UNAUTHORIZED)
}

fn cookie(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get(header::COOKIE)?.to_str().ok()?;
    cookies
        .split("; ")
        .find_map(|cookie| cookie.strip_prefix(COOKIE)?.strip_prefix('='))
}
