//! The client: what all calls have in common.

mod base_url;
mod builder;
mod credentials;
mod vendor;

use std::any::Any;
use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Request};

pub use self::builder::ClientBuilder;
use super::error::Result;
use super::retry::{Budget, Retry};
use super::transport::{Exchange, Transport};

/// The default timeout of a call.
const TIMEOUT: Duration = Duration::from_secs(30);

/// The client of the API, and the root of its operations.
///
/// It holds the credentials and connections. Cloning is cheap and shares both, so make one client
/// and keep it. Calls must be made on a Tokio runtime, of which there may be several: each has
/// connections of its own.
///
/// Responses are read up to 64 MiB, the bodies of errors up to 1 MiB.
#[derive(Clone)]
pub struct Client(pub(crate) Arc<Inner>);

/// What the clones of a client share.
///
/// The rest of the runtime asks this and not the client, whose methods are the resources of the
/// API: a name that is taken there may be the name of one.
pub(crate) struct Inner {
    project_id: String,
    /// Without a slash at its end.
    base_url: String,
    authorization: HeaderValue,
    user_agent: HeaderValue,
    /// Those that every request has besides.
    headers: HeaderMap,
    timeout: Option<Duration>,
    retry: Retry,
    budget: Budget,
    clock: Clock,
    transport: Arc<dyn Transport>,
    extension: OnceLock<Box<dyn Any + Send + Sync>>,
}

/// What tells the time of day.
pub(crate) type Clock = Arc<dyn Fn() -> SystemTime + Send + Sync>;

impl Inner {
    pub(crate) fn project_id(&self) -> &str {
        &self.project_id
    }

    pub(crate) fn base_url(&self) -> &str {
        &self.base_url
    }

    /// The time of day.
    pub(crate) fn now(&self) -> SystemTime {
        (self.clock)()
    }

    /// What an extension of the client keeps in it. There is one such type.
    pub(crate) fn extension<T: Any + Default + Send + Sync>(&self) -> Option<&T> {
        self.extension
            .get_or_init(|| Box::<T>::default())
            .downcast_ref()
    }

    pub(super) fn authorization(&self) -> &HeaderValue {
        &self.authorization
    }

    pub(super) fn user_agent(&self) -> &HeaderValue {
        &self.user_agent
    }

    pub(super) fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    pub(crate) fn timeout(&self) -> Option<Duration> {
        self.timeout
    }

    /// How long a fetch may take that callers share: it has no caller whose timeout would hold.
    pub(crate) fn fetch_timeout(&self) -> Duration {
        self.timeout.unwrap_or_default().max(TIMEOUT)
    }

    pub(super) fn retry(&self) -> Retry {
        self.retry
    }

    pub(super) fn budget(&self) -> &Budget {
        &self.budget
    }

    pub(super) fn send(&self, request: Request<Bytes>) -> Exchange {
        self.transport.send(request)
    }
}

/// Without the secret.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("project_id", &self.0.project_id)
            .field("base_url", &self.0.base_url)
            .finish_non_exhaustive()
    }
}
