//! The transport over `reqwest`.

use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use reqwest::redirect;

use super::{Exchange, Transport, TransportError, limit, tls};
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
    fn send(&self, request: Request<Bytes>, timeout: Option<Duration>) -> Exchange {
        Box::pin(exchange(self.0.clone(), request, timeout))
    }
}

async fn exchange(
    client: reqwest::Client,
    request: Request<Bytes>,
    timeout: Option<Duration>,
) -> Result<Response<Bytes>, TransportError> {
    let mut request = reqwest::Request::try_from(request)?;
    *request.timeout_mut() = timeout;
    let mut response = client.execute(request).await?;

    let mut head = Response::new(Bytes::new());
    *head.status_mut() = response.status();
    *head.headers_mut() = std::mem::take(response.headers_mut());
    let body = read(&mut response, limit(head.status())).await?;
    Ok(head.map(|_| body.into()))
}

/// Reads a body chunk by chunk, so that its sender does not decide how much memory it takes.
async fn read(response: &mut reqwest::Response, limit: usize) -> Result<Vec<u8>, TransportError> {
    let success = response.status().is_success();
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        let room = limit - body.len();
        if chunk.len() <= room {
            body.extend_from_slice(&chunk);
        } else if success {
            return Err(TransportError::TooLarge(limit));
        } else {
            // The status and the beginning of an error say more than that it was too long.
            body.extend_from_slice(&chunk[..room]);
            break;
        }
    }
    Ok(body)
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
