//! A discovery login from the link to the logout, without a network.

use std::time::{SystemTime, UNIX_EPOCH};

use stytch_b2b::login::Outcome;
use stytch_b2b::testing::ops::magic_links::email::discovery::DiscoverySend;
use stytch_b2b::testing::{FakeStytch, FakeTransport};
use stytch_b2b::{Client, Error, Result};

#[tokio::test]
async fn against_the_transport() {
    let fake = FakeTransport::strict();
    assert!(discovery(fake.client()).await.is_err());
    discovery(FakeTransport::new().client()).await.unwrap();
}

#[tokio::test]
async fn against_the_server() {
    let stytch = FakeStytch::start().unwrap();
    discovery(stytch.client()).await.unwrap();
    assert_eq!(stytch.request_count(), 6);
}

/// By each of the calls that send one.
#[tokio::test]
async fn a_magic_link_authenticates_once() {
    let (transport, server) = (FakeTransport::new(), FakeStytch::start().unwrap());
    for client in [transport.client(), server.client()] {
        let links = client.magic_links();
        let link = |to: &str| transport.magic_link(to).or_else(|| server.magic_link(to));
        assert!(link("a@example.com").is_none());

        links
            .email()
            .discovery()
            .send("a@example.com")
            .await
            .unwrap();
        links
            .email()
            .login_or_signup("org", "b@example.com")
            .await
            .unwrap();
        links.email().invite("org", "c@example.com").await.unwrap();

        let token = link("a@example.com").unwrap();
        let found = links.discovery().authenticate(&token).await.unwrap();
        assert_eq!(found.email_address, "a@example.com");
        let again = links.discovery().authenticate(&token).await.unwrap_err();
        assert!(again.is_unauthenticated());
        for address in ["b@example.com", "c@example.com"] {
            let token = link(address).unwrap();
            let login = links.authenticate(&token).await.unwrap();
            assert_eq!(login.member.email_address, address);
            assert!(
                links
                    .authenticate(&token)
                    .await
                    .unwrap_err()
                    .is_unauthenticated()
            );
        }

        // A second link has a token of its own, and tokens of tests that sent none are accepted.
        links
            .email()
            .discovery()
            .send("a@example.com")
            .await
            .unwrap();
        assert_ne!(link("a@example.com").unwrap(), token);
        links.authenticate("any other").await.unwrap();
        transport.reset();
    }
}

/// The callback of an application has to tell the two kinds apart, as for the API.
#[tokio::test]
async fn a_magic_link_is_of_one_kind() {
    let fake = FakeTransport::new();
    let client = fake.client();
    let links = client.magic_links();
    let (email, discovery) = (links.email(), links.discovery());
    email.discovery().send("a@example.com").await.unwrap();
    email.invite("org", "b@example.com").await.unwrap();
    let [of_discovery, invitation] =
        ["a@example.com", "b@example.com"].map(|to| fake.magic_link(to).unwrap());
    let refused = [
        links.authenticate(&of_discovery).await.unwrap_err(),
        discovery.authenticate(&invitation).await.unwrap_err(),
    ];
    assert!(refused.iter().all(Error::is_unauthenticated), "{refused:?}");
    // Neither was used by that.
    discovery.authenticate(of_discovery).await.unwrap();
    links.authenticate(invitation).await.unwrap();
}

/// The response, the session in it, and its JWT say the same.
#[tokio::test]
async fn a_login_is_to_the_organization_that_was_asked_for() {
    const ORGANIZATION: &str = "organization-test-b";
    let fake = FakeTransport::new();
    let client = fake.client();
    let email = client.magic_links().email();
    for sent in [
        email.invite(ORGANIZATION, "a@example.com").await.err(),
        email
            .login_or_signup(ORGANIZATION, "b@example.com")
            .await
            .err(),
    ] {
        assert!(sent.is_none());
    }
    let link = |to: &str| {
        client
            .magic_links()
            .authenticate(fake.magic_link(to).unwrap())
    };
    let (a, b) = (
        link("a@example.com").await.unwrap(),
        link("b@example.com").await.unwrap(),
    );
    let intermediate = client.discovery().intermediate_sessions();
    let exchanged = intermediate.exchange("token", ORGANIZATION).await.unwrap();
    for outcome in [a.outcome(), b.outcome(), exchanged.outcome()] {
        let Outcome::Authenticated {
            organization,
            member_session,
            session_jwt,
            ..
        } = outcome
        else {
            panic!("{outcome:?}");
        };
        let verified = client.sessions().verify(session_jwt).await.unwrap();
        for id in [
            &organization.organization_id,
            &member_session.organization_id,
            &verified.member_session.organization_id,
        ] {
            assert_eq!(id, ORGANIZATION);
        }
    }
}

#[tokio::test]
async fn an_email_that_was_refused_has_no_link() {
    let (strict, failing) = (FakeTransport::strict(), FakeTransport::new());
    failing.on::<DiscoverySend>().fail(429, "too_many_requests");
    for fake in [&strict, &failing] {
        let email = fake.client().magic_links().email();
        let sent = email.discovery().send("a@example.com").await;
        assert!(sent.is_err() && fake.magic_link("a@example.com").is_none());
    }
    strict.on::<DiscoverySend>().sample();
    let links = strict.client().magic_links();
    let sent = links.email().discovery().send("a@example.com").await;
    let token = strict.magic_link("a@example.com");
    assert!(sent.is_ok());
    links
        .discovery()
        .authenticate(token.unwrap())
        .await
        .unwrap();
}

async fn discovery(client: Client) -> Result<()> {
    let discovery = client.magic_links().email().discovery();
    discovery.send("grace@example.com").await?;

    let found = client
        .magic_links()
        .discovery()
        .authenticate("token of the link")
        .await?;
    assert!(!found.intermediate_session_token.expose_secret().is_empty());
    let [discovered] = &found.discovered_organizations[..] else {
        panic!("{found:?}");
    };
    assert!(discovered.member_authenticated);
    let organization = discovered.organization.as_ref().expect("an organization");
    let member = discovered
        .membership
        .as_ref()
        .and_then(|membership| membership.member.as_ref());
    assert_eq!(
        member.expect("a member").organization_id,
        organization.organization_id
    );

    let login = client
        .discovery()
        .intermediate_sessions()
        .exchange(
            found.intermediate_session_token.expose_secret(),
            &organization.organization_id,
        )
        .await?;
    assert!(login.mfa_required.is_none() && login.primary_required.is_none());
    assert!(login.intermediate_session_token.is_none());
    let Outcome::Authenticated {
        member_session: session,
        session_token,
        ..
    } = login.outcome()
    else {
        panic!("{login:?}");
    };
    assert_eq!(session.organization_id, organization.organization_id);
    assert_eq!(session.member_id, login.member.member_id);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    assert!(session.expires_at.timestamp() > now.as_secs().try_into().unwrap());

    let token = session_token.expose_secret();
    let checked = client
        .sessions()
        .authenticate()
        .session_token(token)
        .await?;
    assert_eq!(checked.session_token.expose_secret(), token);
    assert_eq!(checked.member.member_id, login.member.member_id);

    let members = client.organizations().members();
    let found = members.search([&organization.organization_id]).await?;
    assert_eq!(found.results_metadata.next_cursor, None);
    assert_eq!(found.members.len(), 1);
    assert!(
        found
            .organizations
            .contains_key(&organization.organization_id)
    );

    client.sessions().revoke().session_token(token).await?;
    Ok(())
}
