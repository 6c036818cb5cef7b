//! The permissions of a member, decided locally by the roles of the session and the policies.

use super::acting::FRESH;
use crate::actors::member::MemberClient;
use crate::runtime::Lookup;
use crate::schemas::AuthorizationCheck;
use crate::session::Permissions;

impl MemberClient {
    /// Returns whether the member may perform the action on the resource, by the roles of the
    /// session and the policies of the project and of the organization. Roles and policies are as
    /// of the last 5 minutes.
    ///
    /// # Errors
    ///
    /// Those of the lookups. An error says nothing about the member: treat it as a denial.
    #[inline]
    pub fn is_authorized(
        &self,
        resource_id: impl Into<String>,
        action: impl Into<String>,
    ) -> Lookup<bool> {
        let (resource_id, action) = (resource_id.into(), action.into());
        self.ask_session(|acting| async move {
            let session = acting.known_within(FRESH).await?;
            let organization_id = session.organization_id.as_str();
            let rbac = acting.client().rbac();
            let policy = rbac.cached_policy_in(organization_id).await?;
            let check = AuthorizationCheck::new(organization_id, resource_id, action);
            let decision = policy.check_roles(organization_id, &session.roles, &check);
            Ok(decision.is_allowed())
        })
    }

    /// Returns for each resource that the project declares, each of its actions, and whether the
    /// member may perform it.
    ///
    /// It is meant for a user interface that disables what would be denied.
    ///
    /// # Errors
    ///
    /// Those of the lookups.
    #[inline]
    pub fn permissions(&self) -> Lookup<Permissions> {
        self.ask_session(|acting| async move {
            let session = acting.known_within(FRESH).await?;
            let rbac = acting.client().rbac();
            let policy = rbac.cached_policy_in(&session.organization_id).await?;
            Ok(policy.permissions(&session.roles))
        })
    }
}
