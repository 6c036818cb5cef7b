//! Responses that arrive in full, and are not those of the operation.

use stytch_b2b::{ErrorKind, Retry};
use tests::loopback::{Loopback, response};

use crate::{assert_ends, client, get, good, outcome, readable, responses};

const HTML: &str = "<!doctype html><title>marker</title><p>marker</p>";

/// `{"request_id":"r","status_code":200}`, compressed.
const GZIP: [u8; 56] = [
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0xff, 0xab, 0x56, 0x2a, 0x4a, 0x2d, 0x2c,
    0x4d, 0x2d, 0x2e, 0x89, 0xcf, 0x4c, 0x51, 0xb2, 0x52, 0x2a, 0x52, 0xd2, 0x51, 0x2a, 0x2e, 0x49,
    0x2c, 0x29, 0x2d, 0x8e, 0x4f, 0xce, 0x4f, 0x49, 0x55, 0xb2, 0x32, 0x32, 0x30, 0xa8, 0x05, 0x00,
    0xe4, 0xaa, 0xce, 0x33, 0x24, 0x00, 0x00, 0x00,
];

#[tokio::test]
async fn a_body_that_is_no_document() {
    let good = r#"{"new":"marker","request_id":"r","status_code":200}"#;
    for (name, body) in [
        ("a page", HTML),
        ("nothing", ""),
        ("half a document", &good[..20]),
        ("two documents", &[good, " {}"].concat()),
        (
            "a number too long",
            r#"{"request_id":"r","status_code":1e999}"#,
        ),
        (
            "half of a pair",
            r#"{"request_id":"\ud800","status_code":200}"#,
        ),
        (
            "a bare line break",
            "{\"request_id\":\"\n\",\"status_code\":200}",
        ),
    ] {
        assert_ends(vec![responses(
            name,
            "unreadable 200",
            response("200 OK", body),
        )])
        .await;
    }
    let bytes = |header: &str, body: &[u8]| {
        let length = body.len();
        let head = format!("HTTP/1.1 200 OK\r\n{header}content-length: {length}\r\n\r\n");
        [head.as_bytes(), body].concat()
    };
    let not_utf8 = b"{\"request_id\":\"marker\xff\",\"status_code\":200}";
    // Compression is never asked for, and nothing is unpacked.
    let gzip = "content-encoding: gzip\r\n";
    assert_ends(vec![
        responses("not UTF-8", "unreadable 200", bytes("", not_utf8)),
        responses("gzip", "unreadable 200", bytes(gzip, &GZIP)),
        responses("half of gzip", "unreadable 200", bytes(gzip, &GZIP[..30])),
    ])
    .await;
}

#[tokio::test]
async fn a_status_that_a_call_does_not_have() {
    for (ends, response) in [
        (
            "unreadable 204",
            "HTTP/1.1 204 No Content\r\n\r\n".to_owned(),
        ),
        (
            "unreadable 206",
            response("206 Partial Content", r#"{"request_id":"#),
        ),
        ("status 304", "HTTP/1.1 304 Not Modified\r\n\r\n".to_owned()),
        ("status 500", response("500 X", r#""\ud800""#)),
        ("status 500", response("500 X", &"[".repeat(100_000))),
        (
            "status 502",
            response("502 Bad Gateway", "<html>502</html>"),
        ),
        ("status 999", response("999 X", "")),
        (
            "status 101",
            "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"
                .to_owned(),
        ),
    ] {
        assert_ends(vec![responses(ends, ends, response)]).await;
    }
}

/// A stack is not as deep as a document may be.
#[tokio::test]
async fn a_document_that_is_deep() {
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
        let deep = [&*open.repeat(100_000), "1", &close.repeat(100_000)].concat();
        for (name, ends, body) in [
            ("all of it", "unreadable 200", deep.clone()),
            (
                "what is read into any value",
                "unreadable 200",
                format!(
                    r#"{{"saml_connections":[{{"attribute_mapping":{deep}}}],"connection":{deep}}}"#
                ),
            ),
            (
                "what nobody asked for, which is skipped and not followed",
                "ok",
                readable(&format!(r#""new":{deep},"#)),
            ),
        ] {
            assert_ends(vec![responses(name, ends, response("200 OK", &body))]).await;
        }
    }
}

#[tokio::test]
async fn a_response_of_the_wrong_shape_is_named_and_not_quoted() {
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
        let server = Loopback::responding(response("200 OK", body));
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

/// The request accepts no coding; what comes in one is an error that names it and keeps the rest.
#[tokio::test]
async fn a_body_in_a_content_coding() {
    for coding in ["gzip", "br", "zstd", "deflate, gzip"] {
        for status in ["200 OK", "400 Bad Request", "503 Service Unavailable"] {
            let length = GZIP.len();
            let head = format!(
                "HTTP/1.1 {status}\r\ncontent-encoding: {coding}\r\nx-request-id: request-1\r\ncontent-length: {length}\r\n\r\n"
            );
            let server = Loopback::responding([head.as_bytes(), &GZIP].concat());
            let error = get(&client(&server.url()), Retry::off()).await.unwrap_err();
            let [request] = &server.requests()[..] else {
                panic!("{:?}", server.requests());
            };
            assert!(
                request.contains("\r\naccept-encoding: identity\r\n"),
                "{request}"
            );
            assert!(
                error.to_string().contains(&format!("`{coding}`")),
                "{error}"
            );
            assert_eq!(
                error.status(),
                status.split(' ').next().unwrap().parse().ok()
            );
            assert_eq!(error.request_id(), Some("request-1"));
            let headers = match error.kind() {
                ErrorKind::Decode(error) => error.headers(),
                ErrorKind::Api(error) => error.headers(),
                other => panic!("{other:?}"),
            };
            assert_eq!(headers["content-encoding"], coding);
        }
    }
    let plain = good().replace("\r\n\r\n", "\r\ncontent-encoding: identity\r\n\r\n");
    let server = Loopback::responding(plain);
    assert!(get(&client(&server.url()), Retry::off()).await.is_ok());
}
