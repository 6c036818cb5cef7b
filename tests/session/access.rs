//! Access tokens of M2M clients and of connected apps, verified without a call.

use std::time::Duration;

use serde_json::{Value, json};
use stytch_b2b::schemas::{AuthorizationCheck, RbacPolicy};
use stytch_b2b::session::{Denial, TokenError, VerifyError};
use stytch_b2b::testing::Signer;

use crate::api::{Api, ORGANIZATION, PROJECT};

const NOW: i64 = 1_800_000_000;

/// A client that has the keys and a policy with one scope, and no network.
fn client() -> stytch_b2b::Client {
    let client = Api::default().client();
    client.sessions().preload_jwks(&Signer::new().jwks());
    let policy: RbacPolicy = serde_json::from_value(json!({
        "roles": [], "resources": [],
        "scopes": [{
            "scope": "read:documents",
            "description": "",
            "permissions": [{ "resource_id": "documents", "actions": ["read"] }],
        }],
    }))
    .unwrap();
    client.rbac().preload_policy(policy);
    client
}

/// A token with these claims beside those that every token has.
fn token(own: &Value) -> String {
    let mut claims = json!({
        "aud": [PROJECT], "iss": format!("stytch.com/{PROJECT}"), "sub": "subject",
        "iat": NOW - 60, "nbf": NOW - 60, "exp": NOW + 240, "jti": "j",
    });
    let all = claims.as_object_mut().unwrap();
    all.extend(own.as_object().unwrap().clone());
    Signer::new().sign(&claims)
}

fn code(error: VerifyError) -> String {
    match error {
        VerifyError::Token(error) => format!("{error:?}"),
        VerifyError::Denied(Denial::MissingScope { scope }) => format!("lacks {scope}"),
        VerifyError::Denied(denial) => format!("{denial:?}"),
        error => panic!("{error:?}"),
    }
}

#[tokio::test]
async fn an_m2m_client_has_the_scopes_of_its_token() {
    let none: &[&str] = &[];
    for (claims, required, expected) in [
        (json!({ "scope": "read:users  write:*" }), none, Ok(())),
        (json!({ "scope": "" }), none, Ok(())),
        (json!({ "scope": "read:users" }), &["read:users"], Ok(())),
        (json!({ "scope": "read:*" }), &["read:a", "read:b"], Ok(())),
        (json!({ "scope": "read:a:b" }), &["read:a:b"], Ok(())),
        (
            json!({ "scope": "read:a" }),
            &["read:a:b"],
            Err("lacks read:a:b"),
        ),
        (
            json!({ "scope": "read:a" }),
            &["read:a", "read:b"],
            Err("lacks read:b"),
        ),
        (json!({ "scope": "" }), &["read:a"], Err("lacks read:a")),
        (json!({}), none, Err("MissingClaim { claim: \"scope\" }")),
        (
            json!({ "scope": ["a"] }),
            none,
            Err("InvalidClaim { claim: \"scope\" }"),
        ),
        // Tokens of another kind: of an app, and of a session.
        (
            json!({ "scope": "", "https://stytch.com/organization": {} }),
            none,
            Err("InvalidClaim { claim: \"https://stytch.com/organization\" }"),
        ),
        (
            json!({ "scope": "", "https://stytch.com/session": {} }),
            none,
            Err("InvalidClaim { claim: \"https://stytch.com/session\" }"),
        ),
        (
            json!({ "scope": "", "sub": "" }),
            none,
            Err("MissingClaim { claim: \"sub\" }"),
        ),
        (json!({ "scope": "", "exp": NOW }), none, Err("Expired")),
        (
            json!({ "scope": "", "aud": "other" }),
            none,
            Err("InvalidAudience"),
        ),
    ] {
        let call = client()
            .m2m()
            .authenticate_token(token(&claims), required.to_vec());
        let outcome = call.await.map(drop).map_err(code);
        assert_eq!(
            outcome,
            expected.map_err(str::to_owned),
            "{claims} {required:?}"
        );
    }

    let claims = json!({ "scope": "b a", "plan": "pro" });
    let machine = client()
        .m2m()
        .authenticate_token(token(&claims), none.to_vec());
    let machine = machine.await.unwrap();
    assert_eq!(machine.client_id, "subject");
    assert_eq!(machine.scopes, ["b", "a"]);
    assert_eq!(machine.expires_at.timestamp(), NOW + 240);
    assert_eq!(
        Value::Object(machine.custom_claims),
        json!({ "plan": "pro" })
    );
}

