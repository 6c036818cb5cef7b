//! Errors of tokens.

use std::error::Error;
use std::fmt;

/// Why a token is invalid. It reveals nothing of the token.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenError {
    /// It is no JWT: not three parts of base64url without padding, not JSON in them, a header
    /// without a key id or with critical extensions, or larger than 64 KiB.
    Malformed,
    /// It is not signed with RS256.
    UnsupportedAlgorithm,
    /// It is signed with an unknown key.
    UnknownKey,
    /// The signature does not match the key.
    InvalidSignature,
    /// It has expired.
    Expired,
    /// It is not valid yet, or was issued in the future.
    NotYetValid,
    /// It has another issuer.
    InvalidIssuer,
    /// Its audience is another project.
    InvalidAudience,
    /// The signature is valid, but the claims cannot be decoded: they are no JSON object, or a
    /// custom claim has a value that [`Json`](crate::Json) cannot hold, such as `1e999`.
    UnreadableClaims,
    /// The signature is valid, but a claim is missing, `null`, or an empty id.
    MissingClaim {
        /// The name of the claim, or of the missing part of Stytch's own claims.
        claim: &'static str,
    },
    /// The signature is valid, but a claim is not.
    InvalidClaim {
        /// The name of the claim, or of the invalid part of Stytch's own claims.
        claim: &'static str,
    },
    /// It was issued longer ago than
    /// [`max_token_age`](crate::session::VerifySession::max_token_age).
    TooOld,
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "the token is not a signed JWT",
            Self::UnsupportedAlgorithm => "the token is not signed with RS256",
            Self::UnknownKey => "the token is signed with a key that the project does not have",
            Self::InvalidSignature => "the signature of the token is invalid",
            Self::Expired => "the token has expired",
            Self::NotYetValid => "the token is not valid yet",
            Self::InvalidIssuer => "the token has another issuer",
            Self::InvalidAudience => "the audience of the token is another project",
            Self::UnreadableClaims => "the claims of the token cannot be decoded",
            Self::MissingClaim { claim } => {
                return write!(f, "the token has no claim `{claim}`");
            }
            Self::InvalidClaim { claim } => {
                return write!(f, "the claim `{claim}` of the token is invalid");
            }
            Self::TooOld => "the token is older than this check allows",
        })
    }
}

impl Error for TokenError {}
