//! Tokens like those of Stytch, signed with a public test key.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ring::rand::SystemRandom;
use ring::rsa::PublicKeyComponents;
use ring::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use serde_json::json;

use crate::Json;
use crate::runtime::rfc3339;
use crate::schemas::{Jwk, MemberSession, SessionsGetJwksResponse};

/// Signs tokens like Stytch does, to test code that verifies them.
///
/// **The private key is public: it is in the source of this crate.** A client accepts these tokens
/// only if [`preload_jwks`](crate::resources::Sessions::preload_jwks) gave it the key, or a fake of
/// the API did. Give the key to no client in production.
///
/// ```
/// use std::time::SystemTime;
///
/// use stytch_b2b::Client;
/// use stytch_b2b::schemas::MemberSession;
/// use stytch_b2b::testing::Signer;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let client = Client::new("project-test-1234", "secret-test-5678")?;
/// let signer = Signer::new();
/// client.sessions().preload_jwks(&signer.jwks());
///
/// let session = MemberSession {
///     member_session_id: "session-test-1".to_owned(),
///     member_id: "member-test-1".to_owned(),
///     organization_id: "organization-test-1".to_owned(),
///     roles: vec!["stytch_member".to_owned()],
///     ..Default::default()
/// };
/// let jwt = signer.session_jwt("project-test-1234", &session, SystemTime::now());
/// let verified = client.sessions().authenticate_jwt_local(jwt).await?;
/// assert_eq!(verified.member_session, session);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Signer {
    key: RsaKeyPair,
}

impl Signer {
    /// Creates a signer with its only key.
    #[must_use]
    #[allow(clippy::expect_used, reason = "the key is a constant, and is good")]
    pub fn new() -> Self {
        let key = STANDARD.decode(KEY.concat()).expect("the key is base64");
        Self {
            key: RsaKeyPair::from_pkcs8(&key).expect("the key is an RSA key"),
        }
    }

    /// Returns the key set to verify the tokens with, like `get_jwks`.
    #[must_use]
    pub fn jwks(&self) -> SessionsGetJwksResponse {
        let public = PublicKeyComponents::<Vec<u8>>::from(self.key.public());
        SessionsGetJwksResponse {
            keys: vec![Jwk {
                kty: "RSA".to_owned(),
                r#use: Some("sig".to_owned()),
                key_ops: vec!["verify".to_owned()],
                alg: Some("RS256".to_owned()),
                kid: Some(KID.to_owned()),
                n: Some(URL_SAFE_NO_PAD.encode(public.n)),
                e: Some(URL_SAFE_NO_PAD.encode(public.e)),
                ..Default::default()
            }],
            request_id: "request-id-test-signer".to_owned(),
            status_code: 200,
        }
    }

    /// Returns a JWT of the session, as Stytch would issue it at that time. It is valid for 5
    /// minutes; the end of the session does not count. The session needs its id and those of the
    /// member and of the organization: a JWT with an empty one is refused.
    #[must_use]
    pub fn session_jwt(
        &self,
        project_id: &str,
        session: &MemberSession,
        now: SystemTime,
    ) -> String {
        let now = now.duration_since(UNIX_EPOCH).unwrap_or_default();
        let mut claims = session.custom_claims.clone();
        claims.extend([
            ("aud".to_owned(), json!([project_id])),
            ("iss".to_owned(), json!(format!("stytch.com/{project_id}"))),
            ("sub".to_owned(), json!(session.member_id)),
            ("iat".to_owned(), json!(now.as_secs())),
            ("nbf".to_owned(), json!(now.as_secs())),
            ("exp".to_owned(), json!((now + LIFETIME).as_secs())),
            (
                "https://stytch.com/session".to_owned(),
                json!({
                    "id": session.member_session_id,
                    "started_at": rfc3339(&session.started_at),
                    "last_accessed_at": rfc3339(&session.last_accessed_at),
                    "expires_at": rfc3339(&session.expires_at),
                    "attributes": { "user_agent": "", "ip_address": "" },
                    "authentication_factors": session.authentication_factors,
                    "roles": session.roles,
                }),
            ),
            (
                "https://stytch.com/organization".to_owned(),
                json!({
                    "organization_id": session.organization_id,
                    "slug": session.organization_slug,
                }),
            ),
        ]);
        self.sign(&Json::Object(claims))
    }

    /// Returns a token with any claims.
    #[must_use]
    pub fn sign(&self, claims: &Json) -> String {
        let header = json!({ "alg": "RS256", "kid": KID, "typ": "JWT" });
        self.sign_as(&header, claims.to_string())
    }

    /// Returns a token with any header and any payload, to test what must be refused. The signature
    /// is by RS256, even if the header says otherwise.
    #[must_use]
    pub fn sign_as(&self, header: &Json, payload: impl AsRef<[u8]>) -> String {
        let mut token = URL_SAFE_NO_PAD.encode(header.to_string());
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(payload, &mut token);
        let signature = self.signature(token.as_bytes());
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(signature, &mut token);
        token
    }

