//! A server on the loopback interface that counts what it is asked, and takes its time.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

pub(crate) struct Server {
    pub(crate) url: String,
    count: Arc<AtomicUsize>,
}

impl Server {
    /// Answers every request with this JSON.
    pub(crate) fn start(body: String) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let count = Arc::new(AtomicUsize::new(0));
        let (counter, body) = (count.clone(), Arc::new(body));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (counter, body) = (counter.clone(), body.clone());
                thread::spawn(move || serve(&stream, &counter, &body));
            }
        });
        Self { url, count }
    }

    pub(crate) fn count(&self) -> usize {
        self.count.load(Ordering::SeqCst)
    }
}

fn serve(mut stream: &TcpStream, count: &AtomicUsize, body: &str) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    // The head of a GET ends with an empty line.
    while lines.by_ref().find(|line| line.is_empty()).is_some() {
        count.fetch_add(1, Ordering::SeqCst);
        thread::sleep(Duration::from_millis(50));
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
        if stream.write_all((head + body).as_bytes()).is_err() {
            return;
        }
    }
}
