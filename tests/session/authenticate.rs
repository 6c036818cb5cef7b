//! When the API is asked about a session, and what it is asked.

use serde_json::json;
use stytch_b2b::Client;
use stytch_b2b::chrono::DateTime;
use stytch_b2b::schemas::{MemberSession, SessionsAuthenticateResponse};
use stytch_b2b::session::{Denial, TokenError, VerifiedSession, VerifyError, VerifySession};
use stytch_b2b::testing::Signer;

use crate::api::{
    Api, Behavior, MINUTE, PROJECT, authenticated, check, failure, jwt_of_unknown_key, now,
    session, session_jwt,
};

const AUTHENTICATE: &str = "sessions/authenticate";

/// What a caller sets.
type Options = fn(VerifySession) -> VerifySession;

/// A client with keys and policies, and an API that knows the session.
async fn set_up() -> (Api, Client) {
    let api = Api::new();
    api.set("/v1/b2b/sessions/authenticate", authenticated());
    let client = api.client();
    let call = client
        .sessions()
        .authenticate_jwt_local(session_jwt(&["writer"]));
    let allowed = call.authorization_check(check("documents", "write")).await;
    assert_eq!(allowed.unwrap().granted_by, ["writer"]);
    api.take();
    (api, client)
}

fn expired() -> String {
    Signer::new().session_jwt(PROJECT, &session(&["writer"]), now() - 10 * MINUTE)
}

