//! A fake as an HTTP server.

use std::convert::Infallible;
use std::fmt;
use std::future::pending;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use http::Method;
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio::sync::oneshot;

use super::backend::Backend;
use super::outcome::Ending;
use super::{Operation, Recorded, Script, builder, client};
use crate::runtime::catalogue::Endpoint;
use crate::runtime::transport::BoxError;
use crate::runtime::{Client, ClientBuilder, CustomRequest, Error, Result, Secret, Server};
use crate::schemas::{MemberSession, SessionsAuthenticateResponse};

/// A fake of the API on a loopback port, for what a [`FakeTransport`](super::FakeTransport) cannot
/// replace: a program in a process of its own, or another HTTP client.
///
/// It runs on a thread of its own, with or without a runtime in the test, and stops when it is
/// dropped; calls in flight then break. It accepts any credentials, but requires some.
///
/// Under Tokio's paused clock use a [`FakeTransport`](super::FakeTransport): such a clock does not
/// see bytes in flight, and jumps to the next timeout.
///
/// ```
/// # async fn example() -> stytch_b2b::Result<()> {
/// use stytch_b2b::testing::{FakeStytch, ops};
///
/// let stytch = FakeStytch::start()?;
/// let client = stytch.client();
///
/// client.sessions().revoke().member_id("member-test-1").await?;
///
/// assert_eq!(stytch.calls::<ops::sessions::Revoke>()[0].body.member_id.as_deref(), Some("member-test-1"));
/// # Ok(())
/// # }
/// # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(example()).unwrap();
/// ```
pub struct FakeStytch {
    backend: Arc<Backend>,
    address: SocketAddr,
    /// Dropped to stop the server.
    running: Option<oneshot::Sender<Infallible>>,
    thread: Option<JoinHandle<()>>,
}

impl FakeStytch {
    /// Starts a server that returns a [sample](super::sample) for each call without a script.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) if no port or no thread is
    /// available.
    pub fn start() -> Result<Self> {
        Self::with(Backend::default())
    }

    /// Starts a strict server, which returns an error of status 501 for each call without a script.
    ///
    /// # Errors
    ///
    /// Those of [`start`](Self::start).
    pub fn start_strict() -> Result<Self> {
        Self::with(Backend::strict())
    }

    fn with(backend: Backend) -> Result<Self> {
        let backend = Arc::new(backend);
        let failed =
            |error: io::Error| Error::configuration("the fake cannot be started").because(error);
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        listener.set_nonblocking(true).map_err(failed)?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .build()
            .map_err(failed)?;
        let (running, stopped) = oneshot::channel();
        let shared = backend.clone();
        let thread = thread::Builder::new()
            .name("fake-stytch".to_owned())
            .spawn(move || run(&runtime, listener, shared, stopped))
            .map_err(failed)?;
        Ok(Self {
            backend,
            address,
            running: Some(running),
            thread: Some(thread),
        })
    }

    /// Returns its base URL, for [`ClientBuilder::base_url`](crate::ClientBuilder::base_url), or for
    /// the environment variable `STYTCH_BASE_URL` of another process.
    ///
    /// Calls of other servers come here if their base URLs are set to it as well, such as
    /// `STYTCH_TELEMETRY_BASE_URL`. Otherwise they fail, and nothing is sent. [`client`](Self::client)
    /// and [`builder`](Self::builder) set all of them.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Creates a client of this fake, without retries.
    #[must_use]
    pub fn client(&self) -> Client {
        client(self.builder())
    }

    /// Returns the builder of a client of this fake, for other settings. It has credentials, and this
    /// fake as the base URL of every server.
    pub fn builder(&self) -> ClientBuilder {
        let servers = Server::all().iter();
        servers.fold(builder().base_url(self.base_url()), |builder, server| {
            builder.server(server, self.base_url())
        })
    }

    /// Returns the script of an operation. A closure in it must not wait for another call to the
    /// same server.
    pub fn on<O: Operation>(&self) -> Script<O> {
        Script::new(self.backend.clone(), Endpoint::of::<O>())
    }

