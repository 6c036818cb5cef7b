//! Credentials for the services that call your API: issues them, lists them, rotates their secret.
//!
//! ```text
//! STYTCH_PROJECT_ID=… STYTCH_SECRET=… cargo run --example m2m_clients -- create "Example Ltd" read:reports
//! STYTCH_PROJECT_ID=… STYTCH_SECRET=… cargo run --example m2m_clients -- list read:reports
//! STYTCH_PROJECT_ID=… STYTCH_SECRET=… cargo run --example m2m_clients -- rotate m2m-client-test-…
//! ```

use std::env;
use std::error::Error;
use std::io;

use stytch_b2b::Client;
use stytch_b2b::search::M2mClientFilter;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let stytch = Client::from_env()?;
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["create", name, ref scopes @ ..] => create(&stytch, name, scopes).await?,
        ["list", scope] => list(&stytch, scope).await?,
        ["rotate", client_id] => rotate(&stytch, client_id).await?,
        _ => return Err("usage: m2m_clients create NAME SCOPE… | list SCOPE | rotate ID".into()),
    }
    Ok(())
}

async fn create(stytch: &Client, name: &str, scopes: &[&str]) -> stytch_b2b::Result<()> {
    let clients = stytch.m2m().clients();
    let created = clients
        .create(scopes.iter().copied())
        .client_name(name)
        .await?
        .m2m_client;
    // Nothing returns the secret again: hand it over now.
    println!("client id:     {}", created.client_id);
    println!("client secret: {}", created.client_secret.expose_secret());
    Ok(())
}

async fn list(stytch: &Client, scope: &str) -> stytch_b2b::Result<()> {
    let filters = M2mClientFilter::all([M2mClientFilter::scopes([scope])]);
    let mut found = stytch.m2m().clients().search().query(filters).items();
    while let Some(client) = found.next().await {
        let client = client?;
        println!(
            "{} {} …{} {}",
            client.client_id, client.client_name, client.client_secret_last_four, client.status
        );
    }
    Ok(())
}

/// Until the rotation ends, both secrets are valid.
async fn rotate(stytch: &Client, client_id: &str) -> Result<(), Box<dyn Error>> {
    let secrets = stytch.m2m().clients().secrets();
    let started = secrets.rotate_start(client_id).await?.m2m_client;
    println!("new secret: {}", started.next_client_secret.expose_secret());
    println!(
        "Does the service use it? Enter `yes` to revoke the old secret, or revoke the new one."
    );
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    let client = if answer.trim() == "yes" {
        secrets.rotate(client_id).await?.m2m_client
    } else {
        secrets.rotate_cancel(client_id).await?.m2m_client
    };
    println!("valid: …{}", client.client_secret_last_four);
    Ok(())
}
