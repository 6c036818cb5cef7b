//! A scripted loopback server, on a clock that the test moves.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;
use stytch_b2b::{Client, ClientBuilder};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::Instant;

/// What the server does with a request.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    /// Responds with this head, from the status on, and this body.
    Respond(&'static str, String),
    /// Responds with the head and a part of the body, and then closes.
    BreakOff,
    /// Responds with the head and a part of the body, and then waits.
    Stall,
    /// Says nothing.
    Silence,
    /// Closes the connection without a response.
    Close,
}

pub(crate) struct Server {
    address: String,
    script: Arc<Mutex<VecDeque<Act>>>,
    seen: Arc<Mutex<Vec<(Instant, String)>>>,
}

impl Server {
    /// Does these things one after the other; the last one again and again.
    pub(crate) async fn new(script: impl IntoIterator<Item = Act>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            address: format!("http://{}", listener.local_addr().unwrap()),
            script: Arc::new(Mutex::new(script.into_iter().collect())),
            seen: Arc::default(),
        };
        let (script, seen) = (server.script.clone(), server.seen.clone());
        tokio::spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                tokio::spawn(serve(connection, script.clone(), seen.clone()));
            }
        });
        server
    }

    pub(crate) fn builder(&self) -> ClientBuilder {
        Client::builder()
            .project_id("project-test-1")
            .secret("hidden-secret")
            .base_url(&self.address)
    }

    /// The host and the port.
    pub(crate) fn address(&self) -> (&str, &str) {
        let authority = self.address.trim_start_matches("http://");
        authority.split_once(':').unwrap()
    }

    pub(crate) fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    /// The requests so far, each as a string.
    pub(crate) fn requests(&self) -> Vec<String> {
        let seen = self.seen.lock().unwrap();
        seen.iter().map(|(_, request)| request.clone()).collect()
    }

    pub(crate) fn count(&self) -> usize {
        self.seen.lock().unwrap().len()
    }

    /// The times between the requests.
    pub(crate) fn pauses(&self) -> Vec<Duration> {
        let seen = self.seen.lock().unwrap();
        seen.windows(2).map(|pair| pair[1].0 - pair[0].0).collect()
    }
}

async fn serve(
    mut connection: TcpStream,
    script: Arc<Mutex<VecDeque<Act>>>,
    seen: Arc<Mutex<Vec<(Instant, String)>>>,
) {
    while let Some(request) = read(&mut connection).await {
        seen.lock().unwrap().push((Instant::now(), request));
        let act = {
            let mut script = script.lock().unwrap();
            let next = script.front().cloned().expect("a script");
            if script.len() > 1 {
                script.pop_front();
            }
            next
        };
        let response = match &act {
            Act::Respond(head, body) => {
                format!(
                    "HTTP/1.1 {head}\r\ncontent-length: {}\r\n\r\n{body}",
                    body.len()
                )
            }
            Act::BreakOff | Act::Stall => {
                "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{".to_owned()
            }
            Act::Silence => String::new(),
            Act::Close => return,
        };
        connection.write_all(response.as_bytes()).await.unwrap();
        match act {
            Act::Respond(..) => {}
            Act::BreakOff | Act::Close => return,
            // Until the client hangs up.
            Act::Silence | Act::Stall => drop(connection.read_u8().await),
        }
    }
}

/// One request, or nothing if the client has gone.
async fn read(connection: &mut TcpStream) -> Option<String> {
    let mut text = String::new();
    let mut body_at = None;
    loop {
        if let Some(at) = body_at {
            let length = text
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "));
            if text.len() >= at + length.map_or(0, |length| length.parse().unwrap()) {
                return Some(text);
            }
        }
        let mut buffer = [0; 4096];
        let length = connection
            .read(&mut buffer)
            .await
            .ok()
            .filter(|length| *length > 0)?;
        text.push_str(std::str::from_utf8(&buffer[..length]).unwrap());
        body_at = text.find("\r\n\r\n").map(|end| end + 4);
    }
}

/// Waits for a future while the paused clock is moved, a little at a time.
///
/// A paused clock jumps when nothing is left to do, and it does not see that bytes are on their way
/// through the system. A task on another thread keeps it from jumping.
pub(crate) async fn passing<F: Future>(future: F) -> F::Output {
    const REAL: Duration = Duration::from_micros(500);
    const SIMULATED: Duration = Duration::from_millis(50);

    let mut future = std::pin::pin!(future);
    loop {
        let wait = tokio::task::spawn_blocking(|| std::thread::sleep(REAL));
        tokio::select! {
            biased;
            output = &mut future => return output,
            _ = wait => tokio::time::advance(SIMULATED).await,
        }
    }
}

/// A server that answers nothing that matters.
pub(crate) async fn not_found() -> Server {
    Server::new([Act::Respond("404 Not Found", "{}".to_owned())]).await
}

/// The body of the only request.
pub(crate) fn body(server: &Server) -> Value {
    let requests = server.requests();
    assert_eq!(requests.len(), 1);
    serde_json::from_str(requests[0].split_once("\r\n\r\n").unwrap().1).unwrap()
}
