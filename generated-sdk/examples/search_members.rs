//! Searches the members of an organization, and follows the pages of the result by hand.
//!
//! ```text
//! STYTCH_PROJECT_ID=… STYTCH_SECRET=… cargo run --example search_members -- organization-test-… example.com
//! ```

use std::env;
use std::error::Error;

use stytch_b2b::schemas::{SearchQuery, SearchQueryOperator};
use stytch_b2b::{Client, Json, JsonObject};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(organization_id), Some(part)) = (arguments.next(), arguments.next()) else {
        return Err("usage: search_members ORGANIZATION_ID PART_OF_ADDRESS".into());
    };
    let client = Client::from_env()?;

    let search = client
        .organizations()
        .members()
        .search([organization_id])
        .limit(100)
        .query(SearchQuery::new(
            SearchQueryOperator::And,
            [
                filter("member_email_fuzzy", part),
                filter("statuses", vec!["active", "invited"]),
            ],
        ));

    let mut seen = 0;
    let mut cursor: Option<String> = None;
    loop {
        // A builder can be cloned, so the pages differ in nothing but the cursor.
        let mut call = search.clone();
        if let Some(cursor) = cursor {
            call = call.cursor(cursor);
        }
        let page = call.await?;
        seen += page.members.len();
        for member in page.members {
            println!(
                "{} {} ({})",
                member.member_id, member.email_address, member.status
            );
        }
        let more = page.results_metadata.next_cursor;
        cursor = more.filter(|cursor| !cursor.is_empty());
        if cursor.is_none() {
            println!("{seen} of {}", page.results_metadata.total);
            return Ok(());
        }
    }
}

/// One condition of a search.
fn filter(name: &str, value: impl Into<Json>) -> JsonObject {
    JsonObject::from_iter([
        ("filter_name".to_owned(), name.into()),
        ("filter_value".to_owned(), value.into()),
    ])
}
