//! The sessions and permissions that a test has given to a fake.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::ops::rbac::Policy;
use super::ops::sessions::{Authenticate, Revoke};
use super::outcome::Outcome;
use super::recorded::{Arrived, Recorded};
use super::sample::{Values, sample};
use super::tokens;
use crate::Json;
use crate::runtime::catalogue::{Entry, Schema};
use crate::schemas::{
    AuthorizationCheck, Member, MemberSession, Organization, RbacPolicy, RbacPolicyResponse,
    RbacPolicyRole, RbacPolicyRolePermission, SessionsAuthenticateResponse, SessionsRevokeResponse,
};
use crate::session::EffectivePolicy;

#[derive(Default)]
pub(super) struct Known {
    sessions: Vec<MemberSession>,
    /// Those that were revoked.
    ended: Vec<MemberSession>,
    /// What roles permit, beside the policy of samples.
    roles: Vec<RbacPolicyRole>,
}

impl Known {
    /// Adds a session, in place of one with the same id.
    pub(super) fn add(&mut self, session: MemberSession) {
        let id = &session.member_session_id;
        for sessions in [&mut self.sessions, &mut self.ended] {
            sessions.retain(|other| other.member_session_id != *id);
        }
        self.sessions.push(session);
    }

    pub(super) fn permit(&mut self, role_id: &str, resource_id: &str, action: &str) {
        self.roles.push(RbacPolicyRole {
            role_id: role_id.to_owned(),
            permissions: vec![RbacPolicyRolePermission {
                resource_id: resource_id.to_owned(),
                actions: vec![action.to_owned()],
            }],
            ..Default::default()
        });
    }

    /// The outcome of a request that is about what is known.
    pub(super) fn outcome(
        &mut self,
        entry: &Entry,
        arrived: &Arrived,
        values: &Values,
    ) -> Option<Outcome> {
        if entry.is::<Policy>() && !self.roles.is_empty() {
            return Some(success(&RbacPolicyResponse {
                policy: Some(self.policy()),
                ..sample()
            }));
        }
        let sent = |name: &str| values.echo.get(name);
        let id = sent("session_jwt").and_then(|jwt| session_id(jwt));
        let is_named = |session: &MemberSession| {
            let ids = [id.as_ref(), sent("member_session_id")];
            ids.contains(&Some(&session.member_session_id))
                || sent("session_token") == Some(&token(session))
        };
        if self.ended.iter().any(is_named) {
            let message = "The session was revoked.";
            return Some(Outcome::refused(404, "session_not_found", message));
        }
        if entry.is::<Revoke>() {
            let of_member = |it: &MemberSession| sent("member_id") == Some(&it.member_id);
            let revoked = |it: &mut MemberSession| is_named(it) || of_member(it);
            let count = self.ended.len();
            self.ended.extend(self.sessions.extract_if(.., revoked));
            return (self.ended.len() > count)
                .then(|| success(&sample::<SessionsRevokeResponse>()));
        }
        if !entry.is::<Authenticate>() {
            return None;
        }
        let request = Recorded::<Authenticate>::new(arrived).body;
        let session = self.sessions.iter().find(|session| is_named(session))?;
        let is_permitted = request
            .authorization_check
            .is_none_or(|check| self.permits(session, &check));
        Some(if is_permitted {
            success(&login(&values.project_id, session))
        } else {
            Outcome::refused(
                403,
                "session_authorization_error",
                "No role of the session permits the action in the organization.",
            )
        })
    }

    fn permits(&self, session: &MemberSession, check: &AuthorizationCheck) -> bool {
        EffectivePolicy::new(&self.policy())
            .check_roles(&session.organization_id, &session.roles, check)
            .is_allowed()
    }

    fn policy(&self) -> RbacPolicy {
        let mut policy: RbacPolicy = sample();
        policy.roles.extend(self.roles.iter().cloned());
        policy
    }
}

/// The response to a session's token or JWT.
pub(super) fn login(project_id: &str, session: &MemberSession) -> SessionsAuthenticateResponse {
    SessionsAuthenticateResponse {
        member: Member {
            member_id: session.member_id.clone(),
            organization_id: session.organization_id.clone(),
            ..sample()
        },
        organization: Organization {
            organization_id: session.organization_id.clone(),
            organization_slug: session.organization_slug.clone(),
            ..sample()
        },
        session_token: token(session).into(),
        session_jwt: tokens::of_session(project_id, || session.clone()).into(),
        member_session: session.clone(),
        ..sample()
    }
}

fn token(session: &MemberSession) -> String {
    format!("session-token-of-{}", session.member_session_id)
}

/// The session of a JWT, which is not verified.
fn session_id(jwt: &str) -> Option<String> {
    let payload = URL_SAFE_NO_PAD.decode(jwt.split('.').nth(1)?).ok()?;
    let claims: Json = serde_json::from_slice(&payload).ok()?;
    claims["https://stytch.com/session"]["id"]
        .as_str()
        .map(str::to_owned)
}

/// Without a body, which cannot be decoded, if a custom claim is a number that JSON lacks.
fn success(response: &impl Schema) -> Outcome {
    Outcome::success(response.to_json().unwrap_or_default().into())
}
