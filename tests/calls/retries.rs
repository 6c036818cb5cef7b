//! What is retried, and when.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use stytch_b2b::transport::bytes::Bytes;
use stytch_b2b::transport::http::Request;
use stytch_b2b::transport::{Exchange, Transport};
use stytch_b2b::{Client, Error, ErrorKind, Retry};
use tokio::time::Instant;

use crate::server::{Act, Server, passing};

const SECOND: Duration = Duration::from_secs(1);

fn status(head: &'static str) -> Act {
    Act::Respond(head, String::new())
}

/// An operation of each kind.
#[derive(Clone, Copy, Debug)]
enum Operation {
    Get,
    Put,
    Delete,
    /// An idempotent `POST`.
    Search,
    Post,
}

impl Operation {
    async fn call(self, client: &Client) -> Result<(), Error> {
        let organizations = client.organizations();
        match self {
            Self::Get => organizations.get("o").await.map(drop),
            Self::Put => organizations.update("o").await.map(drop),
            Self::Delete => organizations.delete("o").await.map(drop),
            Self::Search => organizations.search().await.map(drop),
            Self::Post => organizations.create("o").await.map(drop),
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_sent_again() {
    use Operation::{Delete, Get, Post, Put, Search};
    let repeatable = [Get, Put, Delete, Search];
    for (act, operations, attempts) in [
        (status("502 Bad Gateway"), &repeatable[..], 3),
        (status("503 Service Unavailable"), &repeatable, 3),
        (status("504 Gateway Timeout"), &repeatable, 3),
        (Act::Close, &repeatable, 3),
        (Act::Silence, &repeatable, 3),
        (
            status("429 Too Many Requests"),
            &[Get, Put, Delete, Search, Post],
            3,
        ),
        // The server may have done what it was asked for.
        (status("502 Bad Gateway"), &[Post], 1),
        (status("503 Service Unavailable"), &[Post], 1),
        (status("504 Gateway Timeout"), &[Post], 1),
        (Act::Close, &[Post], 1),
        (Act::Silence, &[Post], 1),
        // It has.
        (Act::BreakOff, &[Get, Post], 1),
        (Act::Stall, &[Get, Post], 1),
        (Act::Respond("200 OK", "<html>".to_owned()), &[Get, Post], 1),
        // It would do the same again.
        (status("500 Internal Server Error"), &[Get, Post], 1),
        (status("400 Bad Request"), &[Get, Post], 1),
        (status("404 Not Found"), &[Get, Post], 1),
        (
            status("307 Temporary Redirect\r\nlocation: /"),
            &[Get, Post],
            1,
        ),
    ] {
        for operation in operations {
            let server = Server::new([act.clone()]).await;
            let outcome = passing(operation.call(&server.client())).await;
            assert!(outcome.is_err(), "{operation:?} {act:?}");
            assert_eq!(server.count(), attempts, "{operation:?} {act:?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_that_succeeds_in_the_end_has_succeeded() {
    for failures in [
        [Act::Close, status("503 Service Unavailable")],
        [status("429 Too Many Requests"), Act::Silence],
    ] {
        let success = Act::Respond("200 OK", r#"{"organizations":[],"results_metadata":{"total":7},"request_id":"r","status_code":200}"#.to_owned());
        let server = Server::new(failures.into_iter().chain([success])).await;
        let client = server.client();
        let found = passing(client.organizations().search().limit(1).into_future()).await;
        assert_eq!(found.unwrap().results_metadata.total, 7);
        let requests = server.requests();
        assert_eq!(requests.len(), 3);
        assert!(
            requests.iter().all(|request| *request == requests[0]),
            "{requests:?}"
        );
        assert!(
            requests[0].ends_with("\r\n\r\n{\"limit\":1}"),
            "{requests:?}"
        );
    }
}

/// Counts the attempts, also those that reach nobody.
struct Counted(Arc<dyn Transport>, Arc<AtomicUsize>);

impl Transport for Counted {
    fn send(&self, request: Request<Bytes>) -> Exchange {
        self.1.fetch_add(1, Ordering::Relaxed);
        self.0.send(request)
    }
}

#[tokio::test(start_paused = true)]
async fn a_refused_connection_is_tried_again_by_any_call() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let nobody = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    for operation in [Operation::Get, Operation::Post] {
        let count = Arc::new(AtomicUsize::new(0));
        let counted = count.clone();
        let client = Client::builder()
            .project_id("p")
            .secret("s")
            .base_url(&nobody)
            .middleware(move |inner| Counted(inner, counted))
            .build()
            .unwrap();
        let error = passing(operation.call(&client)).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Connect), "{error:?}");
        assert_eq!(count.load(Ordering::Relaxed), 3);
    }
}

#[tokio::test(start_paused = true)]
async fn the_client_or_the_call_says_how_often() {
    let server = Server::new([status("503 Service Unavailable")]).await;
    let off = server.builder().without_retries().build().unwrap();
    let often = server
        .builder()
        .retry(Retry::default().retries(5))
        .build()
        .unwrap();
    let get = |client: &Client| client.organizations().get("o");
    for (call, attempts) in [
        (get(&server.client()), 3),
        (get(&server.client()).without_retries(), 1),
        (get(&server.client()).with_retry(Retry::off()), 1),
        (
            get(&server.client()).with_retry(Retry::default().retries(1)),
            2,
        ),
        (get(&off), 1),
        (get(&off).with_retry(Retry::default()), 3),
        (get(&often), 6),
    ] {
        let before = server.count();
        passing(call.into_future()).await.unwrap_err();
        assert_eq!(server.count() - before, attempts);
    }
}

#[tokio::test(start_paused = true)]
async fn a_wait_is_as_long_as_retry_after() {
    const DATES: &str = "429 Too Many Requests\r\ndate: Sun, 06 Nov 1994 08:49:37 GMT\r\nretry-after: Sun, 06 Nov 1994 08:49:46 GMT";
    for (head, least, most) in [
        ("503 Service Unavailable", 0, 5),
        ("429 Too Many Requests\r\nretry-after: 0", 0, 1),
        ("429 Too Many Requests\r\nretry-after: 7", 7, 8),
        ("503 Service Unavailable\r\nretry-after: 3", 3, 4),
        (DATES, 9, 10),
        // An hour is more than anybody waits.
        ("429 Too Many Requests\r\nretry-after: 3600", 20, 21),
        ("429 Too Many Requests\r\nretry-after: soon", 0, 1),
    ] {
        let server = Server::new([status(head)]).await;
        let call = server.client().organizations().get("o");
        let call = call
            .with_timeout(100 * SECOND)
            .with_retry(Retry::default().retries(1));
        let error = passing(call.into_future()).await.unwrap_err();
        assert!(error.status().is_some());
        let pause = server.pauses()[0];
        assert!(
            least * SECOND <= pause && pause <= most * SECOND,
            "{head}: {pause:?}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_wait_beyond_the_deadline_does_not_start() {
    let server = Server::new([status("429 Too Many Requests\r\nretry-after: 8")]).await;
    let began = Instant::now();
    let call = server
        .client()
        .organizations()
        .get("o")
        .with_timeout(5 * SECOND);
    let error = passing(call.into_future()).await.unwrap_err();
    assert!(began.elapsed() < SECOND);
    assert_eq!(server.count(), 1);
    let response = error.api_error().unwrap();
    assert_eq!(response.status(), 429);
    assert_eq!(response.retry_after(), Some(8 * SECOND));
}

#[tokio::test(start_paused = true)]
async fn an_outage_is_not_multiplied() {
    let server = Server::new([status("503 Service Unavailable")]).await;
    let client = server.client();
    let calls: Vec<_> = (0..200)
        .map(|_| tokio::spawn(client.organizations().get("o").send()))
        .collect();
    passing(async {
        for call in calls {
            call.await.unwrap().unwrap_err();
        }
    })
    .await;
    // And 50 for all of them, of the 400 that they would have made.
    assert_eq!(server.count(), 250);
}

/// The error is that of the last attempt, and says what may have become of those before.
#[tokio::test(start_paused = true)]
async fn an_error_tells_of_the_attempts_before_it() {
    let gone = || status("404 Not Found");
    for (before, attempts, told) in [
        (vec![], 1, ""),
        (
            vec![Act::Close],
            2,
            " (attempt 2; an earlier one may have been processed)",
        ),
        (
            vec![Act::Silence],
            2,
            " (attempt 2; an earlier one may have been processed)",
        ),
        (
            vec![
                status("503 Service Unavailable"),
                status("429 Too Many Requests"),
            ],
            3,
            " (attempt 3; an earlier one may have been processed)",
        ),
        (vec![status("429 Too Many Requests")], 2, " (attempt 2)"),
    ] {
        let server = Server::new(before.into_iter().chain([gone()])).await;
        let call = server.client().organizations().members().delete("o", "m");
        let error = passing(call.into_future()).await.unwrap_err();
        assert_eq!(error.status().unwrap(), 404);
        assert_eq!(error.attempts(), attempts);
        assert_eq!(
            error.to_string(),
            format!("the API returned 404 Not Found{told}")
        );
    }
    let unsent = Server::new([gone()])
        .await
        .client()
        .organizations()
        .delete("");
    assert_eq!(unsent.await.unwrap_err().attempts(), 0);
}
