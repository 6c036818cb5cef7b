//! What a generated call takes beyond its own arguments, and gives beyond its response.

use serde_json::{Value, json};
use stytch_b2b::{ErrorKind, StatusCode};

use crate::server::{Act, Server};

/// A server that answers nothing that matters.
async fn server() -> Server {
    Server::new([Act::Respond("404 Not Found", "{}".to_owned())]).await
}

/// The body of the only request, which has no key twice.
fn body(server: &Server) -> Value {
    let requests = server.requests();
    assert_eq!(requests.len(), 1);
    let text = requests[0].split_once("\r\n\r\n").unwrap().1;
    let body: Value = serde_json::from_str(text).unwrap();
    assert_eq!(body.to_string().len(), text.len(), "{text}");
    body
}

#[tokio::test]
async fn a_field_is_added_to_the_body_or_replaces_its_own() {
    let all = json!({
        "organization_name": "One", "trusted_metadata": {"n": 0.30000000000000004},
        "new_option": {"a": [1]}, "email_allowed_domains": null,
    });
    let server = server().await;
    let create = server.client().organizations().create("replaced");
    let create = create
        .trusted_metadata([("n", 0.30000000000000004)])
        .email_allowed_domains(["replaced.com"])
        .with_body_field("new_option", "replaced")
        .with_body_field("new_option", json!({"a": [1]}))
        .with_body_field("organization_name", "One")
        .with_body_field("email_allowed_domains", Value::Null);
    create.await.unwrap_err();
    assert_eq!(body(&server), all);
}

#[tokio::test]
async fn every_page_has_the_extras() {
    let page = |next: &str| {
        let body = json!({
            "organizations": [], "results_metadata": {"total": 0, "next_cursor": next},
            "status_code": 200, "request_id": "r",
        });
        Act::Respond("200 OK", body.to_string())
    };
    let server = Server::new([page("two"), page("")]).await;
    let search = server.client().organizations().search();
    let search = search.with_body_field("new_option", 1).with_query("q", "x");
    let mut pages = search.pages();
    while let Some(page) = pages.next().await {
        page.unwrap();
    }
    let requests = server.requests();
    for (request, body) in requests
        .iter()
        .zip([r#"{"new_option":1}"#, r#"{"cursor":"two","new_option":1}"#])
    {
        assert!(request.contains("/search?q=x "), "{request}");
        assert!(request.ends_with(&format!("\r\n\r\n{body}")), "{request}");
    }
    assert_eq!(requests.len(), 2);
}

#[tokio::test]
async fn a_query_parameter_is_added_or_replaces_its_own() {
    let server = server().await;
    let members = server.client().organizations().members();
    let get = members.get("one").member_id("replaced").email_address("a");
    get.with_query("member_id", "x&y")
        .with_query("list", 1)
        .with_query("list", 2)
        .await
        .unwrap_err();
    let request = server.requests().remove(0);
    let query = "/member?email_address=a&member_id=x%26y&list=1&list=2 ";
    assert!(request.contains(query), "{request}");
}

/// A JSON object or nothing: not for a call without a body, nor with another one, nor for what
/// follows from the session.
#[tokio::test]
async fn a_field_needs_a_json_object() {
    let server = server().await;
    let client = server.client();
    let get = client.organizations().get("one");
    let token = client.m2m().token("id", "hidden", [""; 0]);
    let custom = client.request(stytch_b2b::Method::POST, "/v1/x");
    let member = client.as_member("hidden").members().search();
    let errors = [
        get.with_body_field("new", "hidden").await.unwrap_err(),
        token.with_body_field("new", "hidden").await.unwrap_err(),
        custom
            .clone()
            .with_body_field("new", "hidden")
            .send::<()>()
            .await
            .unwrap_err(),
        custom
            .with_json(["hidden"])
            .with_body_field("new", "hidden")
            .send::<()>()
            .await
            .unwrap_err(),
        member
            .with_body_field("organization_ids", ["hidden"])
            .await
            .unwrap_err(),
        client
            .organizations()
            .create("hidden")
            .with_body_field("new", Unserializable)
            .await
            .unwrap_err(),
    ];
    for error in &errors {
        let ErrorKind::Argument { parameter, .. } = error.kind() else {
            panic!("{error:?}");
        };
        assert_eq!((*parameter, error.attempts()), ("with_body_field", 0));
        assert!(
            !format!("{error} {error:?}").contains("hidden"),
            "{error:?}"
        );
    }
    assert_eq!(server.count(), 0);
    // The last value of a field counts.
    let create = client.organizations().create("One");
    let create = create.with_body_field("new", Unserializable);
    create.with_body_field("new", 1).await.unwrap_err();
    assert_eq!(body(&server), json!({"new": 1, "organization_name": "One"}));
}

#[tokio::test]
async fn what_a_builder_has_is_not_shown() {
    let client = server().await.client();
    let create = client.organizations().create("hidden");
    let create = create
        .with_body_field("hidden", "hidden")
        .with_query("hidden", "hidden");
    let custom = client
        .request(stytch_b2b::Method::POST, "/v1/{id}")
        .with_path_param("id", "hidden")
        .with_json(json!({"hidden": "hidden"}))
        .with_body_field("hidden", "hidden");
    let shown = format!(
        "{create:?} {custom:?} {:?} {:?}",
        create.clone().send().with_response(),
        custom.clone().send::<Value>()
    );
    assert!(!shown.contains("hidden"), "{shown}");
    assert!(shown.contains("/v1/{id}"), "{shown}");
}

#[tokio::test]
async fn a_response_has_a_status_headers_and_a_request_id() {
    let policy = |id: &str| json!({"status_code": 200, "request_id": id, "new": 1}).to_string();
    let head = "200 OK\r\nx-ratelimit-remaining: 7\r\nx-request-id: of-header";
    let server = Server::new([
        Act::Respond(head, policy("of-body")),
        Act::Respond(head, policy("")),
        Act::Respond("404 Not Found", policy("of-error")),
        Act::Respond("200 OK", "hidden".to_owned()),
        Act::Respond(head, "hidden".to_owned()),
    ])
    .await;
    let client = server.client();
    let policy = || client.rbac().policy().send().with_response();
    let found = policy().await.unwrap();
    assert_eq!(found.status(), StatusCode::OK);
    assert_eq!(found.headers()["x-ratelimit-remaining"], "7");
    assert_eq!(found.request_id(), Some("of-body"));
    assert_eq!(found.value.request_id, "of-body");
    // Which the type lacks.
    let body: Value = serde_json::from_slice(found.body()).unwrap();
    assert_eq!(body["new"], 1);
    assert_eq!(policy().await.unwrap().request_id(), Some("of-header"));

    let error = policy().await.unwrap_err();
    assert_eq!(error.request_id(), Some("of-error"));
    let error = policy().await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Decode(_)), "{error:?}");

    let bytes = client
        .request(stytch_b2b::Method::GET, "/v1/x")
        .send_for_bytes();
    let bytes = bytes.with_response().await.unwrap();
    assert_eq!(
        (bytes.request_id(), &bytes.value[..]),
        (Some("of-header"), &b"hidden"[..])
    );
    let shown = format!("{bytes:?}");
    assert!(
        shown.contains("of-header") && !shown.contains("hidden"),
        "{shown}"
    );
}

struct Unserializable;

impl serde::Serialize for Unserializable {
    fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(serde::ser::Error::custom("no form"))
    }
}
