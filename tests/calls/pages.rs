//! Pages that follow each other.

use std::pin::Pin;

use futures_core::Stream;
use serde_json::json;
use stytch_b2b::ErrorKind;

use crate::server::{Act, Server};

fn page(members: &[&str], next: serde_json::Value) -> Act {
    let members: Vec<_> = members
        .iter()
        .map(|id| json!({"member_id": id, "organization_id": "o", "email_address": "", "status": "active", "name": "", "is_breakglass": false, "member_password_id": "", "mfa_enrolled": false, "mfa_phone_number": "", "mfa_phone_number_verified": false, "is_admin": false, "totp_registration_id": "", "retired_email_addresses": [], "is_locked": false, "email_address_verified": true, "default_mfa_method": ""}))
        .collect();
    let body = json!({"request_id": "r", "status_code": 200, "members": members, "organizations": {}, "results_metadata": {"total": 9, "next_cursor": next}});
    Act::Respond("200 OK", body.to_string())
}

fn cursors(server: &Server) -> Vec<Option<String>> {
    let body = |request: String| -> serde_json::Value {
        serde_json::from_str(request.split_once("\r\n\r\n").unwrap().1).unwrap()
    };
    let cursor = |request| body(request)["cursor"].as_str().map(str::to_owned);
    server.requests().into_iter().map(cursor).collect()
}

#[tokio::test]
async fn items_of_all_pages() {
    for end in [json!(null), json!("")] {
        let pages = [
            page(&["a", "b"], json!("1")),
            page(&[], json!("2")),
            page(&["c"], end),
            page(&["never"], json!("3")),
        ];
        let server = Server::new(pages).await;
        let search = server
            .client()
            .organizations()
            .members()
            .search(["o"])
            .limit(2);
        let mut items = search.items();
        assert_eq!(server.count(), 0);
        let mut found = Vec::new();
        while let Some(member) = items.next().await {
            found.push(member.unwrap().member_id);
            assert_eq!(server.count(), if found.len() < 3 { 1 } else { 3 });
        }
        assert_eq!(found, ["a", "b", "c"]);
        assert!(items.next().await.is_none());
        let expected = [None, Some("1".to_owned()), Some("2".to_owned())];
        assert_eq!(cursors(&server), expected);
        assert!(
            server
                .requests()
                .iter()
                .all(|request| request.contains("\"limit\":2"))
        );
    }
}

#[tokio::test]
async fn pages_from_a_cursor_on() {
    let server = Server::new([page(&["a"], json!("2")), page(&["b"], json!(null))]).await;
    let search = server.client().organizations().members().search(["o"]);
    let mut pages = search.cursor("1").pages();
    let first = pages.next().await.unwrap().unwrap();
    assert_eq!(first.results_metadata.next_cursor.as_deref(), Some("2"));
    // As a stream, for those who have an adapter for it.
    let next = std::future::poll_fn(|context| Pin::new(&mut pages).poll_next(context)).await;
    assert_eq!(next.unwrap().unwrap().members[0].member_id, "b");
    assert_eq!(pages.cursor(), Some("2"));
    assert!(pages.next().await.is_none() && pages.next().await.is_none());
    assert_eq!(
        cursors(&server),
        [Some("1".to_owned()), Some("2".to_owned())]
    );
}

/// At once, and after a way round.
#[tokio::test]
async fn a_cursor_that_repeats_is_an_error() {
    for circle in [&["1", "1"][..], &["1", "2", "3", "1"]] {
        let pages: Vec<_> = circle
            .iter()
            .map(|next| page(&["x"], json!(next)))
            .collect();
        let server = Server::new(pages).await;
        let mut items = server
            .client()
            .organizations()
            .members()
            .search(["o"])
            .items();
        for _ in circle {
            items.next().await.unwrap().unwrap();
        }
        let error = items.next().await.unwrap().unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::RepeatedCursor),
            "{error:?}"
        );
        assert!(items.next().await.is_none());
        assert_eq!(server.count(), circle.len());
    }
}

#[tokio::test]
async fn an_error_ends_the_pages_and_tells_where() {
    let failure = Act::Respond("400 Bad Request", r#"{"error_type":"x"}"#.to_owned());
    let server = Server::new([page(&["a"], json!("1")), failure]).await;
    let mut pages = server
        .client()
        .organizations()
        .members()
        .search(["o"])
        .pages();
    pages.next().await.unwrap().unwrap();
    let error = pages.next().await.unwrap().unwrap_err();
    assert_eq!(error.error_type(), Some("x"));
    assert_eq!(pages.cursor(), Some("1"));
    assert!(pages.next().await.is_none());
    assert_eq!(server.count(), 2);
}

/// The other two operations that have pages.
#[tokio::test]
async fn every_operation_with_pages() {
    let groups = |next: &str| {
        let body = json!({"scim_groups": [{"group_id": next, "group_name": "", "organization_id": "", "connection_id": ""}], "next_cursor": next, "status_code": 200, "request_id": "r"});
        Act::Respond("200 OK", body.to_string())
    };
    let server = Server::new([groups("a"), groups("")]).await;
    let mut items = server
        .client()
        .scim()
        .connection()
        .get_groups("o", "c")
        .limit(1)
        .items();
    assert_eq!(items.next().await.unwrap().unwrap().group_id, "a");
    assert_eq!(items.next().await.unwrap().unwrap().group_id, "");
    assert!(items.next().await.is_none());
    assert!(
        server.requests()[1].starts_with("GET /v1/b2b/scim/o/connection/c?limit=1&cursor=a "),
        "{:?}",
        server.requests()
    );

    let found = |next: &str| {
        let body = json!({"organizations": [], "results_metadata": {"total": 0, "next_cursor": next}, "status_code": 200, "request_id": "r"});
        Act::Respond("200 OK", body.to_string())
    };
    let server = Server::new([found("a"), found("")]).await;
    assert!(
        server
            .client()
            .organizations()
            .search()
            .items()
            .next()
            .await
            .is_none()
    );
    assert_eq!(cursors(&server), [None, Some("a".to_owned())]);
}
