//! Requests of any method and path to a fake.

use serde_json::json;
use stytch_b2b::schemas::MemberSession;
use stytch_b2b::testing::{FakeStytch, FakeTransport, ops, sample};
use stytch_b2b::{ErrorKind, Json, Method};

const REPORT: &str = "/v1/b2b/reports/{report_id}";
const ORGANIZATION: &str = "/v1/b2b/organizations/{organization_id}";

#[tokio::test]
async fn a_request_is_answered_and_recorded() {
    let (fake, stytch) = (FakeTransport::new(), FakeStytch::start_strict().unwrap());
    fake.on_request(Method::POST, REPORT)
        .respond(json!({"rows": 7}))
        .fail(403, "session_authorization_error")
        .respond_with(|call| json!({"id": call.path("report_id")}));
    stytch
        .on_request(Method::POST, REPORT)
        .respond(json!({"rows": 7}))
        .fail(403, "session_authorization_error")
        .respond_with(|call| json!({"id": call.path("report_id")}));
    for client in [fake.client(), stytch.client()] {
        let call = client
            .request(Method::POST, REPORT)
            .with_path_param("report_id", "a/b");
        let call = || {
            call.clone()
                .with_json(json!({"year": 2030}))
                .with_query("q", "x y")
        };
        assert_eq!(call().send::<Json>().await.unwrap(), json!({"rows": 7}));
        let error = call().send::<Json>().await.unwrap_err();
        assert_eq!(error.error_type(), Some("session_authorization_error"));
        let bytes = call().with_body("text/plain", "no JSON").send_for_bytes();
        assert_eq!(bytes.await.unwrap(), r#"{"id":"a/b"}"#);
    }
    for requests in [
        fake.requests(Method::POST, REPORT),
        stytch.requests(Method::POST, REPORT),
    ] {
        assert_eq!(requests.len(), 3);
        assert_eq!(requests[0].path("report_id"), Some("a/b"));
        assert_eq!(requests[0].query("q"), Some("x y"));
        assert_eq!(requests[0].body, json!({"year": 2030}));
        assert_eq!(requests[2].header("content-type"), Some("text/plain"));
        assert_eq!(
            (&requests[2].body, requests[2].raw_body()),
            (&Json::Null, &b"no JSON"[..])
        );
    }
    assert!(fake.requests(Method::GET, REPORT).is_empty());
}

#[tokio::test]
async fn what_has_no_script_is_an_error() {
    let fake = FakeTransport::new();
    let client = fake.client();
    let status = async || {
        let call = client
            .request(Method::GET, REPORT)
            .with_path_param("report_id", "1");
        call.send::<Json>().await.unwrap_err().status().unwrap()
    };
    assert_eq!(status().await, 404);
    assert!(fake.requests(Method::GET, REPORT).is_empty());
    let script = fake.on_request(Method::GET, REPORT);
    assert_eq!(status().await, 404);
    script.respond(json!({})).clear();
    assert_eq!(status().await, 404);
    script.fail(403, "of a script");
    assert_eq!(status().await, 403);
    fake.reset();
    assert_eq!(status().await, 404);
}

/// What this version lacks of an operation that it has.
#[tokio::test]
async fn a_request_of_an_operation_is_one_of_the_operation() {
    let fake = FakeTransport::new();
    let client = fake.client();
    let update = client.organizations().update("organization-test-1");
    let update = update
        .organization_name("One")
        .with_body_field("new_option", true);
    update.await.unwrap();
    let custom = client.request(Method::PUT, ORGANIZATION);
    let custom = custom.with_path_param("organization_id", "organization-test-2");
    let updated: Json = custom
        .with_json(json!({"new_option": false}))
        .send()
        .await
        .unwrap();
    assert_eq!(
        updated["organization"]["organization_id"],
        "organization-test-2"
    );

    let calls = fake.calls::<ops::organizations::Update>();
    assert_eq!(calls[0].body.organization_name.as_deref(), Some("One"));
    let requests = fake.requests(Method::PUT, ORGANIZATION);
    assert_eq!((calls.len(), requests.len()), (2, 2));
    assert_eq!(
        requests[0].body,
        json!({"new_option": true, "organization_name": "One"})
    );

    // A more specific path, and a field of a response that its type lacks.
    fake.on_request(Method::GET, "/v1/b2b/organizations/newest")
        .respond(json!({"is": "newest"}));
    let newest = client.request(Method::GET, "/v1/b2b/organizations/newest");
    assert_eq!(newest.send::<Json>().await.unwrap()["is"], "newest");
    fake.on_request(Method::GET, ORGANIZATION)
        .respond(json!({"is": "one"}));
    let one = client
        .request(Method::GET, ORGANIZATION)
        .with_path_param("organization_id", "1");
    assert_eq!(one.send::<Json>().await.unwrap()["is"], "one");
}

#[tokio::test]
async fn a_member_client_sends_its_session_and_no_other() {
    const JWT: &str = "eyJhbGciOiJSUzI1NiJ9.e30.c2ln";
    const NAMES: [&str; 2] = ["x-stytch-member-session", "x-stytch-member-sessionjwt"];
    let fake = FakeTransport::new();
    fake.on_request(Method::POST, REPORT).respond(json!({}));
    let client = fake.client();
    for (session, expected) in [("token", [Some("token"), None]), (JWT, [None, Some(JWT)])] {
        let call = client.as_member(session).request(Method::POST, REPORT);
        let call = call.with_path_param("report_id", "1");
        for wrong in [
            call.clone().with_header(NAMES[0], "another"),
            call.clone().with_header(NAMES[1], "another"),
            call.clone().on_telemetry(),
        ] {
            let error = wrong.send::<Json>().await.unwrap_err();
            assert!(
                matches!(error.kind(), ErrorKind::Argument { .. }),
                "{error}"
            );
        }
        call.send::<Json>().await.unwrap();
        let request = fake.requests(Method::POST, REPORT).pop().unwrap();
        assert_eq!(NAMES.map(|name| request.header(name)), expected);
    }
    // Nothing was looked up: nothing follows from the session.
    assert_eq!(fake.request_count(), 2);
}

#[tokio::test]
async fn the_organization_of_a_path_follows_from_the_session() {
    const MINE: &str = "/v1/b2b/{organization_id}/{member_id}/reports/{report_id}";
    let fake = FakeTransport::new();
    fake.on_request(Method::GET, MINE).respond(json!({}));
    let session: MemberSession = sample();
    let member = fake.client().as_member("token");
    let call = member.request(Method::GET, MINE);

    let error = call.clone().send::<Json>().await.unwrap_err();
    assert!(error.to_string().contains("`report_id`"), "{error}");
    assert_eq!(fake.request_count(), 0);

    let call = call.with_path_param("report_id", "1");
    call.clone().send::<Json>().await.unwrap();
    call.with_path_param("member_id", "another")
        .send::<Json>()
        .await
        .unwrap();
    let requests = fake.requests(Method::GET, MINE);
    for (request, member_id) in requests.iter().zip([&*session.member_id, "another"]) {
        assert_eq!(
            request.path("organization_id"),
            Some(&*session.organization_id)
        );
        assert_eq!(request.path("member_id"), Some(member_id));
    }
    assert_eq!(requests.len(), 2);
}
