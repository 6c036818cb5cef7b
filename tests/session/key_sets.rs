//! Key sets with keys that are not understood: each is left out, and nothing else with it
//! (RFC 7517, section 5).

use serde_json::{Value, json};
use stytch_b2b::Client;
use stytch_b2b::schemas::SessionsGetJwksResponse;
use stytch_b2b::testing::Signer;

use crate::api::{Api, Behavior, now, session_jwt};

/// What may stand beside the key of the signer.
fn others() -> Vec<Value> {
    vec![
        json!(null),
        json!(7),
        json!("key"),
        json!([]),
        json!({}),
        json!({"kty": null}),
        json!({"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}),
        json!({"kty": "OKP", "use": null, "alg": null, "kid": null}),
        json!({"kty": "RSA"}),
        json!({"kty": "RSA", "kid": "jwk-test-signer", "n": "!", "e": "AQAB"}),
        json!({"kty": "RSA", "kid": "jwk-test-signer", "n": 1, "e": [2]}),
        json!({"kty": "RSA", "kid": {"id": 1}, "key_ops": "verify"}),
    ]
}

/// The key of the signer with these members changed; `null` takes one away.
fn key(changes: Value) -> Value {
    let mut key = serde_json::to_value(&Signer::new().jwks().keys[0]).unwrap();
    for (name, value) in changes.as_object().unwrap() {
        key[name] = value.clone();
    }
    key.as_object_mut()
        .unwrap()
        .retain(|_, value| *value != json!("absent"));
    key
}

async fn is_good(client: &Client) -> bool {
    let call = client.sessions().authenticate_jwt_local(session_jwt(&[]));
    call.await.is_ok()
}

async fn are_good(keys: &[Value]) -> bool {
    let set = json!({"keys": keys, "request_id": "r", "status_code": 200});
    let api = Api::new();
    api.set("/v1/b2b/sessions/jwks", Behavior::Respond(200, set.clone()));
    let fetched = is_good(&api.client()).await;

    // The same keys as a caller gives them, by way of serde.
    let client = Client::builder()
        .project_id(crate::api::PROJECT)
        .secret("secret-test-1")
        .transport(Api::default())
        .clock(now)
        .build()
        .unwrap();
    let set: SessionsGetJwksResponse = serde_json::from_value(set).unwrap();
    client.sessions().preload_jwks(&set);
    assert_eq!(is_good(&client).await, fetched, "{keys:?}");
    fetched
}

#[tokio::test(start_paused = true)]
async fn keys_that_are_not_understood_are_left_out() {
    let good = key(json!({}));
    for other in others() {
        assert!(
            are_good(&[other.clone(), good.clone(), other.clone()]).await,
            "{other}"
        );
    }
    let mut all = others();
    all.push(good);
    assert!(are_good(&all).await);
}

#[tokio::test(start_paused = true)]
async fn a_key_may_lack_what_is_optional() {
    for absence in [json!("absent"), json!(null), json!("")] {
        for name in ["use", "alg"] {
            assert!(
                are_good(&[key(json!({name: absence}))]).await,
                "{name}: {absence}"
            );
        }
        // Without these it is no key of an RSA signature, or none that a token can name.
        for name in ["kty", "kid", "n", "e"] {
            assert!(
                !are_good(&[key(json!({name: absence}))]).await,
                "{name}: {absence}"
            );
        }
    }
    for (name, value) in [
        ("use", "enc"),
        ("alg", "RS512"),
        ("kty", "EC"),
        ("kid", "other"),
    ] {
        assert!(!are_good(&[key(json!({name: value}))]).await, "{name}");
    }
}
