//! From an `http::Response` to a value, or to an error.

use std::fmt::Display;

use bytes::Bytes;
use http::{Response, StatusCode};

use super::route::Media;
use super::trace::Trace;
use crate::runtime::deadline::Deadline;
use crate::runtime::error::{ApiError, Attempts, DecodeError, Error, ErrorKind, Result};
use crate::runtime::wire::{self, Slot, Wire};

/// A successful response whose body has not been looked at.
pub(super) struct Answer {
    status: StatusCode,
    media: Media,
    body: Bytes,
    deadline: Deadline,
    attempts: Attempts,
    trace: Trace,
}

impl Answer {
    /// Tells success from failure.
    pub(super) fn new(
        response: Response<Bytes>,
        media: Media,
        deadline: Deadline,
        trace: Trace,
    ) -> Result<Self> {
        let (head, body) = response.into_parts();
        let status = head.status;
        if status.is_success() {
            Ok(Self {
                status,
                media,
                body,
                deadline,
                attempts: Attempts::default(),
                trace,
            })
        } else {
            Err(Error::api(ApiError::new(status, &head.headers, body)))
        }
    }

    /// Says which attempts failed before.
    pub(super) fn after(mut self, mut attempts: Attempts) -> Self {
        attempts.count += 1;
        self.attempts = attempts;
        self
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
        let mut value = R::default();
        let unreadable = self.unreadable();
        self.read(&mut value)?;
        T::try_from(value).map_err(|reason| unreadable(reason.to_string()))
    }

    fn read(self, value: &mut dyn Wire) -> Result<()> {
        let outcome = match self.media {
            Media::Json => read_json(&self.body, value),
            Media::Text => read_text(&self.body, value.slot()),
            Media::Bytes => read_bytes(&self.body, value.slot()),
            Media::Nothing => Ok(()),
        };
        let outcome = match outcome {
            // A response that takes long to decode is late as well.
            _ if self.deadline.has_passed() => {
                Err(Error::from(ErrorKind::Timeout).after(self.attempts))
            }
            Ok(()) => Ok(()),
            Err(reason) => Err(self.unreadable()(reason)),
        };
        match &outcome {
            Ok(()) => self.trace.succeeded(value),
            Err(error) => self.trace.failed(error),
        }
        outcome
    }

    /// The error for a body that is not what it should be, for whatever reason.
    fn unreadable(&self) -> impl FnOnce(String) -> Error + use<> {
        let (status, body, attempts) = (self.status, self.body.clone(), self.attempts);
        move |reason| Error::decode(DecodeError::new(status, reason, body)).after(attempts)
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
