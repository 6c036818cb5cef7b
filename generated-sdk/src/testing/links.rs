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
    pkce_code_challenge: Option<String>,
    is_used: bool,
}

/// The status code, the type and the message of an error.
pub(super) type Refusal = (u16, &'static str, &'static str);

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
            pkce_code_challenge: sent.get("pkce_code_challenge").cloned(),
            is_used: false,
        });
    }

    /// Uses the link whose token is in a request, and returns what the login has of it.
    pub(super) fn follow(
        &mut self,
        sent: &BTreeMap<String, String>,
    ) -> Result<Option<BTreeMap<String, String>>, Refusal> {
        let given = [LOGIN, DISCOVERY]
            .into_iter()
            .find_map(|name| Some((name, sent.get(name)?)));
        let Some((parameter, given)) = given else {
            return Ok(None);
        };
        let mut links = self.0.iter_mut().enumerate();
        let Some((_, link)) = links.find(|(index, _)| *given == token(*index)) else {
            return Ok(None);
        };
        link.open(parameter, sent.get("pkce_code_verifier"))?;
        Ok(Some(link.fields.clone()))
    }
}

impl Link {
    fn open(&mut self, parameter: &str, verifier: Option<&String>) -> Result<(), Refusal> {
        if self.parameter != parameter {
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
