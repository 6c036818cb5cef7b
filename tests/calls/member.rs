//! Acting as a member: when the session is looked up, for how long it is known, and what happens if
//! that fails.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use stytch_b2b::{Client, ErrorKind};

use crate::server::Act::{self, Respond, Silence};
use crate::server::{Server, passing};

const LOOKUP: &str = "POST /v1/b2b/sessions/authenticate ";
/// 2030-01-01T00:00:00Z
const START: u64 = 1_893_456_000;
const JWT: &str = "eyJhbGciOiJSUzI1NiJ9.e30.c2ln";

/// What the API says about a session that ends after an hour.
fn session() -> Act {
    session_with(&["editor"])
}

fn session_with(roles: &[&str]) -> Act {
    let response = json!({
        "request_id": "request-id-test-1",
        "status_code": 200,
        "session_token": "token",
        "session_jwt": JWT,
        "member": member(),
        "organization": organization(),
        "member_session": {
            "member_session_id": "session-test-1",
            "member_id": "member-test-1",
            "organization_id": "organization-test-1",
            "organization_slug": "one",
            "started_at": "2030-01-01T00:00:00Z",
            "last_accessed_at": "2030-01-01T00:00:00Z",
            "expires_at": "2030-01-01T01:00:00Z",
            "authentication_factors": [],
            "roles": roles,
        },
    });
    Respond("200 OK", response.to_string())
}

fn member() -> Value {
    serde_json::to_value(stytch_b2b::schemas::Member::default()).unwrap()
}

fn organization() -> Value {
    serde_json::to_value(stytch_b2b::schemas::Organization::default()).unwrap()
}

fn response(body: &Value) -> Act {
    Respond("200 OK", body.to_string())
}

fn nothing() -> Act {
    response(&json!({}))
}

/// A client on a clock that the test moves.
fn client(server: &Server) -> (Client, Arc<AtomicU64>) {
    let clock = Arc::new(AtomicU64::new(START));
    let now = clock.clone();
    let builder = server.builder().clock(move || -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(now.load(Ordering::Relaxed))
    });
    (builder.build().unwrap(), clock)
}

fn lookups(server: &Server) -> usize {
    let requests = server.requests();
    requests
        .iter()
        .filter(|request| request.starts_with(LOOKUP))
        .count()
}

#[tokio::test]
async fn a_hundred_calls_at_once_need_one_lookup() {
    let server = Server::new([session(), nothing()]).await;
    let (client, _) = client(&server);
    let calls: Vec<_> = (0..100)
        .map(|_| {
            tokio::spawn(
                client
                    .clone()
                    .as_member("token")
                    .scim()
                    .connection()
                    .get()
                    .send(),
            )
        })
        .collect();
    for call in calls {
        let _ = call.await.unwrap();
    }
    assert_eq!((lookups(&server), server.count()), (1, 101));
}

#[tokio::test]
async fn a_hundred_that_find_the_roles_too_old_need_one_more() {
    let server = Server::new([session()]).await;
    let (client, clock) = client(&server);
    let member = client.as_member("token");
    member.session().await.unwrap();
    clock.store(START + 301, Ordering::Relaxed);
    let sessions: Vec<_> = (0..100)
        .map(|_| {
            let member = member.clone();
            tokio::spawn(async move { member.session().await })
        })
        .collect();
    for session in sessions {
        session.await.unwrap().unwrap();
    }
    assert_eq!(lookups(&server), 2);
}

#[tokio::test]
async fn a_session_is_known_until_it_ends() {
    let server = Server::new([session()]).await;
    let (client, clock) = client(&server);
    let member = client.as_member("token");
    for (seconds, expected) in [(0, 1), (301, 1), (3599, 1), (3600, 2)] {
        clock.store(START + seconds, Ordering::Relaxed);
        let id = member.organization_id().await.unwrap();
        assert_eq!(id, "organization-test-1");
        assert_eq!(lookups(&server), expected, "after {seconds} s");
    }
    assert_eq!(member.member_id().await.unwrap(), "member-test-1");
}

