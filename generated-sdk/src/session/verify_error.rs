//! Errors of token checks.

use std::error::Error as StdError;
use std::fmt;

use http::StatusCode;

use super::{Denial, TokenError};
use crate::Error;
use crate::http_status::predicates;

/// Why the check of a token failed. It reveals nothing of the token.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum VerifyError {
    /// There is no session: the request has no cookie, or no header with one.
    NoSession,
    /// The token is invalid.
    Token(TokenError),
    /// The token is valid, but does not permit the authorization check.
    Denied(Denial),
    /// The API rejected the session: it has ended, or does not exist.
    Refused(Error),
    /// A call failed that was needed for the keys, for a policy, or for the API's decision.
    Call(Error),
}

impl VerifyError {
    /// Returns the HTTP status code for your own response: 401 to log in again, 403 for a missing
    /// permission, 429 if the rate limit is exceeded, 503 if the token cannot be checked now.
    #[must_use]
    pub fn http_status(&self) -> StatusCode {
        match self {
            Self::Denied(_) => StatusCode::FORBIDDEN,
            Self::Refused(error) if error.is_permission_denied() => StatusCode::FORBIDDEN,
            Self::NoSession | Self::Token(_) | Self::Refused(_) => StatusCode::UNAUTHORIZED,
            Self::Call(error) if error.is_rate_limited() => StatusCode::TOO_MANY_REQUESTS,
            Self::Call(_) => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

predicates!(VerifyError);

impl From<TokenError> for VerifyError {
    fn from(error: TokenError) -> Self {
        Self::Token(error)
    }
}

impl From<Denial> for VerifyError {
    fn from(denial: Denial) -> Self {
        Self::Denied(denial)
    }
}

impl From<Error> for VerifyError {
    fn from(error: Error) -> Self {
        Self::Call(error)
    }
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSession => f.write_str("the request has no session"),
            Self::Token(error) => error.fmt(f),
            Self::Denied(denial) => denial.fmt(f),
            Self::Refused(error) => write!(f, "the API rejected the session: {error}"),
            Self::Call(error) => write!(f, "the token could not be checked: {error}"),
        }
    }
}

impl StdError for VerifyError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        // The rest is in the text.
        match self {
            Self::NoSession => None,
            Self::Token(error) => error.source(),
            Self::Denied(denial) => denial.source(),
            Self::Refused(error) | Self::Call(error) => error.source(),
        }
    }
}
