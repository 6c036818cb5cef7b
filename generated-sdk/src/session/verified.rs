//! A verified session, and its permissions.

use std::fmt;

use chrono::{DateTime, FixedOffset};

use super::{Credential, Decision, Denial, EffectivePolicy, VerifyError};
use crate::Client;
use crate::schemas::{AuthorizationCheck, MemberSession, RbacPolicy, SessionsAuthenticateResponse};

/// A verified session, from [`Sessions::verify`](crate::resources::Sessions::verify) or
/// [`Sessions::authenticate_jwt`](crate::resources::Sessions::authenticate_jwt).
///
/// [`Client::as_member`] takes it, and makes no call to look the session up again.
#[derive(Clone)]
#[non_exhaustive]
pub struct VerifiedSession {
    /// The session, from the JWT or the API.
    pub member_session: MemberSession,
    /// The ids of the roles that permit what was required. Empty if nothing was, or if the API did
    /// not return them.
    pub granted_by: Vec<String>,
    /// When the JWT was issued, if it was verified locally: the roles are as of that time.
    pub issued_at: Option<DateTime<FixedOffset>>,
    /// The response of the API, if it was asked: with the member, the organization, and a fresh JWT
    /// for the cookie.
    pub response: Option<Box<SessionsAuthenticateResponse>>,
    pub(super) client: Client,
    pub(super) credential: Credential,
}

impl VerifiedSession {
    /// Checks that the member may perform the action on the resource, in the session's own
    /// organization, and returns the ids of the roles that permit it.
    ///
    /// The roles of the session are checked against the policies of the project and of the
    /// organization, which the client caches for 5 minutes.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     verified: stytch_b2b::session::VerifiedSession,
    /// # ) -> Result<(), stytch_b2b::session::VerifyError> {
    /// verified.require("documents", "write").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`VerifyError::Denied`] if no role permits it, and [`VerifyError::Call`] if no policy is
    /// cached and it cannot be fetched.
    #[inline]
    pub async fn require(
        &self,
        resource_id: impl Into<String>,
        action: impl Into<String>,
    ) -> Result<Vec<String>, VerifyError> {
        let session = &self.member_session;
        let check = AuthorizationCheck::new(&session.organization_id, resource_id, action);
        authorize(&self.client, session, &check).await
    }
}

/// The JWT or the token of the session: the fresh JWT, if the API has returned one.
impl From<&VerifiedSession> for Credential {
    #[inline]
    fn from(verified: &VerifiedSession) -> Self {
        verified.credential.clone()
    }
}

/// Without the client.
impl fmt::Debug for VerifiedSession {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifiedSession")
            .field("member_session", &self.member_session)
            .field("granted_by", &self.granted_by)
            .field("issued_at", &self.issued_at)
            .field("response", &self.response)
            .finish_non_exhaustive()
    }
}

/// The roles of the session that permit the check, by the cached policies.
#[inline]
pub(super) async fn authorize(
    client: &Client,
    session: &MemberSession,
    check: &AuthorizationCheck,
) -> Result<Vec<String>, VerifyError> {
    let (organization_id, roles) = (&session.organization_id, &session.roles);
    // What no policy could permit is denied without fetching one.
    let none = RbacPolicy::default();
    let without = EffectivePolicy::new(&none).check_roles(organization_id, roles, check);
    match without {
        Decision::Deny(Denial::NotPermitted) if !roles.is_empty() => {}
        decision => return Ok(decision.into_result()?),
    }
    let policy = client.rbac().cached_policy_in(organization_id).await?;
    let decision = policy.check_roles(organization_id, roles, check);
    Ok(decision.into_result()?)
}
