//! The check that every token goes through, with the keys and the clock of a client.

use super::token::{AccessToken, Claims, Expected, Jws, Rules};
use super::{State, TokenError, VerifyError};
use crate::Client;

/// What is read of a token, if it is genuine, current, and meant for the project of the client.
pub(crate) async fn verify<T>(
    client: &Client,
    token: &str,
    rules: Rules,
    read: fn(Claims<'_>) -> Result<T, TokenError>,
) -> Result<T, VerifyError> {
    let jws = Jws::parse(token)?;
    let fetched = State::of(client)?.jwks.with(client, jws.kid()).await?;
    let claims = jws.verify(&fetched.keys)?;
    let expected = Expected {
        project_id: client.0.project_id(),
        base_url: client.0.base_url(),
        now: client.0.now(),
    };
    Ok(read(Claims::check(claims, &expected, rules)?)?)
}

/// What an access token says, of a machine or of a connected app, if it is good.
#[allow(dead_code, reason = "for the operations on access tokens")]
pub(crate) async fn verify_access_token(
    client: &Client,
    token: &str,
    rules: Rules,
) -> Result<AccessToken, VerifyError> {
    verify(client, token, rules, AccessToken::new).await
}

#[cfg(all(test, feature = "testing"))]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use serde_json::json;

    use super::verify_access_token;
    use crate::Client;
    use crate::session::token::Rules;
    use crate::session::{TokenError, VerifyError};
    use crate::testing::Signer;

    #[tokio::test]
    async fn an_access_token_is_a_subject_and_scopes() {
        let client = Client::builder()
            .project_id("project-test-1")
            .secret("secret-test-1")
            .clock(|| UNIX_EPOCH + Duration::from_secs(1_000))
            .build()
            .unwrap();
        client.sessions().preload_jwks(&Signer::new().jwks());
        let organization = "https://stytch.com/organization";
        let missing = |claim| Err(TokenError::MissingClaim { claim });
        let invalid = |claim| Err(TokenError::InvalidClaim { claim });
        for (own, expected) in [
            (json!({ "scope": "a:b  c" }), Ok((vec!["a:b", "c"], None))),
            (json!({ "scope": "" }), Ok((vec![], None))),
            (
                json!({ "scope": "a", organization: { "organization_id": "o", "slug": "s" } }),
                Ok((vec!["a"], Some("o"))),
            ),
            (json!({}), missing("scope")),
            (json!({ "scope": ["a"] }), invalid("scope")),
            (
                json!({ "scope": "a", organization: "o" }),
                invalid(organization),
            ),
            (
                json!({ "scope": "a", organization: {} }),
                missing("organization_id"),
            ),
        ] {
            let mut claims = json!({
                "aud": ["project-test-1"],
                "iss": "stytch.com/project-test-1",
                "sub": "m2m-client-1",
                "iat": 1000,
                "nbf": 1000,
                "exp": 4600,
                "jti": "1",
                "favorite": 1,
            });
            claims
                .as_object_mut()
                .unwrap()
                .extend(own.as_object().unwrap().clone());
            let token = Signer::new().sign(&claims);
            let found = verify_access_token(&client, &token, Rules::default()).await;
            match (found, expected) {
                (Ok(token), Ok((scopes, organization_id))) => {
                    assert_eq!(token.subject, "m2m-client-1");
                    assert_eq!(token.scopes().collect::<Vec<_>>(), scopes);
                    assert_eq!(token.organization_id.as_deref(), organization_id);
                    assert_eq!(token.expires_at.timestamp(), 4600);
                    assert_eq!(json!(token.custom_claims), json!({ "favorite": 1 }));
                }
                (Err(VerifyError::Token(error)), Err(expected)) => assert_eq!(error, expected),
                (found, expected) => panic!("{found:?} {expected:?}"),
            }
        }
    }
}
