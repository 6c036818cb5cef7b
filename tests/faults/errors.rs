//! What an error tells of its response, and what it shows.

use serde_json::json;
use stytch_b2b::{Error, ErrorKind, Retry};
use tests::loopback::Loopback;

use crate::{client, get};

/// The error of a response with this status, body, and header `x-request-id`.
async fn error(status: &str, id: &str, body: &str) -> Error {
    let length = body.len();
    let response = format!(
        "HTTP/1.1 {status}\r\n{id}x-note: marker-header\r\ncontent-length: {length}\r\n\r\n{body}"
    );
    let server = Loopback::responding(response.into_bytes());
    get(&client(&server.url()), Retry::off()).await.unwrap_err()
}

#[tokio::test]
async fn headers_are_there_and_not_shown() {
    for status in ["400 Bad Request", "200 OK"] {
        let error = error(status, "", r#"{"status_code":"x"}"#).await;
        let headers = match error.kind() {
            ErrorKind::Api(error) => error.headers(),
            ErrorKind::Decode(error) => error.headers(),
            other => panic!("{other:?}"),
        };
        assert_eq!(headers["x-note"], "marker-header");
        assert!(!format!("{error} {error:?} {error:#?}").contains("marker"));
    }
}

#[tokio::test]
async fn the_id_of_the_request_is_in_the_body_or_the_head() {
    let header = "x-request-id: head\r\n";
    for status in ["502 Bad Gateway", "200 OK"] {
        for (id, body, expected) in [
            (
                header,
                r#"{"request_id":"body","status_code":"x"}"#,
                Some("body"),
            ),
            (header, r#"{"status_code":"x"}"#, Some("head")),
            (
                header,
                r#"{"request_id":"","status_code":"x"}"#,
                Some("head"),
            ),
            (
                header,
                r#"{"request_id":7,"status_code":"x"}"#,
                Some("head"),
            ),
            (header, "<html>", Some("head")),
            ("", r#"{"request_id":"body","status_code":"x"#, Some("body")),
            ("", r#"{"request_id":"","status_code":"x"}"#, None),
            ("x-request-id: \r\n", "[]", None),
        ] {
            let error = error(status, id, body).await;
            assert_eq!(error.request_id(), expected, "{status}, {id:?}, {body}");
        }
    }
}

#[tokio::test]
async fn details_are_decoded_from_whatever_is_there() {
    for (body, expected) in [
        (
            r#"{"error_details":{"a":[1.1,null]}}"#,
            Some(json!({"a": [1.1, null]})),
        ),
        (
            r#"{"error_details":"text","error_type":1e999,"x"#,
            Some(json!("text")),
        ),
        (r#"{"error_details":null}"#, None),
        (r#"{"error_details":1e999}"#, None),
        (r#"{"error_details":{"#, None),
        (r#"{"other":{"error_details":1}}"#, None),
        ("[]", None),
    ] {
        let error = error("400 Bad Request", "", body).await;
        let details = error.api_error().unwrap().error_details();
        assert_eq!(details, expected.as_ref(), "{body}");
    }
}
