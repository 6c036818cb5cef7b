//! From an `http::Response` to a value, or to an error.

use std::fmt::Display;

use bytes::Bytes;
use http::Response;

use super::route::Media;
use super::trace::Trace;
use crate::runtime::deadline::Deadline;
use crate::runtime::error::{ApiError, Attempts, Coding, DecodeError, Error, ErrorKind, Result};
use crate::runtime::wire::{self, Slot, Wire};

/// A successful response whose body has not been looked at.
pub(super) struct Answer {
    response: Response<Bytes>,
    media: Media,
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
        if response.status().is_success() {
            Ok(Self {
                response,
                media,
                deadline,
                attempts: Attempts::default(),
                trace,
            })
        } else {
            Err(Error::api(ApiError::new(response)))
        }
    }

    /// Says which attempts failed before.
    pub(super) fn after(mut self, mut attempts: Attempts) -> Self {
        attempts.count += 1;
        self.attempts = attempts;
        self
    }

    /// Decodes the body.
    pub(super) fn into_value<T: Wire + Default>(self) -> Result<T> {
        let mut value = T::default();
        self.decode(&mut value)
            .map_err(|failure| failure.after(self))?;
        Ok(value)
    }

    /// Decodes the body as one thing, to make another of it.
    pub(super) fn into_converted<R, T>(self) -> Result<T>
    where
        R: Wire + Default,
        T: TryFrom<R, Error: Display>,
    {
        let mut value = R::default();
        let converted = self.decode(&mut value).and_then(|()| {
            T::try_from(value).map_err(|reason| Failure::Unreadable(reason.to_string()))
        });
        converted.map_err(|failure| failure.after(self))
    }

    fn decode(&self, value: &mut dyn Wire) -> Result<(), Failure> {
        let body = self.response.body();
        if let (false, Some(coding)) = (
            matches!(self.media, Media::Nothing) || body.is_empty(),
            Coding::of(self.response.headers()),
        ) {
            return Err(Failure::Unreadable(coding.to_string()));
        }
        let outcome = match self.media {
            Media::Json => read_json(body, value),
            Media::Text => read_text(body, value.slot()),
            Media::Bytes => read_bytes(body, value.slot()),
            Media::Nothing => Ok(()),
        };
        // A response that takes long to decode is late as well.
        if self.deadline.has_passed() {
            return Err(Failure::Late);
        }
        outcome.map_err(Failure::Unreadable)?;
        self.trace.succeeded(value);
        Ok(())
    }
}

/// Why there is no value.
enum Failure {
    Late,
    Unreadable(String),
}

impl Failure {
    /// The error of the call that this answered.
    fn after(self, answer: Answer) -> Error {
        let error = match self {
            Self::Late => ErrorKind::Timeout.into(),
            Self::Unreadable(reason) => Error::decode(DecodeError::new(answer.response, reason)),
        };
        let error = error.after(answer.attempts);
        answer.trace.failed(&error);
        error
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
        Slot::String(string) => {
            let expected = string.expected();
            string
                .set(String::from_utf8_lossy(body))
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
