//! From an `http::Response` to a value, or to an error.

use std::fmt::Display;

use bytes::Bytes;
use http::StatusCode;
use serde::de::DeserializeOwned;

use super::trace::Trace;
use crate::runtime::deadline::Deadline;
use crate::runtime::error::{
    ApiError, Attempts, Coding, DecodeError, Error, ErrorKind, Result, request_id,
};
use crate::runtime::json_object::without_value;
use crate::runtime::route::ResponseForm;
use crate::runtime::wire::{self, Slot, Wire, strings};

/// A successful response whose body has not been decoded.
pub(super) struct Response {
    http: http::Response<Bytes>,
    form: ResponseForm,
    deadline: Deadline,
    attempts: Attempts,
    trace: Trace,
}

impl Response {
    /// Tells success from failure.
    pub(super) fn new(
        http: http::Response<Bytes>,
        form: ResponseForm,
        deadline: Deadline,
        trace: Trace,
    ) -> Result<Self> {
        if http.status().is_success() {
            Ok(Self {
                http,
                form,
                deadline,
                attempts: Attempts::default(),
                trace,
            })
        } else {
            Err(Error::api(ApiError::new(http)))
        }
    }

    pub(super) fn status(&self) -> StatusCode {
        self.http.status()
    }

    pub(super) fn http(&self) -> &http::Response<Bytes> {
        &self.http
    }

    /// The request id: from the body, or else from a header.
    pub(super) fn request_id(&self) -> Option<String> {
        let [of_body] = strings(self.http.body(), ["request_id"]);
        request_id(of_body.as_deref(), self.http.headers()).map(str::to_owned)
    }

    /// Adds the attempts that failed before.
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

    /// Decodes the body as an `R`, and converts it.
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

    /// Decodes the body as a type of the caller.
    pub(super) fn into_deserialized<T: DeserializeOwned>(self) -> Result<T> {
        self.decoded(|body| deserialize(body))
            .inspect(|_| self.trace.identified(|| self.request_id()))
            .map_err(|failure| failure.after(self))
    }

    /// The body as it is.
    pub(super) fn into_bytes(self) -> Result<Bytes> {
        self.decoded(|body| Ok(body.clone()))
            .inspect(|_| self.trace.identified(|| self.request_id()))
            .map_err(|failure| failure.after(self))
    }

    fn decode(&self, value: &mut dyn Wire) -> Result<(), Failure> {
        self.decoded(|body| match self.form {
            ResponseForm::Json => read_json(body, value),
            ResponseForm::Text => read_text(body, value.slot()),
            ResponseForm::Bytes => read_bytes(body, value.slot()),
            ResponseForm::Empty => Ok(()),
        })?;
        self.trace.succeeded(value);
        Ok(())
    }

    /// What a function makes of the body, in the time that the call has left.
    fn decoded<T>(&self, decode: impl FnOnce(&Bytes) -> Result<T, String>) -> Result<T, Failure> {
        let body = self.http.body();
        if let (false, Some(coding)) = (
            matches!(self.form, ResponseForm::Empty) || body.is_empty(),
            Coding::of(self.http.headers()),
        ) {
            return Err(Failure::Unreadable(coding.to_string()));
        }
        let outcome = decode(body);
        // The timeout of a call includes decoding.
        if self.deadline.has_passed() {
            return Err(Failure::Late);
        }
        outcome.map_err(Failure::Unreadable)
    }
}

/// Why there is no value.
enum Failure {
    Late,
    Unreadable(String),
}

impl Failure {
    /// The error of the call with this response.
    fn after(self, response: Response) -> Error {
        let error = match self {
            Self::Late => ErrorKind::Timeout.into(),
            Self::Unreadable(reason) => Error::decode(DecodeError::new(response.http, reason)),
        };
        let error = error.after(response.attempts);
        response.trace.failed(&error);
        error
    }
}

fn read_json(body: &[u8], value: &mut dyn Wire) -> Result<(), String> {
    if body.trim_ascii().is_empty() {
        // An empty body is no value, where the operation has an optional response.
        return if value.slot().clear() {
            Ok(())
        } else {
            Err("the body is empty".to_owned())
        };
    }
    wire::from_json(body, value).map_err(|error| error.to_string())
}

/// A value of the caller's type. An empty body is `null`, and so is any body to a type that holds
/// nothing, such as `()`: the call has taken effect, whatever the response has.
fn deserialize<T: DeserializeOwned>(body: &[u8]) -> Result<T, String> {
    let body = match body.trim_ascii() {
        [] => b"null",
        body => body,
    };
    if size_of::<T>() == 0
        && let Ok(nothing) = serde_json::from_slice(b"null")
    {
        return Ok(nothing);
    }
    serde_json::from_slice(body).map_err(|error| without_values(&error))
}

/// The message of serde without values of the response, which may be secret, and where.
fn without_values(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let reason = message.strip_suffix(&place).unwrap_or_default();
    without_value(reason) + &place
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
