//! Tokens that Stytch has signed: from the string to claims that can be trusted.
//!
//! ```text
//! string ──► jws ──► signature, by keys ──► claims ──► session, or other contents
//! ```
//!
//! Nothing in here reads a clock or opens a connection.

mod claims;
mod error;
mod jws;
mod keys;
mod session;

pub(crate) use claims::{Claims, Expected, RawObject, Rules};
pub use error::TokenError;
pub(crate) use jws::Jws;
pub(crate) use keys::KeySet;
pub(crate) use session::{Issued, member_session};

/// The claim of an organization, in session JWTs and in tokens of connected apps.
pub(crate) const ORGANIZATION: &str = "https://stytch.com/organization";

/// The claim of a session, in session JWTs.
pub(crate) const SESSION: &str = "https://stytch.com/session";
