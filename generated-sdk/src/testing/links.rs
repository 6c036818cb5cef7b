//! Magic links: each one that was sent has a token, which authenticates once.

use std::collections::BTreeMap;

use super::ops::magic_links::email::{Invite, LoginOrSignup, discovery::DiscoverySend};
use crate::runtime::catalogue::Entry;

/// The links in the order in which they were sent.
#[derive(Default)]
pub(super) struct Links(Vec<Link>);

struct Link {
    email_address: String,
    /// The parameter that takes its token.
    parameter: &'static str,
    is_used: bool,
}

/// The link of a request has authenticated once already, or is of the other kind.
pub(super) struct Refused;

const DISCOVERY: &str = "discovery_magic_links_token";
const LOGIN: &str = "magic_links_token";

impl Links {
    /// The token of the last link to an address.
    pub(super) fn token(&self, email_address: &str) -> Option<String> {
        let mut links = self.0.iter();
        let last = links.rposition(|link| link.email_address == email_address);
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
        self.0.extend(sent.get("email_address").map(|address| Link {
            email_address: address.clone(),
            parameter,
            is_used: false,
        }));
    }

    /// The address of the link whose token is in a request.
    pub(super) fn address(
        &mut self,
        sent: &BTreeMap<String, String>,
    ) -> Result<Option<String>, Refused> {
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
                Ok(Some(link.email_address.clone()))
            }
        }
    }
}

fn token(index: usize) -> String {
    format!("token-of-magic-link-{index}")
}
