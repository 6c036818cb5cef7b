//! Requests of any method and path, over a real connection.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::json;
use stytch_b2b::{Client, CustomRequest, Error, ErrorKind, Json, JsonObject, Method, schemas};

use crate::server::{Act, Server, passing};

const REPORT: &str = "/v1/b2b/organizations/{organization_id}/reports/{report_id}";

fn report(client: &Client, method: Method) -> CustomRequest {
    client
        .request(method, REPORT)
        .with_path_param("organization_id", "a/b ?#%2e")
        .with_path_param("report_id", "7")
}

fn success(body: &Json) -> Act {
    Act::Respond("200 OK", body.to_string())
}

/// The name of the argument that is at fault, and nothing of its value.
fn argument(error: &Error) -> &'static str {
    match error.kind() {
        ErrorKind::Argument { parameter, .. } => parameter,
        _ => panic!("{error:?}"),
    }
}

#[tokio::test]
async fn it_is_a_request_like_any_other() {
    let body = json!({"rows": 0.1, "request_id": "request-1"});
    let server = Server::new([success(&body)]).await;
    let client = server.builder().header("x-all", "1").build().unwrap();
    let call = report(&client, Method::PATCH)
        .with_query("a b", "c&d")
        .with_query("n", 5)
        .with_query("n", true)
        .with_header("x-one", "2")
        .with_header("Accept", "text/csv")
        .with_json(json!({"year": 2030}))
        .with_body_field("month", 5);
    let found: BTreeMap<String, Json> = call.send().await.unwrap();
    assert_eq!(json!(found), body);

    let request = server.requests().remove(0);
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let mut lines = head.split("\r\n");
    assert_eq!(
        lines.next().unwrap(),
        "PATCH /v1/b2b/organizations/a%2Fb%20%3F%23%252e/reports/7?a%20b=c%26d&n=5&n=true HTTP/1.1"
    );
    let lines: Vec<&str> = lines.collect();
    for expected in [
        "accept: text/csv",
        "accept-encoding: identity",
        "content-type: application/json",
        "x-all: 1",
        "x-one: 2",
    ] {
        assert!(lines.contains(&expected), "{expected}: {head}");
    }
    assert!(head.contains("\r\nauthorization: Basic "), "{head}");
    let sent: Json = serde_json::from_str(body).unwrap();
    assert_eq!(sent, json!({"month": 5, "year": 2030}));
}

#[tokio::test]
async fn a_response_is_what_the_caller_says() {
    let member = schemas::Member {
        member_id: "member-test-1".to_owned(),
        ..Default::default()
    };
    let server = Server::new([
        success(&serde_json::to_value(&member).unwrap()),
        success(&json!({"a": [1]})),
        success(&json!({"a": [1]})),
        Act::Respond("204 No Content", String::new()),
        success(&json!({"a": [1]})),
        Act::Respond("200 OK", "<html>".to_owned()),
        Act::Respond("200 OK", " \n".to_owned()),
        success(&json!([])),
        Act::Respond("200 OK\r\ncontent-type: text/csv", "a,b\r\n\0".to_owned()),
    ])
    .await;
    let client = server.client();
    let call = || report(&client, Method::POST);
    assert_eq!(call().send::<schemas::Member>().await.unwrap(), member);
    let json: Json = call().send().await.unwrap();
    assert_eq!(json, json!({"a": [1]}));
    let object: JsonObject = call().send().await.unwrap();
    assert_eq!(object["a"][0], 1);
    // Empty, JSON, and neither.
    for _ in 0..3 {
        call().send::<()>().await.unwrap();
    }
    assert_eq!(call().send::<Option<String>>().await.unwrap(), None);

    // A type without values of its own is decoded all the same.
    let [] = call().send::<[u8; 0]>().await.unwrap();

    let csv = call().with_body("text/csv", "x,y").send_for_bytes();
    let csv = csv.with_response().await.unwrap();
    assert_eq!(csv.value, "a,b\r\n\0");
    assert_eq!(csv.headers()["content-type"], "text/csv");
    let request = server.requests().pop().unwrap();
    for part in [
        "\r\naccept: */*\r\n",
        "\r\ncontent-type: text/csv\r\n",
        "\r\n\r\nx,y",
    ] {
        assert!(request.contains(part), "{part}: {request}");
    }
}

