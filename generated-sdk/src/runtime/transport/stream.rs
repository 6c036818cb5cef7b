//! Byte streams of any kind.

use std::io::{self, IoSlice};
use std::mem::MaybeUninit;
use std::pin::Pin;
use std::task::{Context, Poll};

use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::client::legacy::connect::{Connected, Connection};
use hyper_util::rt::TokioIo;
use socket2::{SockRef, Socket};
use tokio::net::TcpStream;

/// A connection of any kind, so that the code that drives connections is compiled once.
pub(super) struct Stream {
    io: Box<dyn Io>,
    /// The socket under all layers.
    socket: Option<Peek>,
}

/// The traits of every connection.
pub(super) trait Io: Read + Write + Connection + Send + Unpin {}

impl<T: Read + Write + Connection + Send + Unpin> Io for T {}

impl Stream {
    pub(super) fn tcp(io: TokioIo<TcpStream>) -> Self {
        let socket = SockRef::from(io.inner()).try_clone().ok().map(Peek);
        Self {
            io: Box::new(io),
            socket,
        }
    }

    /// A layer over the stream that the socket was taken from.
    pub(super) fn layer(io: impl Io + 'static, socket: Option<Peek>) -> Self {
        Self {
            io: Box::new(io),
            socket,
        }
    }

    pub(super) fn take_socket(&mut self) -> Option<Peek> {
        self.socket.take()
    }

    #[cfg(feature = "http2")]
    pub(super) fn is_http2(&self) -> bool {
        self.io.connected().is_negotiated_h2()
    }
}

/// A second handle of a socket, to see what has arrived without reading it.
pub(super) struct Peek(Socket);

impl Peek {
    /// Whether nothing has arrived, not even the end. A runtime that has not polled its sockets for
    /// a while does not know.
    pub(super) fn is_quiet(&self) -> bool {
        let mut byte = [MaybeUninit::uninit()];
        let arrived = self.0.peek(&mut byte);
        matches!(arrived, Err(error) if error.kind() == io::ErrorKind::WouldBlock)
    }
}

impl Connection for Stream {
    fn connected(&self) -> Connected {
        self.io.connected()
    }
}

impl Read for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.io).poll_read(context, buffer)
    }
}

impl Write for Stream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut *self.io).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.io).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.io).poll_shutdown(context)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut *self.io).poll_write_vectored(context, slices)
    }
}
