//! Genuine tokens whose claims cannot be decoded, or hold nothing where there must be something.

use serde_json::{Value, json};
use stytch_b2b::session::{TokenError, VerifyError};
use stytch_b2b::testing::Signer;

use crate::api::{Api, failure, jwks};
use crate::claims::{claims, client, verdict, with};

/// A token with this string as the value of a custom claim.
fn with_custom(value: &str) -> String {
    let mut claims = claims();
    claims["custom"] = json!("custom");
    signed(
        &claims
            .to_string()
            .replace(r#""custom":"custom""#, &format!(r#""custom":{value}"#)),
    )
}

fn signed(payload: &str) -> String {
    let kid = &Signer::new().jwks().keys[0].kid;
    Signer::new().sign_as(&json!({"alg": "RS256", "kid": kid}), payload)
}

fn unreadable() -> Vec<String> {
    let deep = format!("{}{}", "[".repeat(1000), "]".repeat(1000));
    let mut tokens: Vec<String> = [
        "1e999",
        "[-1e400]",
        r#""\ud800""#,
        r#"{"a":["\udfff"]}"#,
        &deep,
    ]
    .map(with_custom)
    .to_vec();
    tokens.extend(["", "[]", "7", "{", r#"{"\ud800":1}"#, r#"{"a" "b"}"#].map(signed));
    tokens
}

#[tokio::test(start_paused = true)]
async fn the_api_is_asked_about_a_genuine_token() {
    for token in unreadable() {
        assert_eq!(verdict(&token).await, Err(TokenError::UnreadableClaims));

        let api = Api::new();
        api.set("/v1/b2b/sessions/jwks", jwks());
        api.set(
            "/v1/b2b/sessions/authenticate",
            failure(404, "session_not_found"),
        );
        let outcome = api.client().sessions().authenticate_jwt(&token).await;
        assert!(
            matches!(outcome, Err(VerifyError::Refused(_))),
            "{outcome:?}"
        );
        assert_eq!(api.take().last().unwrap(), "sessions/authenticate");
    }
}

#[tokio::test]
async fn one_that_is_not_genuine_is_no_matter_of_its_claims() {
    for token in unreadable() {
        let forged = format!("{}AAAA", &token[..token.len() - 4]);
        assert_eq!(verdict(&forged).await, Err(TokenError::InvalidSignature));
    }
}

#[tokio::test]
async fn custom_claims_are_as_they_were_signed() {
    let mut random = fastrand::Rng::with_seed(3);
    let numbers = (0..200).map(|_| format!("{:.16e}", random.f64() * 1e3));
    let others = [
        "-0.0",
        "18446744073709551615",
        "5e-324",
        "null",
        r#""\ud83e\udd80""#,
        r#"{"a":[0.1]}"#,
    ];
    for text in numbers.chain(others.map(str::to_owned)) {
        let call = client()
            .sessions()
            .authenticate_jwt_local(with_custom(&text));
        let session = call.await.unwrap().member_session;
        let custom = &session.custom_claims["custom"];
        match text.parse::<f64>() {
            Ok(number) if text.contains(['.', 'e']) => {
                assert_eq!(
                    custom.as_f64().unwrap().to_bits(),
                    number.to_bits(),
                    "{text}"
                );
            }
            _ => assert_eq!(*custom, serde_json::from_str::<Value>(&text).unwrap()),
        }
    }
}

#[tokio::test]
async fn nothing_where_an_id_must_be() {
    let session = "/https:~1~1stytch.com~1session";
    let organization = "/https:~1~1stytch.com~1organization";
    for (pointer, claim) in [
        ("/sub".to_owned(), "sub"),
        (format!("{session}/id"), "id"),
        (format!("{organization}/organization_id"), "organization_id"),
    ] {
        for nothing in [None, Some(json!(null)), Some(json!(""))] {
            let token = Signer::new().sign(&with(&pointer, nothing.clone()));
            let expected = Err(TokenError::MissingClaim { claim });
            assert_eq!(verdict(&token).await, expected, "{nothing:?}");
        }
    }
    // What is optional may be empty.
    let token = Signer::new().sign(&with(&format!("{session}/expires_at"), Some(json!(""))));
    assert_eq!(verdict(&token).await, Ok(()));
    let started = Signer::new().sign(&with(&format!("{session}/started_at"), Some(json!(""))));
    let expected = Err(TokenError::InvalidClaim {
        claim: "started_at",
    });
    assert_eq!(verdict(&started).await, expected);
}

#[tokio::test]
async fn a_token_of_an_app_needs_its_claims() {
    let organization = "https://stytch.com/organization";
    let mut good = claims();
    good.as_object_mut()
        .unwrap()
        .remove("https://stytch.com/session");
    good["scope"] = json!("openid");
    for (claim, name) in [("scope", "scope"), (organization, organization)] {
        let mut claims = good.clone();
        claims[claim] = json!(null);
        let token = Signer::new().sign(&claims);
        let outcome = client().idp().introspect_token_local(token).await;
        let Err(VerifyError::Token(error)) = outcome else {
            panic!("{outcome:?}");
        };
        assert_eq!(error, TokenError::MissingClaim { claim: name });
    }
    let token = Signer::new().sign(&good);
    client().idp().introspect_token_local(token).await.unwrap();
}
