//! What the decisions keep in a client.

use super::member::Sessions;

/// What is kept, for all clones of a client.
#[derive(Default)]
pub(crate) struct State {
    pub(super) members: Sessions,
}
