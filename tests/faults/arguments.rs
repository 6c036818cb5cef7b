//! Arguments that would be something else on the wire than what they are.

use stytch_b2b::Retry;
use tests::loopback::Loopback;

use crate::{client, good, outcome};

const NOT_FOR_HEADERS: [&str; 6] = [
    "marker\r\nx-injected: 1",
    "marker\n",
    "marker\r",
    "marker\0",
    "marker\x1b",
    "marker\x7f",
];

#[tokio::test]
async fn a_header_holds_no_more_than_a_header() {
    let server = Loopback::responding(good());
    let client = client(&server.url());
    for value in NOT_FOR_HEADERS {
        let call = client.sso().get_connections("marker-path");
        for (call, name) in [
            (
                call.clone().member_session(value),
                "X-Stytch-Member-Session",
            ),
            (
                call.clone().member_session_jwt(value),
                "X-Stytch-Member-SessionJWT",
            ),
            (call.clone().with_header("x-mine", value), "with_header"),
            (call.clone().with_header("x mine", "marker"), "with_header"),
            (
                call.clone().with_header(format!("x-{value}"), "marker"),
                "with_header",
            ),
            (call.clone().with_header("", "marker"), "with_header"),
        ] {
            let result = call.await.map(drop);
            assert_eq!(outcome(&result), format!("argument {name}"), "{value:?}");
        }
        let built = stytch_b2b::Client::builder()
            .project_id("project-test-1")
            .secret("marker-secret")
            .base_url(server.url())
            .header("x-mine", value)
            .build();
        assert!(
            !format!("{:?}", built.unwrap_err()).contains("marker"),
            "{value:?}"
        );
    }
    // Not even a connection has been made.
    assert_eq!(server.connections(), 0);
}

/// Other characters than those of ASCII are opaque bytes in a header (RFC 9110, section 5.5).
#[tokio::test]
async fn other_characters_arrive_as_they_are() {
    let server = Loopback::responding(good());
    let call = client(&server.url()).sso().get_connections("marker-path");
    call.member_session("é\u{2028}漢").await.unwrap();
    let request = &server.requests()[0];
    assert!(
        request.contains("\r\nx-stytch-member-session: é\u{2028}漢\r\n"),
        "{request}"
    );
}

#[tokio::test]
async fn a_path_holds_no_more_than_its_segments() {
    let server = Loopback::responding(good());
    let client = client(&server.url());
    for value in NOT_FOR_HEADERS {
        let result = client
            .sso()
            .get_connections(value)
            .with_retry(Retry::off())
            .await
            .map(drop);
        assert_eq!(outcome(&result), "ok", "{value:?}");
    }
    let requests = server.requests();
    assert_eq!(requests.len(), NOT_FOR_HEADERS.len());
    for request in requests {
        let line = request.lines().next().unwrap();
        assert!(
            line.starts_with("GET /marker-base/v1/b2b/sso/marker%"),
            "{line}"
        );
        assert!(line.ends_with(" HTTP/1.1"), "{line}");
        assert!(!request.contains("\nx-injected"), "{request}");
    }
}

#[tokio::test]
async fn a_path_that_is_too_long_is_refused() {
    let server = Loopback::responding(good());
    let call = client(&server.url())
        .sso()
        .get_connections("marker".repeat(20_000));
    let result = call.await.map(drop);
    assert_eq!(outcome(&result), "argument path");
    assert_eq!(server.connections(), 0);
}
