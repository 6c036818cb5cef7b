//! The client: what all calls have in common.

mod base_url;
mod builder;
mod credentials;
mod vendor;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, Request};

pub use self::builder::ClientBuilder;
use super::error::{Error, Result};
use super::transport::{Exchange, Transport};

/// The client of the API, and the root of its operations.
///
/// It holds the credentials and a pool of connections. Cloning is cheap and shares both, so make
/// one client and keep it. Calls must be made on a Tokio runtime.
///
/// Responses are read up to 64 MiB, the bodies of errors up to 1 MiB.
#[derive(Clone)]
pub struct Client(pub(super) Arc<Inner>);

/// What the clones of a client share.
///
/// The rest of the runtime asks this and not the client, whose methods are the resources of the
/// API: a name that is taken there may be the name of one.
pub(super) struct Inner {
    project_id: String,
    /// Without a slash at its end.
    base_url: String,
    authorization: HeaderValue,
    user_agent: HeaderValue,
    timeout: Option<Duration>,
    transport: Box<dyn Transport>,
}

impl Client {
    /// A client with the default settings, which [`ClientBuilder`] lists.
    ///
    /// It talks to the live environment if the project id begins with `project-live-`, otherwise
    /// to the test environment.
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

    /// A client with the credentials in the environment variables `STYTCH_PROJECT_ID` and
    /// `STYTCH_SECRET`.
    ///
    /// # Errors
    ///
    /// Those of [`Client::new`], and if one of the variables is not set or not Unicode.
    pub fn from_env() -> Result<Self> {
        // Without the cause: it would show a value that is not Unicode.
        let variable = |name| {
            std::env::var(name).map_err(|_| {
                Error::configuration(format!(
                    "the environment variable {name} is not set to text"
                ))
            })
        };
        Self::new(
            variable(vendor::PROJECT_ID_VARIABLE)?,
            variable(vendor::SECRET_VARIABLE)?,
        )
    }

    /// A client with settings of one's own.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }
}

impl Inner {
    pub(super) fn base_url(&self) -> &str {
        &self.base_url
    }

    pub(super) fn authorization(&self) -> &HeaderValue {
        &self.authorization
    }

    pub(super) fn user_agent(&self) -> &HeaderValue {
        &self.user_agent
    }

    pub(super) fn send(&self, request: Request<Bytes>, timeout: Option<Duration>) -> Exchange {
        self.transport.send(request, timeout.or(self.timeout))
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
