//! Who may do what: without a session, without a permission, and after the logout.

use axum::body::Body;
use serde_json::json;
use stytch_b2b::testing::{FakeTransport, ops, sample};

use crate::{Browser, INTERMEDIATE, SESSION};

#[tokio::test]
async fn a_session_is_required() {
    let fake = FakeTransport::new();
    let mut browser = Browser::new(&fake);
    for (method, path) in [
        ("GET", "/session"),
        ("POST", "/documents"),
        ("GET", "/members"),
        ("POST", "/members"),
        ("PUT", "/members/m/roles"),
        ("PATCH", "/settings"),
        ("GET", "/sso"),
        ("POST", "/sso"),
        ("PUT", "/sso/c"),
        ("POST", "/scim"),
        ("GET", "/login/organizations"),
        ("POST", "/login/organizations"),
        ("POST", "/login/organizations/o"),
        ("POST", "/login/sms"),
        ("PUT", "/login/sms"),
        ("PUT", "/login/totp"),
    ] {
        let page = browser.send(method, path, json!({})).await;
        assert_eq!(page.status, 401, "{method} {path}");
    }
    assert_eq!(fake.request_count(), 0);
}

#[tokio::test]
async fn a_permission_is_required() {
    for (role, status) in [("writer", 200), ("reader", 403)] {
        let fake = FakeTransport::new();
        fake.permit("writer", "documents", "write");
        let mut browser = Browser::logged_in(&fake, &[role]);
        let page = browser.send("POST", "/documents", json!({})).await;
        assert_eq!(page.status, status, "{role}");
    }
}

#[tokio::test]
async fn a_logout_deletes_the_cookies() {
    let fake = FakeTransport::new();
    let mut browser = Browser::logged_in(&fake, &[]);
    // A login to another organization, which is not completed.
    let link = "/authenticate?stytch_token_type=discovery&token=of-the-link";
    browser.get(link).await;
    assert_eq!(browser.cookies(), [INTERMEDIATE, SESSION]);
    // The second one is like the first.
    for _ in 0..2 {
        let page = browser.send("POST", "/logout", json!({})).await;
        assert_eq!((page.status, page.location()), (303, Some("/login")));
        assert_eq!(browser.cookies(), [""; 0]);
    }
    assert_eq!(fake.calls::<ops::sessions::Revoke>().len(), 1);
    assert_eq!(browser.get("/session").await.status, 401);
    assert_eq!(browser.get("/login/organizations").await.status, 401);
}

/// The next user of the browser is not logged in, even if the session lasts.
#[tokio::test]
async fn a_logout_deletes_the_cookies_also_if_the_api_fails() {
    let fake = FakeTransport::new();
    fake.on::<ops::sessions::Revoke>()
        .fail(500, "internal_server_error");
    fake.on::<ops::sessions::Authenticate>()
        .fail(500, "internal_server_error");
    let mut verified = Browser::logged_in(&fake, &[]);
    let mut other = Browser::new(&fake);
    other.cookies.insert(SESSION.to_owned(), "token".to_owned());
    for browser in [&mut verified, &mut other] {
        let page = browser.send("POST", "/logout", json!({})).await;
        assert_eq!(page.status, 503);
        assert_eq!(browser.cookies(), [""; 0]);
    }
}

/// Another browser has ended it: the JWT is accepted until it expires, and no longer.
#[tokio::test]
async fn a_session_that_has_ended_is_deleted_in_the_browser() {
    let fake = FakeTransport::new();
    let mut browser = Browser::logged_in(&fake, &[]);
    let token = fake.session(&sample()).session_token;
    let revoke = fake.client().sessions().revoke().session_token(&token);
    revoke.await.unwrap();
    assert_eq!(browser.get("/session").await.status, 200);
    let token = token.expose_secret().to_owned();
    browser.cookies.insert(SESSION.to_owned(), token);
    assert_eq!(browser.get("/session").await.status, 401);
    assert_eq!(browser.cookies(), [""; 0]);
}

#[tokio::test]
async fn a_service_needs_the_scope() {
    let fake = FakeTransport::new();
    let m2m = fake.client().m2m();
    for (scopes, status) in [(["read:reports"], 200), (["read:nothing"], 403)] {
        let token = m2m.token("m2m-client", "secret", scopes).await.unwrap();
        let bearer = token.access_token.expose_secret();
        let mut service = Browser::new(&fake);
        let page = service.request("GET", "/reports", Body::empty(), bearer);
        assert_eq!(page.await.status, status, "{scopes:?}");
    }
    // The session of a member is no token of a service.
    let mut browser = Browser::logged_in(&fake, &[]);
    let jwt = browser.cookies[SESSION].clone();
    for bearer in ["", &jwt] {
        let page = browser.request("GET", "/reports", Body::empty(), bearer);
        assert_eq!(page.await.status, 401, "{bearer}");
    }
}
