//! Logins, from the first page to the session.

use serde_json::json;
use stytch_b2b::schemas::*;
use stytch_b2b::testing::{FakeTransport, ops, sample};

use crate::{Browser, INTERMEDIATE, SESSION};

#[tokio::test]
async fn a_link_leads_to_an_organization_and_to_a_session() {
    let fake = FakeTransport::new();
    let mut browser = Browser::new(&fake);
    let form = json!({"email_address": "ada@example.com"});
    assert_eq!(browser.send("POST", "/login", form).await.status, 202);
    let sent = fake.calls::<ops::magic_links::email::discovery::DiscoverySend>();
    assert_eq!(
        sent[0].body.email_address.as_deref(),
        Some("ada@example.com")
    );

    let link = "/authenticate?stytch_token_type=discovery&token=of-the-link";
    let page = browser.get(link).await;
    assert_eq!(
        (page.status, page.location()),
        (303, Some("/organizations"))
    );
    assert_eq!(browser.cookies(), [INTERMEDIATE]);

    let page = browser.get("/login/organizations").await;
    assert!(page.body.contains("organization-test-"), "{}", page.body);
    let organization_id = sample::<Organization>().organization_id;
    let enter = format!("/login/organizations/{organization_id}");
    let page = browser.send("POST", &enter, json!({})).await;
    assert_eq!((page.status, page.location()), (303, Some("/")));
    assert_eq!(browser.cookies(), [SESSION]);

    let page = browser.get("/session").await;
    assert!(page.body.contains("member-test-"), "{}", page.body);
}

#[tokio::test]
async fn the_first_member_creates_an_organization() {
    let fake = FakeTransport::new();
    let mut browser = Browser::new(&fake);
    let link = "/authenticate?stytch_token_type=discovery&token=of-the-link";
    browser.get(link).await;
    let form = json!({"name": "Example Ltd"});
    let page = browser.send("POST", "/login/organizations", form).await;
    assert_eq!(page.location(), Some("/"));
    assert_eq!(browser.cookies(), [SESSION]);
    let calls = fake.calls::<ops::discovery::organizations::Create>();
    let name = calls[0].body.organization_name.as_deref();
    assert_eq!(name, Some("Example Ltd"));
}

/// A password, of a member whose organization requires MFA.
async fn half_a_login(fake: &FakeTransport) -> Browser {
    fake.on::<ops::passwords::Authenticate>()
        .respond(PasswordsAuthenticateResponse {
            member_authenticated: false,
            member_session: None,
            session_token: None,
            session_jwt: None,
            intermediate_session_token: Some("half".into()),
            mfa_required: Some(MfaRequired::default()),
            ..sample()
        });
    let mut browser = Browser::new(fake);
    let form = json!({"organization_id": "o", "email_address": "a@b.co", "password": "secret"});
    let page = browser.send("POST", "/login/password", form).await;
    assert_eq!(
        (page.status, page.location()),
        (303, Some("/second-factor"))
    );
    browser
}

/// Nobody learns from a login who is a member.
#[tokio::test]
async fn an_unknown_member_is_like_a_wrong_password() {
    for (status, error_type) in [
        (401, "unauthorized_credentials"),
        (404, "member_not_found"),
        (404, "organization_not_found"),
    ] {
        let fake = FakeTransport::new();
        fake.on::<ops::passwords::Authenticate>()
            .fail(status, error_type);
        let form = json!({"organization_id": "o", "email_address": "a@b.co", "password": "secret"});
        let mut browser = Browser::new(&fake);
        let page = browser.send("POST", "/login/password", form).await;
        assert_eq!(page.status, 401, "{error_type}");
    }
}

#[tokio::test]
async fn a_login_that_lacks_the_second_factor_is_no_session() {
    let fake = FakeTransport::new();
    let mut browser = half_a_login(&fake).await;
    assert_eq!(browser.cookies(), [INTERMEDIATE]);
    assert_eq!(browser.get("/session").await.status, 401);
}

#[tokio::test]
async fn a_second_factor_completes_the_login() {
    for path in ["/login/sms", "/login/totp"] {
        let fake = FakeTransport::new();
        let mut browser = half_a_login(&fake).await;
        if path == "/login/sms" {
            let page = browser.send("POST", path, json!({})).await;
            assert_eq!(page.status, 202, "{path}");
        }
        let form = json!({"code": "123456"});
        let page = browser.send("PUT", path, form).await;
        assert_eq!((page.status, page.location()), (303, Some("/")), "{path}");
        assert_eq!(browser.cookies(), [SESSION]);
        let sms = fake.calls::<ops::otps::sms::Authenticate>();
        let totps = fake.calls::<ops::totps::Authenticate>();
        let sms = sms.into_iter().map(|call| {
            let body = call.body;
            let ids = (body.organization_id, body.member_id);
            (ids, body.intermediate_session_token)
        });
        let totps = totps.into_iter().map(|call| {
            let body = call.body;
            let ids = (body.organization_id, body.member_id);
            (ids, body.intermediate_session_token)
        });
        let Member {
            organization_id,
            member_id,
            ..
        } = sample();
        let expected = (
            (Some(organization_id), Some(member_id)),
            Some("half".into()),
        );
        assert_eq!(sms.chain(totps).collect::<Vec<_>>(), [expected], "{path}");
    }
}

#[tokio::test]
async fn a_wrong_code_is_no_session() {
    let fake = FakeTransport::new();
    fake.on::<ops::otps::sms::Authenticate>()
        .fail(404, "otp_code_not_found");
    let mut browser = half_a_login(&fake).await;
    let form = json!({"code": "000000"});
    assert_eq!(browser.send("PUT", "/login/sms", form).await.status, 401);
    assert_eq!(browser.cookies(), [INTERMEDIATE]);
}

#[tokio::test]
async fn callbacks() {
    for (kind, status, location) in [
        ("multi_tenant_magic_links", 303, Some("/")),
        ("sso", 303, Some("/")),
        ("of_another_kind", 400, None),
    ] {
        let mut browser = Browser::new(&FakeTransport::new());
        let path = format!("/authenticate?stytch_token_type={kind}&token=t");
        let page = browser.get(&path).await;
        assert_eq!((page.status, page.location()), (status, location), "{kind}");
    }
    let fake = FakeTransport::new();
    fake.on::<ops::magic_links::Authenticate>()
        .fail(401, "unable_to_auth_magic_link");
    let mut browser = Browser::new(&fake);
    let used = "/authenticate?stytch_token_type=multi_tenant_magic_links&token=used";
    assert_eq!(browser.get(used).await.status, 401);
    assert_eq!(browser.cookies(), [""; 0]);
}
