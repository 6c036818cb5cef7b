//! Sessions in an axum application.

mod logins;

use std::time::Duration;

use axum::body::Body;
use axum::extract::State;
use axum::http::{Request, Response, header};
use axum::routing::get;
use axum::{Router, response};
use serde_json::json;
use stytch_b2b::actors::member::MemberClient;
use stytch_b2b::axum::{
    Bearer, FreshSession, IntermediateSession, SecondFactor, SessionCookie, SessionLayer,
};
use stytch_b2b::chrono::{DateTime, TimeDelta};
use stytch_b2b::schemas::{MemberSession, SessionsAuthenticateResponse};
use stytch_b2b::session::{Credential, VerifiedSession, VerifyError};
use stytch_b2b::testing::{FakeTransport, Signer, ops};
use stytch_b2b::{Client, Error};
use tower_service::Service;

use crate::api::{Api, Behavior, MINUTE, PROJECT, authenticated, failure, now, session};

/// An application with a handler of each kind.
fn app(client: &Client) -> Router {
    async fn write(session: VerifiedSession) -> response::Result<String> {
        session.require("documents", "write").await?;
        Ok(session.member_session.member_id)
    }
    async fn shred(session: VerifiedSession) -> response::Result<()> {
        session.require("documents", "shred").await?;
        Ok(())
    }
    async fn home(session: Option<VerifiedSession>) -> &'static str {
        session.map_or("nobody", |_| "somebody")
    }
    async fn me(member: MemberClient) -> response::Result<String> {
        Ok(member.member_id().await?)
    }
    async fn login(IntermediateSession(token): IntermediateSession) -> String {
        token.expose_secret().to_owned()
    }
    async fn factor(login: SecondFactor) -> String {
        let token = login.intermediate_session_token.expose_secret().to_owned();
        [token, login.organization_id, login.member_id].join(" ")
    }
    async fn reports(Bearer(token): Bearer) -> String {
        token.expose_secret().to_owned()
    }
    async fn credential(session: Credential) -> String {
        match session {
            Credential::Token(token) => format!("token {}", token.expose_secret()),
            Credential::Jwt(jwt) => format!("JWT {}", jwt.expose_secret()),
        }
    }
    async fn may_be(
        session: Option<VerifiedSession>,
        member: Option<MemberClient>,
        login: Option<IntermediateSession>,
        factor: Option<SecondFactor>,
        credential: Option<Credential>,
        bearer: Option<Bearer>,
    ) -> String {
        let found = [
            ("session", session.is_some()),
            ("member", member.is_some()),
            ("login", login.is_some()),
            ("factor", factor.is_some()),
            ("credential", credential.is_some()),
            ("bearer", bearer.is_some()),
        ];
        let found = found.into_iter().filter(|(_, found)| *found);
        found.map(|(name, _)| name).collect::<Vec<_>>().join(" ")
    }
    async fn delete(_: VerifiedSession, FreshSession(session): FreshSession) -> String {
        session.member_session.member_id
    }
    async fn goodbye(_: VerifiedSession) -> (SessionCookie, &'static str) {
        (SessionCookie::removed(), "bye")
    }
    async fn logout(
        State(client): State<Client>,
        session: Credential,
    ) -> response::Result<(SessionCookie, &'static str)> {
        let ended = client.sessions().logout(session).await;
        ended.map_err(|error| (SessionCookie::removed(), error))?;
        Ok((SessionCookie::removed(), "bye"))
    }
    async fn password(State(client): State<Client>) -> response::Result<()> {
        let call = client.passwords().authenticate("o", "a@example.com", "p");
        call.intermediate_session_token("stale").await?;
        Ok(())
    }
    Router::new()
        .route("/write", get(write))
        .route("/shred", get(shred))
        .route("/home", get(home))
        .route("/me", get(me))
        .route("/login", get(login))
        .route("/factor", get(factor))
        .route("/reports", get(reports))
        .route("/credential", get(credential))
        .route("/may_be", get(may_be))
        .route("/logout", get(logout))
        .route("/delete", get(delete))
        .route("/goodbye", get(goodbye))
        .route("/password", get(password))
        .layer(SessionLayer::new(client))
        .with_state(client.clone())
}

/// An hour from the last access.
fn lasting() -> MemberSession {
    let accessed = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
    MemberSession {
        last_accessed_at: accessed.fixed_offset(),
        expires_at: accessed.fixed_offset() + TimeDelta::hours(1),
        ..session(&["writer"])
    }
}

async fn respond(app: &mut Router, path: &str, cookie: &str) -> Response<Body> {
    let request = Request::get(path).header(header::COOKIE, cookie);
    app.call(request.body(Body::empty()).unwrap())
        .await
        .unwrap()
}

/// The status code, and the cookies that are set.
fn seen(response: &Response<Body>) -> (u16, Vec<&str>) {
    let cookies = response.headers().get_all(header::SET_COOKIE).iter();
    let cookies = cookies.map(|value| value.to_str().unwrap());
    (response.status().as_u16(), cookies.collect())
}

