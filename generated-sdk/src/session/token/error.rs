//! What can be wrong with a token.

use std::error::Error;
use std::fmt;

/// Why a token is refused. Nothing of the token is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenError {
    /// It is no JWT: not three parts of base64url without padding, no JSON in them, a header
    /// without a key id or with extensions that must be understood, or longer than 64 KiB.
    Malformed,
    /// It is signed in another way than RS256, or not at all.
    UnsupportedAlgorithm,
    /// It is signed with a key that the project does not have.
    UnknownKey,
    /// The signature is not that of the key that it names.
    InvalidSignature,
    /// Its time is over.
    Expired,
    /// Its time has not begun, or it was issued in the future.
    NotYetValid,
    /// Somebody else issued it.
    InvalidIssuer,
    /// It is meant for another project.
    InvalidAudience,
    /// It is genuine, but its claims cannot be decoded: they are no JSON object, or a custom claim
    /// holds something that [`Json`](crate::Json) does not, such as `1e999`.
    UnreadableClaims,
    /// It is genuine, but lacks a claim, or has `null` or an empty id there.
    MissingClaim {
        /// The name of the claim, or of the part of Stytch's own claims that is missing.
        claim: &'static str,
    },
    /// It is genuine, but a claim is not what it should be.
    InvalidClaim {
        /// The name of the claim, or of the part of Stytch's own claims that is wrong.
        claim: &'static str,
    },
    /// It was issued longer ago than the check allows.
    TooOld,
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "the token is not a signed JWT",
            Self::UnsupportedAlgorithm => "the token is not signed with RS256",
            Self::UnknownKey => "the token is signed with a key that the project does not have",
            Self::InvalidSignature => "the signature of the token is wrong",
            Self::Expired => "the token has expired",
            Self::NotYetValid => "the token is not valid yet",
            Self::InvalidIssuer => "the token comes from another issuer",
            Self::InvalidAudience => "the token is meant for another project",
            Self::UnreadableClaims => "the claims of the token cannot be decoded",
            Self::MissingClaim { claim } => {
                return write!(f, "the token has no claim `{claim}`");
            }
            Self::InvalidClaim { claim } => {
                return write!(
                    f,
                    "the claim `{claim}` of the token is not of the right form"
                );
            }
            Self::TooOld => "the token is older than this check allows",
        })
    }
}

impl Error for TokenError {}
