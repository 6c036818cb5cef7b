//! The body of a response.

use std::fmt;

use bytes::Bytes;
use http::StatusCode;

use super::TransportError;
use crate::runtime::error::{Error, ErrorKind};

const MIB: usize = 1024 * 1024;

/// The body of a response: at hand, or still arriving.
#[derive(Default)]
pub struct Body(Source);

#[derive(Default)]
enum Source {
    #[default]
    Empty,
    AtHand(Bytes),
    Arriving(Box<reqwest::Response>),
}

impl Body {
    pub(super) fn arriving(response: reqwest::Response) -> Self {
        Self(Source::Arriving(Box::new(response)))
    }

    /// The next piece of it, or nothing at its end.
    ///
    /// # Errors
    ///
    /// If the connection breaks off before the end.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, TransportError> {
        match &mut self.0 {
            Source::Arriving(response) => Ok(response.chunk().await?),
            Source::AtHand(bytes) => {
                let bytes = std::mem::take(bytes);
                self.0 = Source::Empty;
                Ok(Some(bytes))
            }
            Source::Empty => Ok(None),
        }
    }

    /// Reads all of it, chunk by chunk, so that its sender does not decide how much memory it
    /// takes. Most bodies are a single chunk, which is not copied.
    pub(in crate::runtime) async fn read(mut self, status: StatusCode) -> Result<Bytes, Error> {
        let limit = if status.is_success() { 64 * MIB } else { MIB };
        let mut body = Bytes::new();
        let mut pieces = Vec::new();
        loop {
            let mut chunk = match self.chunk().await {
                Ok(Some(chunk)) => chunk,
                Ok(None) => break,
                // The status and the beginning of an error say more than that it broke off.
                Err(_) if !status.is_success() => break,
                Err(error) => return Err(error.into()),
            };
            let room = limit - body.len().max(pieces.len());
            let too_long = chunk.len() > room;
            if too_long && status.is_success() {
                return Err(ErrorKind::TooLarge { limit }.into());
            }
            chunk.truncate(room);
            if body.is_empty() && pieces.is_empty() {
                body = chunk;
            } else {
                pieces.extend_from_slice(&std::mem::take(&mut body));
                pieces.extend_from_slice(&chunk);
            }
            if too_long {
                break;
            }
        }
        Ok(if pieces.is_empty() {
            body
        } else {
            pieces.into()
        })
    }
}

/// A body that is at hand, for a transport of your own.
impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Source::AtHand(bytes))
    }
}

/// Without what is in it.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Body").finish_non_exhaustive()
    }
}
