//! What is sent again, when, and how often.

mod after;
mod budget;
mod policy;

pub(in crate::runtime) use self::after::retry_after;
pub(in crate::runtime) use self::budget::Budget;
pub use self::policy::Retry;
