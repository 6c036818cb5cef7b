//! A server that has too much to do, and many callers at once.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::{Duration, Instant};

use stytch_b2b::Retry;
use tests::loopback::Loopback;
use tokio::task::JoinSet;

use crate::{client, get, good, outcome, post};

const CALLERS: usize = 200;

/// The retries of a client while nothing succeeds.
const BUDGET: usize = 50;

const TOO_MANY: &str =
    "HTTP/1.1 429 Too Many Requests\r\nretry-after: 0\r\ncontent-length: 0\r\n\r\n";

/// How many calls ended in which way.
async fn storm(server: &Loopback) -> BTreeMap<String, usize> {
    let client = client(&server.url());
    let retry = Retry::default().backoff(Duration::from_millis(20));
    let mut calls = JoinSet::new();
    for number in 0..CALLERS {
        let client = client.clone();
        calls.spawn(async move {
            if number % 2 == 0 {
                get(&client, retry).await
            } else {
                post(&client, retry).await
            }
        });
    }
    let mut ends = BTreeMap::new();
    let start = Instant::now();
    while let Some(result) = calls.join_next().await {
        *ends.entry(outcome(&result.unwrap())).or_default() += 1;
    }
    assert!(
        start.elapsed() < Duration::from_secs(4),
        "{:?}",
        start.elapsed()
    );
    ends
}

#[tokio::test]
async fn an_outage_is_not_multiplied() {
    let server = Loopback::responding(TOO_MANY);
    let ends = storm(&server).await;
    assert_eq!(ends, [("status 429".to_owned(), CALLERS)].into());
    // Each idempotent call is retried, until the budget is spent.
    assert_eq!(server.requests().len(), CALLERS + BUDGET);
}

#[tokio::test]
async fn a_server_that_recovers() {
    let asked = AtomicUsize::new(0);
    let server = Loopback::start(move |mut connection| {
        while connection.request().is_some() {
            let sent = if asked.fetch_add(1, SeqCst) < BUDGET / 2 {
                connection.send(TOO_MANY)
            } else {
                connection.send(good())
            };
            if sent.is_err() {
                break;
            }
        }
    });
    // There is budget enough for all that are refused.
    let ends = storm(&server).await;
    assert_eq!(ends, [("ok".to_owned(), CALLERS)].into());
    assert_eq!(server.requests().len(), CALLERS + BUDGET / 2);
}

/// A `Retry-After` beyond the timeout of the call is not waited for.
#[tokio::test]
async fn a_wait_that_is_too_long_does_not_start() {
    for after in [
        "3600",
        "18446744073709551615",
        "Fri, 31 Dec 9999 23:59:59 GMT",
    ] {
        let server = Loopback::responding(format!(
            "HTTP/1.1 429 Too Many Requests\r\nretry-after: {after}\r\ncontent-length: 0\r\n\r\n"
        ));
        let start = Instant::now();
        let result = get(&client(&server.url()), Retry::default()).await;
        assert_eq!(outcome(&result), "status 429", "{result:?}");
        assert!(start.elapsed() < Duration::from_secs(2), "{after}");
        assert_eq!(server.requests().len(), 1, "{after}");
    }
}
