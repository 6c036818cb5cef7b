//! Retries: the rule, the settings, `Retry-After`, and the budget of a client.

mod after;
mod budget;
mod policy;
mod rule;

pub(in crate::runtime) use self::after::retry_after;
pub(in crate::runtime) use self::budget::Budget;
pub use self::policy::Retry;
pub(in crate::runtime) use self::rule::{Failure, Next};
