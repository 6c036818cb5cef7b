//! Outcomes of requests to a fake.

use std::borrow::Cow;
use std::time::Duration;

use bytes::Bytes;
use http::Response;

use super::refusal::response;

/// The scripted outcome of a request.
pub(super) enum Outcome {
    Response(Response<Bytes>),
    /// An error response in the API's format.
    Refused {
        status: u16,
        error_type: Cow<'static, str>,
        message: Cow<'static, str>,
        retry_after: Option<Duration>,
    },
    Sample,
    Unreachable,
    TimedOut,
}

impl Outcome {
    pub(super) fn success(body: Bytes) -> Self {
        Self::Response(response(200, body))
    }

    pub(super) fn refused(
        status: u16,
        error_type: &'static str,
        message: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self::Refused {
            status,
            error_type: error_type.into(),
            message: message.into(),
            retry_after: None,
        }
    }
}

/// The final outcome of a request.
pub(super) enum Ending {
    Response(Response<Bytes>),
    Unreachable,
    TimedOut,
}