const FLAGS: &str = "HttpOnly; SameSite=Lax; Secure; Path=/";

#[tokio::test(start_paused = true)]
async fn a_cookie_is_checked_renewed_and_deleted() {
    let jwt = |issued| Signer::new().session_jwt(PROJECT, &lasting(), issued);
    let (good, old) = (jwt(now()), jwt(now() - 10 * MINUTE));
    let fresh = format!("stytch_session_jwt=fresh; {FLAGS}; Max-Age=3600");
    let removed = format!("stytch_session_jwt=; {FLAGS}; Max-Age=0");
    // A login that lacks a factor is not to be completed by the next user of the browser.
    let half = format!("stytch_intermediate_session_token=; {FLAGS}; Max-Age=0");
    let (fresh, ended, removed) = (vec![&*fresh], vec![&*removed], vec![&*half, &removed]);
    for (cookie, path, status, set) in [
        (&*good, "/write", 200, &vec![]),
        (&good, "/shred", 403, &vec![]),
        (&good, "/home", 200, &vec![]),
        (&good, "/me", 200, &vec![]),
        (&good, "/goodbye", 200, &removed),
        (&old, "/write", 200, &fresh),
        (&old, "/shred", 403, &fresh),
        (&old, "/home", 200, &fresh),
        (&old, "/me", 200, &fresh),
        (&old, "/goodbye", 200, &removed),
        ("a token", "/write", 200, &fresh),
        ("eyJ.not.valid", "/write", 401, &ended),
        ("eyJ.not.valid", "/home", 200, &ended),
        ("eyJ.not.valid", "/me", 401, &ended),
        ("", "/write", 401, &vec![]),
        ("", "/me", 401, &vec![]),
        ("", "/home", 200, &vec![]),
    ] {
        let api = Api::new();
        let authenticated = SessionsAuthenticateResponse {
            member_session: lasting(),
            session_jwt: "fresh".into(),
            ..Default::default()
        };
        let authenticated = serde_json::to_value(authenticated).unwrap();
        api.set(
            "/v1/b2b/sessions/authenticate",
            Behavior::Respond(200, authenticated),
        );
        let mut app = app(&api.client());
        let response = respond(&mut app, path, &format!("stytch_session_jwt={cookie}")).await;
        assert_eq!(seen(&response), (status, set.clone()), "{path} {cookie}");
        let cached = response.headers().get(header::CACHE_CONTROL);
        let expected = (!set.is_empty()).then_some("no-store");
        assert_eq!(cached.map(|value| value.to_str().unwrap()), expected);
    }
}

/// No cookie is empty, except one that is deleted.
async fn body(response: Response<Body>) -> String {
    let body = axum::body::to_bytes(response.into_body(), 100).await;
    String::from_utf8(body.unwrap().into()).unwrap()
}

#[tokio::test]
async fn tokens_are_arguments() {
    let session = |value: &str| (header::COOKIE, format!("stytch_session_jwt={value}"));
    let login = |value: &str| {
        let cookie = format!("stytch_intermediate_session_token={value}");
        (header::COOKIE, cookie)
    };
    let bearer = |value: &str| (header::AUTHORIZATION, value.to_owned());
    for (path, (name, value), expected) in [
        ("/login", login("half"), Some("half")),
        ("/login", login("half:o:m"), Some("half")),
        ("/login", login(""), None),
        ("/login", login(":o:m"), None),
        ("/login", session("half"), None),
        ("/factor", login("half:o:m"), Some("half o m")),
        ("/factor", login("half:o"), None),
        ("/factor", login("half:o:"), None),
        ("/factor", login("half::m"), None),
        ("/factor", login("half"), None),
        ("/factor", login(""), None),
        ("/factor", session("half:o:m"), None),
        ("/reports", bearer("Bearer a.b.c"), Some("a.b.c")),
        ("/reports", bearer("bearer a.b.c"), Some("a.b.c")),
        ("/reports", bearer("Basic a.b.c"), None),
        ("/reports", bearer("Bearer"), None),
        ("/reports", bearer("Bearer "), None),
        ("/reports", session("a.b.c"), None),
        ("/credential", session("eyJ.b.c"), Some("JWT eyJ.b.c")),
        ("/credential", session("opaque"), Some("token opaque")),
        ("/credential", session(""), None),
        ("/credential", login("half"), None),
        ("/may_be", login("half"), Some("login")),
        ("/may_be", login("half:o:m"), Some("login factor")),
        ("/may_be", bearer("Bearer a.b.c"), Some("bearer")),
        ("/may_be", bearer("Basic a.b.c"), Some("")),
    ] {
        let request = Request::get(path).header(name, &value);
        let request = request.body(Body::empty()).unwrap();
        let response = app(&Api::new().client()).call(request).await.unwrap();
        let status = if expected.is_some() { 200 } else { 401 };
        assert_eq!(seen(&response), (status, Vec::new()), "{path} {value}");
        assert_eq!(
            body(response).await,
            expected.unwrap_or_default(),
            "{value}"
        );
    }
    let jwt = Signer::new().session_jwt(PROJECT, &lasting(), now());
    let cookie = format!("stytch_session_jwt={jwt}");
    let response = respond(&mut app(&Api::new().client()), "/may_be", &cookie).await;
    assert_eq!(body(response).await, "session member credential");
}

