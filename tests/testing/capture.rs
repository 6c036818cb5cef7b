//! Responses as they come, before any type of the SDK reads them.

use std::sync::{Arc, Mutex};

use serde_json::Value;
use stytch_b2b::Client;
use stytch_b2b::testing::{FakeStytch, FakeTransport, PROJECT_ID};
use stytch_b2b::transport::bytes::Bytes;
use stytch_b2b::transport::http::Request;
use stytch_b2b::transport::{Exchange, Transport};

/// The bodies of all responses.
#[derive(Clone, Default)]
pub(crate) struct Bodies(Arc<Mutex<Vec<Bytes>>>);

impl Bodies {
    pub(crate) fn take(&self) -> Vec<Value> {
        let bodies = std::mem::take(&mut *self.0.lock().unwrap());
        let json = |body: Bytes| serde_json::from_slice(&body).expect("JSON");
        bodies.into_iter().map(json).collect()
    }
}

struct Capture {
    inner: Arc<dyn Transport>,
    bodies: Bodies,
}

impl Transport for Capture {
    fn send(&self, request: Request<Bytes>) -> Exchange {
        let (exchange, bodies) = (self.inner.send(request), self.bodies.clone());
        Box::pin(async move {
            let (head, mut body) = exchange.await?.into_parts();
            let mut all = Vec::new();
            while let Some(chunk) = body.chunk().await? {
                all.extend_from_slice(&chunk);
            }
            let all = Bytes::from(all);
            bodies.0.lock().unwrap().push(all.clone());
            Ok(stytch_b2b::transport::http::Response::from_parts(
                head,
                all.into(),
            ))
        })
    }
}

/// A client of each fake, with its response.
pub(crate) fn clients(fake: &FakeTransport, stytch: &FakeStytch) -> [(Client, Bodies); 2] {
    let own = Client::builder()
        .project_id(PROJECT_ID)
        .secret("secret-test-x");
    [own.transport(fake.clone()), stytch.builder()].map(|builder| {
        let builder = builder.without_retries();
        let bodies = Bodies::default();
        let captured = bodies.clone();
        let layer = move |inner| Capture {
            inner,
            bodies: captured,
        };
        (builder.middleware(layer).build().unwrap(), bodies)
    })
}
