//! The caches of a client, which its clones share.

#[cfg(feature = "jwt")]
use super::jwks::Jwks;
use super::known::KnownSessions;
use super::policies::Policies;
use crate::{Client, ErrorKind, Result};

#[derive(Default)]
pub(crate) struct State {
    pub(super) policies: Policies,
    pub(super) sessions: KnownSessions,
    #[cfg(feature = "jwt")]
    pub(super) jwks: Jwks,
}

impl State {
    /// The caches of this client.
    #[inline]
    pub(crate) fn of(client: &Client) -> Result<&Self> {
        // Nothing else is stored there, so this does not fail.
        client.0.extension().ok_or_else(|| {
            let message = "the client has no caches".into();
            ErrorKind::Configuration { message }.into()
        })
    }
}
