//! How the client comes by its keys, and how long it keeps them.

use std::sync::Arc;

use stytch_b2b::session::{TokenError, VerifyError};
use stytch_b2b::testing::Signer;
use stytch_b2b::{Client, ErrorKind};
use tests::loopback::{Loopback, response};
use tokio::task::JoinSet;
use tokio::time::{Instant, advance};

use crate::api::{
    Api, Behavior, MINUTE, PROJECT, SECOND, authenticated, failure, jwks, jwt_of_unknown_key, now,
    other_jwks, session_jwt,
};

const FETCH: &str = "sessions/jwks/project-test-1";

async fn is_good(client: &Client) -> bool {
    let call = client.sessions().authenticate_jwt_local(session_jwt(&[]));
    call.await.is_ok()
}

async fn is_unknown(client: &Client) -> bool {
    let call = client
        .sessions()
        .authenticate_jwt_local(jwt_of_unknown_key());
    matches!(call.await, Err(VerifyError::Token(TokenError::UnknownKey)))
}

#[tokio::test]
async fn concurrent_callers_share_one_fetch() {
    let keys = serde_json::to_string(&Signer::new().jwks()).unwrap();
    let server = Loopback::responding_after(SECOND / 20, response("200 OK", &keys));
    let client = Client::builder()
        .project_id(PROJECT)
        .secret("secret-test-1")
        .base_url(server.url())
        .clock(now)
        .build()
        .unwrap();
    let mut callers = JoinSet::new();
    for caller in 0..100 {
        let client = client.clone();
        callers.spawn(async move {
            let good = is_good(&client).await;
            // Those who name an unknown key ask again, together.
            caller % 2 == 0 || (good && is_unknown(&client).await)
        });
    }
    assert!(callers.join_all().await.into_iter().all(|good| good));
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn keys_are_fresh_for_five_minutes() {
    let api = Api::new();
    let client = api.client();
    assert!(is_good(&client).await);
    assert_eq!(api.take(), [FETCH]);
    advance(5 * MINUTE - SECOND).await;
    assert!(is_good(&client).await);
    assert_eq!(api.take(), [""; 0]);
    advance(SECOND).await;
    // One goes and looks, and the others use what is there.
    let begun = Instant::now();
    let (first, second) =
        tokio::join!(async { (is_good(&client).await, begun.elapsed()) }, async {
            (is_good(&client).await, begun.elapsed())
        },);
    assert_eq!((first, second), ((true, SECOND), (true, SECOND - SECOND)));
    assert_eq!(api.take(), [FETCH]);
    assert!(is_good(&client).await);
    assert_eq!(api.take(), [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn an_unknown_key_is_looked_for_once_in_thirty_seconds() {
    let api = Api::new();
    let client = api.client();
    // The first fetch is a response already.
    assert!(is_unknown(&client).await);
    assert_eq!(api.take(), [FETCH]);
    advance(SECOND).await;
    for _ in 0..2 {
        let mut storm = JoinSet::new();
        for _ in 0..50 {
            let client = client.clone();
            storm.spawn(async move { is_unknown(&client).await });
        }
        assert!(storm.join_all().await.into_iter().all(|unknown| unknown));
    }
    assert_eq!(api.take(), [FETCH]);
    advance(28 * SECOND).await;
    assert!(is_unknown(&client).await);
    assert_eq!(api.take(), [""; 0]);
    advance(SECOND).await;
    assert!(is_unknown(&client).await);
    assert_eq!(api.take(), [FETCH]);
}

#[tokio::test(start_paused = true)]
async fn a_new_key_is_found_at_once() {
    let api = Api::new();
    api.set("/v1/b2b/sessions/jwks", other_jwks());
    let client = api.client();
    assert!(is_unknown(&client).await);
    advance(SECOND).await;
    api.set("/v1/b2b/sessions/jwks", jwks());
    assert!(is_good(&client).await);
    assert_eq!(api.take(), [FETCH; 2]);
}

#[tokio::test(start_paused = true)]
async fn a_search_that_is_abandoned_counts() {
    let api = Api::default();
    let client = api.client();
    client.sessions().preload_jwks(&Signer::new().jwks());
    api.set("/v1/b2b/sessions/jwks", Behavior::Silent);
    advance(SECOND).await;
    for _ in 0..9 {
        let call = tokio::time::timeout(SECOND / 9, is_unknown(&client));
        let _ = call.await;
    }
    assert_eq!(api.take(), [FETCH]);
    // One who does not need that key is not kept waiting.
    let begun = Instant::now();
    assert!(is_good(&client).await);
    assert!(begun.elapsed() < SECOND);
}

#[tokio::test(start_paused = true)]
async fn old_keys_are_good_for_a_day_where_there_are_no_newer_ones() {
    for broken in [
        Behavior::Unreachable,
        Behavior::Silent,
        failure(500, "internal_server_error"),
        Behavior::Respond(200, serde_json::json!("html")),
    ] {
        let api = Api::new();
        let client = api.client();
        assert!(is_good(&client).await);
        let fetched = Instant::now();
        api.set("/v1/b2b/sessions/jwks", broken);
        api.take();
        advance(5 * MINUTE).await;

        let begun = Instant::now();
        assert!(is_good(&client).await);
        assert!(begun.elapsed() <= 5 * SECOND);
        assert_eq!(api.take(), [FETCH], "once, without retries");
        assert!(is_good(&client).await);
        assert_eq!(api.take(), [""; 0], "not again so soon");
        // The attempt comes to an end before it is time for the next.
        advance(25 * SECOND).await;
        advance(5 * SECOND).await;
        assert!(is_good(&client).await);
        assert_eq!(api.take(), [FETCH]);

        let day = 24 * 60 * MINUTE;
        advance(day - fetched.elapsed() - 6 * SECOND).await;
        assert!(is_good(&client).await);
        advance(6 * SECOND).await;
        let error = client
            .sessions()
            .authenticate_jwt_local(session_jwt(&[]))
            .await;
        assert!(matches!(error, Err(VerifyError::Call(_))));

        // The fetch that hung has come to an end as well.
        advance(SECOND).await;
        api.set("/v1/b2b/sessions/jwks", jwks());
        assert!(is_good(&client).await);
    }
}

#[tokio::test(start_paused = true)]
async fn without_keys_all_who_wait_get_the_same_error() {
    let api = Api::default();
    let client = Arc::new(api.client());
    let error = client
        .sessions()
        .authenticate_jwt_local(session_jwt(&[]))
        .await;
    let Err(VerifyError::Call(error)) = error else {
        panic!("{error:?}");
    };
    assert!(matches!(error.kind(), ErrorKind::Connect));
    // A failure is not kept.
    api.set("/v1/b2b/sessions/jwks", jwks());
    assert!(is_good(&client).await);
}

#[tokio::test(start_paused = true)]
async fn with_keys_at_hand_no_network_is_needed() {
    let api = Api::default();
    let client = api.client();
    client.sessions().preload_jwks(&Signer::new().jwks());
    assert!(is_good(&client.clone()).await);
    assert_eq!(api.take(), [""; 0]);
    // Another client has keys of its own.
    assert!(!is_good(&Api::default().client()).await);
}

/// A caller comes with a key that nobody has, and goes: those with a new key use what it began.
#[tokio::test(start_paused = true)]
async fn a_search_that_is_abandoned_goes_on() {
    let api = Api::new();
    api.set("/v1/b2b/sessions/jwks", other_jwks());
    let client = api.client();
    assert!(!is_good(&client).await);
    advance(MINUTE).await;
    api.set("/v1/b2b/sessions/jwks", jwks());
    api.take();

    let leaving = tokio::time::timeout(SECOND / 10, is_unknown(&client));
    let (left, good) = tokio::join!(leaving, async {
        // While the other one is at it.
        tokio::time::sleep(SECOND / 20).await;
        is_good(&client).await
    });
    assert!(left.is_err() && good);
    assert_eq!(api.take(), [FETCH]);
}

#[tokio::test(start_paused = true)]
async fn a_response_without_keys_replaces_none() {
    let api = Api::new();
    let client = api.client();
    assert!(is_good(&client).await);
    let none = serde_json::json!({ "keys": [], "request_id": "r", "status_code": 200 });
    api.set("/v1/b2b/sessions/jwks", Behavior::Respond(200, none));
    advance(6 * MINUTE).await;
    assert!(is_good(&client).await && is_good(&client).await);
    assert_eq!(api.take(), [FETCH, FETCH]);
}

/// A response without a key says nothing about the token, and the keys are fetched again.
#[tokio::test(start_paused = true)]
async fn a_response_without_a_usable_key_is_a_fault_of_the_key_server() {
    let mut unusable = Signer::new().jwks();
    unusable.keys[0].kty = "EC".to_owned();
    let unusable = serde_json::to_value(unusable).unwrap();
    let none = serde_json::json!({ "keys": [], "request_id": "r", "status_code": 200 });
    for keys in [none, unusable] {
        let api = Api::new();
        api.set("/v1/b2b/sessions/jwks", Behavior::Respond(200, keys));
        let client = api.client();
        for _ in 0..2 {
            let call = client.sessions().authenticate_jwt_local(session_jwt(&[]));
            let error = call.await.unwrap_err();
            assert_eq!(error.http_status(), 503);
            let VerifyError::Call(error) = error else {
                panic!("{error:?}");
            };
            assert!(matches!(error.kind(), ErrorKind::NoKeys), "{error:?}");
        }
        assert_eq!(api.take(), [FETCH, FETCH]);
        api.set("/v1/b2b/sessions/jwks", jwks());
        assert!(is_good(&client).await);
    }
}

/// Fresh keys are waited for as long as there is time for it, and no longer.
#[tokio::test(start_paused = true)]
async fn stale_keys_are_used_in_time() {
    for timeout in [SECOND / 10, SECOND, 20 * SECOND] {
        let api = Api::new();
        let client = api.client();
        assert!(is_good(&client).await);
        api.set("/v1/b2b/sessions/jwks", Behavior::Silent);
        advance(5 * MINUTE).await;
        for call in [
            client.sessions().authenticate_jwt_local(session_jwt(&[])),
            client.sessions().authenticate_jwt(session_jwt(&[])),
        ] {
            let begun = Instant::now();
            assert!(call.with_timeout(timeout).await.is_ok());
            assert!(begun.elapsed() < timeout, "{timeout:?}");
            advance(MINUTE).await;
        }
    }
}

/// Where there are no keys, `authenticate_jwt` leaves the API time to respond.
#[tokio::test(start_paused = true)]
async fn the_api_is_asked_while_keys_hang() {
    for timeout in [3 * SECOND, 30 * SECOND, 300 * SECOND] {
        let api = Api::default();
        api.set("/v1/b2b/sessions/jwks", Behavior::Silent);
        api.set("/v1/b2b/sessions/authenticate", authenticated());
        let client = api.client();
        let call = client.sessions().authenticate_jwt(session_jwt(&[]));
        let verified = call.with_timeout(timeout).await.unwrap();
        assert!(verified.response.is_some());

        let local = client.sessions().authenticate_jwt_local(session_jwt(&[]));
        let error = local.with_timeout(timeout).await.unwrap_err();
        assert_eq!(error.http_status(), 503);
    }
}
