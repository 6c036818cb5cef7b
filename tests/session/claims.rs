//! Claims beside the vectors: each is wrong in one way, or barely right.

use std::time::Duration;

use serde_json::{Value, json};
use stytch_b2b::Client;
use stytch_b2b::schemas::AuthorizationCheck;
use stytch_b2b::session::{Denial, TokenError, VerifyError};
use stytch_b2b::testing::Signer;

use crate::api::{Api, ORGANIZATION, PROJECT, check, org_policy, policy, session_jwt};

const NOW: i64 = 1_800_000_000;
const SESSION: &str = "https://stytch.com/session";

/// A client that has all it needs, and no network.
pub(crate) fn client() -> Client {
    let client = Api::default().client();
    client.sessions().preload_jwks(&Signer::new().jwks());
    client.rbac().preload_policy(policy());
    client.rbac().preload_org_policy(ORGANIZATION, org_policy());
    client
}

/// The claims of a token that is good.
pub(crate) fn claims() -> Value {
    json!({
        "aud": [PROJECT],
        "iss": format!("stytch.com/{PROJECT}"),
        "sub": "member-test-1",
        "iat": NOW - 60,
        "nbf": NOW - 60,
        "exp": NOW + 240,
        SESSION: {
            "id": "session-test-1",
            "started_at": "2027-01-15T07:59:00Z",
            "last_accessed_at": "2027-01-15T07:59:30Z",
            "expires_at": "2027-01-15T08:59:00Z",
            "authentication_factors": [],
            "roles": ["writer"],
        },
        "https://stytch.com/organization": { "organization_id": ORGANIZATION, "slug": "acme" },
    })
}

/// Claims with a change: the value at a JSON pointer, or nothing there if it is `None`.
pub(crate) fn with(pointer: &str, value: Option<Value>) -> Value {
    let mut claims = claims();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let key = key.replace("~1", "/");
    let object = claims.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    match value {
        Some(value) => object.insert(key, value),
        None => object.remove(&key),
    };
    claims
}

pub(crate) async fn verdict(token: &str) -> Result<(), TokenError> {
    match client().sessions().authenticate_jwt_local(token).await {
        Ok(_) => Ok(()),
        Err(VerifyError::Token(error)) => Err(error),
        Err(error) => panic!("{error:?}"),
    }
}

#[tokio::test]
async fn claims_one_by_one() {
    let missing = |claim| Err(TokenError::MissingClaim { claim });
    let invalid = |claim| Err(TokenError::InvalidClaim { claim });
    for claim in ["aud", "iss", "sub", "exp", "iat", "nbf", SESSION] {
        let pointer = format!("/{}", claim.replace('/', "~1"));
        let absent = Signer::new().sign(&with(&pointer, None));
        let null = Signer::new().sign(&with(&pointer, Some(Value::Null)));
        let wrong = Signer::new().sign(&with(&pointer, Some(json!(true))));
        assert_eq!(verdict(&absent).await, missing(claim));
        assert_eq!(verdict(&null).await, missing(claim));
        assert_eq!(verdict(&wrong).await, invalid(claim));
    }

    let session = "/https:~1~1stytch.com~1session";
    let organization = "/https:~1~1stytch.com~1organization";
    let of_session = |part: &str| format!("{session}/{part}");
    let of_organization = |part: &str| format!("{organization}/{part}");
    use TokenError as E;
    for (pointer, value, expected) in [
        (
            "/exp".to_owned(),
            json!((NOW + 240).to_string()),
            invalid("exp"),
        ),
        ("/exp".to_owned(), json!(NOW), Err(E::Expired)),
        ("/exp".to_owned(), json!(NOW as f64 + 0.5), Ok(())),
        ("/exp".to_owned(), json!(-1), Err(E::Expired)),
        ("/exp".to_owned(), json!(u64::MAX), invalid("exp")),
        ("/exp".to_owned(), json!(1e300), invalid("exp")),
        ("/exp".to_owned(), json!(NOW * 1000), Ok(())),
        ("/iat".to_owned(), json!(i64::MIN), invalid("iat")),
        ("/iat".to_owned(), json!(-1e300), invalid("iat")),
        ("/iat".to_owned(), json!(NOW), Ok(())),
        (
            "/iat".to_owned(),
            json!(NOW as f64 + 0.5),
            Err(E::NotYetValid),
        ),
        ("/nbf".to_owned(), json!(NOW), Ok(())),
        ("/nbf".to_owned(), json!(NOW + 1), Err(E::NotYetValid)),
        ("/nbf".to_owned(), json!({}), invalid("nbf")),
        ("/iss".to_owned(), json!("https://test.stytch.com"), Ok(())),
        (
            "/iss".to_owned(),
            json!("https://test.stytch.com/"),
            Err(E::InvalidIssuer),
        ),
        (
            "/iss".to_owned(),
            json!("stytch.com/"),
            Err(E::InvalidIssuer),
        ),
        (
            "/iss".to_owned(),
            json!("stytch.com/project-test-2"),
            Err(E::InvalidIssuer),
        ),
        (
            "/iss".to_owned(),
            json!(["stytch.com/project-test-1"]),
            invalid("iss"),
        ),
        ("/aud".to_owned(), json!(PROJECT), Ok(())),
        ("/aud".to_owned(), json!(["other", PROJECT]), Ok(())),
        ("/aud".to_owned(), json!([]), Err(E::InvalidAudience)),
        (
            "/aud".to_owned(),
            json!(format!("{PROJECT}0")),
            Err(E::InvalidAudience),
        ),
        ("/aud".to_owned(), json!([PROJECT, 1]), invalid("aud")),
        (session.to_owned(), json!([]), invalid(SESSION)),
        (
            organization.to_owned(),
            Value::Null,
            missing("https://stytch.com/organization"),
        ),
        (of_session("id"), Value::Null, missing("id")),
        (of_session("id"), json!(1), invalid("id")),
        (
            of_session("started_at"),
            json!("yesterday"),
            invalid("started_at"),
        ),
        (
            of_session("last_accessed_at"),
            json!(NOW),
            invalid("last_accessed_at"),
        ),
        (of_session("expires_at"), json!(NOW), invalid("expires_at")),
        (of_session("expires_at"), Value::Null, Ok(())),
        (
            of_session("authentication_factors"),
            Value::Null,
            missing("authentication_factors"),
        ),
        (
            of_session("authentication_factors"),
            json!("email"),
            invalid("authentication_factors"),
        ),
        (of_session("roles"), Value::Null, Ok(())),
        (of_session("roles"), json!("writer"), invalid("roles")),
        (of_session("roles"), json!(["writer", 1]), invalid("roles")),
        (
            of_session("roles"),
            json!({ "writer": true }),
            invalid("roles"),
        ),
        (
            of_organization("organization_id"),
            Value::Null,
            missing("organization_id"),
        ),
        (
            of_organization("organization_id"),
            json!([ORGANIZATION]),
            invalid("organization_id"),
        ),
        (of_organization("slug"), Value::Null, missing("slug")),
    ] {
        let token = Signer::new().sign(&with(&pointer, Some(value.clone())));
        assert_eq!(verdict(&token).await, expected, "{pointer}: {value}");
    }
}

