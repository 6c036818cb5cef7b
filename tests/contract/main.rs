//! What each call puts on the wire is what the vendor's own SDKs put there.
//!
//! The cases were recorded from the official Python and Node SDKs. `WIRE_CASES` names another file
//! of the same form.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod derived;
#[rustfmt::skip]
mod driver;
mod acting;
mod inputs;
mod server;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::{env, fs};

use serde_json::{Value, json};
use stytch_b2b::{Client, ErrorKind};

use inputs::Inputs;
use server::{Request, Server};

const RECORDED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/contract/cases.json");
const PROJECT: &str = "project-test-00000000-0000-4000-8000-000000000000";

fn client(server: &Server) -> Client {
    Client::builder()
        .project_id(PROJECT)
        .secret("secret-test-x")
        .base_url(server.url())
        .telemetry_base_url(server.url())
        .build()
        .unwrap()
}

#[tokio::test]
async fn every_recorded_case_is_sent_as_recorded() {
    let path = env::var_os("WIRE_CASES").map_or_else(|| PathBuf::from(RECORDED), PathBuf::from);
    replay(&serde_json::from_str(&fs::read_to_string(&path).expect("the file of cases")).unwrap())
        .await;
}

#[tokio::test]
async fn every_operation_sends_what_it_is_given() {
    let cases = derived::cases();
    assert_eq!(
        cases["operations"].as_object().unwrap().len(),
        driver::OPERATIONS.len()
    );
    replay(&cases).await;
}

async fn replay(file: &Value) {
    let server = Server::start();
    let client = client(&server);
    let (mut count, mut wrong) = (0, Vec::new());
    for (id, operation) in file["operations"].as_object().unwrap() {
        for (name, case) in operation["cases"].as_object().unwrap() {
            count += 1;
            let mut inputs = Inputs::new(&case["inputs"]);
            let Some(call) = driver::operation(&client, id, &mut inputs) else {
                wrong.push(format!("{id}: no such operation"));
                continue;
            };
            let mut found: Vec<String> = inputs
                .unused()
                .iter()
                .map(|input| format!("no setter took {input}"))
                .collect();
            match call.await {
                // The server's `{}` is not the response of most operations.
                Err(error) if !matches!(error.kind(), ErrorKind::Decode(_)) => {
                    found.push(error.to_string())
                }
                _ => {}
            }
            found.extend(server.take().map_or_else(
                || vec!["nothing was sent".to_owned()],
                |request| differences(case, &request),
            ));
            wrong.extend(
                found
                    .iter()
                    .map(|difference| format!("{id} {name}: {difference}")),
            );
        }
    }
    assert!(
        wrong.is_empty(),
        "{} findings in {count} cases:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(count > 0, "there are no cases");
}

fn differences(case: &Value, sent: &Request) -> Vec<String> {
    let mut found = Vec::new();
    let mut compare = |what: &str, expected: Value, actual: Value| {
        if expected != actual {
            found.push(format!("{what}: expected {expected}, sent {actual}"));
        }
    };
    compare("method", case["method"].clone(), json!(sent.method));
    compare(
        "path",
        case["path_segments"].clone(),
        json!(sent.segments()),
    );
    let mut query = sent.query();
    query.sort();
    compare("query", case["query"].clone(), json!(query));
    let session: BTreeMap<&str, &str> = sent
        .headers
        .iter()
        .filter(|(name, _)| name.starts_with("x-stytch-"))
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    compare(
        "session headers",
        case["session_headers"].clone(),
        json!(session),
    );
    let body = if sent.body.is_empty() {
        Value::Null
    } else {
        serde_json::from_slice(&sent.body).unwrap()
    };
    let nothing = sent.method == "DELETE" && body == json!({});
    compare(
        "body",
        case["body"].clone(),
        if nothing { Value::Null } else { body },
    );
    found
}

#[tokio::test]
async fn every_call_says_who_it_is_and_what_it_takes() {
    let server = Server::start();
    let _ = client(&server)
        .organizations()
        .get("organization-test-1")
        .await;
    let sent = server.take().unwrap();
    assert_eq!(
        sent.headers["authorization"],
        "Basic cHJvamVjdC10ZXN0LTAwMDAwMDAwLTAwMDAtNDAwMC04MDAwLTAwMDAwMDAwMDAwMDpzZWNyZXQtdGVzdC14"
    );
    assert_eq!(sent.headers["accept"], "application/json");
    assert!(
        sent.headers["user-agent"].starts_with("stytch-b2b-rust/"),
        "{}",
        sent.headers["user-agent"]
    );
    assert!(
        !sent.headers.contains_key("content-type"),
        "a GET has no body"
    );
}

#[tokio::test]
async fn a_path_argument_cannot_leave_its_segment() {
    let server = Server::start();
    let client = client(&server);
    for bad in ["", ".", ".."] {
        let error = client
            .organizations()
            .members()
            .delete("organization-test-1", bad)
            .await
            .unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::Argument { .. }),
            "{bad:?}: {error:?}"
        );
        assert!(error.to_string().contains("member_id"), "{error}");
    }
    assert!(server.take().is_none(), "nothing may be sent");
    for odd in ["a/b", "../x", "%2e%2e", "a?b#c", "a b", "é", "..;", "\\"] {
        let _ = client
            .organizations()
            .members()
            .delete("organization-test-1", odd)
            .await;
        let sent = server.take().unwrap();
        assert_eq!(
            sent.segments(),
            [
                "v1",
                "b2b",
                "organizations",
                "organization-test-1",
                "members",
                odd
            ]
        );
    }
}

#[tokio::test]
async fn a_value_of_an_enum_that_nobody_knows_travels_both_ways() {
    let server = Server::start();
    let client = client(&server);
    let _ = client
        .scim()
        .connection()
        .update("o", "c")
        .identity_provider("brand-new")
        .await;
    let sent: Value = serde_json::from_slice(&server.take().unwrap().body).unwrap();
    assert_eq!(sent, json!({"identity_provider": "brand-new"}));

    let read: stytch_b2b::schemas::SearchQueryOperator =
        serde_json::from_value(json!("XOR")).unwrap();
    assert_eq!(read.as_str(), "XOR");
    assert_eq!(serde_json::to_value(&read).unwrap(), json!("XOR"));
}

#[test]
fn every_type_is_written_as_it_was_read_and_shows_no_secret() {
    let mut wrong = Vec::new();
    for (key, value) in derived::values() {
        match driver::schema(key, &value) {
            None => wrong.push(format!("{key}: no such schema")),
            Some(Err(error)) => wrong.push(format!("{key}: {error}")),
            Some(Ok((written, _))) if written != value => {
                wrong.push(format!("{key}: read {value}, wrote {written}"))
            }
            Some(Ok((_, shown))) if shown.contains(derived::SECRET) => {
                wrong.push(format!("{key}: shows {shown}"))
            }
            Some(Ok(_)) => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let secrets = derived::values()
        .filter(|(_, value)| value.to_string().contains(derived::SECRET))
        .count();
    assert!(
        secrets > 50,
        "only {secrets} types hold a secret: what is tested here?"
    );
}

#[test]
fn every_operation_has_a_call() {
    let server = Server::start();
    let client = client(&server);
    for id in driver::OPERATIONS {
        let mut inputs = Inputs::anything();
        assert!(
            driver::operation(&client, id, &mut inputs).is_some(),
            "{id}"
        );
    }
}
