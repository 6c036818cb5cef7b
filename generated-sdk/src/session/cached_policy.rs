//! Policies from the cache.

use std::sync::Arc;

use super::{Decision, EffectivePolicy, Permissions, State};
use crate::Lookup;
use crate::resources::Rbac;
use crate::schemas::{AuthorizationCheck, RbacOrgPolicy, RbacPolicy};

/// The cache of policies, so that they can be used for every request. An entry is fresh for 5
/// minutes.
///
/// Concurrent callers share one fetch. If a policy is not cached and cannot be fetched, there is an
/// error and no decision.
impl Rbac {
    /// Returns the policy of the project, fetched at most every 5 minutes. It is enough for OAuth
    /// scopes.
    ///
    /// # Errors
    ///
    /// Those of [`policy`](Self::policy).
    #[inline]
    pub fn cached_policy(&self) -> Lookup<CachedPolicy> {
        let client = self.client.clone();
        Lookup::new(&self.client, async move {
            let policies = &State::of(&client)?.policies;
            Ok(CachedPolicy {
                project: policies.project(&client).await?,
                organization: None,
            })
        })
    }

    /// Returns the policy of an organization, fetched at most every 5 minutes. The cache has a
    /// capacity of 1,000 organizations.
    ///
    /// An organization that the API does not know adds nothing to the policy of the project, and
    /// neither does one whose project has no organization policies (403).
    ///
    /// ```no_run
    /// use stytch_b2b::schemas::{AuthorizationCheck, MemberSession};
    ///
    /// # async fn example(
    /// #     client: stytch_b2b::Client,
    /// #     session: MemberSession,
    /// # ) -> Result<(), Box<dyn std::error::Error>> {
    /// let policy = client.rbac().cached_policy_in(&session.organization_id).await?;
    /// let check = AuthorizationCheck::new(&session.organization_id, "documents", "write");
    /// policy.check_roles(&session.organization_id, &session.roles, &check).into_result()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`policy`](Self::policy), and of
    /// [`get_org_policy`](crate::resources::RbacOrganizations::get_org_policy).
    #[inline]
    pub fn cached_policy_in(&self, organization_id: impl Into<String>) -> Lookup<CachedPolicy> {
        let client = self.client.clone();
        let id = organization_id.into();
        Lookup::new(&self.client, async move {
            let policies = &State::of(&client)?.policies;
            let project = policies.project(&client).await?;
            let policy = policies.organization(&client, &id).await?;
            Ok(CachedPolicy {
                project,
                organization: Some(OfOrganization { id, policy }),
            })
        })
    }

    /// Puts the policy of the project into the cache for 5 minutes, as if it had just been fetched.
    #[inline]
    pub fn preload_policy(&self, policy: RbacPolicy) {
        if let Ok(state) = State::of(&self.client) {
            state.policies.put_project(policy);
        }
    }

    /// Puts the policy of an organization into the cache for 5 minutes, as if it had just been
    /// fetched.
    #[inline]
    pub fn preload_org_policy(&self, organization_id: impl Into<String>, policy: RbacOrgPolicy) {
        if let Ok(state) = State::of(&self.client) {
            state
                .policies
                .put_organization(organization_id.into(), policy);
        }
    }

    /// Removes the policy of the project from the cache, because it has changed.
    #[inline]
    pub fn forget_policy(&self) {
        if let Ok(state) = State::of(&self.client) {
            state.policies.forget_project();
        }
    }

    /// Removes the policy of an organization from the cache, because it has changed.
    #[inline]
    pub fn forget_org_policy(&self, organization_id: impl Into<String>) {
        if let Ok(state) = State::of(&self.client) {
            state.policies.forget_organization(&organization_id.into());
        }
    }
}

/// A cached policy, from [`Rbac::cached_policy_in`] or [`Rbac::cached_policy`]. Clones are cheap.
/// It never changes.
#[derive(Clone, Debug)]
pub struct CachedPolicy {
    project: Arc<RbacPolicy>,
    organization: Option<OfOrganization>,
}

#[derive(Clone, Debug)]
struct OfOrganization {
    id: String,
    policy: Arc<RbacOrgPolicy>,
}

impl CachedPolicy {
    /// Decides by [`EffectivePolicy::check_roles`]. The roles of the organization that this policy
    /// was fetched for count in no other.
    #[inline]
    pub fn check_roles<R: AsRef<str>>(
        &self,
        organization_id: &str,
        roles: &[R],
        check: &AuthorizationCheck,
    ) -> Decision {
        let policy = match &self.organization {
            Some(organization) if organization.id != organization_id => {
                EffectivePolicy::new(&self.project)
            }
            _ => self.effective(),
        };
        policy.check_roles(organization_id, roles, check)
    }

    /// Decides by [`EffectivePolicy::check_scopes`].
    #[inline]
    pub fn check_scopes(
        &self,
        organization_id: &str,
        token_scope: &str,
        check: &AuthorizationCheck,
    ) -> Decision {
        self.effective()
            .check_scopes(organization_id, token_scope, check)
    }

    /// Returns [`EffectivePolicy::permissions`].
    #[must_use]
    #[inline]
    pub fn permissions<R: AsRef<str>>(&self, roles: &[R]) -> Permissions {
        self.effective().permissions(roles)
    }

    /// Returns the policy of the project with the roles of the organization that it was fetched
    /// for.
    #[must_use]
    #[inline]
    pub fn effective(&self) -> EffectivePolicy<'_> {
        let policy = EffectivePolicy::new(&self.project);
        match &self.organization {
            Some(organization) => policy.with_organization(&organization.policy),
            None => policy,
        }
    }
}