#[tokio::test]
async fn sessions_are_told_apart() {
    let server = Server::new([session()]).await;
    let (client, _) = client(&server);
    for (session, expected) in [("one", 1), ("two", 2), ("one", 2), (JWT, 3), (JWT, 3)] {
        client.as_member(session).organization_id().await.unwrap();
        assert_eq!(lookups(&server), expected, "{session}");
    }
}

#[tokio::test]
async fn nothing_is_sent_before_a_call_needs_it() {
    let server = Server::new([session()]).await;
    let member = server.client().as_member("secret-token");
    let builder = member.members().search().limit(1);
    assert_eq!(server.count(), 0);
    for shown in [
        format!("{member:?}"),
        format!("{:?}", member.me()),
        format!("{builder:?}"),
    ] {
        assert!(!shown.contains("secret-token"), "{shown}");
    }
}

#[tokio::test]
async fn a_lookup_does_not_extend_the_session() {
    let server = Server::new([session()]).await;
    server.client().as_member("token").session().await.unwrap();
    let request = server.requests().remove(0);
    assert!(
        request.ends_with("\r\n\r\n{\"session_token\":\"token\"}"),
        "{request}"
    );
}

#[tokio::test]
async fn a_lookup_that_fails_is_the_error_of_the_call_and_is_not_cached() {
    let error = |status: u16| {
        json!({
            "status_code": status,
            "request_id": "request-id-test-2",
            "error_type": "session_not_found",
            "error_message": "Session could not be found.",
            "error_url": "https://stytch.com/docs",
        })
    };
    let script = [
        Respond("404 Not Found", error(404).to_string()),
        Respond("401 Unauthorized", error(401).to_string()),
        session(),
        nothing(),
    ];
    let server = Server::new(script).await;
    let member = server.client().as_member("token");
    for status in [404, 401] {
        let error = member.organization().delete().await.unwrap_err();
        assert_eq!(error.status().unwrap(), status);
        assert_eq!(error.error_type(), Some("session_not_found"));
        assert_eq!(error.request_id(), Some("request-id-test-2"));
    }
    let _ = member.organization().delete().await;
    assert_eq!((lookups(&server), server.count()), (3, 4));
}

#[tokio::test]
async fn a_session_without_an_organization_is_no_session() {
    let Respond(head, body) = session() else {
        unreachable!()
    };
    let server = Server::new([Respond(head, body.replace("organization-test-1", ""))]).await;
    let member = server.client().as_member("token");
    for _ in 0..2 {
        let error = member.members().search().await.unwrap_err();
        assert!(error.to_string().contains("organization_id"), "{error}");
    }
    assert_eq!((lookups(&server), server.count()), (2, 2));
}

#[tokio::test(start_paused = true)]
async fn a_lookup_counts_toward_the_timeout_of_the_call() {
    let server = Server::new([Silence]).await;
    let member = server.client().as_member("token");
    let call = member
        .scim()
        .connection()
        .get()
        .with_timeout(Duration::from_secs(3));
    let start = tokio::time::Instant::now();
    let error = passing(call.send()).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Timeout), "{error:?}");
    assert!(start.elapsed() < Duration::from_secs(4));
}

