//! Errors of token checks.

use std::error::Error as StdError;
use std::fmt;

use super::{Denial, TokenError};
use crate::Error;

/// Why the check of a token failed. It reveals nothing of the token.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum VerifyError {
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
    /// Returns the HTTP status code to respond with: 401 to log in again, 403 for a missing
    /// permission, 503 if the token cannot be checked now.
    #[must_use]
    pub fn http_status(&self) -> u16 {
        match self {
            Self::Denied(_) => 403,
            Self::Refused(error) if error.status() == Some(403) => 403,
            Self::Token(_) | Self::Refused(_) => 401,
            Self::Call(_) => 503,
        }
    }
}

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
        f.write_str(match self {
            Self::Token(_) => "the token is invalid",
            Self::Denied(_) => "the token does not permit this",
            Self::Refused(_) => "the API rejected the session",
            Self::Call(_) => "the token could not be checked",
        })
    }
}

impl StdError for VerifyError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(match self {
            Self::Token(error) => error,
            Self::Denied(denial) => denial,
            Self::Refused(error) | Self::Call(error) => error,
        })
    }
}
