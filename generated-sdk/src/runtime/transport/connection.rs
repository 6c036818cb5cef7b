//! One connection of HTTP/1.1, driven by the call that uses it.
//!
//! hyper expects a task that drives a connection. Here the call itself drives it: it needs no other
//! task, wakes up once for a response, and closes the connection when it is dropped.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::Full;
use hyper::body::{Body as _, Incoming};
use hyper::client::conn::http1::{self, SendRequest};

use super::TransportError;
use super::stream::{Peek, Stream};

pub(super) struct Connection {
    sender: SendRequest<Full<Bytes>>,
    /// `None` when the connection has ended.
    driver: Option<Box<http1::Connection<Stream, Full<Bytes>>>>,
    socket: Option<Peek>,
}

/// Why there is no response. With the request, of which nothing has been sent, it can be sent over
/// another connection.
pub(super) struct Unsent {
    pub(super) request: Option<Request<Full<Bytes>>>,
    pub(super) error: TransportError,
}

impl Connection {
    pub(super) async fn new(mut stream: Stream) -> Result<Self, TransportError> {
        let socket = stream.take_socket();
        let (sender, driver) = http1::handshake(stream)
            .await
            .map_err(|error| TransportError::Connect(error.into()))?;
        Ok(Self {
            sender,
            driver: Some(Box::new(driver)),
            socket,
        })
    }

    /// Whether it can take another request: the server has not closed it while it was idle.
    pub(super) fn is_ready(&self) -> bool {
        self.sender.is_ready() && self.socket.as_ref().is_none_or(Peek::is_quiet)
    }

    /// Sends a request, and waits for the response to begin.
    pub(super) async fn send(
        &mut self,
        request: Request<Full<Bytes>>,
    ) -> Result<Response<Incoming>, Unsent> {
        let mut response = pin!(self.sender.try_send_request(request));
        let driver = &mut self.driver;
        let response = poll_fn(|context| {
            drive(driver, context);
            response.as_mut().poll(context)
        });
        response.await.map_err(|mut error| Unsent {
            request: error.take_message(),
            error: TransportError::Broken(error.into_error().into()),
        })
    }

    /// The next chunk of a response, or `None` at its end.
    pub(super) async fn chunk(
        &mut self,
        incoming: &mut Incoming,
    ) -> Result<Option<Bytes>, TransportError> {
        let driver = &mut self.driver;
        poll_fn(|context| {
            loop {
                drive(driver, context);
                let frame = match Pin::new(&mut *incoming).poll_frame(context) {
                    Poll::Pending => return Poll::Pending,
                    Poll::Ready(frame) => frame.transpose(),
                };
                match frame.map(|frame| frame.map(hyper::body::Frame::into_data)) {
                    // This crate reads no trailers.
                    Ok(Some(Err(_))) => {}
                    Ok(Some(Ok(data))) => return Poll::Ready(Ok(Some(data))),
                    Ok(None) => return Poll::Ready(Ok(None)),
                    Err(error) => return Poll::Ready(Err(TransportError::Broken(error.into()))),
                }
            }
        })
        .await
    }

    /// Finishes a response that has been read to its end. Returns whether the connection can be
    /// reused.
    pub(super) async fn rest(&mut self) -> bool {
        poll_fn(|context| {
            drive(&mut self.driver, context);
            Poll::Ready(self.driver.is_some() && self.sender.is_ready())
        })
        .await
    }
}

/// Reads and writes what is ready.
fn drive(
    driver: &mut Option<Box<http1::Connection<Stream, Full<Bytes>>>>,
    context: &mut Context<'_>,
) {
    if let Some(connection) = driver
        && Pin::new(&mut **connection).poll(context).is_ready()
    {
        // The response, or its body, ends with the error that ended it.
        *driver = None;
    }
}
