//! Tokens of the fakes: they are as good as those of the API, to a client that asks the fake for
//! the keys.

use serde_json::json;
use stytch_b2b::schemas::AuthorizationCheck;
use stytch_b2b::testing::{FakeStytch, FakeTransport, Signer, ops};
use stytch_b2b::{Client, Method};

/// A client of each fake, for a project of its own.
fn clients() -> (FakeTransport, FakeStytch, [Client; 2]) {
    let (transport, server) = (FakeTransport::new(), FakeStytch::start().unwrap());
    let clients = [transport.builder(), server.builder()]
        .map(|builder| builder.project_id("project-test-own").without_retries())
        .map(|builder| builder.build().unwrap());
    (transport, server, clients)
}

#[tokio::test]
async fn a_session_jwt_is_good() {
    let (_transport, _server, clients) = clients();
    for client in clients {
        let login = client.magic_links().authenticate("token").await.unwrap();
        let session = login.member_session.unwrap();
        let check = AuthorizationCheck::new(&session.organization_id, "stytch.member", "search");
        let verified = client
            .sessions()
            .authenticate_jwt_local(login.session_jwt.unwrap())
            .authorization_check(check)
            .await
            .unwrap();
        assert_eq!(verified.member_session.member_id, session.member_id);
        assert_eq!(verified.granted_by, ["stytch_member"]);

        // One that the fake has not signed is looked up, and comes back fresh.
        let other = client.sessions().authenticate_jwt("eyJ9.e30.c2ln").await;
        assert!(other.is_err(), "{other:?}");
        let old = Signer::new().session_jwt("project-test-own", &session, std::time::UNIX_EPOCH);
        let renewed = client.sessions().authenticate_jwt(old).await.unwrap();
        let fresh = &renewed.response.unwrap().session_jwt;
        assert!(
            client
                .sessions()
                .authenticate_jwt_local(fresh)
                .await
                .is_ok()
        );
    }
}

#[tokio::test]
async fn a_member_acts_in_the_organization_of_the_session() {
    let (transport, server, [one, other]) = clients();
    for client in [&one, &other] {
        let login = client.magic_links().authenticate("token").await.unwrap();
        for credential in [login.session_token, login.session_jwt] {
            let member = client.as_member(credential.unwrap());
            let id = member.organization_id().await.unwrap();
            assert_eq!(id, login.organization_id);
            let own = member.organization().get().await.unwrap();
            assert_eq!(own.organization.organization_id, id);
            assert!(
                member
                    .is_authorized("stytch.member", "search")
                    .await
                    .unwrap()
            );
            assert!(!member.is_authorized("documents", "write").await.unwrap());
            member
                .scim()
                .connection()
                .create()
                .display_name("Okta")
                .await
                .unwrap();
        }
    }
    // One for the token; the JWT tells by itself.
    for calls in [
        transport.calls::<ops::sessions::Authenticate>(),
        server.calls::<ops::sessions::Authenticate>(),
    ] {
        assert_eq!(calls.len(), 1);
        assert!(calls[0].body.session_jwt.is_none());
    }
    for calls in [
        transport.calls::<ops::scim::connection::Create>(),
        server.calls::<ops::scim::connection::Create>(),
    ] {
        assert_eq!(calls.len(), 2);
        for call in &calls {
            assert!(
                call.path("organization_id")
                    .unwrap()
                    .starts_with("organization-test-")
            );
            assert_eq!(call.body.display_name.as_deref(), Some("Okta"));
        }
        assert!(calls[0].header("x-stytch-member-session").is_some());
        assert!(calls[1].header("x-stytch-member-sessionjwt").is_some());
    }
}

#[tokio::test]
async fn tokens_of_m2m_clients_and_of_apps() {
    let (transport, server, clients) = clients();
    for client in &clients {
        let scopes = ["read:reports"];
        let token = client
            .m2m()
            .token("m2m-client", "secret", scopes)
            .await
            .unwrap();
        let machine = client
            .m2m()
            .authenticate_token(token.access_token, scopes)
            .await;
        assert_eq!(machine.unwrap().client_id, "m2m-client");

        let app = client
            .idp()
            .introspect_token_network("token", "app")
            .await
            .unwrap()
            .unwrap();
        assert_eq!(app.client_id.as_deref(), Some("app"));
        assert!(
            app.organization
                .unwrap()
                .organization_id
                .starts_with("organization-test-")
        );
    }
    transport.deny_tokens();
    server.deny_tokens();
    for client in &clients {
        let token = client.m2m().token("m2m-client", "secret", [""; 0]).await;
        assert_eq!(token.unwrap_err().error_type(), Some("invalid_client"));
        let app = client.idp().introspect_token_network("token", "app").await;
        assert_eq!(app.unwrap(), None);
    }
}

#[tokio::test]
async fn calls_that_are_no_operations_are_scripted_and_recorded() {
    const TOKEN: &str = "/v1/public/{project_id}/oauth2/token";
    const INTROSPECT: &str = "/v1/public/{project_id}/oauth2/introspect";
    let (transport, server, clients) = clients();
    for script in [
        transport.on_request(Method::POST, TOKEN),
        server.on_request(Method::POST, TOKEN),
    ] {
        script
            .fail(429, "too_many_requests")
            .respond(json!({"access_token": "scripted", "expires_in": 1, "token_type": "bearer"}));
    }
    for script in [
        transport.on_request(Method::POST, INTROSPECT),
        server.on_request(Method::POST, INTROSPECT),
    ] {
        script.respond(json!({"active": false}));
    }
    for client in &clients {
        let m2m = client.m2m();
        let token = || m2m.token("m2m-client", "secret", ["read:reports"]).send();
        assert!(token().await.unwrap_err().is_rate_limited());
        assert_eq!(
            token().await.unwrap().access_token.expose_secret(),
            "scripted"
        );
        let app = client.idp().introspect_token_network("token", "app").await;
        assert_eq!(app.unwrap(), None);
    }
    for requests in [
        transport.requests(Method::POST, TOKEN),
        server.requests(Method::POST, TOKEN),
    ] {
        assert_eq!(requests.len(), 2);
        assert_eq!(requests[1].path("project_id"), Some("project-test-own"));
        let form = str::from_utf8(requests[1].raw_body()).unwrap();
        assert!(form.contains("scope=read%3Areports"), "{form}");
    }
    assert_eq!(transport.requests(Method::POST, INTROSPECT).len(), 1);

    // A request without a script is recorded as well.
    transport.reset();
    clients[0]
        .m2m()
        .token("m2m-client", "secret", [""; 0])
        .await
        .unwrap();
    assert_eq!(transport.requests(Method::POST, TOKEN).len(), 1);
    let strict = FakeTransport::strict().client();
    let token = strict.m2m().token("m2m-client", "secret", [""; 0]).await;
    assert_eq!(token.unwrap_err().status().unwrap(), 501);
}

#[test]
fn checks_wait() {
    let client = FakeTransport::new().client();
    let token = client.m2m().token("m2m-client", "secret", ["a"]).wait();
    let token = token.unwrap().access_token;
    let machine = client.m2m().authenticate_token(&token, ["a"]).wait();
    assert_eq!(machine.unwrap().client_id, "m2m-client");
    assert!(client.idp().introspect_token_local(&token).wait().is_err());
    let login = client.magic_links().authenticate("token").wait().unwrap();
    let verified = client.sessions().verify(login.session_jwt.unwrap()).wait();
    assert!(verified.is_ok());
}
