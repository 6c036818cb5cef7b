//! Answers that arrive in full, and are not what the call answers with.

use stytch_b2b::{ErrorKind, Retry};
use tests::loopback::{Loopback, answer};

use crate::{answers, assert_ends, client, get, outcome};

const HTML: &str = "<!doctype html><title>marker</title><p>marker</p>";

/// `{"request_id":"r","status_code":200}`, compressed.
const GZIP: [u8; 56] = [
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0xff, 0xab, 0x56, 0x2a, 0x4a, 0x2d, 0x2c,
    0x4d, 0x2d, 0x2e, 0x89, 0xcf, 0x4c, 0x51, 0xb2, 0x52, 0x2a, 0x52, 0xd2, 0x51, 0x2a, 0x2e, 0x49,
    0x2c, 0x29, 0x2d, 0x8e, 0x4f, 0xce, 0x4f, 0x49, 0x55, 0xb2, 0x32, 0x32, 0x30, 0xa8, 0x05, 0x00,
    0xe4, 0xaa, 0xce, 0x33, 0x24, 0x00, 0x00, 0x00,
];

#[tokio::test]
async fn a_body_that_is_not_the_answer() {
    let compressed = |bytes: &[u8]| {
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n",
            bytes.len()
        );
        [head.as_bytes(), bytes].concat()
    };
    let ok = |body: &str| answer("200 OK", body);
    let deep =
        |open: &str, close: &str| ok(&[open.repeat(100_000), close.repeat(100_000)].concat());
    assert_ends(vec![
        answers("a page", "unreadable 200", ok(HTML)),
        answers(
            "a page of a proxy",
            "status 502",
            answer("502 Bad Gateway", "<html>502</html>"),
        ),
        answers("nothing", "unreadable 200", ok("")),
        answers(
            "no content",
            "unreadable 204",
            "HTTP/1.1 204 No Content\r\n\r\n",
        ),
        answers(
            "a part of the body",
            "unreadable 206",
            answer("206 Partial", "{\"requ"),
        ),
        answers(
            "half a document",
            "unreadable 200",
            ok(r#"{"request_id":"marker"#),
        ),
        answers(
            "two documents",
            "unreadable 200",
            ok(r#"{"request_id":"marker"} {}"#),
        ),
        answers(
            "not UTF-8",
            "unreadable 200",
            compressed(b"{\"request_id\":\"marker\xff\"}"),
        ),
        // Compression is never asked for.
        answers("gzip", "unreadable 200", compressed(&GZIP)),
        answers("half of gzip", "unreadable 200", compressed(&GZIP[..30])),
        answers("deep lists", "unreadable 200", deep("[", "]")),
        answers(
            "deep objects",
            "unreadable 200",
            deep("{\"request_id\":", "}"),
        ),
        answers(
            "a number too long",
            "unreadable 200",
            ok(r#"{"request_id":"r","status_code":1e999}"#),
        ),
        answers("a list", "unreadable 200", ok(r#"["marker"]"#)),
        answers(
            "a deep error",
            "status 500",
            answer("500 X", &"[".repeat(100_000)),
        ),
        answers(
            "an error that is no object",
            "status 500",
            answer("500 X", "\"\\ud800\""),
        ),
        answers(
            "upgrade",
            "status 101",
            "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n",
        ),
        answers(
            "not modified",
            "status 304",
            "HTTP/1.1 304 Not Modified\r\n\r\n",
        ),
        answers(
            "a status that nobody knows",
            "status 999",
            answer("999 X", ""),
        ),
    ])
    .await;
}

/// What is deep and what nobody asked for is skipped, not followed.
#[tokio::test]
async fn a_deep_value_that_is_not_read() {
    let (open, close) = ("[".repeat(100_000), "]".repeat(100_000));
    let body = format!(r#"{{"request_id":"r","new":{open}{close},"status_code":200}}"#);
    assert_ends(vec![answers("deep", "ok", answer("200 OK", &body))]).await;
}

#[tokio::test]
async fn an_answer_of_the_wrong_shape_is_named_and_not_quoted() {
    for (body, place) in [
        (
            r#"{"request_id":["marker"],"status_code":200}"#,
            "`request_id`: expected a string, found a list",
        ),
        (
            r#"{"request_id":"r","status_code":"marker"}"#,
            "`status_code`: expected",
        ),
        (r#"{"request_id":"r"}"#, "status_code"),
        (
            r#"{"request_id":"r","status_code":200,"saml_connections":[{"organization_id":{"marker":1}}]}"#,
            "`saml_connections[0].organization_id`: expected a string, found an object",
        ),
    ] {
        let server = Loopback::answering(answer("200 OK", body));
        let result = get(&client(&server.url()), Retry::off()).await;
        assert_eq!(outcome(&result), "unreadable 200", "{body}");
        let error = result.unwrap_err();
        let ErrorKind::Decode(found) = error.kind() else {
            panic!("{error:?}");
        };
        assert!(found.message().contains(place), "{body}: {error}");
        assert_eq!(found.body(), body.as_bytes());
    }
}
