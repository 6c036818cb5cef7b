//! The body of a response.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::response::Parts;
use tokio::task::consume_budget;

use super::TransportError;
use super::pooled::PooledBody;
use crate::runtime::deadline::Deadline;
use crate::runtime::error::{Error, ErrorKind};

const KIB: usize = 1024;
const MIB: usize = 1024 * KIB;

/// The timeout for the body of an error, whose status says the most.
const ERROR_WAIT: Duration = Duration::from_secs(2);

/// The body of a response: complete, or still arriving.
#[derive(Default)]
pub struct Body(Chunks);

#[derive(Default)]
enum Chunks {
    #[default]
    Empty,
    AtHand(Bytes),
    Arriving(Box<PooledBody>),
    #[cfg(feature = "http2")]
    Multiplexed(hyper::body::Incoming),
    #[cfg(feature = "reqwest")]
    Reqwest(Box<reqwest::Response>),
}

impl Body {
    /// Returns the next chunk, or `None` at the end.
    ///
    /// # Errors
    ///
    /// If the connection breaks before the end.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, TransportError> {
        match &mut self.0 {
            Chunks::Arriving(body) => body.chunk().await,
            #[cfg(feature = "http2")]
            Chunks::Multiplexed(incoming) => next(incoming).await,
            #[cfg(feature = "reqwest")]
            Chunks::Reqwest(response) => Ok(response.chunk().await?),
            Chunks::AtHand(bytes) => {
                let bytes = std::mem::take(bytes);
                self.0 = Chunks::Empty;
                Ok(Some(bytes))
            }
            Chunks::Empty => Ok(None),
        }
    }

    /// Reads all of it until the deadline, chunk by chunk, so that its sender controls neither how
    /// much memory it takes nor, by an endless number of small chunks, how long other tasks wait.
    pub(in crate::runtime) async fn read(
        mut self,
        head: &Parts,
        deadline: Deadline,
    ) -> Result<Bytes, Error> {
        if head.status.is_success() {
            let mut read = Read::new(head, 64 * MIB);
            let all = async {
                while let Some(chunk) = self.chunk().await? {
                    consume_budget().await;
                    if !read.push(chunk) {
                        return Err(Error::from(ErrorKind::TooLarge { limit: read.limit }));
                    }
                }
                Ok(())
            };
            deadline.limit(all).await??;
            Ok(read.into_bytes())
        } else {
            let mut read = Read::new(head, MIB);
            let all = async {
                while let Ok(Some(chunk)) = self.chunk().await {
                    consume_budget().await;
                    if !read.push(chunk) {
                        break;
                    }
                }
            };
            // If it breaks off or stalls, the status and the beginning are more useful than that.
            let _ = deadline.half().within(ERROR_WAIT).limit(all).await;
            Ok(read.into_bytes())
        }
    }
}

#[cfg(feature = "http2")]
async fn next(incoming: &mut hyper::body::Incoming) -> Result<Option<Bytes>, TransportError> {
    use http_body_util::BodyExt as _;

    while let Some(frame) = incoming.frame().await {
        let frame = frame.map_err(|error| TransportError::Broken(error.into()))?;
        // This crate reads no trailers.
        if let Ok(data) = frame.into_data() {
            return Ok(Some(data));
        }
    }
    Ok(None)
}

/// The chunks of a body. Most bodies are a single chunk, which is not copied.
struct Read {
    first: Bytes,
    rest: Vec<u8>,
    /// The `Content-Length`.
    announced: usize,
    limit: usize,
}

impl Read {
    fn new(head: &Parts, limit: usize) -> Self {
        let length = head.headers.get(CONTENT_LENGTH);
        let announced = length.and_then(|length| length.to_str().ok()?.parse().ok());
        Self {
            first: Bytes::new(),
            rest: Vec::new(),
            announced: announced.unwrap_or_default(),
            limit,
        }
    }

    /// Adds a chunk, or as much of it as there is room for, and returns whether it fits.
    fn push(&mut self, mut piece: Bytes) -> bool {
        let room = self.limit - self.first.len().max(self.rest.len());
        let fits = piece.len() <= room;
        piece.truncate(room);
        if self.first.is_empty() && self.rest.is_empty() {
            self.first = piece;
        } else {
            if self.rest.is_empty() {
                // The `Content-Length` is trusted as far as it costs little.
                let likely = self.announced.min(256 * KIB).min(self.limit);
                self.rest
                    .reserve(likely.max(self.first.len() + piece.len()));
                self.rest
                    .extend_from_slice(&std::mem::take(&mut self.first));
            }
            self.rest.extend_from_slice(&piece);
        }
        fits
    }

    fn into_bytes(self) -> Bytes {
        if self.rest.is_empty() {
            self.first
        } else {
            self.rest.into()
        }
    }
}

/// A complete body, for a transport of your own.
impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Chunks::AtHand(bytes))
    }
}

impl From<PooledBody> for Body {
    fn from(body: PooledBody) -> Self {
        Self(Chunks::Arriving(Box::new(body)))
    }
}

#[cfg(feature = "http2")]
impl From<hyper::body::Incoming> for Body {
    fn from(incoming: hyper::body::Incoming) -> Self {
        Self(Chunks::Multiplexed(incoming))
    }
}

#[cfg(feature = "reqwest")]
impl From<reqwest::Response> for Body {
    fn from(response: reqwest::Response) -> Self {
        Self(Chunks::Reqwest(Box::new(response)))
    }
}

/// Without its content.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Body").finish_non_exhaustive()
    }
}
