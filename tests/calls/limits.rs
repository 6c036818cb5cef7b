//! When a call ends.

use std::time::Duration;

use stytch_b2b::{ErrorKind, Retry};
use tokio::time::Instant;

use crate::server::{Act, Server, passing};

const SECOND: Duration = Duration::from_secs(1);

/// The timeout holds for all attempts together: of 30 seconds, two attempts take 10 each, and
/// the last one has what is left.
#[tokio::test(start_paused = true)]
async fn all_attempts_share_one_limit() {
    let attempts = Retry::default();
    for (limit, retry, count) in [
        (None, attempts, 3),
        (Some(15 * SECOND), attempts, 2),
        (Some(5 * SECOND), attempts, 1),
        (Some(5 * SECOND), attempts.attempt_timeout(SECOND), 3),
        (None, Retry::off(), 1),
    ] {
        let server = Server::new([Act::Silence]).await;
        let mut call = server.client().organizations().get("o").with_retry(retry);
        if let Some(limit) = limit {
            call = call.with_timeout(limit);
        }
        let began = Instant::now();
        let error = passing(call.into_future()).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Timeout), "{error:?}");
        let (took, limit) = (began.elapsed(), limit.unwrap_or(30 * SECOND));
        assert!(limit <= took && took < limit + SECOND, "{took:?}");
        assert_eq!(server.count(), count);
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_not_idempotent_has_all_the_time() {
    let server = Server::new([Act::Silence]).await;
    let began = Instant::now();
    let call = server.client().organizations().create("o");
    passing(call.into_future()).await.unwrap_err();
    assert_eq!((server.count(), began.elapsed().as_secs()), (1, 30));
}

#[tokio::test(start_paused = true)]
async fn a_response_that_does_not_end_is_a_timeout() {
    let server = Server::new([Act::Stall]).await;
    let call = server
        .client()
        .organizations()
        .get("o")
        .with_timeout(3 * SECOND);
    let error = passing(call.into_future()).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Timeout), "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn dropping_a_call_stops_it() {
    let server = Server::new([Act::Respond("503 Service Unavailable", String::new())]).await;
    let retry = Retry::default()
        .retries(9)
        .backoff(5 * SECOND)
        .max_backoff(5 * SECOND);
    let call = server
        .client()
        .organizations()
        .get("o")
        .with_retry(retry)
        .send();
    let call = tokio::spawn(call);
    passing(async {
        while server.count() == 0 {
            tokio::task::yield_now().await;
        }
        call.abort();
        drop(call.await);
    })
    .await;
    let before = server.count();
    passing(tokio::time::sleep(60 * SECOND)).await;
    assert_eq!(server.count(), before);
}
