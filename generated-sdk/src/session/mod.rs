//! Sessions and authorization: JWT verification, RBAC decisions, and the member client. Most of it
//! works without a call.
//!
#![cfg_attr(feature = "jwt", doc = include_str!("verify.md"))]
//!
//! # Tokens
//!
//! The client verifies session JWTs locally (feature `jwt`, on by default). It fetches the keys of the
//! project (JWKS) on demand, and caches them.
//!
//! * `sessions().authenticate_jwt_local(jwt)` verifies a JWT without a call for each request.
//! * `sessions().authenticate_jwt(jwt)` does the same, and asks the API if that does not succeed.
//! * `sessions().verify(cookie)` takes a JWT or a session token.
//! * `verified.require("documents", "write")` checks a permission of the session.
//!
//! A check has the timeout of one call, with all that it fetches; `with_timeout` shortens it. When keys
//! or policies are slow to arrive, stale keys are used in time, and `authenticate_jwt` reserves at least half of its
//! timeout for the API. [`Sessions`](crate::resources::Sessions) explains the tokens.
//!
//! # Permissions
//!
//! [`rbac().cached_policy_in()`] returns the policy of an organization, and caches it for 5
//! minutes. [`EffectivePolicy`] decides by policies of your own; it reads no clock and opens no
//! connection.
//!
//! * [`CachedPolicy::check_roles`]: may a member with these roles do that?
//! * [`CachedPolicy::check_scopes`]: may the bearer of a token with these OAuth scopes do that?
//! * [`CachedPolicy::permissions`]: everything that roles permit, for a user interface.
//! * [`check_m2m_scopes`]: has an M2M client's token the required OAuth scopes?
//! * [`validate_org_policy`]: would an organization policy fit the project?
//!
//! None of these verifies a token. Verify it before you trust the organization, the roles and the
//! OAuth scopes in it.
//!
//! # Members
//!
//! [`member`] has the member client: calls with the permissions of a session, in its organization.
//!
//! [`rbac().cached_policy_in()`]: crate::resources::Rbac::cached_policy_in

#[cfg(feature = "jwt")]
mod authenticate;
mod cached_policy;
mod credential;
mod decision;
#[cfg(feature = "jwt")]
mod jwks;
mod known;
mod logout;
pub mod member;
mod policies;
mod policy;
mod rbac;
mod scopes;
mod state;
#[cfg(feature = "jwt")]
mod token;
#[cfg(feature = "jwt")]
mod verified;
#[cfg(feature = "jwt")]
mod verify;
#[cfg(feature = "jwt")]
mod verify_error;

#[cfg(feature = "jwt")]
pub use authenticate::{VerifyFuture, VerifySession};
pub use cached_policy::CachedPolicy;
pub use credential::Credential;
pub use decision::{Decision, Denial};
#[cfg(feature = "jwt")]
pub(crate) use jwks::WAIT as KEYS_WAIT;
pub use policy::{OrgPolicyError, validate_org_policy};
pub use rbac::{EffectivePolicy, Permissions};
pub use scopes::check_m2m_scopes;
pub(crate) use state::State;
#[cfg(feature = "jwt")]
pub use token::TokenError;
#[cfg(feature = "jwt")]
pub(crate) use token::{Claims, ORGANIZATION, Rules, SESSION};
#[cfg(feature = "jwt")]
pub use verified::VerifiedSession;
#[cfg(feature = "jwt")]
pub(crate) use verify::{check, verify};
#[cfg(feature = "jwt")]
pub use verify_error::VerifyError;
