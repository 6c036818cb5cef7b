//! How much memory a response takes, in proportion to its body.
//!
//! The tests share one allocator, so they take turns.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::sync::Mutex;

use peak_alloc::PeakAlloc;
use stytch_b2b::schemas::MembersSearchResponse;
use stytch_b2b::transport::bytes::Bytes;
use stytch_b2b::transport::http::{Request, Response};
use stytch_b2b::transport::{Body, Exchange, Transport};
use stytch_b2b::{Client, ErrorKind, Result};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

static TURN: Mutex<()> = Mutex::new(());

const MIB: usize = 1 << 20;

/// A transport whose responses all have one status and one body.
struct Fixed(u16, Bytes);

impl Transport for Fixed {
    fn send(&self, _request: Request<Bytes>) -> Exchange {
        let response = Response::builder()
            .status(self.0)
            .body(Body::from(self.1.clone()));
        Box::pin(async { Ok(response.unwrap()) })
    }
}

/// Searches for members. Returns the outcome, and by how much more memory was in use meanwhile and
/// is in use now, in bytes.
fn search(status: u16, body: String) -> (Result<MembersSearchResponse>, usize, usize) {
    let client = Client::builder()
        .project_id("project-test-1")
        .secret("secret")
        .transport(Fixed(status, body.into()))
        .build()
        .unwrap();
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let outcome = client
        .organizations()
        .members()
        .search(["organization-test-1"])
        .without_retries()
        .wait();
    let (peak, now) = (MEMORY.peak_usage(), MEMORY.current_usage());
    (outcome, peak - before, now.saturating_sub(before))
}

/// A member as the API writes one that logs in with an address.
fn member(index: usize) -> String {
    format!(
        r#"{{"organization_id":"organization-test-07971b06-ac8b-4cdb-9c15-63b17e653931","member_id":"member-test-32fc5024-9c09-4da3-bd2e-c9ce4da9{index:04x}","email_address":"sandbox{index}@example.com","status":"active","name":"Member {index}","sso_registrations":[],"is_breakglass":false,"member_password_id":"","oauth_registrations":[],"email_address_verified":true,"mfa_phone_number_verified":false,"is_admin":false,"totp_registration_id":"","retired_email_addresses":[],"is_locked":false,"mfa_enrolled":false,"mfa_phone_number":"","default_mfa_method":"","roles":[{{"role_id":"stytch_member","sources":[{{"type":"direct_assignment","details":{{}}}}]}}],"trusted_metadata":{{}},"untrusted_metadata":{{}},"created_at":"2021-12-29T12:33:09Z","updated_at":"2022-01-29T12:33:09Z","scim_registration":null,"external_id":null,"lock_created_at":null,"lock_expires_at":null}}"#
    )
}

/// A response of about this length, with this at its end.
fn response(length: usize, last: &str) -> String {
    let mut body = String::with_capacity(length + MIB);
    body.push_str(r#"{"request_id":"request-id-test-1","members":["#);
    for index in 0.. {
        body.push_str(&member(index));
        if body.len() >= length {
            break;
        }
        body.push(',');
    }
    body.push_str(last);
    body.shrink_to_fit();
    body
}

/// An array of about this length, which takes much more as values.
fn digits(length: usize) -> String {
    format!("[0{}]", ",0".repeat(length / 2))
}

const END: &str = r#"],"results_metadata":{"total":1},"organizations":{},"status_code":200}"#;

#[test]
fn what_is_typed_takes_three_times_its_body_at_most() {
    let _turn = TURN.lock();
    for length in [MIB, 5 * MIB, 17 * MIB, 20 * MIB] {
        let body = response(length, END);
        let length = body.len();
        let (outcome, peak, _) = search(200, body);
        let members = outcome.unwrap().members.len();
        // The body itself was there before.
        assert!(
            peak <= 2 * length,
            "{members} members: {peak} bytes beside a body of {length}"
        );
    }
}

#[test]
fn what_does_not_fit_takes_no_more() {
    let _turn = TURN.lock();
    let length = 12 * MIB;
    for (name, body) in [
        (
            "a wrong type at the end",
            response(length, r#"],"status_code":"200"}"#),
        ),
        ("an end too early", response(length, "")),
        ("no end", response(length, ",{}")),
        (
            "an unknown property",
            format!(
                r#"{{"request_id":"request-id-test-1","new":{}}}"#,
                digits(length)
            ),
        ),
        (
            "a wrong type",
            format!(
                r#"{{"request_id":"request-id-test-1","members":7,"new":{}}}"#,
                digits(length)
            ),
        ),
        (
            "a nesting",
            format!(
                r#"{{"request_id":"request-id-test-1","new":{}}}"#,
                "[".repeat(length)
            ),
        ),
    ] {
        let length = body.len();
        let (outcome, peak, now) = search(200, body);
        let error = outcome.unwrap_err();
        assert_eq!(error.request_id(), Some("request-id-test-1"), "{name}");
        assert!(
            peak <= 2 * length,
            "{name}: {peak} bytes beside a body of {length}"
        );
        assert!(
            now < 64 * 1024,
            "{name}: {now} bytes beside a body of {length}"
        );
    }
}

#[test]
fn an_error_takes_its_body_and_a_few_strings() {
    let _turn = TURN.lock();
    for (name, body) in [
        (
            "an error of the API",
            format!(
                r#"{{"error_type":"t","request_id":"r","error_details":{}}}"#,
                digits(MIB - 200)
            ),
        ),
        ("an array", digits(MIB - 100)),
        ("a nesting", "[".repeat(MIB - 100)),
    ] {
        let (outcome, peak, now) = search(400, body);
        let error = outcome.unwrap_err();
        let ErrorKind::Api(api) = error.kind() else {
            panic!("{name}: {error}");
        };
        assert!(
            peak.max(now) < 64 * 1024,
            "{name}: {now} bytes, {peak} for a while"
        );
        // What is asked for is there, and only then costs memory.
        assert_eq!(
            api.error_details().is_some(),
            name.contains("API"),
            "{name}"
        );
    }
}
