//! Connections that break, close, or are not there.

use std::net::TcpListener;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use stytch_b2b::Retry;
use tests::loopback::{Connection, Loopback};

use crate::{Fault, assert_ends, client, fault, get, good, outcome, post, readable, responses};

const MS: fn(u64) -> Duration = Duration::from_millis;

/// So long that what was sent has arrived before the connection ends.
const PAUSE: Duration = Duration::from_millis(30);

/// Sends the beginning of a good response, or all of it.
fn beginning(connection: &mut Connection, length: usize) {
    connection.request();
    connection.send(&good().as_bytes()[..length]).unwrap();
    thread::sleep(PAUSE);
}

fn head() -> usize {
    good().find("\r\n\r\n").unwrap()
}

/// Before there is a response.
fn without_response() -> Vec<Fault> {
    vec![
        fault(
            "reset before the request is read",
            "transport",
            |connection| {
                thread::sleep(PAUSE);
                connection.reset();
            },
        ),
        fault(
            "closed before the request is read",
            "transport",
            |connection| {
                thread::sleep(PAUSE);
                drop(connection);
            },
        ),
        fault("reset after the request", "transport", |mut connection| {
            connection.request();
            connection.reset();
        }),
        fault("closed after the request", "transport", |mut connection| {
            connection.request();
        }),
        fault("reset inside the head", "transport", |mut connection| {
            beginning(&mut connection, head() / 2);
            connection.reset();
        }),
        fault("closed inside the head", "transport", |mut connection| {
            beginning(&mut connection, head() / 2);
        }),
    ]
}

/// After the response has begun.
fn cut_off() -> Vec<Fault> {
    let chunks = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\n{\"re\r\n";
    vec![
        fault("reset before the body", "transport", |mut connection| {
            beginning(&mut connection, head() + 4);
            connection.reset();
        }),
        fault("reset inside the body", "transport", |mut connection| {
            beginning(&mut connection, good().len() - 1);
            connection.reset();
        }),
        fault("closed inside the body", "transport", |mut connection| {
            beginning(&mut connection, good().len() - 1);
        }),
        responses("closed between two chunks", "transport", chunks),
    ]
}

#[tokio::test]
async fn a_connection_that_ends_early() {
    assert_ends(without_response()).await;
    assert_ends(cut_off()).await;
}

#[tokio::test]
async fn a_connection_that_ends_after_the_response() {
    assert_ends(vec![
        fault("reset", "ok", |mut connection| {
            beginning(&mut connection, good().len());
            connection.reset();
        }),
        fault("closed", "ok", |mut connection| {
            beginning(&mut connection, good().len());
        }),
        responses(
            "more than the response",
            "ok",
            good() + "HTTP/1.1 marker\r\n",
        ),
        // What comes without a length ends with the connection (RFC 9112, section 6.3).
        responses(
            "no length",
            "ok",
            "HTTP/1.1 200 OK\r\n\r\n".to_owned() + &readable(""),
        ),
    ])
    .await;
}

/// The status of an error says more than that the connection broke.
#[tokio::test]
async fn an_error_that_is_cut_off() {
    let head = "HTTP/1.1 503 Unavailable\r\ncontent-length: 100\r\n\r\n";
    assert_ends(vec![
        responses("closed before the body", "status 503", head),
        responses(
            "closed inside the body",
            "status 503",
            head.to_owned() + "{",
        ),
        fault(
            "reset inside the body",
            "status 503",
            move |mut connection| {
                connection.request();
                connection.send(head.to_owned() + "{").unwrap();
                thread::sleep(PAUSE);
                connection.reset();
            },
        ),
    ])
    .await;
}

/// With retries, a `GET` gets over what a `POST` must not retry.
#[tokio::test]
async fn a_server_that_fails_once() {
    let retry = Retry::default().backoff(MS(1));
    for (faults, get_ends) in [(without_response(), "ok"), (cut_off(), "transport")] {
        for Fault { name, script, .. } in faults {
            let server = Loopback::start(move |mut connection| match connection.number {
                0 => script(connection),
                _ => {
                    connection.request();
                    let _ = connection.send(good());
                }
            });
            let result = get(&client(&server.url()), retry).await;
            assert_eq!(outcome(&result), get_ends, "GET, {name}: {result:?}");
            let attempts = if get_ends == "ok" { 2 } else { 1 };
            assert_eq!(server.connections(), attempts, "GET, {name}");
        }
    }
    for Fault { name, script, .. } in without_response().into_iter().chain(cut_off()) {
        let server = Loopback::start(script);
        let result = post(&client(&server.url()), retry).await;
        assert_eq!(outcome(&result), "transport", "POST, {name}: {result:?}");
        assert_eq!(server.connections(), 1, "POST, {name}");
    }
}

/// Nothing that a server does to a connection that nobody uses is seen by the next call.
#[tokio::test]
async fn a_connection_that_ended_while_it_was_idle() {
    for reset in [false, true] {
        let server = Loopback::start(move |mut connection| {
            connection.request();
            let _ = connection.send(good());
            if reset {
                thread::sleep(MS(5));
                connection.reset();
            }
        });
        let client = client(&server.url());
        for _ in 0..20 {
            let result = post(&client, Retry::off()).await;
            assert_eq!(outcome(&result), "ok", "{result:?}");
            tokio::time::sleep(MS(20)).await;
        }
        assert_eq!(server.connections(), 20);
    }
}

#[tokio::test]
async fn a_call_that_nobody_waits_for_any_more() {
    let (sender, hung_up) = channel();
    let server = Loopback::start(move |mut connection| {
        connection.request();
        // There is no other request: this waits for the connection to end.
        sender.send(connection.request()).unwrap();
    });
    let client = client(&server.url());
    let call = post(&client, Retry::default());
    assert!(tokio::time::timeout(MS(100), call).await.is_err());
    // Time to hang up, which the client does by itself.
    tokio::time::sleep(MS(100)).await;
    assert_eq!(hung_up.try_recv(), Ok(None));
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn connections_are_used_again() {
    let server = Loopback::responding(good());
    let client = client(&server.url());
    for _ in 0..20 {
        post(&client, Retry::off()).await.unwrap();
    }
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn nobody_listens() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let client = client(&format!("http://{address}"));
    for result in [
        get(&client, Retry::default()).await,
        post(&client, Retry::default()).await,
    ] {
        assert_eq!(outcome(&result), "connect", "{result:?}");
    }

    // Nothing has been sent, so even a `POST` waits for somebody to listen.
    let server = thread::spawn(move || {
        thread::sleep(MS(100));
        let listener = TcpListener::bind(address).unwrap();
        Loopback::on(listener, |mut connection| {
            connection.request();
            connection.send(good()).unwrap();
        })
    });
    let patient = Retry::default()
        .retries(100)
        .backoff(MS(20))
        .max_backoff(MS(20));
    let result = post(&client, patient).await;
    assert_eq!(outcome(&result), "ok", "{result:?}");
    assert_eq!(server.join().unwrap().requests().len(), 1);
}