#[tokio::test]
async fn errors_are_the_same_and_show_nothing_of_a_body() {
    let refused = json!({"error_type": "not_found", "request_id": "request-1"});
    let server = Server::new([
        Act::Respond("404 Not Found", refused.to_string()),
        success(&json!({"token": "hidden", "request_id": "request-2"})),
        success(&json!({"token": "a, expected hidden at line 1 column 1"})),
        success(&json!({"hidden": 5})),
        success(&json!({"token": "hidden"})),
        Act::Respond("200 OK", "<hidden>".to_owned()),
        Act::Respond("200 OK\r\ncontent-encoding: gzip", "hidden".to_owned()),
    ])
    .await;
    let client = server.client();
    let call = || report(&client, Method::POST);
    let error = call().send::<Json>().await.unwrap_err();
    assert_eq!(
        (error.error_type(), error.request_id()),
        (Some("not_found"), Some("request-1"))
    );

    let mut shown = Vec::new();
    let error = call().send::<BTreeMap<String, u8>>().await.unwrap_err();
    assert_eq!(error.request_id(), Some("request-2"));
    shown.push(error);
    shown.push(call().send::<BTreeMap<String, u8>>().await.unwrap_err());
    shown.push(call().send::<BTreeMap<u8, u8>>().await.unwrap_err());
    shown.push(
        call()
            .send::<BTreeMap<String, Quoting>>()
            .await
            .unwrap_err(),
    );
    shown.push(call().send::<Json>().await.unwrap_err());
    shown.push(call().send_for_bytes().await.unwrap_err());
    for error in &shown {
        let text = format!("{error} {error:?}");
        assert!(matches!(error.kind(), ErrorKind::Decode(_)), "{text}");
        assert!(!text.contains("hidden"), "{text}");
    }
    let first = shown[0].to_string();
    let expected = "expected u8, found: string at line 1 column ";
    assert!(first.contains(expected), "{first}");
}

/// Some servers refuse a `POST` that does not say so (RFC 9110, section 8.6).
#[tokio::test]
async fn a_request_that_could_have_a_body_says_that_it_has_none() {
    for (method, expected) in [
        (Method::POST, true),
        (Method::PUT, true),
        (Method::PATCH, true),
        (Method::GET, false),
        (Method::HEAD, false),
        (Method::DELETE, false),
    ] {
        let server = Server::new([success(&json!({}))]).await;
        let call = report(&server.client(), method.clone());
        call.send::<Json>().await.unwrap();
        let request = server.requests().remove(0);
        let found = request.contains("\r\ncontent-length: 0\r\n");
        assert_eq!(found, expected, "{request}");
    }
}

/// A type of the caller that quotes what it is given.
#[derive(Debug)]
struct Quoting;

impl<'de> serde::Deserialize<'de> for Quoting {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = String::deserialize(deserializer)?;
        let message = format!("missing field `a`, but not {value}");
        Err(serde::de::Error::custom(message))
    }
}

/// A field that the response lacks is named by the type, not by the response.
#[tokio::test]
async fn a_missing_field_has_its_name_in_the_error() {
    let server = Server::new([success(&json!({}))]).await;
    let call = report(&server.client(), Method::GET);
    let error = call.send::<std::ops::Range<u8>>().await.unwrap_err();
    assert!(
        error.to_string().contains("missing field `start`"),
        "{error}"
    );
}

#[tokio::test(start_paused = true)]
async fn retries_follow_from_the_method_unless_it_is_said_otherwise() {
    let unavailable = || Act::Respond("503 Service Unavailable", String::new());
    for (method, idempotent, attempts) in [
        (Method::GET, None, 3),
        (Method::HEAD, None, 3),
        (Method::PUT, None, 3),
        (Method::DELETE, None, 3),
        (Method::OPTIONS, None, 3),
        (Method::POST, None, 1),
        (Method::PATCH, None, 1),
        (Method::POST, Some(true), 3),
        (Method::DELETE, Some(false), 1),
    ] {
        let server = Server::new([unavailable()]).await;
        let mut call = report(&server.client(), method.clone());
        if let Some(idempotent) = idempotent {
            call = call.idempotent(idempotent);
        }
        let once = call.clone().without_retries().send::<Json>();
        assert_eq!(passing(once).await.unwrap_err().attempts(), 1);
        let error = passing(call.send::<Json>()).await.unwrap_err();
        assert_eq!(error.attempts(), attempts, "{method} {idempotent:?}");
    }

    let server = Server::new([Act::Silence]).await;
    let call = report(&server.client(), Method::POST).with_timeout(Duration::from_secs(1));
    let error = passing(call.send::<Json>()).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Timeout), "{error:?}");
}

