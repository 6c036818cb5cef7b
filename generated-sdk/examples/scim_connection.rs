//! A SCIM connection from its beginning: makes it, replaces its bearer token, and lists the groups
//! that the identity provider has pushed.
//!
//! ```text
//! STYTCH_PROJECT_ID=… STYTCH_SECRET=… cargo run --example scim_connection -- organization-test-…
//! ```

use std::env;
use std::error::Error;

use stytch_b2b::Client;
use stytch_b2b::schemas::ScimCreateRequestIdentityProvider as IdentityProvider;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let organization_id = env::args()
        .nth(1)
        .ok_or("usage: scim_connection ORGANIZATION_ID")?;
    let client = Client::from_env()?;
    // A handle owns its share of the client; it can be kept, cloned and sent to other tasks.
    let scim = client.scim().connection();

    let created = scim
        .create(&organization_id)
        .display_name("Okta")
        .identity_provider(IdentityProvider::Okta)
        .await?;
    let connection = created.connection.ok_or("the answer holds no connection")?;
    let connection_id = connection.connection_id;
    println!("{connection_id} listens at {}", connection.base_url);
    hand_over(connection.bearer_token);

    // From now on both tokens work, until the rotation is complete or cancelled.
    let rotation = scim.rotate_start(&organization_id, &connection_id).await?;
    let rotation = rotation
        .connection
        .ok_or("the answer holds no connection")?;
    hand_over(rotation.next_bearer_token);
    scim.rotate_complete(&organization_id, &connection_id)
        .await?;
    println!("the first token has been replaced");

    let mut cursor: Option<String> = None;
    loop {
        let mut call = scim.get_groups(&organization_id, &connection_id).limit(100);
        if let Some(cursor) = cursor {
            call = call.cursor(cursor);
        }
        let page = call.await?;
        for group in page.scim_groups {
            println!("{} {}", group.group_id, group.group_name);
        }
        // Absent on the last page; an empty one would begin again from the first.
        cursor = page.next_cursor.filter(|cursor| !cursor.is_empty());
        if cursor.is_none() {
            return Ok(());
        }
    }
}

/// Where a program of yours gives the token to the identity provider, or to a vault. It is shown
/// once by the API and nowhere by this example.
fn hand_over<T>(_token: T) {}
