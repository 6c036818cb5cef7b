//! What roles permit, by the RBAC policy.

use std::collections::BTreeMap;

use super::{Decision, Denial};
use crate::schemas::{AuthorizationCheck, RbacOrgPolicy, RbacPolicy, RbacPolicyRole};

/// In a permission, every action of the resource.
const ANY_ACTION: &str = "*";

/// For each resource, whether each of its actions is permitted.
pub type Permissions = BTreeMap<String, BTreeMap<String, bool>>;

/// The RBAC policy of an organization: that of the project, and the roles that the organization
/// adds.
///
/// It borrows both. Ids and actions are compared byte for byte. In a permission, the action `*`
/// stands for every action; nothing else is a wildcard, and a resource called `*` is a resource of
/// that name.
///
/// ```
/// use stytch_b2b::schemas::{AuthorizationCheck, RbacPolicy};
/// use stytch_b2b::session::{Decision, EffectivePolicy};
///
/// let policy: RbacPolicy = serde_json::from_value(serde_json::json!({
///     "roles": [{
///         "role_id": "writer",
///         "description": "",
///         "permissions": [{ "resource_id": "documents", "actions": ["read", "write"] }],
///     }],
///     "resources": [],
///     "scopes": [],
/// }))?;
///
/// let check = AuthorizationCheck::new("organization-test-1", "documents", "write");
/// let decision =
///     EffectivePolicy::new(&policy).check_roles("organization-test-1", &["writer"], &check);
/// assert_eq!(decision, Decision::Allow { matched: vec!["writer".to_owned()] });
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct EffectivePolicy<'a> {
    pub(super) project: &'a RbacPolicy,
    organization: Option<&'a RbacOrgPolicy>,
}

impl<'a> EffectivePolicy<'a> {
    /// Creates the policy of the project alone.
    #[must_use]
    #[inline]
    pub fn new(project: &'a RbacPolicy) -> Self {
        Self {
            project,
            organization: None,
        }
    }

    /// Adds the roles of an organization. A role that the project has as well permits what either
    /// permits.
    ///
    /// Pass the policy of the subject's own organization. The policy does not say whose it is, so
    /// this cannot be checked.
    #[must_use]
    #[inline]
    pub fn with_organization(self, organization: &'a RbacOrgPolicy) -> Self {
        Self {
            organization: Some(organization),
            ..self
        }
    }

    /// Decides whether a subject of this organization with these roles is permitted the `check`.
    ///
    /// Take the roles from the session, not from the member: a session has those that its
    /// authentication factors gave it. Without roles, everything is denied.
    #[inline]
    pub fn check_roles<R: AsRef<str>>(
        &self,
        organization_id: &str,
        roles: &[R],
        check: &AuthorizationCheck,
    ) -> Decision {
        decide(organization_id, check, |resource_id, action| {
            self.roles_of(roles)
                .filter(|role| role_permits(role, resource_id, action))
                .map(|role| role.role_id.as_str())
                .collect()
        })
    }

    /// Returns what these roles permit, of all resources and actions that the project declares.
    ///
    /// It is meant for a user interface that disables what would be denied. Protect the action
    /// itself with [`check_roles`](Self::check_roles), which takes the organization into account.
    #[must_use]
    #[inline]
    pub fn permissions<R: AsRef<str>>(&self, roles: &[R]) -> Permissions {
        let roles: Vec<_> = self.roles_of(roles).collect();
        let mut permissions = Permissions::new();
        for resource in &self.project.resources {
            let actions = permissions.entry(resource.resource_id.clone()).or_default();
            for action in &resource.actions {
                let permitted = roles
                    .iter()
                    .any(|role| role_permits(role, &resource.resource_id, action));
                actions.insert(action.clone(), permitted);
            }
        }
        permissions
    }

    /// The roles of the policy that the subject has, those of the project first.
    #[inline]
    fn roles_of<'r, R: AsRef<str>>(
        &self,
        roles: &'r [R],
    ) -> impl Iterator<Item = &'a RbacPolicyRole> + use<'a, 'r, R> {
        let added = self.organization.map_or(&[][..], |policy| &policy.roles);
        self.project
            .roles
            .iter()
            .chain(added)
            .filter(|role| roles.iter().any(|id| id.as_ref() == role.role_id))
    }
}

/// Decides a `check`: the organization first, then by what `matching` finds for its resource and
/// action.
#[inline]
pub(super) fn decide<'a>(
    organization_id: &str,
    check: &AuthorizationCheck,
    matching: impl FnOnce(&str, &str) -> Vec<&'a str>,
) -> Decision {
    let Some(asked) = &check.organization_id else {
        return Decision::Deny(Denial::IncompleteCheck);
    };
    if asked != organization_id {
        return Decision::Deny(Denial::OtherOrganization);
    }
    let (Some(resource_id), Some(action)) = (&check.resource_id, &check.action) else {
        return Decision::Deny(Denial::IncompleteCheck);
    };

    let mut matched: Vec<String> = Vec::new();
    for name in matching(resource_id, action) {
        if !matched.iter().any(|known| known == name) {
            matched.push(name.to_owned());
        }
    }
    if matched.is_empty() {
        Decision::Deny(Denial::NotPermitted)
    } else {
        Decision::Allow { matched }
    }
}

/// Whether a permission for `actions` permits this one.
#[inline]
pub(super) fn actions_permit(actions: &[String], action: &str) -> bool {
    actions
        .iter()
        .any(|permitted| permitted == ANY_ACTION || permitted == action)
}

#[inline]
fn role_permits(role: &RbacPolicyRole, resource_id: &str, action: &str) -> bool {
    role.permissions.iter().any(|permission| {
        permission.resource_id == resource_id && actions_permit(&permission.actions, action)
    })
}
