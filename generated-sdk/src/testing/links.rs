//! Magic links: each one that was sent has a token, which authenticates once.

use std::collections::BTreeMap;

use super::ops::magic_links::email::{Invite, LoginOrSignup, discovery::DiscoverySend};
use crate::runtime::catalogue::Entry;

/// The links in the order in which they were sent.
#[derive(Default)]
pub(super) struct Links(Vec<Link>);

struct Link {
    email_address: String,
    /// Whether it is for no organization yet.
    is_discovery: bool,
    pkce_code_challenge: Option<String>,
    is_used: bool,
}

/// The status code, the type and the message of an error.
pub(super) type Refusal = (u16, &'static str, &'static str);

impl Links {
    /// The token of the last link to an address.
    pub(super) fn token(&self, email_address: &str) -> Option<String> {
        let mut links = self.0.iter();
        let last = links.rposition(|link| link.email_address == email_address);
        last.map(token)
    }

    /// The address of the link whose token is in a request, which uses it up. A request that sends
    /// a link adds it.
    pub(super) fn address(
        &mut self,
        entry: &Entry,
        sent: &BTreeMap<String, String>,
    ) -> Result<Option<String>, Refusal> {
        let is_discovery = entry.is::<DiscoverySend>();
        if is_discovery || entry.is::<LoginOrSignup>() || entry.is::<Invite>() {
            self.0.extend(sent.get("email_address").map(|address| Link {
                email_address: address.clone(),
                is_discovery,
                pkce_code_challenge: sent.get("pkce_code_challenge").cloned(),
                is_used: false,
            }));
        }
        let fields = [
            ("magic_links_token", false),
            ("discovery_magic_links_token", true),
        ];
        let mut given = fields
            .iter()
            .filter_map(|(name, is_discovery)| Some((sent.get(*name)?, *is_discovery)));
        let Some((given, is_discovery)) = given.next() else {
            return Ok(None);
        };
        let mut links = self.0.iter_mut().enumerate();
        let Some((_, link)) = links.find(|(index, _)| *given == token(*index)) else {
            return Ok(None);
        };
        link.open(is_discovery, sent.get("pkce_code_verifier"))?;
        Ok(Some(link.email_address.clone()))
    }
}

impl Link {
    fn open(&mut self, is_discovery: bool, verifier: Option<&String>) -> Result<(), Refusal> {
        if self.is_discovery != is_discovery {
            let message = "The token is that of a link for the other one of the two calls.";
            return Err((404, "magic_link_not_found", message));
        }
        if self.is_used {
            let message = "The magic link has been used already.";
            return Err((401, "unable_to_auth_magic_link", message));
        }
        match (&self.pkce_code_challenge, verifier) {
            (Some(_), None) => Err((
                400,
                "pkce_expected_code_verifier",
                "The link was sent with a pkce_code_challenge.",
            )),
            (None, Some(_)) => Err((
                400,
                "pkce_did_not_expect_code_verifier",
                "The link was sent without a pkce_code_challenge.",
            )),
            (Some(challenge), Some(verifier)) if !fits(challenge, verifier) => Err((
                400,
                "pkce_mismatch",
                "The verifier is that of another pkce_code_challenge.",
            )),
            _ => {
                self.is_used = true;
                Ok(())
            }
        }
    }
}

#[cfg(feature = "jwt")]
fn fits(challenge: &str, verifier: &str) -> bool {
    crate::start_urls::challenge(verifier) == challenge
}

/// Without the feature there is no SHA-256.
#[cfg(not(feature = "jwt"))]
fn fits(_challenge: &str, _verifier: &str) -> bool {
    true
}

fn token(index: usize) -> String {
    format!("token-of-magic-link-{index}")
}
