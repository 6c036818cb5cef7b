//! Responses whose head is wrong, or leads somewhere else.

use stytch_b2b::Retry;
use tests::loopback::Loopback;

use crate::{assert_ends, client, get, good, outcome, post, responses};

#[tokio::test]
async fn a_head_that_is_not_http() {
    let chunks = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n".to_owned();
    let length = |length: &str| format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n");
    let ok = |header: &str| format!("HTTP/1.1 200 OK\r\n{header}\r\ncontent-length: 2\r\n\r\n{{}}");
    assert_ends(vec![
        responses("HTTP/0.9", "transport", "<html>marker</html>"),
        responses("another protocol", "transport", "SSH-2.0-marker\r\n"),
        responses(
            "TLS",
            "transport",
            b"\x15\x03\x01\x00\x02\x02\x28marker".to_vec(),
        ),
        responses("bytes", "transport", b"\0\xffmarker\r\n\r\n".to_vec()),
        responses(
            "HTTP/2",
            "transport",
            b"\0\0\x06\x04\0\0\0\0\0\0\x03\0\0\0\x64".to_vec(),
        ),
        responses(
            "a status of letters",
            "transport",
            "HTTP/1.1 marker OK\r\n\r\n",
        ),
        responses("two lengths", "transport", ok("content-length: 7")),
        responses("a length below zero", "transport", length("-1")),
        responses("a length that is none", "transport", length("marker")),
        responses(
            "a length beyond all bounds",
            "transport",
            length("99999999999999999999"),
        ),
        responses(
            "a chunk that is none",
            "transport",
            chunks.clone() + "marker\r\n",
        ),
        responses(
            "a chunk beyond all bounds",
            "transport",
            chunks.clone() + "fffffffffffffffff\r\n",
        ),
        responses(
            "a control character in a value",
            "transport",
            ok("x-header: a\x01marker"),
        ),
        responses("a zero in a value", "transport", ok("x-header: a\0marker")),
        responses(
            "a bare return in a value",
            "transport",
            ok("x-header: a\rmarker"),
        ),
        responses("a space in a name", "transport", ok("x header: marker")),
        responses("a line without a colon", "transport", ok("marker")),
    ])
    .await;
}

#[tokio::test]
async fn what_comes_before_the_response_is_ignored() {
    let storm = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n";
    assert_ends(vec![
        responses(
            "one",
            "ok",
            "HTTP/1.1 100 Continue\r\n\r\n".to_owned() + &good(),
        ),
        responses("many", "ok", storm.repeat(10_000) + &good()),
    ])
    .await;
}

/// The credentials, the session and the body stay where they were meant to go.
#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = Loopback::responding(good());
    for status in [300, 301, 302, 303, 305, 307, 308] {
        for host in ["localhost", "127.0.0.1"] {
            let location = elsewhere.url().replace("127.0.0.1", host) + "/marker";
            let server = Loopback::responding(format!(
                "HTTP/1.1 {status} Redirect\r\nlocation: {location}\r\nrefresh: 0;url={location}\r\n\
                 alt-svc: h2=\"{location}\"\r\ncontent-length: 0\r\n\r\n"
            ));
            let client = client(&server.url());
            for result in [
                get(&client, Retry::default()).await,
                post(&client, Retry::default()).await,
            ] {
                assert_eq!(outcome(&result), format!("status {status}"), "{result:?}");
            }
            assert_eq!(server.requests().len(), 2);
        }
    }
    assert_eq!(elsewhere.connections(), 0);
}
