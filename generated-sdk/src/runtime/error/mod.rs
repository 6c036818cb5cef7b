//! What can go wrong with a call, as one type.

mod api;
mod coding;
mod decode;
mod excerpt;
mod request_id;
mod transport;

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

pub use self::api::ApiError;
pub(super) use self::coding::Coding;
pub use self::decode::DecodeError;
pub use self::transport::{BoxError, TransportError};
use super::retry::{Failure, Next};

/// A result whose error is that of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why there is no client, or no response.
///
/// No secret is in it, neither of the request nor of the response, when it is printed. Cloning it
/// is cheap: callers that wait for the same call get the same error.
#[derive(Clone)]
pub struct Error(Arc<Report>);

struct Report {
    kind: ErrorKind,
    source: Option<BoxError>,
    attempts: Attempts,
}

/// The attempts that a call has made.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::runtime) struct Attempts {
    pub(in crate::runtime) count: u32,
    /// Whether the API may have carried out one of them, other than the last.
    pub(in crate::runtime) may_have_been_carried_out: bool,
}

/// The kinds of [`Error`].
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client cannot be built with these settings.
    #[non_exhaustive]
    Configuration {
        /// What is wrong with them.
        message: Cow<'static, str>,
    },
    /// An argument of a call cannot be sent. Nothing has been sent.
    #[non_exhaustive]
    Argument {
        /// The name of the parameter, as the API has it.
        parameter: &'static str,
        /// What is wrong with the argument.
        message: Cow<'static, str>,
    },
    /// The future is polled outside of a Tokio runtime. Nothing has been sent.
    ///
    /// `#[tokio::main]` and `#[tokio::test]` run one. Where there is none, end the call with
    /// `.wait()` (feature `blocking`), or enter one by its `Handle`. A runtime that was built without
    /// timers or sockets (`enable_all`) cannot be told from others: Tokio panics on it.
    NoRuntime,
    /// There is no connection to the API. Nothing has been sent.
    Connect,
    /// The time was over before the response was complete. The API may have carried out the call.
    Timeout,
    /// The connection broke off. The API may have carried out the call.
    Transport,
    /// The response is longer than this crate reads.
    #[non_exhaustive]
    TooLarge {
        /// How many bytes are read at most.
        limit: usize,
    },
    /// The API, or something before it, answered with an error.
    Api(ApiError),
    /// The API carried out the call, but its answer cannot be read.
    Decode(DecodeError),
    /// What answered in place of the API's key server sent no key that can be used, so no token can
    /// be judged.
    NoKeys,
    /// A page names one that was there before as the next, so the pages would never end.
    RepeatedCursor,
}

impl Error {
    /// The kind of error, with what is particular to it.
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    /// The API's answer, if it is what makes this an error.
    pub fn api_error(&self) -> Option<&ApiError> {
        match &self.0.kind {
            ErrorKind::Api(error) => Some(error),
            _ => None,
        }
    }

    /// The HTTP status of the response, if there was one.
    pub fn status(&self) -> Option<u16> {
        match &self.0.kind {
            ErrorKind::Api(error) => Some(error.status()),
            ErrorKind::Decode(error) => Some(error.status()),
            _ => None,
        }
    }

    /// The id that the API gave the call, for its support to find it by.
    pub fn request_id(&self) -> Option<&str> {
        match &self.0.kind {
            ErrorKind::Api(error) => error.request_id(),
            ErrorKind::Decode(error) => error.request_id(),
            _ => None,
        }
    }

    /// How many attempts the call has made: 0 if nothing was sent, more than 1 if it was
    /// [sent again](crate::Retry).
    ///
    /// The error is that of the last attempt. An earlier one may have been carried out although its
    /// response was lost. So a `DELETE` that ends with 404 after several attempts has most likely
    /// done what it was to do.
    pub fn attempts(&self) -> u32 {
        self.0.attempts.count
    }

    /// How long the API asks to wait before the next attempt, if it does.
    pub fn retry_after(&self) -> Option<Duration> {
        self.api_error().and_then(ApiError::retry_after)
    }

    /// The API's name for the error, such as `organization_not_found`.
    pub fn error_type(&self) -> Option<&str> {
        self.api_error().and_then(ApiError::error_type)
    }

