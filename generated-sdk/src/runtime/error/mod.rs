//! The error type of calls.

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

use http::StatusCode;

pub use self::api::ApiError;
pub(super) use self::coding::Coding;
pub use self::decode::DecodeError;
pub(super) use self::request_id::request_id;
pub use self::transport::{BoxError, TransportError};
use super::retry::{Failure, Next};

/// A `Result` with the error of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// The error of a call, or of building a client.
///
/// When it is printed, it reveals no secret of the request or of the response. Clones are cheap:
/// callers that wait for the same call get the same error.
///
/// ```no_run
/// # async fn example(client: stytch_b2b::Client) {
/// use stytch_b2b::{ErrorKind, schemas::ErrorType};
///
/// match client.organizations().get("organization-test-…").await {
///     Ok(found) => println!("{}", found.organization.organization_name),
///     Err(error) if error.is(ErrorType::OrganizationNotFound) => println!("no such organization"),
///     Err(error) if error.is_retryable() => println!("try again later: {error}"),
///     Err(error) => match error.kind() {
///         ErrorKind::Argument { parameter, message, .. } => println!("{parameter} {message}"),
///         ErrorKind::Api(error) => println!("status {}, request {:?}", error.status(), error.request_id()),
///         _ => println!("{error}"),
///     },
/// }
/// # }
/// ```
#[derive(Clone)]
pub struct Error(Arc<Report>);

struct Report {
    kind: ErrorKind,
    source: Option<BoxError>,
    attempts: Attempts,
}

/// The attempts of a call.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::runtime) struct Attempts {
    pub(in crate::runtime) count: u32,
    /// Whether the API may have processed one of them, other than the last.
    pub(in crate::runtime) may_have_been_processed: bool,
}

/// The kinds of [`Error`].
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The settings of the client are invalid. Nothing has been sent.
    #[non_exhaustive]
    Configuration {
        /// The reason.
        message: Cow<'static, str>,
    },
    /// An argument of a call cannot be sent. Nothing has been sent.
    #[non_exhaustive]
    Argument {
        /// The name of the parameter in the API.
        parameter: &'static str,
        /// The reason.
        message: Cow<'static, str>,
    },
    /// The future was polled outside a Tokio runtime. Nothing has been sent.
    ///
    /// `#[tokio::main]` and `#[tokio::test]` start a runtime. Without one, end the call with
    /// `.wait()` (feature `blocking`), or enter a runtime by its `Handle`. A runtime that was built
    /// without timers or sockets (`enable_all`) looks like any other here, and Tokio panics on it.
    NoRuntime,
    /// No connection to the API could be opened. Nothing has been sent.
    Connect,
    /// The timeout elapsed before the response was complete. The API may have processed the call.
    Timeout,
    /// The connection broke. The API may have processed the call.
    Transport,
    /// The response body is larger than the limit. The API processed the call.
    #[non_exhaustive]
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// The API, or a proxy before it, returned an error.
    Api(ApiError),
    /// The API processed the call, but its response cannot be decoded.
    Decode(DecodeError),
    /// A JSON object of a response does not fit the type that it was to be converted to. The
    /// [source](StdError::source) says what was expected and the kind of what was found, never the
    /// value.
    #[non_exhaustive]
    Conversion {
        /// The name of the property in the API.
        property: &'static str,
    },
    /// The JWKS response has no usable key, so no token can be verified.
    NoKeys,
    /// A page has a next cursor that was seen before, so the pages would never end.
    RepeatedCursor,
}

impl Error {
    /// Returns the kind of the error, with its details.
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    /// Returns the error response of the API, if there was one.
    pub fn api_error(&self) -> Option<&ApiError> {
        match &self.0.kind {
            ErrorKind::Api(error) => Some(error),
            _ => None,
        }
    }

    /// Returns the HTTP status code of the response, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        match &self.0.kind {
            ErrorKind::Api(error) => Some(error.status()),
            ErrorKind::Decode(error) => Some(error.status()),
            _ => None,
        }
    }

    /// Returns the request id, which Stytch's support needs to find the call.
    pub fn request_id(&self) -> Option<&str> {
        match &self.0.kind {
            ErrorKind::Api(error) => error.request_id(),
            ErrorKind::Decode(error) => error.request_id(),
            _ => None,
        }
    }

    /// Returns the number of attempts: 0 if nothing was sent, more than 1 if the call was
    /// [retried](crate::Retry).
    ///
    /// The error is that of the last attempt. An earlier one may have been processed although its
    /// response was lost: a `DELETE` that ends with 404 after several attempts has most likely
    /// succeeded.
    pub fn attempts(&self) -> u32 {
        self.0.attempts.count
    }

    /// Returns how long the API asks to wait before the next attempt (`Retry-After`).
    pub fn retry_after(&self) -> Option<Duration> {
        self.api_error().and_then(ApiError::retry_after)
    }

    /// Returns the `error_type` of the API, such as `organization_not_found`.
    pub fn error_type(&self) -> Option<&str> {
        self.api_error().and_then(ApiError::error_type)
    }

    /// Returns whether the same call may succeed later, by the table of [`Retry`](crate::Retry).
    ///
    /// A retry is not always safe: after anything but [`ErrorKind::Connect`] and the status 429,
    /// the API may have processed the call already.
    pub fn is_retryable(&self) -> bool {
        self.failure(false).next() != Next::Fail
    }

    /// The failure of the attempt that ended with this error.
    pub(super) fn failure(&self, has_response: bool) -> Failure {
        match &self.0.kind {
            ErrorKind::Connect => Failure::NoConnection,
            ErrorKind::Timeout | ErrorKind::Transport if has_response => Failure::PartialResponse,
            ErrorKind::Timeout | ErrorKind::Transport => Failure::NoResponse,
            ErrorKind::Api(error) => Failure::Status(error.status().as_u16()),
            ErrorKind::Configuration { .. }
            | ErrorKind::Argument { .. }
            | ErrorKind::NoRuntime
            | ErrorKind::TooLarge { .. }
            | ErrorKind::Decode(_)
            | ErrorKind::Conversion { .. }
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
        // An error that is still being made has no clone.
        if let Some(report) = Arc::get_mut(&mut self.0) {
            report.attempts = attempts;
        }
        self
    }

    /// Adds the cause.
    pub(crate) fn because(mut self, source: impl Into<BoxError>) -> Self {
        // An error that is still being made has no clone.
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
                f.write_str("the key set of the project has no usable key")
            }
            ErrorKind::Connect => f.write_str("could not connect to the API"),
            ErrorKind::Timeout => f.write_str("the call timed out"),
            ErrorKind::Transport => f.write_str("the connection to the API broke"),
            ErrorKind::TooLarge { limit } => {
                write!(f, "the response is larger than {limit} bytes")
            }
            ErrorKind::Api(error) => error.fmt(f),
            ErrorKind::Decode(error) => error.fmt(f),
            ErrorKind::Conversion { property } => {
                write!(f, "`{property}` does not fit the type that it is converted to")
            }
            ErrorKind::RepeatedCursor => {
                f.write_str("the cursor of the next page was seen before")
            }
        }?;
        match self.0.attempts {
            Attempts { count: 0 | 1, .. } => Ok(()),
            Attempts {
                count,
                may_have_been_processed: true,
            } => write!(
                f,
                " (attempt {count}; an earlier one may have been processed)"
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
