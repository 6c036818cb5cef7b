//! What administrators do.

use axum::http::header::CACHE_CONTROL;
use serde_json::{Value, json};
use stytch_b2b::schemas::MemberSession;
use stytch_b2b::testing::{FakeTransport, ops, sample};

use crate::{Browser, SESSION};

#[tokio::test]
async fn an_invitation_is_sent_with_the_session_of_the_administrator() {
    let fake = FakeTransport::new();
    let mut browser = Browser::logged_in(&fake, &["stytch_admin"]);
    let form = json!({"email_address": "grace@example.com", "roles": ["writer"]});
    let page = browser.send("POST", "/members", form).await;
    assert_eq!(page.status, 201);

    let calls = fake.calls::<ops::magic_links::email::Invite>();
    let session: MemberSession = sample();
    let body = &calls[0].body;
    assert_eq!(body.organization_id, Some(session.organization_id));
    assert_eq!(body.email_address.as_deref(), Some("grace@example.com"));
    assert_eq!(body.roles, Some(vec!["writer".to_owned()]));
    let header = calls[0].header("x-stytch-member-sessionjwt");
    assert_eq!(header, Some(&*browser.cookies[SESSION]));
}

#[tokio::test]
async fn the_api_denies_what_roles_do_not_permit() {
    let fake = FakeTransport::new();
    fake.on::<ops::magic_links::email::Invite>()
        .fail(403, "session_authorization_error");
    let mut browser = Browser::logged_in(&fake, &[]);
    let form = json!({"email_address": "grace@example.com", "roles": []});
    assert_eq!(browser.send("POST", "/members", form).await.status, 403);
}

#[tokio::test]
async fn a_search_has_a_filter_if_one_is_given() {
    for (query, expected) in [
        ("", None),
        ("?email_address=example", Some(json!("example"))),
    ] {
        let fake = FakeTransport::new();
        let mut browser = Browser::logged_in(&fake, &["stytch_admin"]);
        let page = browser.get(&format!("/members{query}")).await;
        assert!(page.body.contains("member-test-"), "{}", page.body);
        let calls = fake.calls::<ops::organizations::members::Search>();
        let query = calls[0].body.query.clone();
        let filters = query.and_then(|query| query.operands);
        let value = filters.map(|filters| filters[0]["filter_value"].clone());
        assert_eq!(value, expected);
    }
}

#[tokio::test]
async fn settings_that_are_absent_are_not_sent() {
    let fake = FakeTransport::new();
    let mut browser = Browser::logged_in(&fake, &["stytch_admin"]);
    let form = json!({"name": "Example Ltd", "allowed_domains": []});
    assert_eq!(browser.send("PATCH", "/settings", form).await.status, 200);
    let calls = fake.calls::<ops::organizations::Update>();
    let sent = serde_json::to_value(&calls[0].body).unwrap();
    let expected = json!({"organization_name": "Example Ltd", "email_allowed_domains": []});
    assert_eq!(sent, expected);
}

#[tokio::test]
async fn sso_is_set_up_in_two_steps() {
    let fake = FakeTransport::new();
    let mut browser = Browser::logged_in(&fake, &["stytch_admin"]);
    let form = json!({"display_name": "Okta", "identity_provider": "okta"});
    let page = browser.send("POST", "/sso", form).await;
    let created: Value = serde_json::from_str(&page.body).unwrap();
    let id = created["connection"]["connection_id"].as_str().unwrap();
    let form = json!({"metadata_url": "https://example.okta.com/metadata"});
    let page = browser.send("PUT", &format!("/sso/{id}"), form).await;
    assert_eq!(page.status, 204);
    let calls = fake.calls::<ops::sso::saml::UpdateByUrl>();
    assert_eq!(calls[0].path("connection_id"), Some(id));
}

#[tokio::test]
async fn scim_is_set_up_with_a_token_that_is_shown_once() {
    let fake = FakeTransport::new();
    let mut browser = Browser::logged_in(&fake, &["stytch_admin"]);
    let form = json!({"display_name": "Okta", "identity_provider": "okta"});
    let page = browser.send("POST", "/scim", form).await;
    assert_eq!(page.status, 200);
    assert_eq!(page.headers[CACHE_CONTROL], "no-store");
    let connection: Value = serde_json::from_str(&page.body).unwrap();
    assert!(
        connection["bearer_token"]
            .as_str()
            .is_some_and(|it| !it.is_empty())
    );
    let calls = fake.calls::<ops::scim::connection::Create>();
    let header = calls[0].header("x-stytch-member-sessionjwt");
    assert_eq!(header, Some(&*browser.cookies[SESSION]));
}

#[tokio::test]
async fn roles_are_replaced() {
    let fake = FakeTransport::new();
    let mut browser = Browser::logged_in(&fake, &["stytch_admin"]);
    let page = browser
        .send("PUT", "/members/m/roles", json!(["reader"]))
        .await;
    assert_eq!(page.status, 204);
    let calls = fake.calls::<ops::organizations::members::Update>();
    assert_eq!(calls[0].path("member_id"), Some("m"));
    assert_eq!(calls[0].body.roles, Some(vec!["reader".to_owned()]));
}
