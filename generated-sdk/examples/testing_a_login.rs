//! The tests of an application: its login runs against a fake, without a network.
//!
//! In an application the functions at the end would be tests.
//!
//! ```sh
//! cargo run --example testing_a_login --features testing
//! ```

use stytch_b2b::login::Outcome;
use stytch_b2b::schemas::{MagicLinksAuthenticateResponse, MfaRequired};
use stytch_b2b::testing::{FakeTransport, ops, sample};
use stytch_b2b::{Client, Result, Secret};

/// Where the application redirects a user who clicked the link.
#[derive(Debug)]
enum Next {
    Home { cookie: Secret },
    SecondFactor { login: Secret },
    LoginAgain,
}

/// The code under test: the handler of the redirect URL.
async fn finish_login(client: &Client, token: &str) -> Result<Next> {
    let login = client
        .magic_links()
        .authenticate(token)
        .session_duration_minutes(30);
    let login = match login.await {
        Ok(login) => login,
        // The link has been used, or has expired.
        Err(error) if error.is_unauthenticated() => return Ok(Next::LoginAgain),
        Err(error) => return Err(error),
    };
    Ok(match login.outcome() {
        Outcome::Authenticated { session_token, .. } => Next::Home {
            cookie: session_token.clone(),
        },
        Outcome::MfaRequired {
            intermediate_session_token,
            ..
        } => Next::SecondFactor {
            login: intermediate_session_token.clone(),
        },
        _ => Next::LoginAgain,
    })
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    a_link_leads_home().await?;
    a_second_factor_is_asked_for().await?;
    a_used_link_leads_back().await?;
    an_outage_is_an_error().await
}

async fn a_link_leads_home() -> Result<()> {
    let fake = FakeTransport::new();
    // Without a script, the fake responds with a complete login.
    let next = finish_login(&fake.client(), "token").await?;
    assert!(matches!(next, Next::Home { cookie } if !cookie.expose_secret().is_empty()));

    let calls = fake.calls::<ops::magic_links::Authenticate>();
    assert_eq!(calls.len(), 1);
    assert_eq!(calls[0].body.session_duration_minutes, Some(30));
    Ok(())
}

async fn a_second_factor_is_asked_for() -> Result<()> {
    let fake = FakeTransport::new();
    fake.on::<ops::magic_links::Authenticate>()
        .respond(MagicLinksAuthenticateResponse {
            member_authenticated: false,
            member_session: None,
            session_token: None,
            session_jwt: None,
            intermediate_session_token: Some("half a login".into()),
            mfa_required: Some(MfaRequired::default()),
            ..sample()
        });
    let next = finish_login(&fake.client(), "token").await?;
    assert!(
        matches!(next, Next::SecondFactor { login } if login.expose_secret() == "half a login")
    );
    Ok(())
}

async fn a_used_link_leads_back() -> Result<()> {
    let fake = FakeTransport::new();
    fake.on::<ops::magic_links::Authenticate>()
        .fail(401, "unable_to_auth_magic_link");
    let next = finish_login(&fake.client(), "token").await?;
    assert!(matches!(next, Next::LoginAgain));
    Ok(())
}

async fn an_outage_is_an_error() -> Result<()> {
    let fake = FakeTransport::new();
    fake.on::<ops::magic_links::Authenticate>().unreachable();
    let outcome = finish_login(&fake.client(), "token").await;
    assert!(outcome.is_err_and(|error| error.is_retryable()));
    Ok(())
}