#[tokio::test]
async fn leeway_and_age() {
    let sessions = client().sessions();
    use TokenError as E;
    for (claim, value, leeway, max_age, expected) in [
        ("/exp", NOW - 5, 5, None, Err(E::Expired)),
        ("/exp", NOW - 4, 5, None, Ok(())),
        ("/nbf", NOW + 5, 5, None, Ok(())),
        ("/nbf", NOW + 6, 5, None, Err(E::NotYetValid)),
        ("/iat", NOW + 5, 5, None, Ok(())),
        ("/iat", NOW + 6, 5, None, Err(E::NotYetValid)),
        ("/iat", NOW - 60, 0, Some(61), Ok(())),
        ("/iat", NOW - 60, 0, Some(60), Err(E::TooOld)),
        // An allowance for clocks is none for age.
        ("/iat", NOW - 60, 5, Some(60), Err(E::TooOld)),
        ("/iat", NOW, 0, Some(0), Err(E::TooOld)),
        ("/iat", NOW + 5, 5, Some(0), Err(E::TooOld)),
        ("/iat", NOW - 60, 0, Some(u64::MAX), Ok(())),
        ("/exp", 0, u64::MAX, None, Ok(())),
    ] {
        let token = Signer::new().sign(&with(claim, Some(json!(value))));
        let mut call = sessions.authenticate_jwt_local(token);
        call = call.leeway(Duration::from_secs(leeway));
        if let Some(age) = max_age {
            call = call.max_token_age(Duration::from_secs(age));
        }
        let found = match call.await {
            Ok(_) => Ok(()),
            Err(VerifyError::Token(error)) => Err(error),
            Err(error) => panic!("{error:?}"),
        };
        assert_eq!(found, expected, "{claim} {value} {leeway} {max_age:?}");
    }
}

#[tokio::test]
async fn what_the_roles_permit() {
    let client = client();
    let other = |id: &str| AuthorizationCheck::new(id, "documents", "write");
    let allowed = |role: &str| Ok(vec![role.to_owned()]);
    for (roles, check, expected) in [
        (
            &["writer"][..],
            check("documents", "write"),
            allowed("writer"),
        ),
        (
            &["x", "writer"],
            check("documents", "write"),
            allowed("writer"),
        ),
        (
            &["writer"],
            check("documents", "read"),
            Err(Denial::NotPermitted),
        ),
        (&["auditor"], check("images", "read"), allowed("auditor")),
        (&[], check("documents", "write"), Err(Denial::NotPermitted)),
        (
            &["writer"],
            other("organization-test-2"),
            Err(Denial::OtherOrganization),
        ),
        (
            &["writer"],
            other("Organization-test-1"),
            Err(Denial::OtherOrganization),
        ),
        (
            &["writer"],
            other("organization-test-1 "),
            Err(Denial::OtherOrganization),
        ),
        (
            &["writer"],
            AuthorizationCheck::default(),
            Err(Denial::IncompleteCheck),
        ),
    ] {
        let call = client.sessions().authenticate_jwt_local(session_jwt(roles));
        let found = match call.authorization_check(check.clone()).await {
            Ok(verified) => Ok(verified.granted_by),
            Err(VerifyError::Denied(denial)) => Err(denial),
            Err(error) => panic!("{error:?}"),
        };
        assert_eq!(found, expected, "{roles:?} {check:?}");
    }

    // Roles that are not there permit nothing, and roles that are wrong even less.
    let roles = "/https:~1~1stytch.com~1session/roles";
    for (value, status) in [
        (None, 403),
        (Some(json!("writer")), 401),
        (Some(json!([[]])), 401),
    ] {
        let call = |token| client.sessions().authenticate_jwt(token);
        let token = Signer::new().sign(&with(roles, value.clone()));
        let error = call(token)
            .authorization_check(check("documents", "write"))
            .await;
        assert_eq!(error.unwrap_err().http_status(), status, "{value:?}");
    }
}
