//! Texts that are no tokens, and tokens that are not signed as they must be.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use stytch_b2b::session::{TokenError, VerifyError};
use stytch_b2b::testing::Signer;

use crate::api::{Api, SECOND, session_jwt};
use crate::claims::{claims, client, verdict, with};

fn header() -> Value {
    json!({ "alg": "RS256", "kid": Signer::new().jwks().keys[0].kid })
}

fn hmac(key: &[u8], message: &[u8]) -> Vec<u8> {
    let mut block = [0; 64];
    block[..32].copy_from_slice(&Sha256::digest(key));
    let inner = Sha256::digest([&block.map(|byte| byte ^ 0x36)[..], message].concat());
    Sha256::digest([&block.map(|byte| byte ^ 0x5c)[..], &inner].concat()).to_vec()
}

#[tokio::test]
async fn what_is_no_token_or_not_signed_as_it_must_be() {
    let signer = Signer::new();
    let good = signer.sign(&claims());
    let (signed, signature) = good.rsplit_once('.').unwrap();
    let (head, payload) = signed.split_once('.').unwrap();
    let as_header = |header: Value| signer.sign_as(&header, claims().to_string());
    let encoded = |header: Value| URL_SAFE_NO_PAD.encode(header.to_string());
    let key = signer.jwks().keys.remove(0);
    let (kid, modulus) = (key.kid.unwrap(), key.n.unwrap());

    // The public key as the secret of an HMAC: what a library that believes the header falls for.
    let confused = format!(
        "{}.{payload}",
        encoded(json!({ "alg": "HS256", "kid": kid }))
    );
    let mac = URL_SAFE_NO_PAD.encode(hmac(modulus.as_bytes(), confused.as_bytes()));

    use TokenError as E;
    for (name, token, expected) in [
        ("good", good.clone(), Ok(())),
        ("empty", String::new(), Err(E::Malformed)),
        ("one part", head.to_owned(), Err(E::Malformed)),
        ("two parts", signed.to_owned(), Err(E::Malformed)),
        ("dots", "..".to_owned(), Err(E::Malformed)),
        ("four parts", format!("{good}."), Err(E::Malformed)),
        ("five parts", format!("{good}..e"), Err(E::Malformed)),
        ("garbage behind it", format!("{good}!"), Err(E::Malformed)),
        ("a space before it", format!(" {good}"), Err(E::Malformed)),
        (
            "a line end behind it",
            format!("{good}\n"),
            Err(E::Malformed),
        ),
        (
            "padded",
            format!("{signed}.{signature}=="),
            Err(E::Malformed),
        ),
        (
            "padded header",
            format!("{head}==.{payload}.{signature}"),
            Err(E::Malformed),
        ),
        (
            "not ASCII",
            format!("{head}.é.{signature}"),
            Err(E::Malformed),
        ),
        (
            "too long",
            format!("{head}.{}.{signature}", "A".repeat(1 << 16)),
            Err(E::Malformed),
        ),
        (
            "no signature",
            format!("{signed}."),
            Err(E::InvalidSignature),
        ),
        (
            "half a signature",
            format!("{signed}.{}", &signature[..168]),
            Err(E::InvalidSignature),
        ),
        (
            "a longer signature",
            format!("{signed}.{signature}AAAA"),
            Err(E::InvalidSignature),
        ),
        (
            "header is no JSON",
            format!("{}.{payload}.{signature}", URL_SAFE_NO_PAD.encode("{")),
            Err(E::Malformed),
        ),
        (
            "header is a list",
            as_header(json!(["RS256"])),
            Err(E::Malformed),
        ),
        (
            "none",
            format!(
                "{}.{payload}.",
                encoded(json!({ "alg": "none", "kid": kid }))
            ),
            Err(E::UnsupportedAlgorithm),
        ),
        (
            "HS256",
            format!("{confused}.{mac}"),
            Err(E::UnsupportedAlgorithm),
        ),
        (
            "RS512",
            as_header(json!({ "alg": "RS512", "kid": kid })),
            Err(E::UnsupportedAlgorithm),
        ),
        (
            "rs256",
            as_header(json!({ "alg": "rs256", "kid": kid })),
            Err(E::UnsupportedAlgorithm),
        ),
        (
            "no algorithm",
            as_header(json!({ "kid": kid })),
            Err(E::UnsupportedAlgorithm),
        ),
        (
            "algorithms",
            as_header(json!({ "alg": ["RS256"], "kid": kid })),
            Err(E::UnsupportedAlgorithm),
        ),
        (
            "no key id",
            as_header(json!({ "alg": "RS256" })),
            Err(E::Malformed),
        ),
        (
            "a number for a key id",
            as_header(json!({ "alg": "RS256", "kid": 1 })),
            Err(E::Malformed),
        ),
        (
            "unknown key id",
            as_header(json!({ "alg": "RS256", "kid": "another" })),
            Err(E::UnknownKey),
        ),
        (
            "key id in other case",
            as_header(json!({ "alg": "RS256", "kid": kid.to_uppercase() })),
            Err(E::UnknownKey),
        ),
        (
            "an extension",
            as_header(json!({ "alg": "RS256", "kid": kid, "crit": ["exp"] })),
            Err(E::Malformed),
        ),
        (
            "a key of its own",
            as_header(
                json!({ "alg": "RS256", "kid": kid, "jwk": {}, "jku": "https://example.com" }),
            ),
            Ok(()),
        ),
        (
            "any type",
            as_header(json!({ "alg": "RS256", "kid": kid, "typ": "at+jwt" })),
            Ok(()),
        ),
        (
            "payload is no JSON",
            signer.sign_as(&header(), "exp"),
            Err(E::UnreadableClaims),
        ),
        (
            "payload is a list",
            signer.sign_as(&header(), "[]"),
            Err(E::UnreadableClaims),
        ),
        (
            "payload is not UTF-8",
            signer.sign_as(&header(), b"{\"a\":\"\xff\"}"),
            Err(E::UnreadableClaims),
        ),
        (
            "payload is nested deeply",
            signer.sign_as(&header(), "[".repeat(10_000)),
            Err(E::UnreadableClaims),
        ),
        (
            "another payload",
            format!(
                "{head}.{}.{signature}",
                URL_SAFE_NO_PAD.encode(with("/sub", Some(json!("x"))).to_string())
            ),
            Err(E::InvalidSignature),
        ),
    ] {
        assert_eq!(verdict(&token).await, expected, "{name}");
    }
}

