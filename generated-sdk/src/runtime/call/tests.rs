//! Calls over a loopback connection: what HTTP libraries do to a request on its way
//! is part of what is tested.

use std::error::Error as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::thread::JoinHandle;
use std::time::Duration;

use bytes::Bytes;
use serde_json::json;

use super::Call;
use crate::runtime::{Client, ErrorKind, Json, Route, Verb};

const GET: Route = Route::new(Verb::Get, "/v1/{id}");
const POST: Route = Route::new(Verb::Post, "/v1/{id}/x");

/// Responds to one request, and returns it.
fn server(response: impl Into<Vec<u8>>) -> (Client, JoinHandle<String>) {
    let response = response.into();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let request = std::thread::spawn(move || {
        let (mut connection, _) = listener.accept().unwrap();
        let mut reader = BufReader::new(connection.try_clone().unwrap());
        let mut text = String::new();
        while !text.ends_with("\r\n\r\n") {
            assert_ne!(reader.read_line(&mut text).unwrap(), 0, "{text}");
        }
        let length = text
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "));
        let length = length.map_or(0, |length| length.parse().unwrap());
        reader.take(length).read_to_string(&mut text).unwrap();
        // The client may hang up before it has read all of a long response.
        let _ = connection.write_all(&response);
        text
    });
    (client(&format!("http://{address}/prefix")), request)
}

fn client(address: &str) -> Client {
    Client::builder()
        .project_id("id")
        .secret("hidden")
        .base_url(address)
        .build()
        .unwrap()
}

fn response(head: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {head}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}").into()
}

fn call(client: &Client, route: &'static Route) -> Call {
    Call::new(client, route).path("id", "%2e%2e".to_owned())
}

