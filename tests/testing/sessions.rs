//! Sessions and permissions that a test gives to a fake: token, JWT and `authenticate` agree.

use std::time::UNIX_EPOCH;

use stytch_b2b::schemas::{AuthorizationCheck, MemberSession, SessionsAuthenticateResponse};
use stytch_b2b::testing::{FakeStytch, FakeTransport, PROJECT_ID, Signer, sample};
use stytch_b2b::{Client, Secret};

fn session(id: &str, roles: &[&str]) -> MemberSession {
    MemberSession {
        member_session_id: format!("session-test-{id}"),
        member_id: format!("member-test-{id}"),
        organization_id: format!("organization-test-{id}"),
        roles: roles.iter().map(|&role| role.to_owned()).collect(),
        ..sample()
    }
}

/// A client of each fake, and what the fakes return for the sessions.
fn fakes(
    sessions: &[MemberSession],
) -> (FakeStytch, Vec<(Client, Vec<SessionsAuthenticateResponse>)>) {
    let (transport, server) = (FakeTransport::new(), FakeStytch::start().unwrap());
    transport.permit("writer", "documents", "write");
    server.permit("writer", "documents", "write");
    let of_transport = sessions.iter().map(|one| transport.session(one)).collect();
    let of_server = sessions.iter().map(|one| server.session(one)).collect();
    let clients = vec![
        (transport.client(), of_transport),
        (server.client(), of_server),
    ];
    (server, clients)
}

#[tokio::test]
async fn a_session_is_the_same_by_token_and_by_jwt() {
    let sessions = [session("a", &["writer"]), session("b", &[])];
    let (_server, clients) = fakes(&sessions);
    for (client, logins) in clients {
        let calls = client.sessions();
        for (expected, login) in sessions.iter().zip(logins) {
            let by_token = calls.authenticate().session_token(&login.session_token);
            let by_token = by_token.await.unwrap();
            let by_jwt = calls.authenticate().session_jwt(&login.session_jwt);
            let local = calls
                .authenticate_jwt_local(&login.session_jwt)
                .await
                .unwrap();
            let old = Signer::new().session_jwt(PROJECT_ID, expected, UNIX_EPOCH);
            let renewed = calls.authenticate_jwt(old).await.unwrap();
            for found in [
                &login.member_session,
                &by_token.member_session,
                &by_jwt.await.unwrap().member_session,
                &local.member_session,
                &renewed.member_session,
            ] {
                assert_eq!(found, expected);
            }
            assert_eq!(by_token.session_token, login.session_token);
            assert_eq!(by_token.member.member_id, expected.member_id);
            assert_eq!(
                by_token.organization.organization_id,
                expected.organization_id
            );
        }
        // Any other token is that of all samples.
        let other = calls.authenticate().session_token("other").await.unwrap();
        assert_eq!(other.member_session, sample());
    }
}

/// By each of the four parameters, and no other session.
#[tokio::test]
async fn a_session_that_was_revoked_has_ended() {
    let sessions = ["a", "b", "c", "d", "e"].map(|id| session(id, &[]));
    let (_server, clients) = fakes(&sessions);
    for (client, logins) in clients {
        let calls = client.sessions();
        let revoke = || calls.revoke();
        for ended in [
            revoke().session_token(&logins[0].session_token),
            revoke().session_jwt(&logins[1].session_jwt),
            revoke().member_session_id("session-test-c"),
            revoke().member_id("member-test-d"),
        ] {
            ended.await.unwrap();
        }
        for (login, expected) in logins.iter().zip([404, 404, 404, 404, 200]) {
            let by_token = calls.authenticate().session_token(&login.session_token);
            let by_jwt = calls.authenticate().session_jwt(&login.session_jwt);
            for found in [by_token.await, by_jwt.await] {
                let status = found.map_or_else(|error| error.status().unwrap().as_u16(), |_| 200);
                assert_eq!(status, expected, "{}", login.member_session.member_id);
            }
        }
        calls.logout(&logins[0].session_token).await.unwrap();
    }
}

#[tokio::test]
async fn a_permission_is_the_same_by_token_and_by_jwt() {
    let sessions = [session("a", &["writer"]), session("b", &["reader"])];
    let (_server, clients) = fakes(&sessions);
    for (client, logins) in clients {
        for (role, organization, action, expected) in [
            (0, "a", "write", true),
            (0, "a", "delete", false),
            (0, "b", "write", false),
            (1, "b", "write", false),
        ] {
            let login = &logins[role];
            let organization = format!("organization-test-{organization}");
            let check = || AuthorizationCheck::new(&organization, "documents", action);
            let calls = client.sessions();
            let by_token = calls.authenticate().session_token(&login.session_token);
            let by_token = by_token.authorization_check(check()).await;
            let by_jwt = calls.authenticate_jwt(&login.session_jwt);
            let by_jwt = by_jwt.authorization_check(check()).await;
            let shown = format!("{role} {organization} {action}");
            assert_eq!(by_jwt.is_ok(), expected, "{shown}: {by_jwt:?}");
            assert_eq!(by_token.is_ok(), expected, "{shown}: {by_token:?}");
            let status = by_token
                .err()
                .and_then(|error| error.status().map(|status| u32::from(status.as_u16())));
            assert_eq!(status, (!expected).then_some(403), "{shown}");
        }
    }
}

#[tokio::test]
async fn a_session_replaces_that_of_its_id_until_a_reset() {
    let fake = FakeTransport::strict();
    let calls = fake.client().sessions();
    let found = async |token: &Secret| {
        let call = calls.authenticate().session_token(token).await;
        call.map(|found| found.member_session.roles)
    };
    let first = fake.session(&session("a", &["reader"]));
    assert_eq!(found(&first.session_token).await.unwrap(), ["reader"]);
    fake.session(&session("a", &["writer"]));
    assert_eq!(found(&first.session_token).await.unwrap(), ["writer"]);
    fake.reset();
    let error = found(&first.session_token).await.unwrap_err();
    assert_eq!(error.error_type(), Some("no_response_scripted"));
}
