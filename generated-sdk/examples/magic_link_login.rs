//! A login by magic link: creates an organization, sends a link to a member, and exchanges the
//! link's token for a session.
//!
//! ```text
//! STYTCH_PROJECT_ID=… STYTCH_SECRET=… cargo run --example magic_link_login -- "Example Ltd" ada@example.com
//! ```
//!
//! The address must belong to the domain of a company: the API does not let an organization claim
//! the domain of a public email provider.

use std::env;
use std::error::Error;
use std::io::{self, Write};

use stytch_b2b::Client;
use stytch_b2b::login::Outcome;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(name), Some(address)) = (arguments.next(), arguments.next()) else {
        return Err("usage: magic_link_login NAME ADDRESS".into());
    };
    let (_, domain) = address.split_once('@').ok_or("the address has no `@`")?;
    let client = Client::from_env()?;

    let created = client
        .organizations()
        .create(name)
        .email_allowed_domains([domain])
        .email_jit_provisioning("RESTRICTED")
        .await?;
    let organization = created.organization;
    println!("created {}", organization.organization_id);

    let sent = client
        .magic_links()
        .email()
        .login_or_signup(organization.organization_id, &address)
        .login_expiration_minutes(10)
        .await?;
    let state = if sent.member_created {
        "a new member"
    } else {
        "a member"
    };
    println!("sent a link to {address}, {state}");

    // The link opens a page of yours, with the token in its query.
    print!("the `token` of the link: ");
    io::stdout().flush()?;
    let mut token = String::new();
    io::stdin().read_line(&mut token)?;

    let login = client.magic_links().authenticate(token.trim()).await?;
    match login.outcome() {
        // Set `session_token` as a cookie, and do not log it.
        Outcome::Authenticated { member, .. } => println!("{} is logged in", member.email_address),
        // Pass `intermediate_session_token` to the missing step.
        Outcome::MfaRequired { .. } => println!("the organization asks for a second factor"),
        Outcome::PrimaryRequired { .. } => println!("the organization asks for another login"),
        _ => println!("log in again"),
    }
    Ok(())
}
