//! A source of M2M tokens: it keeps one for as long as it is good.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use serde_json::json;
use stytch_b2b::Client;
use stytch_b2b::testing::FakeTransport;
use stytch_b2b::transport::bytes::Bytes;
use stytch_b2b::transport::http::{Request, Response};
use stytch_b2b::transport::{Body, Exchange, Transport};
use tokio::time::{advance, sleep};

/// Numbers its tokens, which take a second to issue and last as long as it says.
struct Issuer(AtomicU32, i64);

impl Transport for Issuer {
    fn send(&self, _: Request<Bytes>) -> Exchange {
        let number = self.0.fetch_add(1, Ordering::Relaxed) + 1;
        let token = json!({ "access_token": number.to_string(), "expires_in": self.1, "token_type": "bearer" });
        Box::pin(async move {
            sleep(Duration::from_secs(1)).await;
            Ok(Response::new(Body::from(Bytes::from(token.to_string()))))
        })
    }
}

fn client(transport: impl Transport) -> Client {
    let builder = Client::builder().project_id("project-test-1").secret("s");
    builder
        .transport(transport)
        .without_retries()
        .build()
        .unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_token_is_kept_until_shortly_before_it_expires() {
    let year = 365 * 24 * 60 * 60;
    for (expires_in, kept) in [
        (3600, 3540),
        (600, 540),
        (300, 270),
        (10, 9),
        (0, 0),
        (-1, 0),
        (i64::MAX, year),
    ] {
        let client = client(Issuer(0.into(), expires_in));
        let source = client.m2m().token_source("id", "secret", ["read:users"]);
        let token = async || source.token().await.unwrap();
        let first = token().await;
        if kept > 0 {
            advance(Duration::from_secs(kept) - Duration::from_millis(10)).await;
            assert_eq!(token().await, first, "{expires_in}");
        }
        if kept < year {
            advance(Duration::from_millis(20)).await;
            assert_ne!(token().await, first, "{expires_in}");
        }
        let before = token().await;
        source.clear();
        assert_ne!(token().await, before, "{expires_in}");
    }
}

#[tokio::test(start_paused = true)]
async fn callers_share_one_request() {
    let client = client(Issuer(0.into(), 3600));
    let source = client.m2m().token_source("id", "secret", [""; 0]);
    let callers: Vec<_> = (0..10)
        .map(|_| tokio::spawn(source.clone().token()))
        .collect();
    for caller in callers {
        assert_eq!(caller.await.unwrap().unwrap().expose_secret(), "1");
    }
    // A caller that gives up leaves the token to the next one.
    source.clear();
    let hasty = source.token().with_timeout(Duration::from_millis(1)).await;
    assert!(hasty.is_err());
    assert_eq!(source.token().await.unwrap().expose_secret(), "2");
}

#[tokio::test(start_paused = true)]
async fn a_failure_is_not_kept() {
    let fake = FakeTransport::new();
    let source = client(fake.clone())
        .m2m()
        .token_source("id", "marker", ["read:users"]);
    fake.deny_tokens();
    let denied = source.token().await.unwrap_err();
    assert_eq!(denied.error_type(), Some("invalid_client"));
    fake.reset();
    assert!(source.token().await.is_ok());
    assert!(!format!("{source:?}").contains("marker"));
}
