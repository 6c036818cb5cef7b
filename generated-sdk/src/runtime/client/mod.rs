//! The client: what all calls have in common.

mod base_url;
mod builder;
mod credentials;
mod environment;
mod servers;
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
use super::route::Route;
use super::transport::{Exchange, Transport};

/// The default timeout of a call.
const TIMEOUT: Duration = Duration::from_secs(30);

/// A client of the Stytch B2B API: the root of all operations.
///
/// It holds the credentials and the connection pool. Clones are cheap and share both, so create one
/// client and keep it. Calls need a Tokio runtime. A client can be used from several runtimes, and
/// keeps a pool for each.
///
/// A response body is limited to 64 MiB, that of an error to 1 MiB.
#[derive(Clone)]
pub struct Client(pub(crate) Arc<Inner>);

/// What the clones of a client share.
///
/// The rest of the runtime calls this and not the client: a method of the client could have the
/// name of a resource of the API.
pub(crate) struct Inner {
    project_id: String,
    /// Without a slash at its end.
    base_url: String,
    /// The other servers of the API.
    servers: Vec<servers::Other>,
    authorization: HeaderValue,
    user_agent: HeaderValue,
    /// The extra headers of every request.
    headers: HeaderMap,
    timeout: Option<Duration>,
    retry: Retry,
    budget: Budget,
    clock: Clock,
    transport: Arc<dyn Transport>,
    extension: OnceLock<Box<dyn Any + Send + Sync>>,
}

/// A source of the current time.
pub(crate) type Clock = Arc<dyn Fn() -> SystemTime + Send + Sync>;

impl Client {
    /// Creates a client with the default settings, which [`ClientBuilder`] lists.
    ///
    /// It calls the live environment if the project id begins with `project-live-`, and the test
    /// environment otherwise.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) if the project id or the
    /// secret is empty, or if TLS cannot be set up.
    pub fn new(project_id: impl Into<String>, secret: impl Into<String>) -> Result<Self> {
        Self::builder()
            .project_id(project_id)
            .secret(secret)
            .build()
    }

    /// Creates a client with the credentials in the environment variables `STYTCH_PROJECT_ID` and
    /// `STYTCH_SECRET`, and with the base URLs that [`ClientBuilder::from_env`] reads.
    ///
    /// # Errors
    ///
    /// Those of [`Client::new`], and if one of the first two is not set, if a variable is not
    /// Unicode, or if a base URL is invalid.
    pub fn from_env() -> Result<Self> {
        ClientBuilder::from_env()?.build()
    }

    /// Returns a builder, for other settings.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }
}

impl Inner {
    pub(crate) fn project_id(&self) -> &str {
        &self.project_id
    }

    #[cfg(any(feature = "jwt", test))]
    pub(crate) fn base_url(&self) -> &str {
        &self.base_url
    }

    /// The base URL of an operation's server.
    ///
    /// # Errors
    ///
    /// If the operation has another server than the client's, and nothing is sent there.
    pub(super) fn base_url_of(&self, route: &Route) -> Result<&str> {
        self.other(route)
            .map_or(Ok(&self.base_url), servers::Other::sent_to)
    }

    fn other(&self, route: &Route) -> Option<&servers::Other> {
        let server = route.server?;
        self.servers.iter().find(|other| other.is(server))
    }

    /// The host and the port of an operation's server.
    #[cfg(feature = "tracing")]
    pub(super) fn server(&self, route: &Route) -> (&str, u16) {
        let other = self.other(route).map(servers::Other::base_url);
        base_url::server(other.unwrap_or(&self.base_url))
    }

    /// The current time.
    pub(crate) fn now(&self) -> SystemTime {
        (self.clock)()
    }

    /// The state of a client's extension, which is of one type.
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

    /// The timeout of a fetch that callers share: no caller's own timeout applies to it.
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
