//! Access tokens of M2M clients and of connected apps: the requests, and what is made
//! of the responses.

use serde_json::json;
use stytch_b2b::chrono::DateTime;
use stytch_b2b::connected_apps::{IntrospectedToken, TokenOrganization};
use stytch_b2b::{Client, Error, ErrorKind};
use tests::loopback::{Loopback, response};

const PROJECT: &str = "project-test-1";

fn client(server: &Loopback) -> Client {
    Client::builder()
        .project_id(PROJECT)
        .secret("project-secret")
        .base_url(server.url())
        .build()
        .unwrap()
}

fn ok(body: &serde_json::Value) -> String {
    response("200 OK", &body.to_string())
}

/// The one request that the server got: all of it, with the headers in the order of their names.
fn assert_sent(server: &Loopback, path: &str, form: &str) {
    let [request] = &server.requests()[..] else {
        panic!("{:?}", server.requests());
    };
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let mut lines: Vec<&str> = head.split("\r\n").collect();
    lines[1..].sort_unstable();
    assert_eq!(
        lines,
        [
            &format!("POST {path} HTTP/1.1"),
            "accept-encoding: identity",
            "accept: application/json",
            &format!("content-length: {}", form.len()),
            "content-type: application/x-www-form-urlencoded",
            &server.url().replace("http://", "host: "),
            concat!("user-agent: stytch-b2b-rust/", env!("CARGO_PKG_VERSION")),
        ]
    );
    assert_eq!(body, form);
}

#[tokio::test]
async fn an_m2m_client_gets_a_token_for_its_own_secret() {
    let token = json!({
        "access_token": "the.jwt", "expires_in": 3600, "token_type": "bearer", "request_id": "r",
    });
    for (scopes, scope) in [
        (vec![], ""),
        (vec!["read:users"], "&scope=read%3Ausers"),
        (
            vec!["read:*", "write:a&b=c"],
            "&scope=read%3A%2A%20write%3Aa%26b%3Dc",
        ),
    ] {
        let server = Loopback::responding(ok(&token));
        let response = client(&server)
            .m2m()
            .token("m2m-client-1", "s+e c&r=t%é", scopes)
            .await
            .unwrap();

        assert_eq!(response.access_token.expose_secret(), "the.jwt");
        assert_eq!(
            (response.expires_in, &*response.token_type),
            (3600, "bearer")
        );
        assert_eq!(response.scope, None);
        assert!(!format!("{response:?}").contains("the.jwt"));
        let form = format!(
            "client_id=m2m-client-1&client_secret=s%2Be%20c%26r%3Dt%25%C3%A9\
             &grant_type=client_credentials{scope}"
        );
        assert_sent(&server, "/v1/public/project-test-1/oauth2/token", &form);
    }
}

#[tokio::test]
async fn extra_parameters_replace_none_that_a_token_needs() {
    let server = Loopback::responding(ok(&json!({
        "access_token": "t", "expires_in": 1, "token_type": "bearer", "scope": "a b",
    })));
    let response = client(&server)
        .m2m()
        .token("id", "secret", ["a"])
        .extra_parameter("tenant", "first")
        .extra_parameter("tenant", "second")
        .extra_parameter("grant_type", "password")
        .await
        .unwrap();
    assert_eq!(response.scope.as_deref(), Some("a b"));
    assert_sent(
        &server,
        "/v1/public/project-test-1/oauth2/token",
        "client_id=id&client_secret=secret&grant_type=client_credentials&scope=a&tenant=second",
    );
}

#[tokio::test]
async fn an_introspected_token_says_whose_it_is() {
    let server = Loopback::responding(ok(&json!({
        "active": true, "sub": "member-test-1", "scope": "openid read:documents",
        "aud": ["project-test-1"], "iss": "stytch.com/project-test-1", "exp": 4_102_476_900_i64,
        "iat": 4_102_473_300_i64, "nbf": 4_102_473_300_i64, "client_id": "app",
        "token_type": "access_token", "request_id": "r", "status_code": 200,
        "https://stytch.com/organization": { "organization_id": "organization-test-1", "slug": "x" },
        "plan": { "seats": 3 },
    })));
    let token = client(&server)
        .idp()
        .introspect_token_network("to/ken", "app")
        .client_secret("replaced")
        .token_type_hint("access_token")
        .client_secret("app secret")
        .await
        .unwrap();

    let time = |seconds| DateTime::from_timestamp(seconds, 0).map(|time| time.fixed_offset());
    let expected = IntrospectedToken {
        subject: "member-test-1".to_owned(),
        organization: Some(TokenOrganization {
            organization_id: "organization-test-1".to_owned(),
            slug: Some("x".to_owned()),
        }),
        scope: "openid read:documents".to_owned(),
        audience: vec![PROJECT.to_owned()],
        issuer: Some("stytch.com/project-test-1".to_owned()),
        issued_at: time(4_102_473_300),
        not_before: time(4_102_473_300),
        expires_at: time(4_102_476_900),
        client_id: Some("app".to_owned()),
        token_type: Some("access_token".to_owned()),
        token_id: None,
        custom_claims: [("plan".to_owned(), json!({ "seats": 3 }))]
            .into_iter()
            .collect(),
    };
    assert_eq!(token, Some(expected));
    assert_sent(
        &server,
        "/v1/public/project-test-1/oauth2/introspect",
        "client_id=app&client_secret=app%20secret&token=to%2Fken&token_type_hint=access_token",
    );
}

