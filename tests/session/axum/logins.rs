//! The cookies of logins, complete or not.

use axum::http::header;
use axum::response;
use stytch_b2b::Secret;
use stytch_b2b::axum::IntermediateSession;
use stytch_b2b::schemas::{MagicLinksAuthenticateResponse, Member, MfaRequired, PrimaryRequired};
use stytch_b2b::testing::sample;

use super::{FLAGS, app, lasting, respond, seen};
use crate::api::{Api, failure};

#[test]
fn an_outcome_sets_the_cookie_of_what_comes_next() {
    let session = format!("stytch_session_jwt=fresh; {FLAGS}; Max-Age=3600");
    let half = format!("stytch_intermediate_session_token=half; {FLAGS}; Max-Age=600");
    let with_ids = format!("stytch_intermediate_session_token=half:o:m; {FLAGS}; Max-Age=600");
    let removed = format!("stytch_intermediate_session_token=; {FLAGS}; Max-Age=0");
    let complete = MagicLinksAuthenticateResponse {
        session_jwt: Some("fresh".into()),
        member_session: Some(lasting()),
        member: Member {
            organization_id: "o".to_owned(),
            member_id: "m".to_owned(),
            ..sample()
        },
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
            vec![&with_ids],
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

/// For a user who starts a login again.
#[test]
fn an_intermediate_session_is_deleted() {
    let removed = format!("stytch_intermediate_session_token=; {FLAGS}; Max-Age=0");
    let response = response::IntoResponse::into_response((IntermediateSession::removed(), ""));
    assert_eq!(seen(&response), (200, vec![&*removed]));
}

/// A login would fail with it again and again, until the cookie expires.
#[tokio::test(start_paused = true)]
async fn an_intermediate_session_that_has_ended_is_deleted() {
    let removed = format!("stytch_intermediate_session_token=; {FLAGS}; Max-Age=0");
    let of_another = "invalid_intermediate_session_token_for_organization";
    for (behavior, expected) in [
        (
            failure(404, "intermediate_session_not_found"),
            (401, vec![&*removed]),
        ),
        (failure(400, of_another), (400, vec![&*removed])),
        (failure(401, "unauthorized_credentials"), (401, vec![])),
    ] {
        let api = Api::new();
        api.set("/v1/b2b/passwords/authenticate", behavior);
        let response = respond(&mut app(&api.client()), "/password", "").await;
        assert_eq!(seen(&response), expected);
    }
}