#[tokio::test]
async fn all_pages_are_those_of_the_member() {
    let page = |next: Option<&str>| {
        response(&json!({
            "request_id": "r", "status_code": 200, "members": [], "organizations": {},
            "results_metadata": {"total": 2, "next_cursor": next},
        }))
    };
    let server = Server::new([session(), page(Some("two")), page(None)]).await;
    let mut pages = server
        .client()
        .as_member("token")
        .members()
        .search()
        .pages();
    while let Some(page) = pages.next().await {
        page.unwrap();
    }
    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    for request in &requests[1..] {
        assert!(
            request.contains("x-stytch-member-session: token"),
            "{request}"
        );
        assert!(
            request.contains(r#""organization_ids":["organization-test-1"]"#),
            "{request}"
        );
    }
}

/// The policy of a project in which editors may write, and that of an organization whose auditors
/// may read.
fn policies() -> [Act; 2] {
    let role = |id: &str, action: &str| json!({"role_id": id, "description": "", "permissions": [{"resource_id": "documents", "actions": [action]}]});
    [
        response(&json!({
            "request_id": "r", "status_code": 200,
            "policy": {
                "roles": [role("editor", "write")], "scopes": [],
                "resources": [{"resource_id": "documents", "description": "", "actions": ["read", "write"]}],
            },
        })),
        response(&json!({
            "request_id": "r", "status_code": 200, "org_policy": {"roles": [role("auditor", "read")]},
        })),
    ]
}

#[tokio::test]
async fn roles_are_those_of_the_last_five_minutes() {
    let [project, organization] = policies();
    let script = [
        session_with(&["editor"]),
        project,
        organization,
        session_with(&["auditor"]),
    ];
    let server = Server::new(script).await;
    let (client, clock) = client(&server);
    let member = client.as_member("token");
    assert!(member.is_authorized("documents", "write").await.unwrap());
    clock.store(START + 300, Ordering::Relaxed);
    assert!(!member.is_authorized("documents", "read").await.unwrap());
    assert_eq!(lookups(&server), 1);
    clock.store(START + 301, Ordering::Relaxed);
    let permissions = member.permissions().await.unwrap();
    assert_eq!(lookups(&server), 2);
    assert_eq!(
        json!(permissions),
        json!({"documents": {"read": true, "write": false}})
    );
    // The policies are kept by the client.
    assert_eq!(server.count(), 4);
}

#[tokio::test]
async fn without_a_policy_nothing_is_permitted() {
    let [project, _] = policies();
    let none = Respond(
        "404 Not Found",
        r#"{"error_type":"organization_not_found"}"#.to_owned(),
    );
    let broken = Respond("500 Internal Server Error", "{}".to_owned());
    for (script, expected) in [
        (vec![session(), project.clone(), none], Some(true)),
        (
            vec![
                session(),
                response(&json!({"request_id": "r", "status_code": 200})),
                policies()[1].clone(),
            ],
            Some(false),
        ),
        (vec![session(), broken.clone()], None),
        (vec![session(), project, broken], None),
    ] {
        let server = Server::new(script).await;
        let client = server.builder().without_retries().build().unwrap();
        let response = client
            .as_member("token")
            .is_authorized("documents", "write")
            .await;
        assert_eq!(response.ok(), expected);
    }
}

/// A server might take an empty session for none, and the call for one with all rights.
#[tokio::test]
async fn an_empty_session_is_not_sent() {
    let server = Server::new([nothing()]).await;
    let client = server.client();
    for empty in ["", " "] {
        let scoped = client.as_member(empty).sessions().revoke().member_id("m");
        let direct = client.organizations().update("o").member_session(empty);
        for error in [
            scoped.await.map(drop).unwrap_err(),
            direct.await.map(drop).unwrap_err(),
        ] {
            assert!(
                matches!(error.kind(), ErrorKind::Argument { parameter, .. } if *parameter == "X-Stytch-Member-Session"),
                "{error:?}"
            );
        }
    }
    assert_eq!(server.count(), 0);
}

#[tokio::test]
async fn there_is_no_second_session_beside_that_of_the_member() {
    let server = Server::new([session(), nothing()]).await;
    let client = server
        .builder()
        .header("X-Stytch-Member-SessionJWT", "of-everybody")
        .build()
        .unwrap();
    let call = client.as_member("of-ada").organization().delete();
    for name in ["x-stytch-member-sessionjwt", "X-Stytch-Member-Session"] {
        let error = call.clone().with_header(name, "of-somebody").await;
        let error = error.unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::Argument { parameter, .. } if *parameter == "with_header"),
            "{error:?}"
        );
    }
    // Nothing but the organization was looked up.
    assert_eq!(server.count(), 1);
    let _ = call.await;
    let request = server.requests().pop().unwrap();
    assert!(
        request.contains("x-stytch-member-session: of-ada\r\n"),
        "{request}"
    );
    assert!(!request.contains("sessionjwt"), "{request}");
}