#[tokio::test]
async fn a_path_that_is_no_path_is_refused() {
    // Nobody listens there: to send would be another error.
    let client = Client::builder()
        .project_id("project-test-1")
        .secret("secret")
        .base_url("http://127.0.0.1:1")
        .build()
        .unwrap();
    for path in [
        "",
        "v1/b2b",
        "https://example.com/v1",
        "//example.com/v1",
        "@example.com/v1",
        ".example.com",
        ":8080/v1",
        "\\example.com",
        "/\\example.com",
        "/v1?a=b",
        "/v1#a",
        "/v1/%2e%2e/x",
        "/v1/a b",
        "/v1/\u{e9}",
        "/v1/\r\nx: y",
        "/v1//x",
        "//",
        "/v1/../x",
        "/v1/.",
        "/v1/{",
        "/v1/}",
        "/v1/{}",
        "/v1/{a{b}",
        "/v1/{a}}",
        "/v1/{a/b}",
    ] {
        let call = client.request(Method::GET, path);
        let error = call.send::<Json>().await.unwrap_err();
        assert_eq!(argument(&error), "path", "{path}: {error}");
        assert_eq!(error.attempts(), 0);
    }
    for method in [Method::CONNECT, Method::from_bytes(b"PURGE").unwrap()] {
        let call = client.request(method, "/v1");
        let error = call.send::<Json>().await.unwrap_err();
        assert_eq!(argument(&error), "method");
    }
    // A parameter that is missing, too much, or would change the path.
    let call = |path| client.request(Method::GET, path);
    for (call, parameter) in [
        (call("/v1/{id}"), "id"),
        (call("/v1/{id}").with_path_param("id", ""), "id"),
        (call("/v1/{id}").with_path_param("id", "."), "id"),
        (call("/v1/{id}").with_path_param("id", ".."), "id"),
        (
            call("/v1/.{id}")
                .with_path_param("id", ".")
                .with_query("a", 1),
            "id",
        ),
        (
            call("/v1/{a}")
                .with_path_param("a", "1")
                .with_path_param("b", "2"),
            "b",
        ),
        (call("/v1").with_path_param("v1", "2"), "v1"),
        (
            call("/v1").with_json(f64::NAN).with_json(Unserializable),
            "body",
        ),
        (call("/v1").with_body("a\nb", "x"), "body"),
        (
            call("/v1").with_header("host", "example.com"),
            "with_header",
        ),
    ] {
        let error = call.send::<Json>().await.unwrap_err();
        assert_eq!(argument(&error), parameter, "{error}");
    }
}

#[tokio::test]
async fn a_path_may_have_all_that_a_segment_can() {
    let server = Server::new([success(&json!({}))]).await;
    let client = server.client();
    for (path, sent) in [
        ("/", "/"),
        ("/v1/", "/v1/"),
        ("/v1/{a}:{b}/c", "/v1/1%2F:2/c"),
        ("/v1/.{a}", "/v1/.1%2F"),
        ("/A-z_0.9~!$&'()*+,;=:@/x", "/A-z_0.9~!$&'()*+,;=:@/x"),
    ] {
        let mut call = client.request(Method::GET, path);
        for (name, value) in [("a", "1/"), ("b", "2")] {
            if path.contains(&format!("{{{name}}}")) {
                call = call.with_path_param(name, value);
            }
        }
        call.send::<Json>().await.unwrap();
        let request = server.requests().pop().unwrap();
        assert!(
            request.starts_with(&format!("GET {sent} HTTP/1.1\r\n")),
            "{request}"
        );
    }
}

struct Unserializable;

impl serde::Serialize for Unserializable {
    fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(serde::ser::Error::custom("no form"))
    }
}
