//! What a client remembers between calls, shared by its clones.

#[cfg(feature = "jwt")]
use super::jwks::Jwks;
use super::member::Sessions;
use super::policies::Policies;
use crate::{Client, ErrorKind, Result};

#[derive(Default)]
pub(crate) struct State {
    pub(super) policies: Policies,
    pub(super) members: Sessions,
    #[cfg(feature = "jwt")]
    pub(super) jwks: Jwks,
}

impl State {
    /// The state of this client.
    #[inline]
    pub(crate) fn of(client: &Client) -> Result<&Self> {
        // Nothing else is kept there, so this does not fail.
        client.0.extension().ok_or_else(|| {
            let message = "the client has no memory for sessions".into();
            ErrorKind::Configuration { message }.into()
        })
    }
}
