//! Magic links: each one that was sent has a token, which authenticates once.

use std::collections::BTreeMap;

use super::ops::magic_links::email::{Invite, LoginOrSignup, discovery::DiscoverySend};
use crate::runtime::catalogue::Entry;

/// The links in the order in which they were sent.
#[derive(Default)]
pub(super) struct Links(Vec<Link>);

struct Link {
    email_address: String,
    is_used: bool,
}

/// The link of a request has authenticated once already.
pub(super) struct Used;

impl Links {
    /// The token of the last link to an address.
    pub(super) fn token(&self, email_address: &str) -> Option<String> {
        let mut links = self.0.iter();
        let last = links.rposition(|link| link.email_address == email_address);
        last.map(token)
    }

    /// The address of the link whose token is in a request, unless it was used already. A
    /// request that sends a link adds it.
    pub(super) fn address(
        &mut self,
        entry: &Entry,
        sent: &BTreeMap<String, String>,
    ) -> Result<Option<String>, Used> {
        if entry.is::<DiscoverySend>() || entry.is::<LoginOrSignup>() || entry.is::<Invite>() {
            self.0.extend(sent.get("email_address").map(|address| Link {
                email_address: address.clone(),
                is_used: false,
            }));
        }
        let names = ["magic_links_token", "discovery_magic_links_token"];
        let given = names.iter().find_map(|name| sent.get(*name));
        let mut links = self.0.iter_mut().enumerate();
        let Some((_, link)) = links.find(|(index, _)| given == Some(&token(*index))) else {
            return Ok(None);
        };
        match std::mem::replace(&mut link.is_used, true) {
            false => Ok(Some(link.email_address.clone())),
            true => Err(Used),
        }
    }
}

fn token(index: usize) -> String {
    format!("token-of-magic-link-{index}")
}
