//! A discovery login, one for all organizations: the user enters an email address, receives a magic
//! link, and picks an organization or creates one.
//!
//! ```text
//! STYTCH_PROJECT_ID=… STYTCH_SECRET=… cargo run --example discovery_login -- ada@example.com
//! ```

use std::env;
use std::error::Error;
use std::io::{self, Write};

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

    let session_token: Secret = match chosen {
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
            if !login.member_authenticated {
                // The organization requires MFA, or another primary factor. Pass
                // `login.intermediate_session_token` to that step.
                println!("one more step, MFA: {}", login.mfa_required.is_some());
                return Ok(());
            }
            login.session_token
        }
        None => {
            client
                .discovery()
                .organizations()
                .create(found.intermediate_session_token)
                .organization_name(choice)
                .session_duration_minutes(60)
                .await?
                .session_token
        }
    };
    set_cookie(session_token);
    Ok(())
}

/// A web server sets an `HttpOnly` and `Secure` cookie here. The token must not be logged.
fn set_cookie(_session_token: Secret) {
    println!("logged in");
}

fn ask(question: &str) -> io::Result<String> {
    print!("{question}");
    io::stdout().flush()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    Ok(answer.trim().to_owned())
}
