//! From an `http::Response` to a value, or to an error.

use std::fmt::Display;

use bytes::Bytes;
use http::{HeaderMap, Response, StatusCode};

use super::route::Media;
use super::trace::Trace;
use crate::runtime::error::{ApiError, DecodeError, Error, Result};
use crate::runtime::wire::{self, Slot, Wire};

/// A successful response whose body has not been looked at.
pub(super) struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    media: Media,
    body: Bytes,
    trace: Trace,
}

impl Answer {
    /// Tells success from failure.
    pub(super) fn new(response: Response<Bytes>, media: Media, trace: Trace) -> Result<Self> {
        let (head, body) = response.into_parts();
        let status = head.status;
        if status.is_success() {
            Ok(Self {
                status,
                headers: head.headers,
                media,
                body,
                trace,
            })
        } else {
            Err(Error::api(ApiError::new(status, &head.headers, body)))
        }
    }

    /// Reads the body.
    pub(super) fn into_value<T: Wire + Default>(self) -> Result<T> {
        let mut value = T::default();
        self.read(&mut value)?;
        Ok(value)
    }

    /// Reads the body as one thing, to make another of it.
    pub(super) fn into_converted<R, T>(self) -> Result<T>
    where
        R: Wire + Default,
        T: TryFrom<R, Error: Display>,
    {
        let (status, headers, body) = (self.status, self.headers.clone(), self.body.clone());
        T::try_from(self.into_value()?).map_err(|reason| {
            Error::decode(DecodeError::new(status, headers, reason.to_string(), body))
        })
    }

    fn read(self, value: &mut dyn Wire) -> Result<()> {
        let outcome = match self.media {
            Media::Json => read_json(&self.body, value),
            Media::Text => read_text(&self.body, value.slot()),
            Media::Bytes => read_bytes(&self.body, value.slot()),
            Media::Nothing => Ok(()),
        };
        match outcome {
            Ok(()) => {
                self.trace.succeeded(value);
                Ok(())
            }
            Err(reason) => {
                let error = Error::decode(DecodeError::new(
                    self.status,
                    self.headers,
                    reason,
                    self.body,
                ));
                self.trace.failed(&error);
                Err(error)
            }
        }
    }
}

fn read_json(body: &[u8], value: &mut dyn Wire) -> Result<(), String> {
    if body.trim_ascii().is_empty() {
        // No document stands for no value, where the operation allows for that.
        return if value.slot().clear() {
            Ok(())
        } else {
            Err("the body is empty".to_owned())
        };
    }
    wire::from_json(body, value).map_err(|error| error.to_string())
}

fn read_text(body: &[u8], slot: Slot<'_>) -> Result<(), String> {
    match slot {
        Slot::Text(text) => {
            let expected = text.expected();
            text.set(String::from_utf8_lossy(body))
                .map_err(|found| format!("expected {expected}, found {found}"))
        }
        slot => Err(format!("expected {}, found plain text", slot.expected())),
    }
}

fn read_bytes(body: &Bytes, slot: Slot<'_>) -> Result<(), String> {
    match slot {
        Slot::Bytes(bytes) => {
            *bytes = body.clone();
            Ok(())
        }
        slot => Err(format!("expected {}, found bytes", slot.expected())),
    }
}
