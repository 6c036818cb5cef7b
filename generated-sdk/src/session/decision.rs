//! The answer to a check: allowed, and by what, or denied, and why.

use std::error::Error;
use std::fmt;

/// The answer to a check. It owns its text, so that it can be kept when the policy is replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a decision that nobody looks at protects nothing"]
pub enum Decision {
    /// The subject may.
    Allow {
        /// The roles or scopes that permit it, each once: what an audit log wants to know.
        matched: Vec<String>,
    },
    /// The subject may not.
    Deny(Denial),
}

impl Decision {
    /// Whether the subject may.
    #[must_use]
    pub fn is_allowed(&self) -> bool {
        matches!(self, Self::Allow { .. })
    }

    /// The roles or scopes that permit it, or the denial as an error, for use with `?`.
    ///
    /// # Errors
    ///
    /// Whenever the answer is [`Deny`](Self::Deny).
    pub fn into_result(self) -> Result<Vec<String>, Denial> {
        match self {
            Self::Allow { matched } => Ok(matched),
            Self::Deny(denial) => Err(denial),
        }
    }
}

/// Why a subject may not.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Denial {
    /// The check lacks the organization, the resource or the action, so nothing can match it.
    IncompleteCheck,
    /// The check is about another organization than the subject's own. This is found before any
    /// role is looked at: no role reaches beyond its organization.
    OtherOrganization,
    /// No role or scope of the subject permits the action on the resource.
    NotPermitted,
    /// The token lacks a scope that is required.
    MissingScope {
        /// The first such scope, in the order in which they were required.
        scope: String,
    },
}

impl fmt::Display for Denial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::IncompleteCheck => {
                f.write_str("the check must name an organization, a resource and an action")
            }
            Self::OtherOrganization => {
                f.write_str("the check is about another organization than the subject's own")
            }
            Self::NotPermitted => {
                f.write_str("no role or scope of the subject permits the action on the resource")
            }
            Self::MissingScope { scope } => {
                write!(f, "the token lacks the required scope {scope:?}")
            }
        }
    }
}

impl Error for Denial {}