    #[allow(clippy::expect_used, reason = "only a system without randomness fails")]
    fn signature(&self, message: &[u8]) -> Vec<u8> {
        let mut signature = vec![0; self.key.public().modulus_len()];
        self.key
            .sign(
                &RSA_PKCS1_SHA256,
                &SystemRandom::new(),
                message,
                &mut signature,
            )
            .expect("the system has random numbers");
        signature
    }
}

impl Default for Signer {
    fn default() -> Self {
        Self::new()
    }
}

/// How long a session JWT is valid.
const LIFETIME: Duration = Duration::from_secs(5 * 60);

const KID: &str = "jwk-test-signer";

/// The private key: PKCS#8, DER, base64. Anyone can sign with it, so no one may trust it.
const KEY: [&str; 18] = [
    "MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQCGgZm+ywFQvNO2wfWdiYHWJ8xbI4Vg73eXFxMEmnic",
    "x4YZ9lCG0pFqvkqS1LOEX6cCw5ySoFZcabujCp2pf43Io+YI06o7ci4xUzhur3quYBExq4E38Hkup+LjU99WR27enG+3",
    "S6ztTGKKbgI0GUmRVbcLYKqP2HDrx0ygrRGDF7gLbRBoT1fhjXq7eM0dRVx53SpjnT8Ky7nmdXsHYfTMXJiuXivPQEYu",
    "t862IXfxDb/iMox7gYyFrk+wb+4pz8P2hpnf1afzqVRIX+ge22tknkReDcIjGo+3c8Vi97JJEXMll8ooO/B7MSCc2mIT",
    "ZO7yEkGQBdhobjAqM/IQLoFXAgMBAAECggEAEWkz9kc06QyS+InsOfOTbkiXOAebEPcugHeo1eRg+c+3WM5SPNbY9/ug",
    "j5fKPQ0HWLZAIu1vqxAMt918lx+UbNplFn4U/75B+Hnl833yNXborYiedhfst9CyRUGVcV0ByahvqvG4IBIj104c1D2f",
    "EO8K01rfTotyjTKuhUX3NFls78OZRuDOTDDzMrLSnQ0UO53dMk4fySa6aEqmLZiMeBC63C6Zwann2oaqj3eixMrbL8Ok",
    "XIhxH2qU3vyct56K5GxbqeGCdim6GV+3Qg+P37CLjaOaGd13f30RY1JZlf9gZPrKeIqXB7pr+OTxGTOiGg7ZSJeqWE+U",
    "w2DKwRZ4cQKBgQC8Sj9RG16UJ3L62Do0MnW7GpxV8zdTtKLihtRGRyW6MGnlMEMUjSyM5wmZeStXFBTIyKDAILJ0JTcv",
    "CjhjCnl5OU5A35aH9/GY3mn+kStjzxHKTn4AnY4sWfpaNFHmMNx0LZlcEK42QgQheZZ+UQPbntvHWYPruKQ6qSOx50FL",
    "1QKBgQC24BVu/uaW9GhfykcRTnGubX5n/6NGrGjUWGAhc1KjZ6AhKvmTidPdMo+oBtajA07zHjEWe9vHpeasKODIsj1z",
    "eARhbFMcnQRktn6dRfFQadHoBQFJ+iom0ly5aKzui8Z6BN+vt3BJrKDx67t9ndKzwRuzQ5NbzGYU4RRUn5XKewKBgQCo",
    "5Oi6thQ2TNSEUaST4ZddR9dn+YxtVyCslUif6X3b70VtwcbKDoAhu7QOqHPJ3kduexhGfo3URPWlCkPeAy1HIbIh2u1J",
    "9YwPFaJ6KHmFQ96vW40GvE0lV2iLtVapZra4t5ZS0NuT68+Mv2XQ1JbjTzHRNWhx7uPRgpp0H/2gKQKBgBbEWQbDhzOd",
    "4+yhAy39ZRvBF+6cndgrmLVu9zDS6aPcP8xBTGb4zr6ID+hsSYZr4AVWaegRrW/ykIA4apuxzQK2G12Bnes/BRAAxEyS",
    "K5PGSNKo5Nsv4NWKdO7EQFtGXYRNXQfEP598dWEI5wOhhVzJmsg7jnnsPX019FEAuSZHAoGBAKtaJCBk335IZqXWgEGG",
    "1+OMQWFCujM7fpVYn+p2muevlYArlHes/bIbyyzdWXoCisPibQeglc5TvBvJ2Slz9D4ts4MZvON3Xipe4mo1eot7D3ce",
    "aHdBbFMeQTbN/b83iNPrHwMhY0to5dNpHmGRH7KNJHkmCaUaLAEFHJNTZCpM",
];