#[tokio::test]
async fn a_request_with_a_body() {
    let (client, request) = server(response("200 OK", r#"{"a":1}"#));
    let mut call = call(&client, &POST);
    call.query("none", &None::<i32>);
    call.query("q", &"replaced".to_owned());
    call.query("r", &vec![1, 2]);
    call.query("q", &"x y&z".to_owned());
    call.header("X-Session", "replaced".to_owned());
    call.header("X-Session", "token".to_owned());
    call.cookie("a", "1".to_owned());
    call.cookie("b", "2".to_owned());
    let value: Json = call.send_json(&json!({"b": null})).await.unwrap();

    assert_eq!(value, json!({"a": 1}));
    let request = request.join().unwrap();
    assert!(
        request.starts_with("POST /prefix/v1/%252e%252e/x?q=x%20y%26z&r=1&r=2 HTTP/1.1\r\n"),
        "{request}"
    );
    for header in [
        "accept: application/json",
        "authorization: Basic aWQ6aGlkZGVu",
        "content-type: application/json",
        "cookie: a=1; b=2",
        concat!("user-agent: stytch-b2b-rust/", env!("CARGO_PKG_VERSION")),
        "x-session: token",
    ] {
        assert!(
            request.contains(&format!("\r\n{header}\r\n")),
            "{header}: {request}"
        );
    }
    assert!(request.ends_with("\r\n\r\n{\"b\":null}"), "{request}");
}

#[tokio::test]
async fn a_request_without_a_body() {
    let (client, request) = server(response("200 OK", ""));
    // On a task of its own: the future can go to another thread.
    let sent = tokio::spawn(call(&client, &GET).send::<Option<i32>>());
    let value = sent.await.unwrap().unwrap();

    assert_eq!(value, None);
    let request = request.join().unwrap();
    assert!(
        request.starts_with("GET /prefix/v1/%252e%252e HTTP/1.1\r\n"),
        "{request}"
    );
    assert!(request.ends_with("\r\n\r\n"), "{request}");
    assert!(!request.contains("content-"), "{request}");
}

#[tokio::test]
async fn other_media() {
    const TEXT: Route = Route::new(Verb::Get, "/").text();
    const BYTES: Route = Route::new(Verb::Put, "/").bytes();
    const NOTHING: Route = Route::new(Verb::Delete, "/").empty();

    let (client, _) = server(response("200 OK", "a\"b"));
    assert_eq!(
        Call::new(&client, &TEXT).send::<String>().await.unwrap(),
        "a\"b"
    );

    let (client, request) = server(response("200 OK", "a\0b"));
    let bytes: Bytes = Call::new(&client, &BYTES)
        .send_form(&json!({"a": "b c"}))
        .await
        .unwrap();
    assert_eq!(bytes, "a\0b");
    assert!(request.join().unwrap().ends_with("\r\n\r\na=b%20c"));

    let (client, _) = server("HTTP/1.1 204 No Content\r\n\r\n");
    Call::new(&client, &NOTHING)
        .send_text::<()>("x".to_owned())
        .await
        .unwrap();
}

#[tokio::test]
async fn what_cannot_be_sent_is_an_error_before_anything_is_sent() {
    // Nobody listens there: to send would be another error.
    let client = client("http://127.0.0.1:1");
    let mut bad_header = call(&client, &GET);
    bad_header.header("X-Session", "a\r\nb: c".to_owned());
    let mut bad_cookie = call(&client, &GET);
    bad_cookie.cookie("session", "a; b=c".to_owned());
    let mut too_long = call(&client, &GET);
    too_long.query("q", &"x".repeat(70_000));
    let no_path = Call::new(&client, &GET);

    for (call, name) in [
        (bad_header, "X-Session"),
        (bad_cookie, "session"),
        (too_long, "path"),
        (no_path, "id"),
    ] {
        let error = call.send::<()>().await.unwrap_err();
        match error.kind() {
            ErrorKind::Argument { parameter, .. } => assert_eq!(*parameter, name),
            _ => panic!("{error:?}"),
        }
    }
    assert!(
        matches!(call(&client, &POST).send_json::<()>(&f64::NAN).await, Err(error) if !error.is_retryable())
    );
}

#[tokio::test]
async fn errors_of_the_api() {
    let body = r#"{"status_code":404,"request_id":"r1","error_type":"not_found",
        "error_message":"No\nsuch thing.","error_url":"https://x","error_details":{"a":1}}"#;
    let (client, _) = server(response("404 Not Found", body));
    let error = call(&client, &GET).send::<()>().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the API returned 404 Not Found: not_found: No such thing. (request r1)"
    );
    assert_eq!(
        (error.status(), error.error_type()),
        (Some(http::StatusCode::NOT_FOUND), Some("not_found"))
    );
    let api = error.api_error().unwrap();
    assert_eq!(api.error_url(), Some("https://x"));
    assert_eq!(api.error_details(), Some(&json!({"a": 1})));
    assert!(!error.is_retryable());

    let body =
        r#"{"error":"invalid_grant","error_description":"Expired.","error_uri":"https://y"}"#;
    let (client, _) = server(response("400 Bad Request", body));
    let error = call(&client, &GET).send::<()>().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the API returned 400 Bad Request: invalid_grant: Expired."
    );
    assert_eq!(error.api_error().unwrap().error_url(), Some("https://y"));
}

#[tokio::test]
async fn errors_of_something_before_the_api() {
    let body = format!("<html>\r\n\u{1b}[31m{}", "é".repeat(500));
    let (client, _) = server(response("502 Bad Gateway", &body));
    let error = call(&client, &GET).send::<()>().await.unwrap_err();
    let shown = error.to_string();
    assert!(
        shown.starts_with("the API returned 502 Bad Gateway: <html>   [31méé"),
        "{shown}"
    );
    assert!(
        shown.ends_with("é…") && shown.chars().count() < 250,
        "{shown}"
    );
    assert_eq!(error.api_error().unwrap().body(), body.as_bytes());
    assert!(error.is_retryable());

    let (client, _) = server(response(
        "307 Temporary Redirect\r\nlocation: http://127.0.0.1:1/",
        "",
    ));
    let error = call(&client, &GET).send::<()>().await.unwrap_err();
    assert_eq!(error.to_string(), "the API returned 307 Temporary Redirect");
}