#[tokio::test(start_paused = true)]
async fn a_good_jwt_takes_no_call() {
    let (api, client) = set_up().await;
    let verified = client
        .sessions()
        .authenticate_jwt(session_jwt(&["writer"]))
        .await
        .unwrap();
    assert_eq!(verified.member_session, session(&["writer"]));
    assert_eq!(verified.response, None);
    assert_eq!(api.take(), [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_verified_locally_is_asked() {
    let unreadable = "https://stytch.com/organization";
    let tokens: [(&str, String, Options); 5] = [
        ("expired", expired(), |call| call),
        ("too old", session_jwt(&[]), |call| {
            call.max_token_age(MINUTE - MINUTE)
        }),
        ("unknown key", jwt_of_unknown_key(), |call| call),
        (
            "incomplete",
            Signer::new().sign(&json!({ unreadable: {} })),
            |call| call,
        ),
        ("with a check", expired(), |call| {
            call.authorization_check(check("documents", "write"))
        }),
    ];
    for (name, token, options) in tokens {
        let (api, client) = set_up().await;
        // An unknown key stays unknown.
        client.sessions().preload_jwks(&Signer::new().jwks());
        let call = options(client.sessions().authenticate_jwt_local(&token));
        assert!(matches!(call.await, Err(VerifyError::Token(_))), "{name}");
        assert!(!api.take().contains(&AUTHENTICATE.to_owned()), "{name}");

        let verified = options(client.sessions().authenticate_jwt(&token))
            .await
            .unwrap();
        assert_eq!(verified.member_session, session(&["writer"]), "{name}");
        let response = verified.response.unwrap();
        assert_eq!(response.session_jwt.expose_secret(), "fresh", "{name}");
        let mut asked = json!({ "session_jwt": token });
        if name == "with a check" {
            asked["authorization_check"] =
                serde_json::to_value(check("documents", "write")).unwrap();
        }
        assert_eq!(api.take_body(), asked, "{name}");
    }
}

/// The organization is the session's own, whether the JWT tells it or only the API does.
#[tokio::test(start_paused = true)]
async fn a_permission_is_required_in_the_own_organization() {
    for credential in [session_jwt(&["writer"]), expired(), "a token".to_owned()] {
        for (action, allowed) in [("write", true), ("shred", false)] {
            let (_, client) = set_up().await;
            let call = client.sessions().verify(&credential);
            match call.require("documents", action).await {
                Ok(verified) => assert_eq!(verified.granted_by, ["writer"]),
                Err(VerifyError::Denied(Denial::NotPermitted)) => assert!(!allowed),
                Err(error) => panic!("{error:?}"),
            }
            let verified = client.sessions().verify(&credential).await.unwrap();
            let required = verified.require("documents", action).await;
            assert_eq!(required.is_ok(), allowed, "{required:?}");
        }
    }
}

/// What is verified is known: acting as the member takes no lookup.
#[tokio::test(start_paused = true)]
async fn a_verified_session_is_not_looked_up() {
    let lasting = MemberSession {
        expires_at: DateTime::from_timestamp(1_800_003_600, 0)
            .unwrap()
            .fixed_offset(),
        ..session(&["writer"])
    };
    let jwt = |issued| Signer::new().session_jwt(PROJECT, &lasting, issued);
    let old = jwt(now() - 10 * MINUTE);
    for (credential, asked) in [
        (jwt(now()), None),
        (old.clone(), Some(json!({ "session_jwt": old }))),
        (
            "a token".to_owned(),
            Some(json!({ "session_token": "a token" })),
        ),
    ] {
        let (api, client) = set_up().await;
        let response = SessionsAuthenticateResponse {
            member_session: lasting.clone(),
            session_jwt: "fresh".into(),
            ..Default::default()
        };
        let response = serde_json::to_value(response).unwrap();
        api.set(
            "/v1/b2b/sessions/authenticate",
            Behavior::Respond(200, response),
        );
        let verified = client.sessions().verify(&credential).await.unwrap();
        match asked {
            Some(asked) => assert_eq!(api.take_body(), asked),
            None => assert_eq!(api.take(), [""; 0]),
        }
        let member = client.as_member(&verified);
        let id = member.member_id().await.unwrap();
        assert_eq!(id, verified.member_session.member_id);
        assert!(member.is_authorized("documents", "write").await.unwrap());
        assert_eq!(api.take(), [""; 0], "{credential}");
    }
}

/// A session that has gone is logged out. Anything else is an error, also a 404 of a proxy.
#[tokio::test(start_paused = true)]
async fn a_second_logout_succeeds() {
    let revoked = json!({ "request_id": "r", "status_code": 200 });
    for (behavior, succeeds) in [
        (Behavior::Respond(200, revoked), true),
        (failure(404, "session_not_found"), true),
        (Behavior::Respond(404, json!("no such page")), false),
        (failure(400, "invalid_session_token"), false),
        (failure(500, "internal_server_error"), false),
    ] {
        for (credential, name) in [
            ("a token".to_owned(), "session_token"),
            (expired(), "session_jwt"),
        ] {
            let (api, client) = set_up().await;
            api.set("/v1/b2b/sessions/revoke", behavior.clone());
            let outcome = client.sessions().logout(&credential).await;
            assert_eq!(outcome.is_ok(), succeeds, "{outcome:?}");
            if succeeds {
                assert_eq!(api.take_body(), json!({ name: credential }));
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_denial_is_final() {
    let (api, client) = set_up().await;
    let call = client.sessions().authenticate_jwt(session_jwt(&["writer"]));
    let error = call
        .authorization_check(check("documents", "shred"))
        .await
        .unwrap_err();
    assert!(
        matches!(error, VerifyError::Denied(Denial::NotPermitted)),
        "{error:?}"
    );
    assert_eq!(error.http_status(), 403);
    assert_eq!(api.take(), [""; 0]);

    let error = client
        .sessions()
        .authenticate_jwt("no token")
        .await
        .unwrap_err();
    assert!(
        matches!(error, VerifyError::Token(TokenError::Malformed)),
        "{error:?}"
    );
    assert_eq!(api.take(), [""; 0]);
}

/// Neither keys nor policies: only the API can tell.
#[tokio::test(start_paused = true)]
async fn without_keys_or_policies_the_api_decides() {
    for broken in [
        "/v1/b2b/sessions/jwks",
        "/v1/b2b/rbac/policy",
        "/v1/b2b/rbac/organizations",
    ] {
        let api = Api::new();
        api.set("/v1/b2b/sessions/authenticate", authenticated());
        api.set(broken, failure(500, "internal_server_error"));
        let client = api.client();
        let ask = async |call: VerifySession| -> Result<VerifiedSession, VerifyError> {
            call.authorization_check(check("documents", "write")).await
        };
        let token = session_jwt(&["writer"]);
        let error = ask(client.sessions().authenticate_jwt_local(&token))
            .await
            .unwrap_err();
        assert!(matches!(error, VerifyError::Call(_)), "{broken}: {error:?}");
        assert_eq!(error.http_status(), 503);
        api.take();
        let verified = ask(client.sessions().authenticate_jwt(&token))
            .await
            .unwrap();
        assert!(verified.response.is_some(), "{broken}");
        assert_eq!(api.take().last().unwrap(), AUTHENTICATE, "{broken}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_the_api_refuses_is_refused() {
    let (api, client) = set_up().await;
    for (behavior, status) in [
        (failure(404, "session_not_found"), 401),
        (failure(400, "invalid_session_jwt"), 401),
        (failure(403, "session_authorization_error"), 403),
        (failure(401, "unauthorized_credentials"), 503),
        (failure(500, "internal_server_error"), 503),
        (Behavior::Unreachable, 503),
    ] {
        api.set("/v1/b2b/sessions/authenticate", behavior);
        let error = client
            .sessions()
            .authenticate_jwt(expired())
            .await
            .unwrap_err();
        let is_refused = matches!(error, VerifyError::Refused(_));
        assert_eq!(is_refused, status != 503, "{error:?}");
        assert_eq!(error.http_status(), status, "{error:?}");
    }
}

/// Where the API decides the check, its denial is as good as ours.
#[tokio::test(start_paused = true)]
async fn what_the_api_denies_is_denied() {
    let (api, client) = set_up().await;
    let mut unauthorized = match authenticated() {
        Behavior::Respond(_, body) => body,
        _ => panic!("an response"),
    };
    unauthorized["verdict"] = json!({ "authorized": false, "granting_roles": [] });
    for behavior in [
        failure(403, "session_authorization_error"),
        Behavior::Respond(200, unauthorized),
    ] {
        api.set("/v1/b2b/sessions/authenticate", behavior);
        let call = client.sessions().authenticate_jwt(expired());
        let error = call.authorization_check(check("documents", "write")).await;
        let error = error.unwrap_err();
        assert!(
            matches!(error, VerifyError::Denied(Denial::NotPermitted)),
            "{error:?}"
        );
    }
}

/// Keys, policies and the API together take no longer than the caller has time for.
#[tokio::test(start_paused = true)]
async fn a_check_has_one_limit_of_time() {
    for (limit, seconds) in [(None, 30), (Some(MINUTE / 12), 5)] {
        let api = Api::default();
        api.set("/v1/b2b", Behavior::Silent);
        let mut call = api.client().sessions().authenticate_jwt(expired());
        if let Some(limit) = limit {
            call = call.with_timeout(limit);
        }
        let began = tokio::time::Instant::now();
        let error = call.await.unwrap_err();
        assert_eq!(error.http_status(), 503, "{error:?}");
        assert_eq!(began.elapsed().as_secs(), seconds);
    }
}
