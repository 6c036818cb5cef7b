//! The builder of a client.

use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime};

use http::{HeaderMap, HeaderValue};
use secrecy::SecretString;

use super::servers::{Given, Other};
use super::{Client, Clock, Inner, TIMEOUT, base_url, credentials, vendor};
use crate::runtime::error::{Error, Result};
use crate::runtime::header;
use crate::runtime::retry::{Budget, Retry};
use crate::runtime::secret::Secret;
use crate::runtime::server::Server;
use crate::runtime::transport::{Connector, Hyper, Proxies, Tls, Transport};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// The builder of a [`Client`], with its settings.
///
/// | Setting | Default |
/// |---|---|
/// | [`base_url`](Self::base_url) | that of `STYTCH_BASE_URL`, by [`from_env`](Self::from_env); otherwise `https://api.stytch.com` for a project id that begins with `project-live-`, and `https://test.stytch.com` for any other |
/// | `…_base_url` | that of `STYTCH_…_BASE_URL`, by [`from_env`](Self::from_env); otherwise the server that the API has for some of its operations |
/// | [`allow_insecure_http`](Self::allow_insecure_http) | `false`: `http` for loopback addresses only |
/// | [`timeout`](Self::timeout) | 30 seconds for a call with all its attempts; with an `http_client`, its own |
/// | [`connect_timeout`](Self::connect_timeout) | 10 seconds, with TLS and the proxy |
/// | [`retry`](Self::retry) | two retries, by the rule of [`Retry`] |
/// | [`user_agent`](Self::user_agent) | the name and the version of this crate, which follow yours |
/// | [`header`](Self::header) | none besides those that calls need |
/// | [`proxy`](Self::proxy), [`no_proxy`](Self::no_proxy) | those of `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`, for `https` only |
/// | [`transport`](Self::transport) | this crate's connection pool, which follows no redirects |
/// | `http_client` (feature `reqwest`) | none |
/// | [`middleware`](Self::middleware) | none |
/// | [`clock`](Self::clock) | the system's clock |
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
    servers: Given,
    allow_insecure_http: bool,
    timeout: Option<Duration>,
    connect_timeout: Option<Duration>,
    user_agent: Option<String>,
    headers: Vec<(String, Secret)>,
    retry: Retry,
    proxy: Option<Proxy>,
    transport: Option<Arc<dyn Transport>>,
    /// Whether the transport is an HTTP client, whose own timeouts apply.
    has_timeouts: bool,
    middleware: Vec<Middleware>,
    clock: Option<Clock>,
}

/// The setting of proxies.
enum Proxy {
    Never,
    At(Secret),
}

type Middleware = Box<dyn FnOnce(Arc<dyn Transport>) -> Arc<dyn Transport> + Send>;

impl ClientBuilder {
    /// Sets the project id, such as `project-test-…`. Required. Surrounding whitespace is an error.
    pub fn project_id(mut self, project_id: impl Into<String>) -> Self {
        self.project_id = project_id.into();
        self
    }

    /// Sets the secret of the project. Required. Surrounding whitespace is an error.
    ///
    /// The secret is zeroized when the client is dropped, as far as copies of it are known: the
    /// buffers of HTTP and TLS that it was sent through are not.
    pub fn secret(mut self, secret: impl Into<String>) -> Self {
        self.secret = secret.into().into();
        self
    }

