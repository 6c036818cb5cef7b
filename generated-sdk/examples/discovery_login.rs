//! A discovery login, one for all organizations: the user enters an email address, receives a magic
//! link, and picks an organization or creates one.
//!
//! ```text
//! STYTCH_PROJECT_ID=… STYTCH_SECRET=… cargo run --example discovery_login -- ada@example.com
//! ```

use std::env;
use std::error::Error;
use std::io::{self, Write};

use stytch_b2b::login::Outcome;
use stytch_b2b::{Client, Secret};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let address = env::args().nth(1).ok_or("usage: discovery_login ADDRESS")?;
    let client = Client::from_env()?;

    let links = client.magic_links();
    links.email().discovery().send(&address).await?;
    // The link opens a page of yours, with the token in its query.
    let token = ask("the `token` of the link: ")?;
    let found = links.discovery().authenticate(token).await?;

    let organizations: Vec<_> = found
        .discovered_organizations
        .into_iter()
        .filter_map(|discovered| discovered.organization)
        .collect();
    for (number, organization) in organizations.iter().enumerate() {
        println!("{number}: {}", organization.organization_name);
    }
    let choice = ask("a number, or the name of a new organization: ")?;
    let chosen = choice
        .parse()
        .ok()
        .and_then(|number: usize| organizations.get(number));

    match chosen {
        Some(organization) => {
            let login = client
                .discovery()
                .intermediate_sessions()
                .exchange(
                    found.intermediate_session_token,
                    &organization.organization_id,
                )
                .session_duration_minutes(60)
                .await?;
            finish(login.outcome());
        }
        None => {
            let login = client
                .discovery()
                .organizations()
                .create(found.intermediate_session_token)
                .organization_name(choice)
                .session_duration_minutes(60)
                .await?;
            finish(login.outcome());
        }
    }
    Ok(())
}

/// What a web server does after each step of a login.
fn finish(outcome: Outcome<'_>) {
    match outcome {
        Outcome::Authenticated { session_token, .. } => set_cookie(session_token),
        // Keep the `intermediate_session_token`, and pass it to the next step.
        Outcome::MfaRequired { mfa_required, .. } => {
            println!("one more step: {:?}", mfa_required.member_options);
        }
        Outcome::PrimaryRequired {
            primary_required, ..
        } => {
            println!("one more step: {:?}", primary_required.allowed_auth_methods);
        }
        _ => println!("log in again"),
    }
}

/// A web server sets an `HttpOnly` and `Secure` cookie here. The token must not be logged.
fn set_cookie(_session_token: &Secret) {
    println!("logged in");
}

fn ask(question: &str) -> io::Result<String> {
    print!("{question}");
    io::stdout().flush()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    Ok(answer.trim().to_owned())
}
