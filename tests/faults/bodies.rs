//! Bodies that do not end, or take their time.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;
use std::time::{Duration, Instant};

use stytch_b2b::transport::bytes::Bytes;
use stytch_b2b::transport::http::{Request, Response};
use stytch_b2b::transport::{Body, Exchange, Transport};
use stytch_b2b::{Client, Retry};
use tests::loopback::{Connection, Loopback, response};

use crate::{LIMIT, client, client_with, get, good, outcome, post};

const MIB: usize = 1024 * 1024;

/// What the kernel holds between the server and the client, and what the server sends until it
/// learns that the client has gone, at most.
const BUFFERS: usize = 64 * MIB;

/// Sends the same bytes for ever, and counts them. What the client has not taken cannot be sent, so
/// this says how much it may have in memory.
struct Endless {
    server: Loopback,
    sent: Arc<AtomicUsize>,
}

impl Endless {
    fn start(head: &'static str, piece: String) -> Self {
        Self::paced(head, piece, Duration::ZERO)
    }

    fn paced(head: &'static str, piece: String, pause: Duration) -> Self {
        let sent = Arc::new(AtomicUsize::new(0));
        let count = sent.clone();
        let server = Loopback::start(move |mut connection| {
            connection.request();
            let mut result = connection.send(head);
            while result.is_ok() {
                result = connection.send(&piece);
                count.fetch_add(piece.len(), SeqCst);
                thread::sleep(pause);
            }
        });
        Self { server, sent }
    }

    fn chunked(status: &'static str, chunk: usize) -> Self {
        let piece = format!("{chunk:x}\r\n{}\r\n", "x".repeat(chunk));
        Self::start(status, piece.repeat((MIB / 16).div_ceil(piece.len())))
    }
}

const OK: &str = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
const ERROR: &str = "HTTP/1.1 500 Internal Server Error\r\ntransfer-encoding: chunked\r\n\r\n";

#[tokio::test]
async fn a_success_without_end() {
    let endless = Endless::chunked(OK, 32 * 1024);
    let client = client_with(&endless.server.url(), Duration::from_secs(60));
    let result = get(&client, Retry::default()).await;
    assert_eq!(outcome(&result), "too large", "{result:?}");
    let sent = endless.sent.load(SeqCst);
    assert!(sent < 64 * MIB + BUFFERS, "{sent}");
    assert_eq!(endless.server.connections(), 1);
}

#[tokio::test]
async fn an_error_without_end() {
    for chunk in [16, 1024, 300 * 1024] {
        let endless = Endless::chunked(ERROR, chunk);
        let client = client_with(&endless.server.url(), Duration::from_secs(60));
        let result = post(&client, Retry::default()).await;
        assert_eq!(outcome(&result), "status 500", "{result:?}");
        let kept = result.unwrap_err().api_error().unwrap().body().len();
        assert_eq!(kept, MIB);
        // A chunk has up to six bytes more on the wire.
        let sent = endless.sent.load(SeqCst);
        assert!(sent < 2 * MIB + BUFFERS, "{sent}");
    }
}

#[tokio::test]
async fn a_long_error() {
    let server = Loopback::responding(response("503 Unavailable", &"x".repeat(10 * MIB)));
    let result = get(&client(&server.url()), Retry::off()).await;
    assert_eq!(outcome(&result), "status 503", "{result:?}");
    let error = result.unwrap_err();
    assert_eq!(error.api_error().unwrap().body().len(), MIB);
    assert!(error.to_string().len() < 1000);
}

/// A head without end is not kept either.
#[tokio::test]
async fn a_head_without_end() {
    for (head, piece) in [
        ("HTTP/1.1 200 OK\r\n", "x-header: value\r\n"),
        ("HTTP/1.1 200 OK\r\n", "x"),
        ("", "\r\n"),
    ] {
        let endless = Endless::start(head, piece.repeat(64 * 1024 / piece.len()));
        let result = get(&client(&endless.server.url()), Retry::off()).await;
        assert_eq!(outcome(&result), "transport", "{result:?}");
        let sent = endless.sent.load(SeqCst);
        assert!(sent < BUFFERS, "{sent}");
    }
}

