//! Searches the members of an organization, and iterates over all pages of the result.
//!
//! ```text
//! STYTCH_PROJECT_ID=… STYTCH_SECRET=… cargo run --example search_members -- organization-test-… example.com
//! ```

use std::env;
use std::error::Error;

use stytch_b2b::Client;
use stytch_b2b::search::MemberFilter;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(organization_id), Some(part)) = (arguments.next(), arguments.next()) else {
        return Err("usage: search_members ORGANIZATION_ID PART_OF_ADDRESS".into());
    };
    let client = Client::from_env()?;

    // A page has 100 members. The next one is fetched when they are used up.
    let mut members = client
        .organizations()
        .members()
        .search([organization_id])
        .limit(100)
        .query(MemberFilter::all([
            MemberFilter::member_email_fuzzy(part),
            MemberFilter::statuses(["active", "invited"]),
        ]))
        .items();

    while let Some(member) = members.next().await {
        let member = member?;
        println!(
            "{} {} ({})",
            member.member_id, member.email_address, member.status
        );
    }
    Ok(())
}
