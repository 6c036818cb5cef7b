//! The settings of a client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use secrecy::SecretString;

use super::{Client, Inner, base_url, credentials, vendor};
use crate::runtime::error::{Error, Result};
use crate::runtime::transport::{Reqwest, Settings, Transport};

const TIMEOUT: Duration = Duration::from_secs(30);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// The settings of a [`Client`].
///
/// | Setting | Default |
/// |---|---|
/// | [`base_url`](Self::base_url) | the environment that the project id belongs to |
/// | [`timeout`](Self::timeout) | 30 seconds for a call in all |
/// | [`connect_timeout`](Self::connect_timeout) | 10 seconds for a connection |
/// | [`user_agent`](Self::user_agent) | the name and the version of this crate |
/// | [`http_client`](Self::http_client) | one that follows no redirects |
///
/// ```no_run
/// use std::time::Duration;
/// # fn main() -> stytch_b2b::Result<()> {
/// let client = stytch_b2b::Client::builder()
///     .project_id("project-test-1234")
///     .secret("secret-test-5678")
///     .timeout(Duration::from_secs(5))
///     .user_agent("my-app/1.0")
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Default)]
#[must_use = "a client comes out of `build`"]
pub struct ClientBuilder {
    project_id: String,
    secret: SecretString,
    base_url: Option<String>,
    allow_insecure_http: bool,
    timeout: Option<Duration>,
    connect_timeout: Option<Duration>,
    user_agent: Option<String>,
    http_client: Option<reqwest::Client>,
}

impl ClientBuilder {
    /// The id of the project, such as `project-test-…`. Required.
    pub fn project_id(mut self, project_id: impl Into<String>) -> Self {
        self.project_id = project_id.into();
        self
    }

    /// The secret of the project. Required. It is wiped from memory with the client.
    pub fn secret(mut self, secret: impl Into<String>) -> Self {
        self.secret = secret.into().into();
        self
    }

    /// The address of the API: absolute, perhaps with a path, without a query, a fragment or a
    /// user name. It must be `https`, unless it is on this machine.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    /// Whether the address of the API may be `http` on another machine. The credentials can then
    /// be read by anyone on the way there.
    pub fn allow_insecure_http(mut self, allow: bool) -> Self {
        self.allow_insecure_http = allow;
        self
    }

    /// How long a call may take in all, from connecting to the last byte of the response.
    ///
    /// A single call can be given another limit by its `with_timeout`.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = Some(limit);
        self
    }

    /// How long it may take to connect. An [`http_client`](Self::http_client) of your own has its
    /// own limit, so the two exclude each other.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connect_timeout = Some(limit);
        self
    }

    /// Your application, such as `my-app/1.0`. This crate's own name is sent after it.
    pub fn user_agent(mut self, product: impl Into<String>) -> Self {
        self.user_agent = Some(product.into());
        self
    }

    /// An HTTP client of your own, for a proxy, other certificates, or connections shared with
    /// other parts of a program.
    ///
    /// Its own time limits hold unless [`timeout`](Self::timeout) is set. Give it
    /// `redirect(Policy::none())`: a redirect would take the body of a request, which may hold a
    /// password, to wherever the response says.
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http_client = Some(client);
        self
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) if a required setting is
    /// missing, if one cannot be used, or if TLS cannot be set up.
    pub fn build(self) -> Result<Client> {
        let authorization = credentials::authorization(&self.project_id, &self.secret)?;
        let base_url = match &self.base_url {
            Some(address) => base_url::parse(address, self.allow_insecure_http)?,
            None => vendor::base_url(&self.project_id).to_owned(),
        };
        Ok(Client(Arc::new(Inner {
            authorization,
            user_agent: self.user_agent_header()?,
            timeout: self.total_timeout(),
            transport: self.transport(&base_url)?,
            project_id: self.project_id,
            base_url,
        })))
    }

    fn user_agent_header(&self) -> Result<HeaderValue> {
        let Some(product) = &self.user_agent else {
            return Ok(HeaderValue::from_static(vendor::USER_AGENT));
        };
        HeaderValue::from_str(&format!("{product} {}", vendor::USER_AGENT)).map_err(|error| {
            Error::configuration("the user agent has characters that a header cannot hold")
                .because(error)
        })
    }

    fn total_timeout(&self) -> Option<Duration> {
        match self.http_client {
            Some(_) => self.timeout,
            None => self.timeout.or(Some(TIMEOUT)),
        }
    }

    fn transport(&self, base_url: &str) -> Result<Box<dyn Transport>> {
        Ok(Box::new(match (&self.http_client, self.connect_timeout) {
            (Some(_), Some(_)) => {
                return Err(Error::configuration(
                    "`connect_timeout` has no effect on an HTTP client of your own: set it there",
                ));
            }
            (Some(client), None) => Reqwest::from(client.clone()),
            (None, connect_timeout) => Reqwest::new(&Settings {
                connect_timeout: connect_timeout.unwrap_or(CONNECT_TIMEOUT),
                encrypted: base_url.starts_with("https:"),
            })?,
        }))
    }
}

/// Without the secret.
impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("project_id", &self.project_id)
            .field("timeout", &self.timeout)
            .field("connect_timeout", &self.connect_timeout)
            .field("user_agent", &self.user_agent)
            .finish_non_exhaustive()
    }
}
