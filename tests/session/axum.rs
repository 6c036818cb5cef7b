//! Sessions in an axum application.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, Response, header};
use axum::routing::{get, post};
use axum::{Router, response};
use stytch_b2b::actors::member::MemberClient;
use stytch_b2b::axum::{Bearer, IntermediateSession, SessionCookie, SessionLayer};
use stytch_b2b::chrono::{DateTime, TimeDelta};
use stytch_b2b::schemas::{
    MagicLinksAuthenticateResponse, MemberSession, MfaRequired, PrimaryRequired,
    SessionsAuthenticateResponse,
};
use stytch_b2b::session::{VerifiedSession, VerifyError};
use stytch_b2b::testing::{FakeTransport, Signer, ops, sample};
use stytch_b2b::{Client, Secret};
use tower_service::Service;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

use crate::api::{Api, Behavior, MINUTE, PROJECT, failure, now, session};

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
    async fn factor(IntermediateSession(token): IntermediateSession) -> String {
        token.expose_secret().to_owned()
    }
    async fn reports(Bearer(token): Bearer) -> String {
        token.expose_secret().to_owned()
    }
    async fn logout(_: VerifiedSession) -> (SessionCookie, &'static str) {
        (SessionCookie::removed(), "bye")
    }
    Router::new()
        .route("/write", get(write))
        .route("/shred", get(shred))
        .route("/home", get(home))
        .route("/me", get(me))
        .route("/factor", get(factor))
        .route("/reports", get(reports))
        .route("/logout", post(logout).get(logout))
        .layer(SessionLayer::new(client))
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
    // A login that lacks a factor is not to be completed by the next user.
    let half = format!("stytch_intermediate_session_token=; {FLAGS}; Max-Age=0");
    let (fresh, removed) = (vec![&*fresh], vec![&*half, &removed]);
    for (cookie, path, status, set) in [
        (&*good, "/write", 200, &vec![]),
        (&good, "/shred", 403, &vec![]),
        (&good, "/home", 200, &vec![]),
        (&good, "/me", 200, &vec![]),
        (&good, "/logout", 200, &removed),
        (&old, "/write", 200, &fresh),
        (&old, "/shred", 403, &fresh),
        (&old, "/home", 200, &fresh),
        (&old, "/me", 200, &fresh),
        (&old, "/logout", 200, &removed),
        ("a token", "/write", 200, &fresh),
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
#[test]
fn an_outcome_sets_the_cookie_of_what_comes_next() {
    let session = format!("stytch_session_jwt=fresh; {FLAGS}; Max-Age=3600");
    let half = format!("stytch_intermediate_session_token=half; {FLAGS}; Max-Age=600");
    let removed = format!("stytch_intermediate_session_token=; {FLAGS}; Max-Age=0");
    let complete = MagicLinksAuthenticateResponse {
        session_jwt: Some("fresh".into()),
        member_session: Some(lasting()),
        ..sample()
    };
    let lacking = |token: Option<Secret>| MagicLinksAuthenticateResponse {
        member_authenticated: false,
        intermediate_session_token: token,
        ..complete.clone()
    };
    let mfa = MfaRequired::default();
    let primary = PrimaryRequired::default();
    for (login, expected) in [
        (complete.clone(), vec![&*session, &removed]),
        (
            MagicLinksAuthenticateResponse {
                mfa_required: Some(mfa.clone()),
                ..lacking(Some("half".into()))
            },
            vec![&half],
        ),
        (
            MagicLinksAuthenticateResponse {
                primary_required: Some(primary.clone()),
                ..lacking(Some("half".into()))
            },
            vec![&half],
        ),
        (
            MagicLinksAuthenticateResponse {
                primary_required: Some(primary),
                ..lacking(None)
            },
            vec![&removed],
        ),
        (lacking(Some("half".into())), vec![&removed]),
    ] {
        let response = response::IntoResponse::into_response((login.outcome(), "next"));
        assert_eq!(seen(&response), (200, expected), "{login:?}");
        assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
    }
    // What the application says about caches stays.
    let own = || [(header::CACHE_CONTROL, "private")];
    for response in [
        response::IntoResponse::into_response((complete.outcome(), own(), "next")),
        response::IntoResponse::into_response((own(), complete.outcome(), "next")),
    ] {
        assert_eq!(response.headers()[header::CACHE_CONTROL], "private");
    }
}

#[tokio::test]
async fn tokens_are_arguments() {
    let cookie = |value| (header::COOKIE, value);
    let bearer = |value| (header::AUTHORIZATION, value);
    for (path, (name, value), expected) in [
        (
            "/factor",
            cookie("stytch_intermediate_session_token=half"),
            Some("half"),
        ),
        ("/factor", cookie("stytch_session_jwt=half"), None),
        (
            "/factor",
            cookie("stytch_intermediate_session_token="),
            None,
        ),
        ("/reports", bearer("Bearer a.b.c"), Some("a.b.c")),
        ("/reports", bearer("bearer a.b.c"), Some("a.b.c")),
        ("/reports", bearer("Basic a.b.c"), None),
        ("/reports", bearer("Bearer"), None),
        ("/reports", cookie("stytch_session_jwt=a.b.c"), None),
    ] {
        let request = Request::get(path).header(name, value);
        let request = request.body(Body::empty()).unwrap();
        let response = app(&Api::new().client()).call(request).await.unwrap();
        let status = if expected.is_some() { 200 } else { 401 };
        assert_eq!(seen(&response), (status, Vec::new()), "{path} {value}");
        let body = axum::body::to_bytes(response.into_body(), 100).await;
        assert_eq!(body.unwrap(), expected.unwrap_or_default(), "{value}");
    }
}

#[tokio::test(start_paused = true)]
async fn errors_are_responses() {
    let api = Api::new();
    let mut app = app(&api.client());
    for (behavior, path, status) in [
        (failure(404, "session_not_found"), "/write", 401),
        (failure(404, "session_not_found"), "/home", 200),
        (failure(500, "internal_server_error"), "/write", 503),
        // Whether there is a session is not known.
        (failure(500, "internal_server_error"), "/home", 503),
    ] {
        api.set("/v1/b2b/sessions/authenticate", behavior);
        let response = respond(&mut app, path, "stytch_session_jwt=token").await;
        assert_eq!(seen(&response), (status, Vec::new()), "{path}");
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

/// Writes down the level of each event.
#[derive(Clone, Default)]
struct Levels(Arc<Mutex<Vec<Level>>>);

impl Subscriber for Levels {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "stytch_b2b"
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.0.lock().unwrap().push(*event.metadata().level());
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// The response does not say why it is an error.
#[tokio::test(start_paused = true)]
async fn an_operator_sees_errors() {
    let api = Api::new();
    let mut errors = Vec::new();
    for (status, error_type) in [(500, "internal_server_error"), (404, "session_not_found")] {
        api.set("/v1/b2b/organizations/", failure(status, error_type));
        errors.push(api.client().organizations().get("o").await.unwrap_err());
    }
    let levels = Levels::default();
    tracing::subscriber::with_default(levels.clone(), || {
        for error in errors {
            let _ = response::IntoResponse::into_response(error.clone());
            let _ = response::IntoResponse::into_response(VerifyError::Refused(error));
        }
    });
    let expected = [Level::WARN, Level::DEBUG, Level::DEBUG, Level::DEBUG];
    assert_eq!(*levels.0.lock().unwrap(), expected);
}
