//! The transport over a `reqwest::Client` of the user's.

use bytes::Bytes;
use http::{Request, Response};

use super::{Body, Exchange, Transport, TransportError};

/// A transport that has its connections from a `reqwest::Client`.
pub(in crate::runtime) struct Reqwest(pub reqwest::Client);

impl Transport for Reqwest {
    fn send(&self, request: Request<Bytes>) -> Exchange {
        let client = self.0.clone();
        Box::pin(async move {
            let request = reqwest::Request::try_from(request)?;
            let mut response = client.execute(request).await?;
            let mut head = Response::new(());
            *head.status_mut() = response.status();
            *head.headers_mut() = std::mem::take(response.headers_mut());
            Ok(head.map(|()| Body::from(response)))
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