#[tokio::test]
async fn keys_that_rs256_cannot_use_are_passed_over() {
    let token = session_jwt(&[]);
    let good = Signer::new().jwks().keys.remove(0);
    let accepts = async |change: fn(&mut stytch_b2b::schemas::Jwk)| {
        let mut keys = Signer::new().jwks();
        change(&mut keys.keys[0]);
        let client = Api::default().client();
        client.sessions().preload_jwks(&keys);
        let alone = client.sessions().authenticate_jwt_local(&token).await;
        // What is wrong with one does not matter to another.
        keys.keys.push(good.clone());
        client.sessions().preload_jwks(&keys);
        let both = client.sessions().authenticate_jwt_local(&token).await;
        match (alone, both) {
            (Ok(_), Ok(_)) => true,
            // There is no key, and none to be fetched.
            (Err(VerifyError::Call(_)), Ok(_)) => false,
            other => panic!("{other:?}"),
        }
    };
    assert!(accepts(|_| ()).await);
    assert!(accepts(|key| key.r#use = None).await);
    assert!(accepts(|key| key.alg = None).await);
    assert!(accepts(|key| key.key_ops = Vec::new()).await);
    // Four zeros of base64url are three bytes, which do not change a number.
    assert!(accepts(|key| key.e = key.e.take().map(|e| format!("AAAA{e}"))).await);
    assert!(!accepts(|key| key.kty = "EC".to_owned()).await);
    assert!(!accepts(|key| key.r#use = Some("enc".to_owned())).await);
    assert!(!accepts(|key| key.alg = Some("RS512".to_owned())).await);
    assert!(!accepts(|key| key.key_ops = vec!["encrypt".to_owned()]).await);
    assert!(!accepts(|key| key.n = Some("?".to_owned())).await);
    assert!(!accepts(|key| key.e = None).await);
}

#[tokio::test]
async fn nothing_shows_a_token() {
    let token = session_jwt(&["writer"]);
    let call = client().sessions().authenticate_jwt(&token).leeway(SECOND);
    let shown = format!("{call:?}");
    assert!(
        shown.contains("leeway: 1s") && !shown.contains(&token[..9]),
        "{shown}"
    );
}
