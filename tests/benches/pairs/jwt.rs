//! The check of a session JWT with keys that are at hand, against `jsonwebtoken` with the same
//! cryptography.

use std::time::SystemTime;

use jsonwebtoken::crypto::{CryptoProvider, JwtVerifier, KeyUtils};
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{Algorithm, DecodingKey, DecodingKeyKind, Validation};
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use stytch_b2b::Client;
use stytch_b2b::schemas::MemberSession;
use stytch_b2b::testing::Signer;

use super::calls::{PROJECT, SECRET, runtime};
use super::{Pair, Run, repeated};

/// The claims that a program needs at the least.
#[derive(Deserialize)]
struct Subject {
    sub: String,
}

pub(super) fn pairs() -> Vec<Pair> {
    // Another call may have installed it.
    let _ = RING.install_default();
    let signer = Signer::new();
    let token = token(&signer);
    let claims: Map<String, Value> = check(&token, &key(&signer), &validation());
    let subject: Subject = check(&token, &key(&signer), &validation());
    assert_eq!(claims["sub"], subject.sub);
    vec![
        Pair::new(
            "jwt: local check; jsonwebtoken, all claims kept",
            ours(&signer, &token),
            theirs::<Map<String, Value>>(&signer, &token),
        ),
        Pair::new(
            "jwt: local check; jsonwebtoken, subject only",
            ours(&signer, &token),
            theirs::<Subject>(&signer, &token),
        ),
    ]
}

/// A session JWT that is good for longer than Stytch's are, so that it outlives the measurement.
fn token(signer: &Signer) -> String {
    let session: MemberSession = serde_json::from_value(json!({
        "member_session_id": "member-session-test-07971b06-ac8b-4cdb-9c15-63b17e653931",
        "member_id": "member-test-07971b06-ac8b-4cdb-9c15-63b17e653931",
        "organization_id": "organization-test-07971b06-ac8b-4cdb-9c15-63b17e653931",
        "organization_slug": "example",
        "started_at": "2025-03-14T15:09:26Z",
        "last_accessed_at": "2025-03-14T15:09:26Z",
        "expires_at": "2025-03-14T16:09:26Z",
        "roles": ["stytch_member", "editor"],
        "custom_claims": { "plan": "enterprise", "seats": 120 },
        "authentication_factors": [{
            "type": "magic_link",
            "delivery_method": "email",
            "last_authenticated_at": "2025-03-14T15:09:26Z",
            "created_at": "2025-03-14T15:09:26Z",
            "updated_at": "2025-03-14T15:09:26Z",
            "sequence_order": "PRIMARY",
            "email_factor": {
                "email_id": "email-test-07971b06-ac8b-4cdb-9c15-63b17e653931",
                "email_address": "ada@example.com",
            },
        }],
    }))
    .unwrap();
    let jwt = signer.session_jwt(PROJECT, &session, SystemTime::now());
    let mut claims: Value = jsonwebtoken::dangerous::insecure_decode_claims(&jwt).unwrap();
    claims["exp"] = json!(claims["exp"].as_u64().unwrap() + 24 * 60 * 60);
    signer.sign(&claims)
}

fn ours(signer: &Signer, token: &str) -> Run {
    let client = Client::new(PROJECT, SECRET).unwrap();
    client.sessions().preload_jwks(&signer.jwks());
    let (runtime, token) = (runtime(), token.to_owned());
    Box::new(move |count| {
        // As in a service, where a runtime is there already.
        runtime.block_on(async {
            for _ in 0..count {
                let check = client.sessions().authenticate_jwt_local(&token);
                std::hint::black_box(check.await.unwrap());
            }
        });
    })
}

fn theirs<T: DeserializeOwned + 'static>(signer: &Signer, token: &str) -> Run {
    let (key, validation, token) = (key(signer), validation(), token.to_owned());
    repeated(move || check::<T>(&token, &key, &validation))
}

fn check<T: DeserializeOwned>(token: &str, key: &DecodingKey, validation: &Validation) -> T {
    jsonwebtoken::decode(token, key, validation).unwrap().claims
}

fn key(signer: &Signer) -> DecodingKey {
    let key = &signer.jwks().keys[0];
    DecodingKey::from_rsa_components(key.n.as_deref().unwrap(), key.e.as_deref().unwrap()).unwrap()
}

/// What Stytch's guide asks for.
fn validation() -> Validation {
    let mut validation = Validation::new(Algorithm::RS256);
    validation.set_audience(&[PROJECT]);
    validation.set_issuer(&[format!("stytch.com/{PROJECT}")]);
    validation.validate_nbf = true;
    validation.leeway = 0;
    validation
}

/// *ring* for `jsonwebtoken`, as version 9 had it: what is compared is all but the cryptography.
static RING: CryptoProvider = CryptoProvider {
    signer_factory: |_, _| Err(ErrorKind::InvalidAlgorithm.into()),
    verifier_factory: |_, key| Ok(Box::new(Rs256(key.clone()))),
    key_utils: KeyUtils::new_unimplemented(),
};

struct Rs256(DecodingKey);

impl signature::Verifier<Vec<u8>> for Rs256 {
    fn verify(&self, message: &[u8], signature: &Vec<u8>) -> Result<(), signature::Error> {
        let DecodingKeyKind::RsaModulusExponent { n, e } = self.0.kind() else {
            return Err(signature::Error::new());
        };
        RsaPublicKeyComponents { n, e }
            .verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
            .map_err(|_| signature::Error::new())
    }
}

impl JwtVerifier for Rs256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::RS256
    }
}
