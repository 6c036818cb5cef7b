//! Magic links: each one that was sent has a token, which authenticates once.

use std::collections::BTreeMap;

use super::ops::magic_links::email::{Invite, LoginOrSignup, discovery::DiscoverySend};
use crate::runtime::catalogue::Entry;

/// The links in the order in which they were sent.
#[derive(Default)]
pub(super) struct Links(Vec<Link>);

struct Link {
    /// The address and the organization, which a login has as well.
    fields: BTreeMap<String, String>,
    /// The parameter that takes its token.
    parameter: &'static str,
    is_used: bool,
}

/// The link of a request has authenticated once already, or is of the other kind.
pub(super) struct Refused;

const ADDRESS: &str = "email_address";
const DISCOVERY: &str = "discovery_magic_links_token";
const LOGIN: &str = "magic_links_token";

impl Links {
    /// The token of the last link to an address.
    pub(super) fn token(&self, email_address: &str) -> Option<String> {
        let mut addresses = self.0.iter().map(|link| link.fields.get(ADDRESS));
        let last = addresses.rposition(|to| to.is_some_and(|to| to == email_address));
        last.map(token)
    }

    /// Adds the link that a request sends, if it sends one.
    pub(super) fn add(&mut self, entry: &Entry, sent: &BTreeMap<String, String>) {
        let parameter = if entry.is::<DiscoverySend>() {
            DISCOVERY
        } else if entry.is::<LoginOrSignup>() || entry.is::<Invite>() {
            LOGIN
        } else {
            return;
        };
        let mut fields = sent.clone();
        fields.retain(|name, _| [ADDRESS, "organization_id"].contains(&&**name));
        self.0.push(Link {
            fields,
            parameter,
            is_used: false,
        });
    }

    /// Uses the link whose token is in a request, and returns what the login has of it.
    pub(super) fn follow(
        &mut self,
        sent: &BTreeMap<String, String>,
    ) -> Result<Option<BTreeMap<String, String>>, Refused> {
        let given = [LOGIN, DISCOVERY]
            .into_iter()
            .find_map(|name| Some((name, sent.get(name)?)));
        let Some((parameter, given)) = given else {
            return Ok(None);
        };
        let mut links = self.0.iter_mut().enumerate();
        match links.find(|(index, _)| *given == token(*index)) {
            None => Ok(None),
            Some((_, link)) if link.is_used || link.parameter != parameter => Err(Refused),
            Some((_, link)) => {
                link.is_used = true;
                Ok(Some(link.fields.clone()))
            }
        }
    }
}

fn token(index: usize) -> String {
    format!("token-of-magic-link-{index}")
}