/// A token is checked by a call.
#[tokio::test(start_paused = true)]
async fn a_session_is_checked_once_for_all_arguments() {
    let api = Api::new();
    api.set("/v1/b2b/sessions/authenticate", authenticated());
    let mut app = app(&api.client());
    let response = respond(&mut app, "/may_be", "stytch_session_jwt=token").await;
    assert_eq!(body(response).await, "session member credential");
    assert_eq!(api.take(), ["sessions/authenticate"]);
}

/// The JWT alone would still be accepted.
#[tokio::test(start_paused = true)]
async fn a_fresh_session_is_that_of_the_api() {
    let jwt = Signer::new().session_jwt(PROJECT, &lasting(), now());
    let cookie = format!("stytch_session_jwt={jwt}");
    let removed = format!("stytch_session_jwt=; {FLAGS}; Max-Age=0");
    for (behavior, status, is_removed) in [
        (authenticated(), 200, false),
        (failure(404, "session_not_found"), 401, true),
        (failure(500, "internal_server_error"), 503, false),
    ] {
        let api = Api::new();
        api.set("/v1/b2b/sessions/authenticate", behavior);
        let mut app = app(&api.client());
        assert_eq!(respond(&mut app, "/home", &cookie).await.status(), 200);
        let response = respond(&mut app, "/delete", &cookie).await;
        let (found, cookies) = seen(&response);
        assert_eq!((found, cookies == [&*removed]), (status, is_removed));
        assert_eq!(cookies.is_empty(), status == 503, "{cookies:?}");
    }
}

/// Whether the API ends the session, does not know it, or cannot be reached.
#[tokio::test(start_paused = true)]
async fn a_logout_deletes_the_cookie() {
    let removed = format!("stytch_session_jwt=; {FLAGS}; Max-Age=0");
    let half = format!("stytch_intermediate_session_token=; {FLAGS}; Max-Age=0");
    let revoked = json!({ "request_id": "r", "status_code": 200 });
    for (behavior, status) in [
        (Behavior::Respond(200, revoked), 200),
        (failure(404, "session_not_found"), 200),
        (failure(400, "invalid_session_token"), 401),
        (failure(500, "internal_server_error"), 503),
        (failure(429, "too_many_requests"), 429),
    ] {
        let api = Api::new();
        api.set("/v1/b2b/sessions/revoke", behavior);
        let mut app = app(&api.client());
        let response = respond(&mut app, "/logout", "stytch_session_jwt=token").await;
        assert_eq!(seen(&response), (status, vec![&*half, &removed]));
        let error = response.extensions().get::<Error>();
        assert_eq!(error.is_some(), status != 200);
    }
}

#[tokio::test(start_paused = true)]
async fn errors_are_responses() {
    let api = Api::new();
    let mut app = app(&api.client());
    let removed = format!("stytch_session_jwt=; {FLAGS}; Max-Age=0");
    for (behavior, path, status, set) in [
        (
            failure(404, "session_not_found"),
            "/write",
            401,
            Some(&removed),
        ),
        (
            failure(404, "session_not_found"),
            "/home",
            200,
            Some(&removed),
        ),
        (failure(500, "internal_server_error"), "/write", 503, None),
        // Whether there is a session is not known.
        (failure(500, "internal_server_error"), "/home", 503, None),
        (failure(429, "too_many_requests"), "/home", 429, None),
    ] {
        api.set("/v1/b2b/sessions/authenticate", behavior);
        let response = respond(&mut app, path, "stytch_session_jwt=token").await;
        let set: Vec<&str> = set.into_iter().map(String::as_str).collect();
        assert_eq!(seen(&response), (status, set), "{path}");
        let logged = response.extensions().get::<VerifyError>();
        assert_eq!(logged.is_some(), status != 200);
    }
    // An error of a call says when to come back.
    let fake = FakeTransport::new();
    let wait = Duration::from_secs(7);
    fake.on::<ops::organizations::Get>()
        .fail_for(429, "too_many_requests", wait);
    let error = fake.client().organizations().get("o").await.unwrap_err();
    for response in [
        response::IntoResponse::into_response(error.clone()),
        response::IntoResponse::into_response(VerifyError::Call(error)),
    ] {
        assert_eq!(seen(&response), (429, Vec::new()));
        assert_eq!(response.headers()[header::RETRY_AFTER], "7");
    }

    let mut bare = Router::new().route("/", get(async |_: VerifiedSession| ()));
    assert_eq!(seen(&respond(&mut bare, "/", "").await), (503, Vec::new()));
}
