//! What a middleware sees of a call: its operation, and the headers of each response.

use std::sync::{Arc, Mutex};

use stytch_b2b::testing::FakeTransport;
use stytch_b2b::transport::bytes::Bytes;
use stytch_b2b::transport::http::{HeaderValue, Request};
use stytch_b2b::transport::{Exchange, Operation, Transport};
use stytch_b2b::{Client, Json, Method};

/// Writes down operations and the header of a rate limit.
struct Watching(Arc<dyn Transport>, Arc<Mutex<Vec<String>>>);

impl Transport for Watching {
    fn send(&self, request: Request<Bytes>) -> Exchange {
        let operation = *request.extensions().get::<Operation>().unwrap();
        assert_eq!(operation.method(), request.method());
        assert!(!request.uri().path().contains('{'));
        let (response, seen) = (self.0.send(request), self.1.clone());
        Box::pin(async move {
            let response = response.await?;
            let left = response.headers()["x-ratelimit-remaining"]
                .to_str()
                .unwrap();
            seen.lock().unwrap().push(format!("{operation} {left}"));
            Ok(response)
        })
    }
}

/// Adds a header to each response, as a gateway does.
struct Limited(FakeTransport);

impl Transport for Limited {
    fn send(&self, request: Request<Bytes>) -> Exchange {
        let response = self.0.send(request);
        Box::pin(async move {
            let mut response = response.await?;
            let left = HeaderValue::from_static("7");
            response.headers_mut().insert("x-ratelimit-remaining", left);
            Ok(response)
        })
    }
}

#[tokio::test]
async fn the_operation_and_the_rate_limit_are_seen() {
    let seen = Arc::<Mutex<Vec<String>>>::default();
    let (fake, log) = (FakeTransport::new(), seen.clone());
    let client = Client::builder()
        .project_id("project-test-1")
        .secret("secret")
        .transport(Limited(fake.clone()))
        .middleware(move |inner| Watching(inner, log))
        .without_retries()
        .build()
        .unwrap();
    client
        .organizations()
        .get("organization-test-1")
        .await
        .unwrap();
    client.as_member("token").me().update().await.unwrap();
    client.m2m().token("id", "secret", [""; 0]).await.unwrap();
    fake.on_request(Method::PUT, "/v1/new/{id}")
        .respond(Json::Null);
    let custom = client.request(Method::PUT, "/v1/new/{id}");
    let custom = custom.with_path_param("id", "1").send::<()>();
    let custom = custom.with_response().await.unwrap();
    assert_eq!(custom.headers()["x-ratelimit-remaining"], "7");
    fake.deny_tokens();
    let denied = client
        .m2m()
        .token("id", "secret", [""; 0])
        .await
        .unwrap_err();
    let headers = denied.api_error().unwrap().headers();
    assert_eq!(headers["x-ratelimit-remaining"], "7");

    let token = "POST /v1/public/{project_id}/oauth2/token 7";
    let seen = seen.lock().unwrap();
    assert_eq!(seen[0], "GET /v1/b2b/organizations/{organization_id} 7");
    assert_eq!(seen[1], "POST /v1/b2b/sessions/authenticate 7");
    assert_eq!(seen[3..], [token, "PUT /v1/new/{id} 7", token]);
}

#[tokio::test]
async fn a_header_has_a_name_from_anywhere() {
    let fake = FakeTransport::new();
    let client = fake.client();
    for name in ["x-one", "X-Two"] {
        let call = client.organizations().get("organization-test-1");
        let call = call.with_header(name.to_owned(), "first");
        // Of two values under one name, the last counts.
        call.with_header(name.to_lowercase().as_str(), "last")
            .await
            .unwrap();
        let calls = fake.calls::<stytch_b2b::testing::ops::organizations::Get>();
        assert_eq!(calls.last().unwrap().header(name), Some("last"));
    }
}
