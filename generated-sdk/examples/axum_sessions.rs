//! Sessions in a web server: a request is authenticated by the session JWT in its cookie, without a
//! call, and authorized by the RBAC policies of the project and of the member's organization.
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
use cookie::{Cookie, SameSite};
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

/// A middleware that requires a session, and passes it to the handlers.
async fn authenticate(
    State(stytch): State<Client>,
    mut request: Request,
    next: Next,
) -> Result<Response, StatusCode> {
    let jwt = session_jwt(request.headers()).ok_or(StatusCode::UNAUTHORIZED)?;
    let verified = stytch
        .sessions()
        .authenticate_jwt(jwt)
        .leeway(Duration::from_secs(5))
        .await
        .map_err(refusal)?;
    request.extensions_mut().insert(verified.member_session);
    let mut response = next.run(request).await;

    // The JWT had expired and the session continues: set the fresh JWT as the cookie, unless the
    // handler has just revoked the session.
    if let Some(answer) = verified.response
        && !response.headers().contains_key(header::SET_COOKIE)
    {
        let fresh = set_cookie(answer.session_jwt.expose_secret(), None);
        response.headers_mut().extend(fresh);
    }
    Ok(response)
}

/// Every member with a session may read.
async fn documents(Extension(session): Extension<MemberSession>) -> String {
    format!("the documents of {}\n", session.organization_slug)
}

/// Writing requires a role that permits it.
async fn write(
    State(stytch): State<Client>,
    Extension(session): Extension<MemberSession>,
) -> Result<&'static str, StatusCode> {
    let organization_id = &session.organization_id;
    let check = AuthorizationCheck::new(organization_id, "documents", "write");
    // The client caches the policy for 5 minutes.
    let policy = stytch.rbac().cached_policy_in(organization_id).await;
    let policy = policy.map_err(|error| refusal(error.into()))?;
    policy
        .check_roles(organization_id, &session.roles, &check)
        .into_result()
        .map_err(|denial| refusal(denial.into()))?;
    Ok("written\n")
}

/// Revokes the session, and deletes the cookie: its last JWT stays valid for minutes.
async fn logout(
    State(stytch): State<Client>,
    Extension(session): Extension<MemberSession>,
) -> Result<impl IntoResponse, StatusCode> {
    let revoke = stytch.sessions().revoke();
    let revoke = revoke.member_session_id(session.member_session_id);
    revoke.await.map_err(|error| refusal(error.into()))?;
    Ok((
        HeaderMap::from_iter(set_cookie("", Some(Duration::ZERO))),
        "bye\n",
    ))
}

fn set_cookie(value: &str, max_age: Option<Duration>) -> Option<(HeaderName, HeaderValue)> {
    let mut cookie = Cookie::build((COOKIE, value))
        .path("/")
        .http_only(true)
        .secure(true)
        .same_site(SameSite::Lax)
        .build();
    cookie.set_max_age(max_age.and_then(|age| age.try_into().ok()));
    let value = HeaderValue::try_from(cookie.to_string()).ok()?;
    Some((header::SET_COOKIE, value))
}

fn refusal(error: VerifyError) -> StatusCode {
    eprintln!("refused: {error:?}");
    error.http_status()
}

/// The session JWT among the cookies of a request. They may come in several headers, and those of
/// other applications may hold any bytes.
fn session_jwt(headers: &HeaderMap) -> Option<String> {
    headers.get_all(header::COOKIE).iter().find_map(|cookies| {
        Cookie::split_parse(String::from_utf8_lossy(cookies.as_bytes()))
            .flatten()
            .find(|cookie| cookie.name() == COOKIE)
            .map(|cookie| cookie.value().to_owned())
    })
}

#[test]
fn cookies_are_read_as_browsers_send_them() {
    for (cookies, expected) in [
        (&[&b"session_jwt=a.b.c"[..]][..], Some("a.b.c")),
        (&[b"theme=dark; session_jwt=a.b.c; lang=en"], Some("a.b.c")),
        (&[b"theme=dark", b"session_jwt=a.b.c"], Some("a.b.c")),
        (&[b"theme=\xff\xfe; session_jwt=a.b.c"], Some("a.b.c")),
        (&[b"broken;;=; session_jwt=a.b.c;"], Some("a.b.c")),
        (&[b"other_session_jwt=a; session_jwt2=b"], None),
        (&[], None),
    ] {
        let cookies = cookies.iter().filter_map(|cookie| {
            let value = HeaderValue::from_bytes(cookie).ok()?;
            Some((header::COOKIE, value))
        });
        assert_eq!(
            session_jwt(&HeaderMap::from_iter(cookies)).as_deref(),
            expected
        );
    }
}