    /// Returns the requests of an operation so far, in order.
    pub fn calls<O: Operation>(&self) -> Vec<Recorded<O>> {
        self.backend.calls(&Endpoint::of::<O>())
    }

    /// Returns the script of the requests of a method and a path, which begins with that of the base
    /// URL; see [`FakeTransport::on_request`](super::FakeTransport::on_request).
    pub fn on_request(&self, method: Method, path: &'static str) -> Script<CustomRequest> {
        let template = path;
        Script::new(self.backend.clone(), Endpoint { method, template })
    }

    /// Returns the requests of a method and a path so far; see
    /// [`FakeTransport::requests`](super::FakeTransport::requests).
    pub fn requests(&self, method: Method, path: &'static str) -> Vec<Recorded<CustomRequest>> {
        let template = path;
        self.backend.calls(&Endpoint { method, template })
    }

    /// Returns the number of all requests, including refused ones.
    pub fn request_count(&self) -> u64 {
        self.backend.count()
    }

    /// Adds a session, and returns what `sessions().authenticate()` returns for it; see
    /// [`FakeTransport::session`](super::FakeTransport::session).
    pub fn session(&self, session: &MemberSession) -> SessionsAuthenticateResponse {
        self.backend.session(session)
    }

    /// Lets a role permit an action on a resource; see
    /// [`FakeTransport::permit`](super::FakeTransport::permit).
    pub fn permit(&self, role_id: &str, resource_id: &str, action: &str) {
        self.backend.permit(role_id, resource_id, action);
    }

    /// Returns the token of the last magic link that was sent to an email address; see
    /// [`FakeTransport::magic_link`](super::FakeTransport::magic_link).
    pub fn magic_link(&self, email_address: &str) -> Option<Secret> {
        self.backend.magic_link(email_address)
    }

    /// Makes every token invalid: `m2m().token()` fails with the status 401 and the error
    /// `invalid_client`, and `introspect_token_network` returns `None`.
    pub fn deny_tokens(&self) {
        self.backend.deny_tokens();
    }

    /// Forgets everything but its port; see [`FakeTransport::reset`](super::FakeTransport::reset).
    pub fn reset(&self) {
        self.backend.reset();
    }
}

impl Drop for FakeStytch {
    fn drop(&mut self) {
        self.running = None;
        if let Some(thread) = self.thread.take()
            && thread.thread().id() != thread::current().id()
        {
            // It ends with an error only if it panicked, which the test has seen as broken calls.
            let _ = thread.join();
        }
    }
}

impl fmt::Debug for FakeStytch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FakeStytch")
            .field("base_url", &self.base_url())
            .field("request_count", &self.request_count())
            .finish_non_exhaustive()
    }
}

/// Serves until the other end of `stopped` is dropped. The runtime ends here, with all connections.
fn run(
    runtime: &Runtime,
    listener: std::net::TcpListener,
    backend: Arc<Backend>,
    stopped: oneshot::Receiver<Infallible>,
) {
    runtime.block_on(async {
        let Ok(listener) = TcpListener::from_std(listener) else {
            return;
        };
        tokio::spawn(accept(listener, backend));
        // Nothing is ever sent: its end is the message.
        let _ = stopped.await;
    });
}

async fn accept(listener: TcpListener, backend: Arc<Backend>) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => drop(tokio::spawn(serve(stream, backend.clone()))),
            // Too many open files, as a rule: others have to end first.
            Err(_) => tokio::task::yield_now().await,
        }
    }
}

async fn serve(stream: TcpStream, backend: Arc<Backend>) {
    let service = service_fn(|request| respond(request, backend.clone()));
    let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    // The client sees that its connection broke.
    let _ = connection.await;
}

async fn respond(
    request: http::Request<Incoming>,
    backend: Arc<Backend>,
) -> Result<http::Response<Full<bytes::Bytes>>, BoxError> {
    let (head, body) = request.into_parts();
    let body = body.collect().await?.to_bytes();
    match backend.handle(&http::Request::from_parts(head, body)) {
        Ending::Response(response) => Ok(response.map(Full::new)),
        Ending::Unreachable => Err("a scripted failure of a fake".into()),
        Ending::TimedOut => pending().await,
    }
}