#[tokio::test]
async fn a_connected_app_has_what_its_scopes_permit() {
    let organization = json!({ "organization_id": ORGANIZATION, "slug": "acme" });
    let key = "https://stytch.com/organization";
    let good = json!({ "scope": "openid read:documents", key: organization, "client_id": "app", "plan": 1 });
    let without = json!({ "scope": "read:documents" });
    let session =
        json!({ "scope": "read:documents", key: organization, "https://stytch.com/session": {} });
    let check = |organization: &str, resource: &str, action: &str| {
        Some(AuthorizationCheck::new(organization, resource, action))
    };
    for (claims, check, expected) in [
        (&good, None, Ok(())),
        (&good, check(ORGANIZATION, "documents", "read"), Ok(())),
        (
            &good,
            check(ORGANIZATION, "documents", "write"),
            Err("NotPermitted"),
        ),
        (
            &good,
            check("other", "documents", "read"),
            Err("OtherOrganization"),
        ),
        // Tokens of another kind: of an M2M client, and of a session.
        (
            &without,
            None,
            Err("MissingClaim { claim: \"https://stytch.com/organization\" }"),
        ),
        (
            &session,
            None,
            Err("InvalidClaim { claim: \"https://stytch.com/session\" }"),
        ),
        (
            &json!({ key: organization }),
            None,
            Err("MissingClaim { claim: \"scope\" }"),
        ),
        (
            &json!({ "scope": 1, key: organization }),
            None,
            Err("InvalidClaim { claim: \"scope\" }"),
        ),
        (
            &json!({ "sub": "" }),
            None,
            Err("MissingClaim { claim: \"sub\" }"),
        ),
        (&json!({ "exp": NOW }), None, Err("Expired")),
    ] {
        let mut call = client().idp().introspect_token_local(token(claims));
        if let Some(check) = check {
            call = call.authorization_check(check);
        }
        let outcome = call.await.map(drop).map_err(code);
        assert_eq!(outcome, expected.map_err(str::to_owned), "{claims}");
    }

    let found = client()
        .idp()
        .introspect_token_local(token(&good))
        .await
        .unwrap();
    assert_eq!(found.subject, "subject");
    assert_eq!(
        found.organization.as_ref().unwrap().organization_id,
        ORGANIZATION
    );
    assert!(found.scopes().eq(["openid", "read:documents"]));
    assert_eq!(found.audience, [PROJECT]);
    assert_eq!(found.client_id.as_deref(), Some("app"));
    assert_eq!(found.token_type.as_deref(), Some("access_token"));
    assert_eq!(found.expires_at.unwrap().timestamp(), NOW + 240);
    assert_eq!(Value::Object(found.custom_claims), json!({ "plan": 1 }));
}

#[tokio::test]
async fn the_rules_of_time_can_be_set() {
    let machines = token(&json!({ "scope": "", "exp": NOW - 1 }));
    let organization = json!({ "organization_id": ORGANIZATION });
    let apps = token(
        &json!({ "scope": "", "exp": NOW - 1, "https://stytch.com/organization": organization }),
    );
    let leeway = Duration::from_secs(5);
    let age = Duration::from_secs(30);
    let none: [&str; 0] = [];
    let client = client();
    let refused = |error: VerifyError| matches!(error, VerifyError::Token(TokenError::TooOld));

    let machine = client.m2m().authenticate_token(&machines, none);
    assert!(machine.clone().await.is_err() && machine.clone().leeway(leeway).await.is_ok());
    let too_old = machine.leeway(leeway).max_token_age(age).await;
    assert!(refused(too_old.unwrap_err()));

    let app = client.idp().introspect_token_local(&apps);
    assert!(app.clone().await.is_err() && app.clone().leeway(leeway).await.is_ok());
    let too_old = app.leeway(leeway).max_token_age(age).await;
    assert!(refused(too_old.unwrap_err()));
}

#[test]
fn tokens_are_not_shown() {
    let client = client();
    let machine = client.m2m().authenticate_token("hidden", ["scope"]);
    let app = client.idp().introspect_token_local("hidden");
    let shown = format!("{machine:?} {app:?}");
    assert!(
        shown.contains("scope") && !shown.contains("hidden"),
        "{shown}"
    );
}
