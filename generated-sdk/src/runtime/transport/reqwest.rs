//! The transport over `reqwest`.

use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use reqwest::redirect;

use super::{Body, Exchange, Transport, TransportError, tls};
use crate::runtime::error::{Error, Result};

/// A transport that has its connections from a `reqwest::Client`.
pub(crate) struct Reqwest(reqwest::Client);

/// What can be set on the HTTP client that is made where the user brings none.
pub(crate) struct Settings {
    pub connect_timeout: Duration,
    /// Whether requests go over TLS.
    pub encrypted: bool,
}

impl Reqwest {
    pub(crate) fn new(settings: &Settings) -> Result<Self> {
        let builder = reqwest::Client::builder()
            .connect_timeout(settings.connect_timeout)
            // The API does not redirect; whoever does is not to get the credentials.
            .redirect(redirect::Policy::none());
        tls::configure(builder, settings.encrypted)?
            .build()
            .map(Self)
            .map_err(|error| {
                Error::configuration("the HTTP client cannot be set up").because(error)
            })
    }
}

impl From<reqwest::Client> for Reqwest {
    fn from(client: reqwest::Client) -> Self {
        Self(client)
    }
}

impl Transport for Reqwest {
    fn send(&self, request: Request<Bytes>) -> Exchange {
        let client = self.0.clone();
        Box::pin(async move {
            let request = reqwest::Request::try_from(request)?;
            let mut response = client.execute(request).await?;
            let mut head = Response::new(());
            *head.status_mut() = response.status();
            *head.headers_mut() = std::mem::take(response.headers_mut());
            Ok(head.map(|()| Body::arriving(response)))
        })
    }
}

impl From<reqwest::Error> for TransportError {
    fn from(error: reqwest::Error) -> Self {
        // A URL holds the arguments of the call.
        let error = error.without_url();
        // Connecting may time out as well; that nothing was sent is the better thing to know.
        if error.is_connect() {
            Self::Connect(error.into())
        } else if error.is_timeout() {
            Self::Timeout(error.into())
        } else {
            Self::Broken(error.into())
        }
    }
}