    /// Whether the same call may succeed later, by the table of [`Retry`](crate::Retry).
    ///
    /// This does not say that a retry is safe: after anything but [`ErrorKind::Connect`] and the
    /// status 429, the API may have processed the call already.
    pub fn is_retryable(&self) -> bool {
        self.failure(false).next() != Next::Fail
    }

    /// The failure of the attempt that ended with this error.
    pub(super) fn failure(&self, has_response: bool) -> Failure {
        match &self.0.kind {
            ErrorKind::Connect => Failure::NoConnection,
            ErrorKind::Timeout | ErrorKind::Transport if has_response => Failure::PartialResponse,
            ErrorKind::Timeout | ErrorKind::Transport => Failure::NoResponse,
            ErrorKind::Api(error) => Failure::Status(error.status()),
            ErrorKind::Configuration { .. }
            | ErrorKind::Argument { .. }
            | ErrorKind::NoRuntime
            | ErrorKind::TooLarge { .. }
            | ErrorKind::Decode(_)
            | ErrorKind::NoKeys
            | ErrorKind::RepeatedCursor => Failure::Other,
        }
    }

    pub(crate) fn configuration(message: impl Into<Cow<'static, str>>) -> Self {
        ErrorKind::Configuration {
            message: message.into(),
        }
        .into()
    }

    pub(crate) fn argument(parameter: &'static str, message: impl Into<Cow<'static, str>>) -> Self {
        ErrorKind::Argument {
            parameter,
            message: message.into(),
        }
        .into()
    }

    pub(super) fn api(error: ApiError) -> Self {
        ErrorKind::Api(error).into()
    }

    pub(super) fn decode(error: DecodeError) -> Self {
        ErrorKind::Decode(error).into()
    }

    /// Adds the attempts that were made.
    pub(super) fn after(mut self, attempts: Attempts) -> Self {
        // Nobody has a copy of an error that is still being made.
        if let Some(report) = Arc::get_mut(&mut self.0) {
            report.attempts = attempts;
        }
        self
    }

    /// Adds the cause.
    pub(crate) fn because(mut self, source: impl Into<BoxError>) -> Self {
        // Nobody has a copy of an error that is still being made.
        if let Some(report) = Arc::get_mut(&mut self.0) {
            report.source = Some(source.into());
        }
        self
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self(Arc::new(Report {
            kind,
            source: None,
            attempts: Attempts::default(),
        }))
    }
}

impl From<TransportError> for Error {
    fn from(error: TransportError) -> Self {
        let (kind, source) = match error {
            TransportError::Connect(source) => (ErrorKind::Connect, source),
            TransportError::Timeout(source) => (ErrorKind::Timeout, source),
            TransportError::Broken(source) => (ErrorKind::Transport, source),
        };
        Self::from(kind).because(source)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.kind {
            ErrorKind::Configuration { message } => write!(f, "invalid configuration: {message}"),
            ErrorKind::Argument { parameter, message } => {
                write!(f, "invalid argument `{parameter}`: {message}")
            }
            ErrorKind::NoRuntime => f.write_str(
                "there is no Tokio runtime here: make the call in one (`#[tokio::main]`), or end it with `.wait()`",
            ),
            ErrorKind::NoKeys => {
                f.write_str("the keys of the project came without one that can be used")
            }
            ErrorKind::Connect => f.write_str("could not connect to the API"),
            ErrorKind::Timeout => f.write_str("the API did not answer in time"),
            ErrorKind::Transport => f.write_str("the connection to the API broke off"),
            ErrorKind::TooLarge { limit } => {
                write!(f, "the response is longer than {limit} bytes")
            }
            ErrorKind::Api(error) => error.fmt(f),
            ErrorKind::Decode(error) => error.fmt(f),
            ErrorKind::RepeatedCursor => {
                f.write_str("the API named a page as the next that was there before")
            }
        }?;
        match self.0.attempts {
            Attempts { count: 0 | 1, .. } => Ok(()),
            Attempts {
                count,
                may_have_been_carried_out: true,
            } => write!(
                f,
                " (attempt {count}; an earlier one may have been carried out)"
            ),
            Attempts { count, .. } => write!(f, " (attempt {count})"),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut output = f.debug_struct("Error");
        output.field("kind", &self.0.kind);
        output.field("attempts", &self.0.attempts.count);
        if let Some(source) = &self.0.source {
            output.field("source", source);
        }
        output.finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0
            .source
            .as_deref()
            .map(|source| source as &(dyn StdError + 'static))
    }
}
