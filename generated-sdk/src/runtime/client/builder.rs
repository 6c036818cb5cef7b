//! The settings of a client.

use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime};

use http::{HeaderMap, HeaderValue};
use secrecy::SecretString;

use super::{Client, Clock, Inner, base_url, credentials, vendor};
use crate::runtime::call::extra_header_name;
use crate::runtime::error::{Error, Result};
use crate::runtime::retry::{Budget, Retry};
use crate::runtime::secret::Secret;
use crate::runtime::transport::{Reqwest, Settings, Transport};

const TIMEOUT: Duration = Duration::from_secs(30);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// The settings of a [`Client`].
///
/// | Setting | Default |
/// |---|---|
/// | [`base_url`](Self::base_url) | the environment that the project id belongs to |
/// | [`allow_insecure_http`](Self::allow_insecure_http) | no, but for this machine |
/// | [`timeout`](Self::timeout) | 30 seconds for a call in all; with an `http_client`, its own |
/// | [`connect_timeout`](Self::connect_timeout) | 10 seconds for a connection |
/// | [`retry`](Self::retry) | two retries where they do no harm; see [`Retry`] |
/// | [`user_agent`](Self::user_agent) | the name and the version of this crate |
/// | [`header`](Self::header) | none besides those that calls need |
/// | [`http_client`](Self::http_client) | one that follows no redirects |
/// | [`transport`](Self::transport) | that HTTP client |
/// | [`middleware`](Self::middleware) | none |
/// | [`clock`](Self::clock) | the time of the system |
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
    headers: Vec<(String, Secret)>,
    retry: Retry,
    http_client: Option<reqwest::Client>,
    transport: Option<Arc<dyn Transport>>,
    middleware: Vec<Middleware>,
    clock: Option<Clock>,
}

type Middleware = Box<dyn FnOnce(Arc<dyn Transport>) -> Arc<dyn Transport> + Send>;

impl ClientBuilder {
    /// Settings with the credentials in the environment variables `STYTCH_PROJECT_ID` and
    /// `STYTCH_SECRET`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) if one of the variables is not
    /// set or not Unicode.
    pub fn from_env() -> Result<Self> {
        // Without the cause: it would show a value that is not Unicode.
        let variable = |name| {
            std::env::var(name).map_err(|_| {
                Error::configuration(format!(
                    "the environment variable {name} is not set to text"
                ))
            })
        };
        Ok(Self::default()
            .project_id(variable(vendor::PROJECT_ID_VARIABLE)?)
            .secret(variable(vendor::SECRET_VARIABLE)?))
    }

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

    /// How long a call may take in all, from connecting to the last byte of the response, with all
    /// attempts and the pauses between them.
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

    /// When a call that failed is sent again. A single call can be given other settings by its
    /// `with_retry`.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    /// Nothing is sent again: [`Retry::off`].
    pub fn without_retries(self) -> Self {
        self.retry(Retry::off())
    }

    /// Your application, such as `my-app/1.0`. This crate's own name is sent after it.
    pub fn user_agent(mut self, product: impl Into<String>) -> Self {
        self.user_agent = Some(product.into());
        self
    }

    /// A header that every request has. Those that a call needs cannot be replaced by it. The value
    /// is treated as a secret.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.headers.push((name.into(), value.into()));
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

    /// What carries requests, instead of an HTTP client: a fake, or a way of your own to the API.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// A layer around what carries requests, which sees each attempt of each call. It is given what
    /// it surrounds; the last layer that was added is the outermost. See [`Transport`] for an
    /// example.
    pub fn middleware<T: Transport>(
        mut self,
        layer: impl FnOnce(Arc<dyn Transport>) -> T + Send + 'static,
    ) -> Self {
        self.middleware
            .push(Box::new(|inner| Arc::new(layer(inner))));
        self
    }

    /// What tells the time of day, by which tokens are judged. It is meant for tests.
    pub fn clock(mut self, now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Some(Arc::new(now));
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
        let carrier = self.carrier(&base_url)?;
        Ok(Client(Arc::new(Inner {
            authorization,
            user_agent: self.user_agent_header()?,
            headers: self.header_map()?,
            timeout: self.total_timeout(),
            retry: self.retry,
            budget: Budget::default(),
            transport: self
                .middleware
                .into_iter()
                .fold(carrier, |inner, layer| layer(inner)),
            clock: self.clock.unwrap_or_else(|| Arc::new(SystemTime::now)),
            project_id: self.project_id,
            base_url,
            extension: OnceLock::new(),
        })))
    }

    fn header_map(&self) -> Result<HeaderMap> {
        self.headers
            .iter()
            .map(|(name, value)| {
                let wrong = |what| Error::configuration(format!("the header {name:?} {what}"));
                let name = extra_header_name(name)
                    .ok_or_else(|| wrong("is not the name of a header that can be added"))?;
                let mut value = HeaderValue::from_str(value.expose_secret())
                    .map_err(|_| wrong("has characters that a header cannot hold"))?;
                value.set_sensitive(true);
                Ok((name, value))
            })
            .collect()
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

    fn carrier(&self, base_url: &str) -> Result<Arc<dyn Transport>> {
        let own = match (&self.transport, &self.http_client) {
            (Some(_), Some(_)) => {
                return Err(Error::configuration(
                    "`http_client` has no effect on a transport of your own",
                ));
            }
            (Some(transport), None) => Some(transport.clone()),
            (None, Some(client)) => Some(Arc::new(Reqwest::from(client.clone())) as _),
            (None, None) => None,
        };
        match (own, self.connect_timeout) {
            (Some(_), Some(_)) => Err(Error::configuration(
                "`connect_timeout` has no effect on an HTTP client or a transport of your own: set it there",
            )),
            (Some(own), None) => Ok(own),
            (None, connect_timeout) => Ok(Arc::new(Reqwest::new(&Settings {
                connect_timeout: connect_timeout.unwrap_or(CONNECT_TIMEOUT),
                encrypted: base_url.starts_with("https:"),
            })?)),
        }
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
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }
}
