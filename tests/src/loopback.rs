//! A server on the loopback interface that follows a script, down to the bytes and to how the
//! connection ends.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use socket2::SockRef;

/// The server. Each connection is served on a thread of its own, which outlives the test if its
/// script does.
pub struct Loopback {
    address: SocketAddr,
    seen: Arc<Seen>,
}

#[derive(Default)]
struct Seen {
    connections: AtomicUsize,
    requests: Mutex<Vec<String>>,
}

impl Loopback {
    /// Serves each connection by the script.
    pub fn start(script: impl Fn(Connection) + Send + Sync + 'static) -> Self {
        Self::on(TcpListener::bind(("127.0.0.1", 0)).unwrap(), script)
    }

    /// The same, where somebody has chosen the port.
    pub fn on(listener: TcpListener, script: impl Fn(Connection) + Send + Sync + 'static) -> Self {
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(Seen::default());
        let (script, witness) = (Arc::new(script), seen.clone());
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (script, seen) = (script.clone(), witness.clone());
                let number = seen.connections.fetch_add(1, SeqCst);
                // A script that waits for something must not wait for ever.
                stream
                    .set_read_timeout(Some(Duration::from_secs(10)))
                    .unwrap();
                stream
                    .set_write_timeout(Some(Duration::from_secs(10)))
                    .unwrap();
                let connection = Connection {
                    reader: BufReader::new(stream),
                    number,
                    seen,
                };
                thread::spawn(move || script(connection));
            }
        });
        Self { address, seen }
    }

    /// Answers every request with the same bytes, on connections that stay open.
    pub fn responding(response: impl Into<Vec<u8>>) -> Self {
        Self::responding_after(Duration::ZERO, response)
    }

    /// The same, and takes so long for each.
    pub fn responding_after(delay: Duration, response: impl Into<Vec<u8>>) -> Self {
        let response = response.into();
        Self::start(move |mut connection| {
            while connection.request().is_some() {
                thread::sleep(delay);
                if connection.send(&response).is_err() {
                    return;
                }
            }
        })
    }

    /// `http://127.0.0.1:PORT`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How many connections there were.
    pub fn connections(&self) -> usize {
        self.seen.connections.load(SeqCst)
    }

    /// The requests that arrived in full, as they were on the wire.
    pub fn requests(&self) -> Vec<String> {
        self.seen.requests.lock().unwrap().clone()
    }
}

/// A connection, from the server's side.
pub struct Connection {
    reader: BufReader<TcpStream>,
    /// The first connection to the server has the number 0.
    pub number: usize,
    seen: Arc<Seen>,
}

impl Connection {
    /// Reads a request, or finds that no more will come.
    pub fn request(&mut self) -> Option<String> {
        let mut text = String::new();
        while !text.ends_with("\r\n\r\n") {
            if self.reader.read_line(&mut text).ok()? == 0 {
                return None;
            }
        }
        let length = text
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .map_or(0, |length| length.parse().unwrap());
        let body = self.reader.by_ref().take(length);
        (io::BufReader::new(body).read_to_string(&mut text)).ok()?;
        self.seen.requests.lock().unwrap().push(text.clone());
        Some(text)
    }

    /// Sends bytes at once.
    ///
    /// # Errors
    ///
    /// If the client has hung up.
    pub fn send(&mut self, bytes: impl AsRef<[u8]>) -> io::Result<()> {
        self.reader.get_mut().write_all(bytes.as_ref())
    }

    /// Ends the connection with a reset, so that what the client has not read yet is lost.
    pub fn reset(self) {
        let stream = self.reader.into_inner();
        SockRef::from(&stream)
            .set_linger(Some(Duration::ZERO))
            .unwrap();
    }
}

/// A response with a JSON body.
pub fn response(status: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
    )
}
