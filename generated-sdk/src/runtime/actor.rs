//! Acting as the holder of a session, which settles some of the arguments of a call.

use std::any::Any;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use super::client::Client;
use super::error::Result;
use super::secret::Secret;

/// The session of somebody on whose behalf calls are made.
pub(crate) trait Session: Any + Send + Sync {
    /// The header that carries the session, and its value.
    fn header(&self) -> (&'static str, Secret);

    /// All headers that can carry one, so that there is no other beside it.
    fn headers(&self) -> &'static [&'static str];

    /// The value of an argument that follows from the session.
    fn argument(&self, name: &'static str) -> Resolving<'_>;
}

/// The value of an argument, once it is known.
pub(crate) type Resolving<'a> = Pin<Box<dyn Future<Output = Result<String>> + Send + 'a>>;

/// A client with the session of somebody on whose behalf it makes calls.
#[derive(Clone)]
pub(crate) struct ActorClient {
    client: Client,
    session: Arc<dyn Session>,
}

impl ActorClient {
    pub(crate) fn new(client: &Client, session: impl Session) -> Self {
        Self {
            client: client.clone(),
            session: Arc::new(session),
        }
    }

    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    pub(crate) fn session(&self) -> &Arc<dyn Session> {
        &self.session
    }

    /// The session as what it is. There is one such type.
    pub(crate) fn session_as<T: Session>(&self) -> Option<&T> {
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
