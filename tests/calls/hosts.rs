//! Which host the calls of a project go to.

use std::sync::{Arc, Mutex};

use stytch_b2b::Client;
use stytch_b2b::testing::FakeTransport;
use stytch_b2b::transport::bytes::Bytes;
use stytch_b2b::transport::http::{Request, header};
use stytch_b2b::transport::{Exchange, Transport};

/// Writes down where the credentials go.
struct Hosts(FakeTransport, Arc<Mutex<Vec<String>>>);

impl Transport for Hosts {
    fn send(&self, request: Request<Bytes>) -> Exchange {
        assert!(request.headers().contains_key(header::AUTHORIZATION));
        let host = request.uri().host().unwrap().to_owned();
        self.1.lock().unwrap().push(host);
        self.0.send(request)
    }
}

#[tokio::test]
async fn fraud_prevention_has_a_host_of_its_own_in_test_and_live() {
    for (project_id, own) in [
        ("project-test-1", "test.stytch.com"),
        ("project-live-1", "api.stytch.com"),
    ] {
        let hosts = Arc::<Mutex<Vec<String>>>::default();
        let client = Client::builder()
            .project_id(project_id)
            .secret("secret")
            .transport(Hosts(FakeTransport::new(), hosts.clone()))
            .build()
            .unwrap();
        client.debug().whoami().await.unwrap();
        client.m2m().clients().get("client").await.unwrap();
        let fraud = client.fraud();
        fraud.fingerprint().lookup("id").await.unwrap();
        fraud.rules().list().await.unwrap();
        fraud.verdict_reasons().list().await.unwrap();
        fraud.email().risk("ada@example.com").await.unwrap();
        let telemetry = "telemetry.stytch.com";
        let expected = [own, own, telemetry, telemetry, telemetry, telemetry];
        assert_eq!(*hosts.lock().unwrap(), expected);
    }
}
