//! Which connections go through a proxy.

use std::sync::Arc;

use http::{HeaderValue, Uri};
use hyper_util::client::proxy::matcher::Matcher;

use crate::runtime::error::{Error, Result};

/// The proxies of a client, for `https` URLs.
#[derive(Clone)]
pub(in crate::runtime) struct Proxies(Option<Arc<Matcher>>);

/// A proxy, with its credentials.
pub(super) enum Proxy {
    /// A proxy that opens a tunnel by `CONNECT`.
    Tunnel {
        uri: Uri,
        authorization: Option<HeaderValue>,
    },
    /// A SOCKS 5 proxy.
    Socks {
        uri: Uri,
        credentials: Option<(String, String)>,
        local_dns: bool,
    },
}

impl Proxies {
    pub(in crate::runtime) fn none() -> Self {
        Self(None)
    }

    /// The proxies of the environment, which is read once.
    pub(in crate::runtime) fn of_environment() -> Self {
        Self(Some(Arc::new(Matcher::from_env())))
    }

    /// One proxy for all connections.
    pub(in crate::runtime) fn all(url: &str) -> Result<Self> {
        // Without the value, which may contain a password.
        let refused = || {
            Error::configuration(
                "the URL of the proxy must begin with `http://`, `https://`, `socks5://` or `socks5h://`, and a host",
            )
        };
        let scheme = url.split_once("://").map(|(scheme, _)| scheme);
        if !scheme.is_some_and(|scheme| matches!(scheme, "http" | "https" | "socks5" | "socks5h")) {
            return Err(refused());
        }
        let proxies = Self(Some(Arc::new(Matcher::builder().https(url).build())));
        match proxies.of(&Uri::from_static("https://localhost")) {
            Some(_) => Ok(proxies),
            None => Err(refused()),
        }
    }

    pub(super) fn of(&self, address: &Uri) -> Option<Proxy> {
        let proxy = self.0.as_ref()?.intercept(address)?;
        let uri = proxy.uri().clone();
        Some(match uri.scheme_str() {
            Some("http" | "https") => Proxy::Tunnel {
                authorization: proxy.basic_auth().cloned(),
                uri,
            },
            scheme => Proxy::Socks {
                local_dns: scheme == Some("socks5"),
                credentials: proxy
                    .raw_auth()
                    .map(|(user, password)| (user.to_owned(), password.to_owned())),
                uri,
            },
        })
    }
}
