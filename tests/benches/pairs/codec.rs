//! Decoding and encoding JSON, against serde derives of the same types.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use stytch_b2b::schemas;

use super::document::{self, Properties};
use super::{Pair, derived, repeated};

pub(super) fn pairs() -> Vec<Pair> {
    let member = "api_organization_v1_Member";
    let search = "api_organization_v1_organizations_members_SearchResponse";
    let policy = "api_b2b_rbac_v1_Policy";
    let whole = |schema| document::of_schema(schema, Properties::All, 2);
    compare::<schemas::Member, derived::Member>(&whole(member));
    compare::<schemas::MembersSearchResponse, derived::MembersSearchResponse>(&whole(search));
    compare::<schemas::RbacPolicy, derived::RbacPolicy>(&whole(policy));

    let member = document::of_schema(member, Properties::Usual, 1);
    let policy = document::of_schema(policy, Properties::Usual, 8);
    let search = document::search(1_000);
    [
        both::<schemas::Member, derived::Member>("a member", &member),
        both::<schemas::MembersSearchResponse, derived::MembersSearchResponse>(
            "1,000 members",
            &search,
        ),
        both::<schemas::RbacPolicy, derived::RbacPolicy>("a policy", &policy),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Asserts that both types decode all of a document: what they encode is the document again.
fn compare<O, T>(document: &Value)
where
    O: DeserializeOwned + Serialize,
    T: DeserializeOwned + Serialize,
{
    let text = document.to_string();
    let ours: O = serde_json::from_str(&text).unwrap();
    let theirs: T = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_value(ours).unwrap(), *document);
    assert_eq!(serde_json::to_value(theirs).unwrap(), *document);
}

fn both<O, T>(what: &str, document: &Value) -> [Pair; 2]
where
    O: DeserializeOwned + Serialize + 'static,
    T: DeserializeOwned + Serialize + 'static,
{
    compare::<O, T>(document);
    let text = document.to_string();
    let ours: O = serde_json::from_str(&text).unwrap();
    let theirs: T = serde_json::from_str(&text).unwrap();
    let again = text.clone();
    [
        Pair::new(
            format!("codec: decode {what}; derives"),
            repeated(move || serde_json::from_slice::<O>(text.as_bytes()).unwrap()),
            repeated(move || serde_json::from_slice::<T>(again.as_bytes()).unwrap()),
        ),
        Pair::new(
            format!("codec: encode {what}; derives"),
            repeated(move || serde_json::to_vec(&ours).unwrap()),
            repeated(move || serde_json::to_vec(&theirs).unwrap()),
        ),
    ]
}
