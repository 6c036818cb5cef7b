//! Why a token does not let its bearer in.

use std::error::Error as StdError;
use std::fmt;

use super::{Denial, TokenError};
use crate::Error;

/// Why the check of a token did not succeed. Nothing of the token is in it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum VerifyError {
    /// The token is not good.
    Token(TokenError),
    /// The token is good, but does not permit what was asked.
    Denied(Denial),
    /// The API was asked, and does not accept the session: it is over, or there is none.
    Refused(Error),
    /// A call was needed and failed: for the keys, for a policy, or to let the API decide.
    Call(Error),
}

impl VerifyError {
    /// The HTTP status for whoever sent the token: 401 to log in again, 403 for something that
    /// the bearer may not do, 503 if it cannot be told now.
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
            Self::Token(_) => "the token was refused",
            Self::Denied(_) => "the token does not permit this",
            Self::Refused(_) => "the API does not accept the session",
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
