//! Decisions of authorization checks.

use std::error::Error;
use std::fmt;

/// The decision of an authorization check. It borrows nothing, so it can outlive the policy.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a decision that nobody looks at protects nothing"]
pub enum Decision {
    /// The action is permitted.
    Allow {
        /// The roles or OAuth scopes that permit it, each once, for an audit log.
        matched: Vec<String>,
    },
    /// The action is not permitted.
    Deny(Denial),
}

impl Decision {
    /// Returns whether the action is permitted.
    #[must_use]
    pub fn is_allowed(&self) -> bool {
        matches!(self, Self::Allow { .. })
    }

    /// Returns the roles or OAuth scopes that permit it, or the denial as an error, for use with
    /// `?`.
    ///
    /// # Errors
    ///
    /// The denial, for [`Deny`](Self::Deny).
    pub fn into_result(self) -> Result<Vec<String>, Denial> {
        match self {
            Self::Allow { matched } => Ok(matched),
            Self::Deny(denial) => Err(denial),
        }
    }
}

/// Why an action is not permitted.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Denial {
    /// The check lacks the organization, the resource or the action.
    IncompleteCheck,
    /// The check is about another organization than the subject's own. No role reaches beyond its
    /// organization.
    OtherOrganization,
    /// No role or OAuth scope of the subject permits the action on the resource.
    NotPermitted,
    /// The token lacks a required OAuth scope.
    MissingScope {
        /// The first missing one, in the order in which they were required.
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
