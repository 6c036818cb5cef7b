//! Acting as the holder of a session, from which some arguments of a call are inferred.

use std::any::Any;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use super::client::Client;
use super::error::Result;
use super::secret::Secret;

/// The session that calls act with.
pub(crate) trait ActorSession: Any + Send + Sync {
    /// The header that carries the session, and its value.
    fn header(&self) -> (&'static str, Secret);

    /// All headers that can carry a session, so that a call has no other one.
    fn headers(&self) -> &'static [&'static str];

    /// The names of the properties that arguments of calls follow from.
    fn properties(&self) -> &'static [&'static str];

    /// The value of a property of the session, for an argument of a call.
    fn property(&self, name: &'static str) -> PropertyFuture<'_>;
}

/// The future of a session's property.
pub(crate) type PropertyFuture<'a> = Pin<Box<dyn Future<Output = Result<String>> + Send + 'a>>;

/// A client that acts as the holder of a session.
#[derive(Clone)]
pub(crate) struct ActorClient {
    client: Client,
    session: Arc<dyn ActorSession>,
}

impl ActorClient {
    pub(crate) fn new(client: &Client, session: impl ActorSession) -> Self {
        Self {
            client: client.clone(),
            session: Arc::new(session),
        }
    }

    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    pub(crate) fn session(&self) -> &Arc<dyn ActorSession> {
        &self.session
    }

    /// The session as its own type, of which there is one.
    pub(crate) fn session_as<T: ActorSession>(&self) -> Option<&T> {
        let session: &dyn Any = &*self.session;
        session.downcast_ref()
    }
}

/// Without the session.
impl fmt::Debug for ActorClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ActorClient")
            .field("client", &self.client)
            .finish_non_exhaustive()
    }
}