#[tokio::test]
async fn what_the_caller_leaves_out_is_not_asked() {
    let server = Loopback::responding(ok(&json!({ "active": false })));
    let token = client(&server)
        .idp()
        .introspect_token_network("t", "app")
        .await
        .unwrap();
    assert_eq!(token, None);
    assert_sent(
        &server,
        "/v1/public/project-test-1/oauth2/introspect",
        "client_id=app&token=t",
    );
}

/// No response but a clear one makes a token valid.
#[tokio::test]
async fn an_introspection_that_is_unclear_is_an_error() {
    for (body, message) in [
        (json!({}), "`active`: expected a boolean"),
        (json!({ "sub": "m" }), "`active`: expected a boolean"),
        (
            json!({ "active": null, "sub": "m" }),
            "`active`: expected a boolean",
        ),
        (
            json!({ "active": "true", "sub": "m" }),
            "`active`: expected a boolean",
        ),
        (
            json!({ "active": 1, "sub": "m" }),
            "`active`: expected a boolean",
        ),
        (json!({ "active": true }), "`sub`"),
        (
            json!({ "active": true, "sub": "m", "exp": "hidden" }),
            "`exp`",
        ),
        (json!(["active"]), "expected an object"),
        (json!(true), "expected an object"),
    ] {
        let server = Loopback::responding(ok(&body));
        let error = client(&server)
            .idp()
            .introspect_token_network("hidden", "app")
            .await
            .unwrap_err();
        let ErrorKind::Decode(found) = error.kind() else {
            panic!("{body}: {error:?}");
        };
        assert!(found.message().contains(message), "{body}: {error}");
        assert_eq!(found.body(), body.to_string().as_bytes());
        assert!(
            !format!("{error} {error:?}").contains("hidden"),
            "{error:?}"
        );
    }
}

/// Both calls, so that what holds for one is seen to hold for the other.
async fn both(server: &Loopback) -> [Error; 2] {
    let client = client(server);
    [
        client
            .m2m()
            .token("id", "hidden", ["s"])
            .extra_parameter("p", "hidden")
            .without_retries()
            .await
            .map(drop)
            .unwrap_err(),
        client
            .idp()
            .introspect_token_network("hidden", "id")
            .client_secret("hidden")
            .without_retries()
            .await
            .map(drop)
            .unwrap_err(),
    ]
}

#[tokio::test]
async fn errors_of_oauth() {
    let body = json!({
        "error": "invalid_client", "error_description": "Unknown client.", "error_uri": "https://x",
    });
    let server = Loopback::responding(response("401 Unauthorized", &body.to_string()));
    for error in both(&server).await {
        assert_eq!(error.status().unwrap(), 401);
        assert_eq!(error.error_type(), Some("invalid_client"));
        assert_eq!(
            error.api_error().unwrap().error_message(),
            Some("Unknown client.")
        );
        assert_eq!(error.api_error().unwrap().error_url(), Some("https://x"));
        assert!(
            !format!("{error} {error:?}").contains("hidden"),
            "{error:?}"
        );
    }
}

#[tokio::test]
async fn a_call_that_is_lost_on_its_way_is_retried() {
    let token = ok(&json!({ "access_token": "t", "expires_in": 1, "token_type": "bearer" }));
    let server = Loopback::start(move |mut connection| {
        let request = connection.request();
        if connection.number == 0 {
            connection.reset();
        } else if request.is_some() {
            let _ = connection.send(&token);
        }
    });
    client(&server)
        .m2m()
        .token("id", "secret", ["s"])
        .await
        .unwrap();
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn builders_show_no_secret() {
    let client = Client::new(PROJECT, "hidden").unwrap();
    let token = client
        .m2m()
        .token("id", "hidden", ["s"])
        .extra_parameter("p", "hidden");
    let introspection = client
        .idp()
        .introspect_token_network("hidden", "id")
        .client_secret("hidden");
    let shown = format!("{:?} {token:?} {introspection:?}", client.m2m());
    assert!(
        shown.contains("oauth2/token") && !shown.contains("hidden"),
        "{shown}"
    );
}
