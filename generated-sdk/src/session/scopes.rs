//! What OAuth scopes permit: those of connected apps by the policy, those of M2M clients by their
//! names.

use super::rbac::{actions_permit, decide};
use super::{Decision, Denial, EffectivePolicy};
use crate::schemas::{AuthorizationCheck, RbacPolicyScope};

/// In an OAuth scope of an M2M client, every resource.
const ANY_RESOURCE: &str = "*";

/// The resource of a scope without a colon, by the convention of Stytch's SDKs.
const NO_RESOURCE: &str = "-";

impl EffectivePolicy<'_> {
    /// Decides whether the bearer of a token of this organization is permitted the `check`.
    ///
    /// `token_scope` is the claim `scope` of the token: OAuth scopes separated by spaces. Only the
    /// project defines scopes, so an organization policy changes nothing here.
    #[inline]
    pub fn check_scopes(
        &self,
        organization_id: &str,
        token_scope: &str,
        check: &AuthorizationCheck,
    ) -> Decision {
        decide(organization_id, check, |resource_id, action| {
            self.project
                .scopes
                .iter()
                .filter(|scope| names(token_scope).any(|name| name == scope.scope))
                .filter(|scope| scope_permits(scope, resource_id, action))
                .map(|scope| scope.scope.as_str())
                .collect()
        })
    }
}

/// Decides whether the token of an M2M client has all required OAuth scopes.
///
/// A scope is an action and a resource, separated by the first colon. The resource `*` of a token's
/// scope stands for every resource: `read:*` grants `read:users`, and also `read` alone. There is
/// no wildcard for the action. If nothing is required, every token is allowed.
///
/// ```
/// use stytch_b2b::session::check_m2m_scopes;
///
/// assert!(check_m2m_scopes(&["read:*"], &["read:users"]).is_allowed());
/// assert!(!check_m2m_scopes(&["read:*"], &["write:users"]).is_allowed());
/// ```
#[inline]
pub fn check_m2m_scopes<H: AsRef<str>, R: AsRef<str>>(token: &[H], required: &[R]) -> Decision {
    let mut matched: Vec<String> = Vec::new();
    for scope in required {
        let scope = scope.as_ref();
        let Some(granting) = token.iter().find(|held| grants(held.as_ref(), scope)) else {
            return Decision::Deny(Denial::MissingScope {
                scope: scope.to_owned(),
            });
        };
        let granting = granting.as_ref();
        if !matched.iter().any(|known| known == granting) {
            matched.push(granting.to_owned());
        }
    }
    Decision::Allow { matched }
}

/// Whether one scope includes another.
#[inline]
fn grants(held: &str, required: &str) -> bool {
    let (held_action, held_resource) = parts(held);
    let (action, resource) = parts(required);
    held_action == action && (held_resource == ANY_RESOURCE || held_resource == resource)
}

#[inline]
fn parts(scope: &str) -> (&str, &str) {
    scope.split_once(':').unwrap_or((scope, NO_RESOURCE))
}

/// The scopes in a list. Only a space separates them (RFC 6749, section 3.3).
#[inline]
fn names(list: &str) -> impl Iterator<Item = &str> {
    list.split(' ').filter(|name| !name.is_empty())
}

#[inline]
fn scope_permits(scope: &RbacPolicyScope, resource_id: &str, action: &str) -> bool {
    scope.permissions.iter().any(|permission| {
        permission.resource_id == resource_id && actions_permit(&permission.actions, action)
    })
}
