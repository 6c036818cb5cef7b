//! A server with the same response to every request, on a thread of its own.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::mpsc;
use std::thread;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Serves the body as JSON for as long as the process lives, on connections that stay open.
pub(super) fn start(body: &str) -> SocketAddr {
    let response: Arc<[u8]> = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
    .into();
    let (sender, address) = mpsc::channel();
    thread::spawn(move || {
        super::calls::runtime().block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            sender.send(listener.local_addr().unwrap()).unwrap();
            while let Ok((connection, _)) = listener.accept().await {
                tokio::spawn(serve(connection, response.clone()));
            }
        });
    });
    address.recv().unwrap()
}

async fn serve(mut connection: TcpStream, response: Arc<[u8]>) {
    connection.set_nodelay(true).unwrap();
    let (mut request, mut length) = ([0; 8192], 0);
    while let Ok(read @ 1..) = connection.read(&mut request[length..]).await {
        length += read;
        if is_complete(&request[..length]) {
            length = 0;
            if connection.write_all(&response).await.is_err() {
                return;
            }
        }
    }
}

/// Whether a request is there with all of its body.
fn is_complete(request: &[u8]) -> bool {
    let Some(head) = request.windows(4).position(|bytes| bytes == b"\r\n\r\n") else {
        return false;
    };
    let head_lines = std::str::from_utf8(&request[..head]).unwrap();
    let length = head_lines.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        let is_length = name.eq_ignore_ascii_case("content-length");
        is_length.then(|| value.parse::<usize>().unwrap())
    });
    request.len() == head + 4 + length.unwrap_or(0)
}
