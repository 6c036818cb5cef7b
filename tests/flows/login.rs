//! The outcome of each response that ends a step of a login.

use axum::extract::Query;
use serde::Deserialize;
use serde_json::{Value, json};
use stytch_b2b::login::{Outcome, TokenType};
use stytch_b2b::schemas::*;
use stytch_b2b::testing::sample;

/// What an outcome is, with the token that comes with it.
fn told(outcome: Outcome<'_>) -> (&'static str, Option<String>) {
    let (name, token) = match outcome {
        Outcome::Authenticated { session_token, .. } => ("authenticated", Some(session_token)),
        Outcome::MfaRequired {
            intermediate_session_token,
            ..
        } => ("MFA", Some(intermediate_session_token)),
        Outcome::PrimaryRequired {
            intermediate_session_token,
            ..
        } => ("primary", intermediate_session_token),
        _ => ("unrecognized", None),
    };
    (name, token.map(|token| token.expose_secret().to_owned()))
}

/// A test with every response that has `outcome`.
macro_rules! responses {
    ($($response:ident)*) => {
        const RESPONSES: &[(&str, fn(Value) -> (&'static str, Option<String>))] = &[$((
            stringify!($response),
            |changed| {
                let mut json = serde_json::to_value(sample::<$response>()).unwrap();
                json.as_object_mut().unwrap().extend(changed.as_object().unwrap().clone());
                let login: $response = serde_json::from_value(json).unwrap();
                told(login.outcome())
            },
        )),*];
    };
}

responses! {
    DiscoveryIntermediateSessionsExchangeResponse
    DiscoveryOrganizationsCreateResponse
    ImpersonationAuthenticateResponse
    MagicLinksAuthenticateResponse
    OauthAuthenticateResponse
    OtpsEmailAuthenticateResponse
    OtpsSmsAuthenticateResponse
    PasswordsAuthenticateResponse
    PasswordsEmailResetResponse
    PasswordsExistingPasswordResetResponse
    PasswordsSessionResetResponse
    RecoveryCodesRecoverResponse
    SessionsExchangeAccessTokenResponse
    SessionsExchangeResponse
    SessionsMigrateResponse
    SsoAuthenticateResponse
    TotpsAuthenticateResponse
}

/// The responses that no factor is missing after.
const LAST: [&str; 6] = [
    "ImpersonationAuthenticateResponse",
    "OtpsSmsAuthenticateResponse",
    "RecoveryCodesRecoverResponse",
    "SessionsExchangeAccessTokenResponse",
    "SessionsMigrateResponse",
    "TotpsAuthenticateResponse",
];

/// A response as the API sends it without a session.
fn incomplete(more: Value) -> Value {
    let mut json = json!({
        "member_authenticated": false, "member_session": null, "session_token": "",
        "session_jwt": "", "intermediate_session_token": "half",
    });
    json.as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    json
}

#[test]
fn each_response_tells_its_outcome() {
    let (mfa, primary) = (json!({}), json!({"allowed_auth_methods": ["sso"]}));
    let half = Some("half".to_owned());
    let session = Some("session-token-of-a-fake".to_owned());
    for (name, outcome) in RESPONSES {
        assert_eq!(
            outcome(json!({})),
            ("authenticated", session.clone()),
            "{name}"
        );
        if LAST.contains(name) {
            continue;
        }
        let case = incomplete(json!({"mfa_required": mfa}));
        assert_eq!(outcome(case), ("MFA", half.clone()), "{name}");
        if *name == "PasswordsSessionResetResponse" {
            continue;
        }
        for also in [json!(null), mfa.clone()] {
            let case = incomplete(json!({"primary_required": primary, "mfa_required": also}));
            assert_eq!(outcome(case), ("primary", half.clone()), "{name}");
        }
        let without = json!({"primary_required": primary, "intermediate_session_token": ""});
        assert_eq!(outcome(incomplete(without)), ("primary", None), "{name}");
    }
}

/// No outcome has an empty token.
#[test]
fn what_fits_no_outcome_is_none_of_them() {
    for (name, outcome) in RESPONSES {
        let mut cases = vec![json!({"member_session": null})];
        if !LAST.contains(name) {
            cases.extend([
                json!({"session_token": ""}),
                json!({"session_jwt": null}),
                incomplete(json!({})),
                incomplete(json!({"mfa_required": {}, "intermediate_session_token": ""})),
            ]);
        }
        for case in cases {
            assert_eq!(
                outcome(case.clone()),
                ("unrecognized", None),
                "{name} {case}"
            );
        }
    }
}

/// A response with a session token whose session may be absent ends a login or a step of it.
#[test]
fn no_such_response_is_left_out() {
    let schemas = &tests::spec()["components"]["schemas"];
    let (mut with, mut expected) = (0, 0);
    for (name, schema) in schemas.as_object().unwrap() {
        let properties = &schema["properties"];
        let has = |name: &str| !properties[name].is_null();
        let mut required = schema["required"].as_array().into_iter().flatten();
        let is_login = has("session_token")
            && has("member_session")
            && !required.any(|name| name == "member_session");
        expected += usize::from(is_login);
        with += usize::from(schema["x-derive"]["login"].is_array());
        if !is_login {
            continue;
        }
        for part in [
            "member_authenticated",
            "member_session",
            "session_token",
            "session_jwt",
            "intermediate_session_token",
            "mfa_required",
            "primary_required",
        ] {
            let listed = schema["x-derive"]["login"].as_array().into_iter().flatten();
            let is_listed = listed.into_iter().any(|listed| listed == part);
            assert_eq!(is_listed, has(part), "{name}.{part}");
        }
    }
    assert_eq!((with, expected), (RESPONSES.len(), RESPONSES.len()));
}

/// The query of the request that returns from a login.
#[derive(Deserialize)]
struct Callback {
    stytch_token_type: TokenType,
}

#[test]
fn the_type_of_a_token_is_part_of_a_query() {
    for (text, expected) in [
        ("sso", TokenType::Sso),
        ("oauth", TokenType::Oauth),
        ("discovery_oauth", TokenType::DiscoveryOauth),
        ("multi_tenant_magic_links", TokenType::MagicLink),
        ("discovery", TokenType::DiscoveryMagicLink),
        ("multi_tenant_passwords", TokenType::PasswordReset),
        ("multi_tenant_impersonation", TokenType::Impersonation),
        ("another_one", TokenType::from("another_one")),
    ] {
        let uri = format!("https://example.com/?token=t&stytch_token_type={text}");
        let Query(found) = Query::<Callback>::try_from_uri(&uri.parse().unwrap()).unwrap();
        assert_eq!(found.stytch_token_type, expected);
        assert_eq!(expected.as_str(), text);
        let is_unrecognized = matches!(expected, TokenType::Unrecognized(_));
        assert_eq!(is_unrecognized, text == "another_one");
    }
    let without = "https://example.com/?token=t".parse().unwrap();
    assert!(Query::<Callback>::try_from_uri(&without).is_err());
}
