//! What can go wrong with a call, over loopback connections.
//!
//! Each fault ends in a typed error or in the right response, in bounded time and memory, and with
//! nothing secret in what is printed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod arguments;
mod bodies;
mod connections;
mod errors;
mod heads;
mod responses;
mod storms;

use std::error::Error as _;
use std::time::{Duration, Instant};

use stytch_b2b::schemas::OidcConnection;
use stytch_b2b::{Client, Error, ErrorKind, Result, Retry};
use tests::loopback::{Connection, Loopback, response};

/// In everything that must not be printed: the credentials, all arguments, the path of the base
/// URL, and the bodies of successful responses.
const MARKER: &str = "marker";

/// The timeout of a call, where that is not what is tested.
const LIMIT: Duration = Duration::from_secs(5);

fn client(url: &str) -> Client {
    client_with(url, LIMIT)
}

fn client_with(url: &str, limit: Duration) -> Client {
    Client::builder()
        .project_id("project-test-1")
        .secret("marker-secret")
        .base_url(format!("{url}/marker-base"))
        .timeout(limit)
        .build()
        .unwrap()
}

/// An idempotent call.
async fn get(client: &Client, retry: Retry) -> Result<()> {
    client
        .sso()
        .get_connections("marker-path")
        .member_session("marker-session")
        .with_retry(retry)
        .await
        .map(drop)
}

/// A call that is not idempotent.
async fn post(client: &Client, retry: Retry) -> Result<()> {
    client
        .sso()
        .oidc()
        .create_connection("marker-path")
        .display_name("marker-body")
        .member_session("marker-session")
        .with_retry(retry)
        .await
        .map(drop)
}

/// A response that both calls can decode.
fn good() -> String {
    response("200 OK", &readable(""))
}

/// Its body, which begins with these properties.
fn readable(properties: &str) -> String {
    let connection = serde_json::to_string(&OidcConnection::default()).unwrap();
    format!(r#"{{{properties}"request_id":"r","status_code":200,"connection":{connection}}}"#)
}

/// How a call ended, in a word or two; and if it failed, that nothing secret is shown.
fn outcome(result: &Result<()>) -> String {
    let Err(error) = result else {
        return "ok".to_owned();
    };
    assert_nothing_secret(error);
    match error.kind() {
        ErrorKind::Argument { parameter, .. } => format!("argument {parameter}"),
        ErrorKind::Connect => "connect".to_owned(),
        ErrorKind::Timeout => "timeout".to_owned(),
        ErrorKind::Transport => "transport".to_owned(),
        ErrorKind::TooLarge { .. } => "too large".to_owned(),
        ErrorKind::Api(response) => format!("status {}", response.status().as_u16()),
        ErrorKind::Decode(response) => format!("unreadable {}", response.status().as_u16()),
        other => format!("{other:?}"),
    }
}

fn assert_nothing_secret(error: &Error) {
    let mut shown = format!("{error} {error:?} {error:#?}");
    let mut source = error.source();
    while let Some(cause) = source {
        shown += &format!(" {cause} {cause:?}");
        source = cause.source();
    }
    // The second is the beginning of the credentials in Base64.
    for secret in [MARKER, "cHJvamVjdC10ZXN0"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

type Script = Box<dyn Fn(Connection) + Send + Sync>;

/// What a server does with each of its connections, and how a call that is sent once ends then.
struct Fault {
    name: &'static str,
    script: Script,
    ends: &'static str,
}

fn fault(
    name: &'static str,
    ends: &'static str,
    script: impl Fn(Connection) + Send + Sync + 'static,
) -> Fault {
    Fault {
        name,
        script: Box::new(script),
        ends,
    }
}

/// A server that reads the request and responds with these bytes.
fn responses(name: &'static str, ends: &'static str, bytes: impl Into<Vec<u8>>) -> Fault {
    let bytes = bytes.into();
    fault(name, ends, move |mut connection| {
        connection.request();
        let _ = connection.send(&bytes);
    })
}

/// Sends both calls into each fault.
async fn assert_ends(faults: Vec<Fault>) {
    for Fault { name, script, ends } in faults {
        let server = Loopback::start(script);
        let url = server.url();
        let start = Instant::now();
        // Each on a connection of its own.
        let results = [
            get(&client(&url), Retry::off()).await,
            post(&client(&url), Retry::off()).await,
        ];
        for result in results {
            assert_eq!(outcome(&result), ends, "{name}: {result:?}");
        }
        assert!(start.elapsed() < LIMIT, "{name}: {:?}", start.elapsed());
    }
}
