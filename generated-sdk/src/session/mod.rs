//! Decisions that can be made without a call: what a subject may do, by a policy that is at hand.
//!
//! Fetch the policy with [`rbac().policy()`] and that of an organization with
//! [`rbac().organizations()`], keep them for some minutes, and ask [`EffectivePolicy`] as often as
//! you like. But for [`member`], nothing here reads a clock, opens a connection or changes a policy.
//!
//! * [`EffectivePolicy::check_roles`]: may a member with these roles do that?
//! * [`EffectivePolicy::check_scopes`]: may the bearer of a token with these scopes do that?
//! * [`EffectivePolicy::permissions`]: all that roles permit, for a user interface.
//! * [`check_m2m_scopes`]: has the token of a machine the scopes that are required?
//! * [`validate_org_policy`]: would an organization policy fit the project?
//! * [`member`]: what may this member do, and doing it as that member; these are calls.
//!
//! None of them looks at a token. Check that it is genuine and current before you trust the
//! organization, the roles and the scopes that it names.
//!
//! [`rbac().policy()`]: crate::resources::Rbac::policy
//! [`rbac().organizations()`]: crate::resources::Rbac::organizations

mod decision;
pub mod member;
mod policy;
mod rbac;
mod scopes;
mod state;

pub use decision::{Decision, Denial};
pub use member::Credential;
pub use policy::{OrgPolicyError, validate_org_policy};
pub use rbac::{EffectivePolicy, Permissions};
pub use scopes::check_m2m_scopes;
pub(crate) use state::State;
