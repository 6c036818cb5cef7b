//! The fake as a server: what it does with requests that no builder makes, and with its end.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use stytch_b2b::ErrorKind;
use stytch_b2b::testing::{FakeStytch, ops};

/// Sends a request without a client, and without a runtime. Gives the status and the rest.
fn exchange(stytch: &FakeStytch, request_line: &str, headers: &str, body: &str) -> (u16, String) {
    let url = stytch.base_url();
    let address = url.strip_prefix("http://").expect("no TLS");
    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(10)))
        .unwrap();
    let length = body.len();
    write!(
        stream,
        "{request_line} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}\r\n{body}"
    )
    .unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).unwrap();
    let status = response
        .split(' ')
        .nth(1)
        .expect("a status")
        .parse()
        .unwrap();
    (status, response)
}

const CREDENTIALS: &str = "authorization: Basic cHJvamVjdDpzZWNyZXQ=\r\n";
const LOGIN: &str = "POST /v1/b2b/sessions/authenticate";

#[test]
fn what_the_api_would_refuse_is_refused() {
    let stytch = FakeStytch::start().unwrap();
    for (request_line, headers, body, status, error_type) in [
        (LOGIN, "", "{}", 401, "unauthorized_credentials"),
        (
            LOGIN,
            "authorization: Bearer x\r\n",
            "{}",
            401,
            "unauthorized_credentials",
        ),
        (
            LOGIN,
            CREDENTIALS,
            "session_token=SECRET",
            400,
            "bad_request",
        ),
        (
            LOGIN,
            CREDENTIALS,
            "{\"session_token\": \"SECRET\"",
            400,
            "bad_request",
        ),
        (
            LOGIN,
            CREDENTIALS,
            "{\"session_token\": 7007}",
            400,
            "bad_request",
        ),
        (LOGIN, CREDENTIALS, "[\"SECRET\"]", 400, "bad_request"),
        (
            "GET /v1/b2b/sessions/authenticate",
            CREDENTIALS,
            "",
            404,
            "route_not_found",
        ),
        (
            "POST /v1/b2b/sessions/authenticate/",
            CREDENTIALS,
            "{}",
            404,
            "route_not_found",
        ),
        (
            "DELETE /v1/b2b/organizations/",
            CREDENTIALS,
            "",
            404,
            "route_not_found",
        ),
        ("GET /", CREDENTIALS, "", 404, "route_not_found"),
    ] {
        let (got, response) = exchange(&stytch, request_line, headers, body);
        assert_eq!(got, status, "{request_line} {body}: {response}");
        assert!(
            response.contains(&format!("\"error_type\":\"{error_type}\"")),
            "{response}"
        );
        assert!(
            response.contains("content-type: application/json"),
            "{response}"
        );
        assert!(
            !response.contains("SECRET") && !response.contains("7007"),
            "{response}"
        );
    }
    assert!(stytch.calls::<ops::sessions::Authenticate>().is_empty());
    assert_eq!(stytch.request_count(), 10);
}

#[test]
fn it_serves_what_knows_no_runtime() {
    let stytch = FakeStytch::start().unwrap();
    let (status, response) = exchange(&stytch, LOGIN, CREDENTIALS, "{\"session_token\":\"t\"}");
    assert_eq!(status, 200, "{response}");
    assert!(response.contains("\"session_token\":\"t\""), "{response}");
    let calls = stytch.calls::<ops::sessions::Authenticate>();
    assert_eq!(
        calls[0]
            .body
            .session_token
            .as_ref()
            .unwrap()
            .expose_secret(),
        "t"
    );
}

#[test]
fn a_literal_segment_wins_over_an_argument() {
    let stytch = FakeStytch::start().unwrap();
    let search = "POST /v1/b2b/organizations/members/search";
    let (status, response) = exchange(&stytch, search, CREDENTIALS, "{\"organization_ids\":[]}");
    assert_eq!(status, 200);
    assert!(response.contains("\"members\":["), "{response}");
}

#[tokio::test]
async fn calls_break_off_when_it_is_dropped() {
    let stytch = FakeStytch::start().unwrap();
    let client = stytch.client();
    stytch.on::<ops::sessions::Get>().times_out();
    let calls: Vec<_> = (0..20)
        .map(|_| {
            tokio::spawn(
                client
                    .sessions()
                    .get("organization-test-1", "member-test-1")
                    .send(),
            )
        })
        .collect();
    for _ in 0..2000 {
        if stytch.calls::<ops::sessions::Get>().len() == 20 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    drop(stytch);
    for call in calls {
        let ended = tokio::time::timeout(Duration::from_secs(5), call).await;
        let error = ended.expect("an end").unwrap().unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Transport), "{error:?}");
    }
    let late = client
        .sessions()
        .get("organization-test-1", "member-test-1")
        .await;
    assert!(matches!(late.unwrap_err().kind(), ErrorKind::Connect));
}

#[test]
fn two_do_not_know_of_each_other() {
    let (one, two) = (FakeStytch::start().unwrap(), FakeStytch::start().unwrap());
    assert_ne!(one.base_url(), two.base_url());
    one.on::<ops::sessions::Authenticate>()
        .fail(404, "session_not_found");
    let body = "{\"session_token\": \"t\"}";
    assert_eq!(exchange(&one, LOGIN, CREDENTIALS, body).0, 404);
    assert_eq!(exchange(&two, LOGIN, CREDENTIALS, body).0, 200);
}
