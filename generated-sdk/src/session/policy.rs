//! Validation of organization policies.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt;

use crate::schemas::{RbacOrgPolicy, RbacPolicy, RbacPolicyRole, RbacPolicyRolePermission};

/// Validates an organization policy before it is sent.
///
/// The rules are those of the official SDKs, in their order. An action may be listed twice.
///
/// # Errors
///
/// The first rule that the policy breaks, in the order of its roles and permissions.
///
/// ```
/// use stytch_b2b::schemas::{RbacOrgPolicy, RbacPolicy, RbacPolicyRole};
/// use stytch_b2b::session::{OrgPolicyError, validate_org_policy};
///
/// let auditor = RbacPolicyRole { role_id: "auditor".to_owned(), ..Default::default() };
/// let twice = RbacOrgPolicy { roles: vec![auditor.clone(), auditor] };
/// let error = validate_org_policy(&RbacPolicy::default(), &twice).unwrap_err();
/// assert!(matches!(error, OrgPolicyError::DuplicateRole { role_id } if role_id == "auditor"));
/// ```
#[inline]
pub fn validate_org_policy(
    project: &RbacPolicy,
    organization: &RbacOrgPolicy,
) -> Result<(), OrgPolicyError> {
    let mut seen = BTreeSet::new();
    for role in &organization.roles {
        if !seen.insert(role.role_id.as_str()) {
            return Err(OrgPolicyError::DuplicateRole {
                role_id: role.role_id.clone(),
            });
        }
        if project
            .roles
            .iter()
            .any(|known| known.role_id == role.role_id)
        {
            return Err(OrgPolicyError::RoleInProjectPolicy {
                role_id: role.role_id.clone(),
            });
        }
        for permission in &role.permissions {
            validate_permission(project, role, permission)?;
        }
    }
    Ok(())
}

#[inline]
fn validate_permission(
    project: &RbacPolicy,
    role: &RbacPolicyRole,
    permission: &RbacPolicyRolePermission,
) -> Result<(), OrgPolicyError> {
    let role_id = || role.role_id.clone();
    let resource_id = || permission.resource_id.clone();
    let mut declared = project
        .resources
        .iter()
        .filter(|resource| resource.resource_id == permission.resource_id)
        .peekable();
    if declared.peek().is_none() {
        return Err(OrgPolicyError::UnknownResource {
            role_id: role_id(),
            resource_id: resource_id(),
        });
    }
    match permission.actions.as_slice() {
        [] => {
            return Err(OrgPolicyError::NoActions {
                role_id: role_id(),
                resource_id: resource_id(),
            });
        }
        [only] if only == "*" => return Ok(()),
        several if several.len() > 1 && several.iter().any(|action| action == "*") => {
            return Err(OrgPolicyError::WildcardNotAlone {
                role_id: role_id(),
                resource_id: resource_id(),
            });
        }
        _ => {}
    }
    let known: BTreeSet<&str> = declared
        .flat_map(|resource| &resource.actions)
        .map(String::as_str)
        .collect();
    for action in &permission.actions {
        if action.trim().is_empty() {
            return Err(OrgPolicyError::EmptyAction {
                role_id: role_id(),
                resource_id: resource_id(),
            });
        }
        if !known.contains(action.as_str()) {
            return Err(OrgPolicyError::UnknownAction {
                role_id: role_id(),
                resource_id: resource_id(),
                action: action.clone(),
            });
        }
    }
    Ok(())
}

/// Why an organization policy is invalid, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum OrgPolicyError {
    /// Two roles have the same id.
    DuplicateRole {
        /// The id of both.
        role_id: String,
    },
    /// The project has a role of this id already: an organization adds roles, it changes none.
    RoleInProjectPolicy {
        /// The id that is taken.
        role_id: String,
    },
    /// A permission is about a resource that the project does not declare.
    UnknownResource {
        /// The role with the permission.
        role_id: String,
        /// The undeclared resource.
        resource_id: String,
    },
    /// A permission has no action, so it permits nothing.
    NoActions {
        /// The role with the permission.
        role_id: String,
        /// The resource that the permission is about.
        resource_id: String,
    },
    /// A permission has `*` beside other actions, which `*` includes.
    WildcardNotAlone {
        /// The role with the permission.
        role_id: String,
        /// The resource that the permission is about.
        resource_id: String,
    },
    /// An action is empty or blank.
    EmptyAction {
        /// The role with the permission.
        role_id: String,
        /// The resource that the permission is about.
        resource_id: String,
    },
    /// The project does not declare the action for the resource.
    UnknownAction {
        /// The role with the permission.
        role_id: String,
        /// The resource that the permission is about.
        resource_id: String,
        /// The undeclared action.
        action: String,
    },
}

impl fmt::Display for OrgPolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DuplicateRole { role_id } => {
                write!(f, "the organization policy has the role {role_id:?} twice")
            }
            Self::RoleInProjectPolicy { role_id } => write!(
                f,
                "the project policy has a role {role_id:?} already; choose another id"
            ),
            Self::UnknownResource {
                role_id,
                resource_id,
            } => write!(
                f,
                "role {role_id:?}: the project policy declares no resource {resource_id:?}"
            ),
            Self::NoActions {
                role_id,
                resource_id,
            } => write!(
                f,
                "role {role_id:?}: no actions on resource {resource_id:?}; name some, or leave the permission out"
            ),
            Self::WildcardNotAlone {
                role_id,
                resource_id,
            } => write!(
                f,
                "role {role_id:?}: \"*\" must be the only action on resource {resource_id:?}"
            ),
            Self::EmptyAction {
                role_id,
                resource_id,
            } => write!(
                f,
                "role {role_id:?}: an action on resource {resource_id:?} is empty"
            ),
            Self::UnknownAction {
                role_id,
                resource_id,
                action,
            } => write!(
                f,
                "role {role_id:?}: the project policy declares no action {action:?} for resource {resource_id:?}"
            ),
        }
    }
}

impl Error for OrgPolicyError {}