    /// Sets the base URL of the API. It may have a path, but no query, fragment or user name. It
    /// must be `https`, unless its host is a loopback address.
    ///
    /// It does not move the operations that have a server of their own, whose base URLs have
    /// setters of their own. While it is `http`, those calls fail with
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) unless their setter was used:
    /// a client of a fake sends nothing to the network.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    /// Sets the base URL of another server of the API.
    #[allow(dead_code, reason = "an API may have no such server")]
    pub(crate) fn server(mut self, server: &Server, base_url: impl Into<String>) -> Self {
        self.servers.set(server, base_url.into());
        self
    }

    /// Allows base URLs of `http` for other hosts than loopback addresses. The credentials are
    /// then sent in clear text.
    pub fn allow_insecure_http(mut self, allow: bool) -> Self {
        self.allow_insecure_http = allow;
        self
    }

    /// Sets the timeout of a call, from connecting to the last byte of the response, with all
    /// attempts and the backoff between them.
    ///
    /// The `with_timeout` of a builder replaces it for one call.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = Some(limit);
        self
    }

    /// Sets the timeout for opening a connection, including the proxy's tunnel and the TLS
    /// handshake. It cannot be combined with a [`transport`](Self::transport) of your own, which
    /// has its own timeout.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// Sets the proxy of all connections, in place of those of the environment: such as
    /// `http://user:password@proxy.internal:3128`. The schemes are `http`, `https`, `socks5`, and
    /// `socks5h` to resolve host names at the proxy. A base URL of `http` uses no proxy: it is
    /// meant for a loopback address, and sends the secret in clear text.
    pub fn proxy(mut self, url: impl Into<Secret>) -> Self {
        self.proxy = Some(Proxy::At(url.into()));
        self
    }

    /// Uses no proxy and ignores those of the environment.
    pub fn no_proxy(mut self) -> Self {
        self.proxy = Some(Proxy::Never);
        self
    }

    /// Sets which failures are retried, and how often. The `with_retry` of a builder replaces it
    /// for one call.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    /// Disables retries: [`Retry::off`].
    pub fn without_retries(self) -> Self {
        self.retry(Retry::off())
    }

    /// Puts your application in front of the `User-Agent` of this crate, such as `my-app/1.0`.
    pub fn user_agent(mut self, product: impl Into<String>) -> Self {
        self.user_agent = Some(product.into());
        self
    }

    /// Adds a header to every request. The value is treated as a secret.
    ///
    /// `Accept` replaces that of the calls. Refused are `Host`, `Content-Length`,
    /// `Transfer-Encoding`, `Content-Type`, `Accept-Encoding`, `Authorization`, and `User-Agent`,
    /// which has [a setter](Self::user_agent). A header that a call sets itself, such as a session,
    /// is replaced.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Uses a `reqwest::Client` of your own as the transport, for other certificates or for
    /// connections that the rest of your program shares.
    ///
    /// Its own timeouts apply unless [`timeout`](Self::timeout) is set. Disable its redirects with
    /// `redirect(Policy::none())`: a redirect would send the request body, which may hold a
    /// password, to any host that the response names. Its connections belong to the runtime on
    /// which they were opened: use it from one runtime, and do not mix `.await` and `.wait()`.
    #[cfg(feature = "reqwest")]
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.has_timeouts = true;
        self.transport = Some(Arc::new(crate::runtime::transport::Reqwest(client)));
        self
    }

    /// Sets the transport that sends requests, in place of the connections of this crate: a fake,
    /// or an HTTP client of your own.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.has_timeouts = false;
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Wraps the transport in a middleware, which sees each attempt of each call. The last one that
    /// is added is the outermost. [`Transport`] has an example.
    pub fn middleware<T: Transport>(
        mut self,
        layer: impl FnOnce(Arc<dyn Transport>) -> T + Send + 'static,
    ) -> Self {
        self.middleware
            .push(Box::new(|inner| Arc::new(layer(inner))));
        self
    }

    /// Sets the clock that tokens are verified against, for tests.
    pub fn clock(mut self, now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Some(Arc::new(now));
        self
    }

    /// Creates the client.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) if a required setting is
    /// missing, if one is invalid, or if TLS cannot be set up.
    pub fn build(self) -> Result<Client> {
        let authorization = credentials::authorization(&self.project_id, &self.secret)?;
        let base_url = match &self.base_url {
            Some(address) => base_url::parse("the base URL", address, self.allow_insecure_http)?,
            None => vendor::choose(&self.project_id, vendor::BASE_URLS).to_owned(),
        };
        let allows_http = self.allow_insecure_http;
        let servers = self.servers.all(&base_url, &self.project_id, allows_http)?;
        // Without TLS no certificates are read, and none need exist.
        let is_encrypted =
            base_url.starts_with("https:") || servers.iter().any(Other::is_encrypted);
        let carrier = self.carrier(is_encrypted)?;
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
            servers,
            extension: OnceLock::new(),
        })))
    }

    fn header_map(&self) -> Result<HeaderMap> {
        self.headers
            .iter()
            .map(|(name, value)| {
                let wrong = |what| Error::configuration(format!("the header {name:?} {what}"));
                let name = header::extra_name(name.as_str())
                    .ok_or_else(|| wrong("is not the name of a header that can be added"))?;
                let value = header::value(value.expose_secret())
                    .ok_or_else(|| wrong("has characters that a header cannot hold"))?;
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
        self.timeout.or((!self.has_timeouts).then_some(TIMEOUT))
    }

    fn carrier(&self, is_encrypted: bool) -> Result<Arc<dyn Transport>> {
        if let Some(own) = &self.transport {
            let set = [
                ("connect_timeout", self.connect_timeout.is_some()),
                ("proxy", matches!(self.proxy, Some(Proxy::At(_)))),
            ];
            return match set.iter().find(|(_, is_set)| *is_set) {
                Some((setting, _)) => Err(Error::configuration(format!(
                    "`{setting}` has no effect on a transport of your own: set it there"
                ))),
                None => Ok(own.clone()),
            };
        }
        let tls = is_encrypted.then(Tls::new).transpose()?;
        let proxies = match &self.proxy {
            Some(Proxy::Never) => Proxies::none(),
            Some(Proxy::At(url)) => Proxies::all(url.expose_secret())?,
            None => Proxies::of_environment(),
        };
        let timeout = self.connect_timeout.unwrap_or(CONNECT_TIMEOUT);
        Ok(Arc::new(Hyper::new(Connector::new(tls, proxies, timeout))))
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
