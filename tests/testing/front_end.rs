//! The page that compares this crate with the front-end SDKs, line by line: each call that it names
//! is there, takes these arguments, and has a response.

use std::fs;

use stytch_b2b::actors::member::MemberClient;
use stytch_b2b::testing::FakeTransport;
use stytch_b2b::{Client, Result};
use tests::root;

/// Makes the calls, and says what they are. Some need a value for a field that is optional by its type.
macro_rules! make {
    ($($call:expr $(=> $field:ident)?;)*) => {{
        $($call$(.$field("value"))?.await?;)*
        vec![$(stringify!($call)),*]
    }};
}

async fn calls(client: Client, member: MemberClient) -> Result<Vec<&'static str>> {
    let (slug, email_address, token, code) = ("example", "ada@example.com", "token", "123456");
    let (organization_id, member_id, connection_id) = ("o", "m", "c");
    let (member_password_id, private_key_id, certificate_id) = ("p", "k", "c");
    let (external_organization_id, external_connection_id) = ("eo", "ec");
    let (sso_token, oauth_token, discovery_oauth_token) = (token, token, token);
    let (intermediate_session_token, password_reset_token, recovery_code) = (token, token, code);
    let (password, existing_password, new_password) = ("one", "two", "three");
    let (metadata_url, resource_id, action) = ("https://example.com", "documents", "read");

    Ok(make! {
        member.organization().get();
        client.organizations().get(slug);
        member.organization().update();
        member.organization().delete();
        client.organizations().members().get(member.organization_id().await?) => member_id;
        member.members().create(email_address);
        member.members().update(member_id);
        member.members().search();
        member.members().delete(member_id);
        member.members().reactivate(member_id);
        member.members().delete_password(member_password_id);
        member.members().delete_mfa_phone_number(member_id);
        member.members().delete_totp(member_id);
        member.members().unlink_retired_email(member_id);
        member.members().start_email_update(member_id, email_address);
        member.me().update();
        member.me().delete_password(member_password_id);
        member.me().delete_mfa_phone_number();
        member.me().delete_totp();
        member.me().unlink_retired_email();
        member.me().start_email_update(email_address);
        member.is_authorized(resource_id, action);
        member.permissions();
        client.magic_links().email().login_or_signup(organization_id, email_address);
        member.magic_links().email().invite(email_address);
        client.magic_links().authenticate(token);
        client.magic_links().email().discovery().send(email_address);
        client.magic_links().discovery().authenticate(token);
        member.session();
        client.sessions().authenticate() => session_token;
        client.sessions().revoke() => session_token;
        client.sessions().exchange(organization_id) => session_token;
        member.sessions().revoke() => member_id;
        client.sso().authenticate(sso_token);
        member.sso().get_connections();
        member.sso().delete_connection(connection_id);
        member.sso().saml().create_connection();
        member.sso().saml().update_connection(connection_id);
        member.sso().saml().update_by_url(connection_id, metadata_url);
        member.sso().saml().delete_encryption_private_key(connection_id, private_key_id);
        member.sso().saml().delete_verification_certificate(connection_id, certificate_id);
        member.sso().oidc().create_connection();
        member.sso().oidc().update_connection(connection_id);
        member.sso().external().create_connection(external_organization_id, external_connection_id);
        member.sso().external().update_connection(connection_id);
        client.oauth().authenticate(oauth_token);
        client.oauth().discovery().authenticate(discovery_oauth_token);
        client.discovery().organizations().list() => intermediate_session_token;
        client.discovery().organizations().create(intermediate_session_token);
        client.discovery().intermediate_sessions().exchange(intermediate_session_token, organization_id);
        client.passwords().authenticate(organization_id, email_address, password);
        client.passwords().email().reset_start(organization_id, email_address);
        client.passwords().email().reset(password_reset_token, password);
        client.passwords().existing_password().reset(email_address, existing_password, new_password, organization_id);
        client.passwords().sessions().reset(organization_id, password) => session_token;
        client.passwords().strength_check(password);
        member.scim().connection().create();
        member.scim().connection().update(connection_id);
        member.scim().connection().delete(connection_id);
        member.scim().connection().get();
        member.scim().connection().get_groups(connection_id);
        member.scim().connection().rotate_start(connection_id);
        member.scim().connection().rotate_complete(connection_id);
        member.scim().connection().rotate_cancel(connection_id);
        client.otps().sms().send(organization_id, member_id);
        client.otps().sms().authenticate(organization_id, member_id, code) => intermediate_session_token;
        client.totps().create(organization_id, member_id);
        client.totps().authenticate(organization_id, member_id, code) => intermediate_session_token;
        client.recovery_codes().recover(organization_id, member_id, recovery_code) => intermediate_session_token;
        client.recovery_codes().rotate(organization_id, member_id);
        client.recovery_codes().get(organization_id, member_id);
    })
}

#[tokio::test]
async fn every_counterpart_of_a_front_end_method_works() {
    let fake = FakeTransport::new();
    let client = fake.client();
    let member = client.as_member("session token");
    let made = calls(client.clone(), member).await.unwrap();
    let made: Vec<String> = made.into_iter().map(squeezed).collect();

    let page = root().join("generated-sdk/src/session/member/front_end.md");
    let page = fs::read_to_string(page).unwrap();
    let named: Vec<&str> = page
        .lines()
        .filter_map(|line| {
            line.strip_prefix("| ")?
                .split_once(" | ")?
                .1
                .split('`')
                .nth(1)
        })
        .filter(|code| code.starts_with("client.") || code.starts_with("member."))
        // They make no call, and have tests of their own.
        .filter(|code| !code.contains("start_url"))
        .collect();
    assert!(named.len() > 65, "{}", named.len());
    for code in named {
        assert!(made.contains(&squeezed(code)), "{code}");
    }

    let sso = client.sso().start_url("public-token", "connection");
    let oauth = client
        .oauth()
        .google()
        .start_url("public-token")
        .slug("example");
    assert!(sso.build().is_ok() && oauth.build().is_ok());
}

/// Without what only the width of a line decides.
fn squeezed(code: &str) -> String {
    code.split_whitespace()
        .collect::<String>()
        .replace(",)", ")")
}
