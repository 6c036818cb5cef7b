//! Sessions and permissions: whose session a token stands for, what a subject may do, and acting as
//! a member. Most of it is decided on this machine.
//!
//! # Tokens
//!
//! With the feature `jwt`, the client checks session JWTs by itself. It fetches the keys of the
//! project when it needs them, and keeps them.
//!
//! * `sessions().authenticate_jwt_local(jwt)`: is this JWT good? Without a call for each request.
//! * `sessions().authenticate_jwt(jwt)`: the same, and the API is asked where that does not succeed.
//!
//! The page of [`Sessions`](crate::resources::Sessions) explains both, with an example.
//!
//! # Permissions
//!
//! [`rbac().cached_policy_in()`] has the policy that holds in an organization, and keeps it for 5
//! minutes. With policies of your own, ask [`EffectivePolicy`], which reads no clock and opens no
//! connection.
//!
//! * [`CachedPolicy::check_roles`]: may a member with these roles do that?
//! * [`CachedPolicy::check_scopes`]: may the bearer of a token with these scopes do that?
//! * [`CachedPolicy::permissions`]: all that roles permit, for a user interface.
//! * [`check_m2m_scopes`]: has the token of a machine the scopes that are required?
//! * [`validate_org_policy`]: would an organization policy fit the project?
//!
//! None of these looks at a token. Check that it is genuine and current before you trust the
//! organization, the roles and the scopes that it names.
//!
//! # Members
//!
//! [`member`] is about acting as a member: calls with the rights of a session, in its organization.
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
pub mod member;
mod policies;
mod policy;
mod rbac;
mod scopes;
mod state;
#[cfg(feature = "jwt")]
mod token;
#[cfg(feature = "jwt")]
mod verify;
#[cfg(feature = "jwt")]
mod verify_error;

#[cfg(feature = "jwt")]
pub use authenticate::{AuthenticateJwt, VerifiedSession, VerifyFuture};
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
pub(crate) use verify::{check, verify};
#[cfg(feature = "jwt")]
pub use verify_error::VerifyError;
