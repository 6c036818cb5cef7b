//! SCIM set-up by an administrator: creates a connection with the permissions of the
//! administrator's session, rotates its bearer token, and lists its groups.
//!
//! ```text
//! STYTCH_PROJECT_ID=… STYTCH_SECRET=… SESSION_TOKEN=… cargo run --example scim_as_admin
//! ```

use std::env;
use std::error::Error;

use stytch_b2b::schemas::IdentityProvider;
use stytch_b2b::{Client, Secret};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::from_env()?;
    // From the cookie of a request. The organization follows from the session.
    let session = env::var("SESSION_TOKEN")?;
    let admin = client.as_member(session);

    // For the user interface only: the API authorizes each call itself.
    if !admin.is_authorized("stytch.scim", "create").await? {
        return Err("this member may not set up SCIM".into());
    }

    let scim = admin.scim().connection();
    let created = scim
        .create()
        .display_name("Okta")
        .identity_provider(IdentityProvider::Okta)
        .await?;
    let connection = created.connection;
    let connection_id = connection.connection_id;
    println!("{connection_id} listens at {}", connection.base_url);
    hand_over(connection.bearer_token);

    // From now on both tokens work, until the rotation is complete or canceled.
    let rotation = scim.rotate_start(&connection_id).await?;
    hand_over(rotation.connection.next_bearer_token);
    scim.rotate_complete(&connection_id).await?;
    println!("the first token has been replaced");

    let mut groups = scim.get_groups(&connection_id).items();
    while let Some(group) = groups.next().await {
        let group = group?;
        println!("{} {}", group.group_id, group.group_name);
    }
    Ok(())
}

/// Passes the token to the identity provider, or to a vault. The API returns it once, and this
/// example does not print it.
fn hand_over(_token: Secret) {}
