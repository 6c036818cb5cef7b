//! HTTP/2, which is spoken where the server offers it.

use std::convert::Infallible;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::{env, fs, thread};

use http_body_util::Full;
use hyper::server::conn::http2::Builder;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use rustls::ServerConfig;
use stytch_b2b::transport::bytes::Bytes;
use stytch_b2b::transport::http::{Request, Response};
use tokio_rustls::TlsAcceptor;

use crate::https::{ADDRESS, certified, child, this_again};

/// Where the server offers it, calls share one connection.
#[test]
fn http2_is_spoken_where_it_is_offered() {
    if let Ok(address) = env::var(ADDRESS) {
        return child(address);
    }
    let (config, certificate) = certified("h2");
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let requests = seen.clone();
    thread::spawn(move || serve(listener, config, requests));
    let file = env::temp_dir().join(format!("stytch-b2b-h2-{}.pem", std::process::id()));
    fs::write(&file, certificate).unwrap();
    let mut process = this_again();
    process.env(ADDRESS, format!("https://localhost:{port}"));
    let output = process.env("SSL_CERT_FILE", &file).output().unwrap();
    fs::remove_file(file).unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.contains("it ends: ok"), "{text}");
    // Both calls of the child, over the same connection.
    let expected = format!("0 HTTP/2.0 https://localhost:{port}/v1/b2b/sessions/revoke");
    assert_eq!(*seen.lock().unwrap(), [expected.clone(), expected]);
}

/// Writes down the number of the connection, the version and the address of each request.
fn serve(listener: TcpListener, config: Arc<ServerConfig>, seen: Arc<Mutex<Vec<String>>>) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        listener.set_nonblocking(true).unwrap();
        let listener = tokio::net::TcpListener::from_std(listener).unwrap();
        for connection in 0.. {
            let (stream, _) = listener.accept().await.unwrap();
            let stream = TlsAcceptor::from(config.clone())
                .accept(stream)
                .await
                .unwrap();
            let seen = seen.clone();
            let service = service_fn(move |request: Request<_>| {
                let line = format!("{connection} {:?} {}", request.version(), request.uri());
                seen.lock().unwrap().push(line);
                async { Ok::<_, Infallible>(Response::new(Full::new(Bytes::from("{}")))) }
            });
            let builder = Builder::new(TokioExecutor::new());
            tokio::spawn(builder.serve_connection(TokioIo::new(stream), service));
        }
    });
}
