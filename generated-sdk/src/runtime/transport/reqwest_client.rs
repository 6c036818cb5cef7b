//! The transport over a `reqwest::Client` of the user's.

use bytes::Bytes;
use http::{Request, Response};

use super::{Body, Exchange, Transport, TransportError};

/// A transport over a `reqwest::Client`.
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
        // A URL contains the arguments of the call.
        let error = error.without_url();
        // Connecting may time out as well; that nothing was sent says more.
        if error.is_connect() {
            Self::Connect(error.into())
        } else if error.is_timeout() {
            Self::Timeout(error.into())
        } else {
            Self::Broken(error.into())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpListener;

    use crate::runtime::{Call, Client, ErrorKind, Json, Route, Verb};

    const GET: Route = Route::new(Verb::Get, "/v1/x");

    fn client(address: &str) -> Client {
        let http_client = reqwest::Client::builder().no_proxy().build().unwrap();
        Client::builder()
            .project_id("id")
            .secret("hidden")
            .base_url(address)
            .http_client(http_client)
            .build()
            .unwrap()
    }

    #[tokio::test]
    async fn calls_go_through_the_client_of_the_user() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let server = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 4096];
            let length = stream.read(&mut request).unwrap();
            let response =
                b"HTTP/1.1 200 OK\r\ncontent-length: 7\r\nconnection: close\r\n\r\n{\"a\":1}";
            stream.write_all(response).unwrap();
            String::from_utf8_lossy(&request[..length]).into_owned()
        });
        let value: Json = Call::new(&client(&address), &GET).send().await.unwrap();
        assert_eq!(value, serde_json::json!({"a": 1}));
        let request = server.join().unwrap();
        assert!(
            request.contains("authorization: Basic aWQ6aGlkZGVu"),
            "{request}"
        );

        // Nobody listens there any more.
        let call = Call::new(&client(&address), &GET).send::<Json>();
        let error = call.await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Connect), "{error:?}");
    }
}
