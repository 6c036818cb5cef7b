//! Calls from threads that know nothing of asynchronous code.

use std::sync::mpsc;
use std::thread;

use serde_json::json;
use stytch_b2b::schemas::OrganizationsSearchResponse;
use stytch_b2b::{Client, ErrorKind, Json, Method, blocking};

use crate::server::{Act, Server};

/// A client, and a server on a thread of its own.
fn client(script: Vec<Act>) -> Client {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        runtime.unwrap().block_on(async {
            let server = Server::new(script).await;
            sender.send(server.client()).unwrap();
            std::future::pending::<()>().await;
        });
    });
    receiver.recv().unwrap()
}

fn found(next: &str) -> Act {
    let body = json!({"organizations": [{"organization_id": next}], "results_metadata": {"total": 1, "next_cursor": next}, "status_code": 200, "request_id": "r"});
    // What is left out of the organization is given here, so that it can be read.
    let mut body = body;
    let organization = stytch_b2b::schemas::Organization {
        organization_id: next.to_owned(),
        ..Default::default()
    };
    body["organizations"][0] = serde_json::to_value(organization).unwrap();
    Act::Respond("200 OK", body.to_string())
}

#[test]
fn the_same_builders_wait() {
    let client = client(vec![found("")]);
    let response = client.organizations().search().limit(1).wait().unwrap();
    assert_eq!(response.results_metadata.total, 1);
    assert_eq!(
        client.organizations().search().send().wait().unwrap(),
        response
    );
    assert_eq!(
        blocking::wait(client.organizations().search()).unwrap(),
        response
    );

    // From several threads at once.
    let waiting: Vec<_> = (0..20)
        .map(|_| {
            let client = client.clone();
            thread::spawn(move || client.organizations().search().wait().unwrap())
        })
        .collect();
    for thread in waiting {
        assert_eq!(thread.join().unwrap(), response);
    }
}

#[test]
fn pages_are_iterators() {
    let script = || vec![found("a"), found("b"), found("")];
    let items: Vec<_> = client(script())
        .organizations()
        .search()
        .items()
        .wait()
        .map(|organization| organization.unwrap().organization_id)
        .collect();
    assert_eq!(items, ["a", "b", ""]);
    assert_eq!(
        client(script())
            .organizations()
            .search()
            .pages()
            .wait()
            .count(),
        3
    );
}

#[test]
fn errors_are_the_same() {
    let client = client(vec![Act::Respond("404 Not Found", "{}".to_owned())]);
    let error = client.organizations().get("o").wait().unwrap_err();
    assert_eq!(error.status(), Some(stytch_b2b::StatusCode::NOT_FOUND));
    let error = client.organizations().get("..").wait().unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Argument { .. }));
}

/// It holds up the thread, and nothing worse.
#[tokio::test]
async fn within_asynchronous_code() {
    let client = client(vec![found("")]);
    assert!(client.organizations().search().wait().is_ok());
}

#[test]
fn requests_of_any_path_and_whole_responses_wait() {
    let client = client(vec![found("a")]);
    let call = client.request(Method::POST, "/v1/b2b/organizations/search");
    let json: Json = call.clone().send().wait().unwrap();
    assert_eq!(json["results_metadata"]["next_cursor"], "a");
    let typed = client
        .organizations()
        .search()
        .send()
        .with_response()
        .wait();
    let custom = call
        .send::<OrganizationsSearchResponse>()
        .with_response()
        .wait();
    assert_eq!(typed.unwrap().value, custom.unwrap().value);
}
