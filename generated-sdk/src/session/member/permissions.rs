//! What a member may do, decided here: by the roles of the session, and the policies.

use super::sessions::FRESH;
use crate::runtime::{Client, Result};
use crate::schemas::{AuthorizationCheck, RbacOrgPolicy, RbacPolicy};
use crate::scopes::member::MemberClient;
use crate::session::{EffectivePolicy, Permissions};

impl MemberClient {
    /// Whether the member may do that, by the roles of the session and the policies of the project
    /// and of the organization. The roles are those of the last 5 minutes.
    ///
    /// # Errors
    ///
    /// Those of the lookups. An error says nothing about the member: treat it as a no.
    pub async fn is_authorized(
        &self,
        resource_id: impl Into<String>,
        action: impl Into<String>,
    ) -> Result<bool> {
        let acting = self.acting()?;
        let session = acting.known_within(FRESH).await?;
        let organization_id = session.organization_id.as_str();
        let (project, organization) = policies(acting.client(), organization_id).await?;
        let policy = EffectivePolicy::new(&project).with_organization(&organization);
        let check = AuthorizationCheck::new(organization_id, resource_id, action);
        let decision = policy.check_roles(organization_id, &session.roles, &check);
        Ok(decision.is_allowed())
    }

    /// For each resource that the project declares, each of its actions, and whether the member
    /// may do that.
    ///
    /// This is for a user interface that greys out what would be refused.
    ///
    /// # Errors
    ///
    /// Those of the lookups.
    pub async fn permissions(&self) -> Result<Permissions> {
        let acting = self.acting()?;
        let session = acting.known_within(FRESH).await?;
        let (project, organization) = policies(acting.client(), &session.organization_id).await?;
        let policy = EffectivePolicy::new(&project).with_organization(&organization);
        Ok(policy.permissions(&session.roles))
    }
}

/// The policies that hold in an organization.
async fn policies(client: &Client, organization_id: &str) -> Result<(RbacPolicy, RbacOrgPolicy)> {
    // Without a policy, nothing is permitted.
    let project = client.rbac().policy().await?.policy.unwrap_or_default();
    let organization = client
        .rbac()
        .organizations()
        .get_org_policy(organization_id);
    let organization = match organization.await {
        Ok(answer) => answer.org_policy,
        // A project need not have the feature. What it would add are roles, so to do without them
        // permits nothing.
        Err(error) if matches!(error.status(), Some(403 | 404)) => RbacOrgPolicy::default(),
        Err(error) => return Err(error),
    };
    Ok((project, organization))
}