/// Whoever always has something to read must still look at the clock.
#[tokio::test]
async fn a_flood_of_little() {
    for piece in ["1\r\nx\r\n", "1\r\n \r\n"] {
        let endless = Endless::start(OK, piece.repeat(10_000));
        assert_late(&endless.server, piece).await;
    }
    for piece in [
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n",
    ] {
        // Not faster than a debug build can read: hyper looks at all that it has before it lets
        // others have the thread.
        let endless = Endless::paced("", piece.repeat(10), Duration::from_millis(1));
        assert_late(&endless.server, piece).await;
    }
}

#[tokio::test]
async fn a_slow_drip() {
    fn drip(mut connection: Connection, at_once: usize, text: &str) {
        connection.request();
        let (beginning, rest) = text.split_at(at_once);
        let mut result = connection.send(beginning);
        for byte in rest.as_bytes() {
            thread::sleep(Duration::from_millis(50));
            result = result.and_then(|()| connection.send([*byte]));
        }
    }
    let head = good().find("\r\n\r\n").unwrap() + 4;
    assert_late(
        &Loopback::start(|connection| drip(connection, 0, &good())),
        "head",
    )
    .await;
    assert_late(
        &Loopback::start(move |connection| drip(connection, head, &good())),
        "body",
    )
    .await;
    assert_late(&Loopback::start(|_| thread::sleep(LIMIT)), "nothing").await;
}

/// An error keeps its status, whatever becomes of its body, and is retried by that.
#[tokio::test]
async fn an_error_whose_body_does_not_end() {
    for (status, attempts) in [
        ("500 Internal Server Error", 1),
        ("503 Service Unavailable", 3),
    ] {
        for stalls in [true, false] {
            let error = response(status, &"x".repeat(100));
            let server = Loopback::start(move |mut connection| {
                connection.request();
                let _ = connection.send(&error[..error.len() - 50]);
                if stalls {
                    thread::sleep(LIMIT);
                }
            });
            let client = client_with(&server.url(), Duration::from_secs(4));
            let retry = Retry::default().backoff(Duration::ZERO);
            let start = Instant::now();
            let error = get(&client, retry).await.unwrap_err();
            let expected = status.split(' ').next().unwrap().parse().ok();
            assert_eq!((error.status(), error.attempts()), (expected, attempts));
            assert_eq!(error.api_error().unwrap().body().len(), 50);
            assert!(start.elapsed() < Duration::from_secs(4));
        }
    }
}

/// Both calls end in a timeout, in about the time that they are given.
async fn assert_late(server: &Loopback, name: &str) {
    let limit = Duration::from_millis(500);
    let client = client_with(&server.url(), limit);
    let start = Instant::now();
    let (got, posted) = tokio::join!(
        get(&client, Retry::default()),
        post(&client, Retry::default()),
    );
    for result in [got, posted] {
        assert_eq!(outcome(&result), "timeout", "{name:?}: {result:?}");
    }
    let took = start.elapsed();
    assert!(took >= limit && took < 4 * limit, "{name:?}: {took:?}");
}

/// Decoding counts as well: what arrived in time and is decoded after the timeout is late.
#[tokio::test]
async fn a_body_that_takes_long_to_decode() {
    struct AtHand(Bytes);
    impl Transport for AtHand {
        fn send(&self, _: Request<Bytes>) -> Exchange {
            let response = Response::new(Body::from(self.0.clone()));
            Box::pin(async { Ok(response) })
        }
    }
    let padding = "[],".repeat(4 * 1024 * 1024);
    let body = format!(r#"{{"request_id":"r","status_code":200,"new":[{padding}0]}}"#);
    let client = Client::builder()
        .project_id("project-test-1")
        .secret("marker-secret")
        .transport(AtHand(body.into()))
        .build()
        .unwrap();
    for (timeout, ends) in [(Duration::from_millis(5), "timeout"), (60 * LIMIT, "ok")] {
        let call = client.sso().get_connections("o").with_timeout(timeout);
        let result = call.await.map(drop);
        assert_eq!(outcome(&result), ends, "{result:?}");
    }
}