#[tokio::test]
async fn a_response_that_cannot_be_decoded() {
    let body = r#"{"request_id":"r1","token":"hidden"}"#;
    let (client, _) = server(response("200 OK", body));
    let error = call(&client, &GET).send::<Vec<String>>().await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("(200 OK) cannot be decoded: expected a list, found an object")
    );
    assert_eq!(
        (error.status(), error.request_id()),
        (Some(http::StatusCode::OK), Some("r1"))
    );
    assert!(!format!("{error:?}").contains("hidden"));
    assert!(matches!(error.kind(), ErrorKind::Decode(error) if error.body() == body.as_bytes()));
}

#[tokio::test]
async fn long_bodies() {
    const MIB: usize = 1024 * 1024;
    let (client, _) = server(response("500 Internal Server Error", &"x".repeat(2 * MIB)));
    let error = call(&client, &GET).send::<()>().await.unwrap_err();
    assert_eq!(error.api_error().unwrap().body().len(), MIB);

    let (client, _) = server(response("200 OK", &"x".repeat(65 * MIB)));
    let error = call(&client, &GET).send::<()>().await.unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::TooLarge { limit } if *limit == 64 * MIB),
        "{error:?}"
    );
}

#[tokio::test]
async fn no_response() {
    let error = call(&client("http://127.0.0.1:1"), &GET)
        .send::<()>()
        .await
        .unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Connect), "{error:?}");
    assert!(error.is_retryable() && error.source().is_some());
    assert!(!format!("{error:?}").contains("252e"), "{error:?}");

    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut call = call(
        &client(&format!("http://{}", listener.local_addr().unwrap())),
        &GET,
    );
    call.timeout(Duration::from_millis(50));
    let error = call.clone().send::<()>().await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Timeout), "{error:?}");

    let (client, _) = server("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nx");
    let error = Call::new(&client, &GET)
        .path("id", "x".to_owned())
        .send::<()>()
        .await
        .unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Transport), "{error:?}");
}

#[test]
fn nothing_secret_is_shown() {
    let builder = Client::builder().project_id("id").secret("hidden");
    let client = client("http://localhost");
    let mut call = call(&client, &GET);
    call.header("X-Session", "hidden".to_owned());
    call.query("q", &"hidden".to_owned());
    let shown = format!(
        "{builder:?} {client:?} {call:?} {:?}",
        call.clone().send::<()>()
    );
    assert!(
        shown.contains("/v1/{id}") && !shown.contains("hidden"),
        "{shown}"
    );
}

#[tokio::test]
async fn headers_of_a_message_and_of_a_call_cannot_be_added() {
    let client = client("http://127.0.0.1:1");
    for name in [
        "Host",
        "content-length",
        "transfer-encoding",
        "Content-Type",
        "accept-encoding",
        "Authorization",
        "user-agent",
        "no name",
    ] {
        let mut call = call(&client, &GET);
        call.extra_header(name, "5".into());
        let error = call.send::<()>().await.unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::Argument { parameter, .. } if *parameter == "with_header"),
            "{error:?}"
        );
        let builder = Client::builder().project_id("id").secret("hidden");
        assert!(builder.header(name, "5").build().is_err());
    }
    // Nor what the call at hand has.
    for name in ["x-session", "cookie"] {
        let mut call = call(&client, &GET);
        call.header("X-Session", "token".to_owned());
        call.cookie("session", "token".to_owned());
        call.extra_header(name, "5".into());
        assert!(
            call.send::<()>()
                .await
                .unwrap_err()
                .to_string()
                .contains("with_header"),
            "{name}"
        );
    }
}

#[tokio::test]
async fn a_page_that_repeats_the_request_is_not_shown() {
    for body in [
        "<pre>Authorization: Basic hidden",
        "{\"session_token\":\"hidden\"}",
    ] {
        let (client, _) = server(response("502 Bad Gateway", body));
        let mut call = call(&client, &GET);
        call.retry(crate::runtime::Retry::off());
        let error = call.send::<()>().await.unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(
            shown.contains("not shown") && !shown.contains("hidden"),
            "{shown}"
        );
        assert_eq!(error.api_error().unwrap().body(), body.as_bytes());
    }
}
