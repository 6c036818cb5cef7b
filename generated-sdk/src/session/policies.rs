//! The cache of policies.

use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;

use crate::runtime::Cache;
use crate::schemas::{RbacOrgPolicy, RbacPolicy};
use crate::{Client, Result};

/// How long a policy is cached, and a revoked permission may still be there.
const TIME_TO_LIVE: Duration = Duration::from_secs(5 * 60);

/// The capacity of the cache, in organizations.
const ORGANIZATIONS: usize = 1_000;

/// The policies of the project and of organizations.
pub(crate) struct Policies {
    project: Cache<(), RbacPolicy>,
    organizations: Cache<String, RbacOrgPolicy>,
}

impl Default for Policies {
    #[inline]
    fn default() -> Self {
        Self {
            project: Cache::new(1),
            organizations: Cache::new(ORGANIZATIONS),
        }
    }
}

impl Policies {
    #[inline]
    pub(super) fn put_project(&self, policy: RbacPolicy) {
        self.project.put((), policy, TIME_TO_LIVE);
    }

    #[inline]
    pub(super) fn put_organization(&self, id: String, policy: RbacOrgPolicy) {
        self.organizations.put(id, policy, TIME_TO_LIVE);
    }

    #[inline]
    pub(super) fn forget_project(&self) {
        self.project.forget(&());
    }

    #[inline]
    pub(super) fn forget_organization(&self, id: &String) {
        self.organizations.forget(id);
    }

    #[inline]
    pub(super) async fn project(&self, client: &Client) -> Result<Arc<RbacPolicy>> {
        let fetch = || fetch_project(client.clone());
        self.project.get_or_fetch((), fetch).await
    }

    #[inline]
    pub(super) async fn organization(
        &self,
        client: &Client,
        id: &str,
    ) -> Result<Arc<RbacOrgPolicy>> {
        let fetch = || fetch_organization(client.clone(), id.to_owned());
        self.organizations.get_or_fetch(id.to_owned(), fetch).await
    }
}

#[inline]
async fn fetch_project(client: Client) -> Result<(RbacPolicy, Duration)> {
    let call = client.rbac().policy();
    let response = call.with_timeout(client.0.fetch_timeout()).await?;
    // A project without a policy permits nothing.
    Ok((response.policy.unwrap_or_default(), TIME_TO_LIVE))
}

#[inline]
async fn fetch_organization(client: Client, id: String) -> Result<(RbacOrgPolicy, Duration)> {
    let call = client.rbac().organizations().get_org_policy(id);
    match call.with_timeout(client.0.fetch_timeout()).await {
        Ok(response) => Ok((response.org_policy, TIME_TO_LIVE)),
        // An unknown organization adds no role, and a project may have no organization policies
        // at all. Without them, less is permitted, never more. An error that is not the API's own
        // says neither.
        Err(error)
            if matches!(
                error.status(),
                Some(StatusCode::FORBIDDEN | StatusCode::NOT_FOUND)
            ) && error.error_type().is_some() =>
        {
            Ok((RbacOrgPolicy::default(), TIME_TO_LIVE))
        }
        Err(error) => Err(error),
    }
}
