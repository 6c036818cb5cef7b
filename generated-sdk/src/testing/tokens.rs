//! The JWTs in responses. With the feature `jwt` they are valid, by the keys that the fakes have;
//! without it, nothing verifies them.

#[cfg(not(feature = "jwt"))]
use crate::schemas::MemberSession;

#[cfg(feature = "jwt")]
pub(super) use self::signed::{of_m2m_client, of_session};

#[cfg(feature = "jwt")]
mod signed {
    use std::time::{SystemTime, UNIX_EPOCH};

    use serde_json::json;

    use crate::schemas::MemberSession;
    use crate::testing::Signer;

    /// A JWT of a session.
    pub(in crate::testing) fn of_session(
        project_id: &str,
        session: impl FnOnce() -> MemberSession,
    ) -> String {
        Signer::new().session_jwt(project_id, &session(), SystemTime::now())
    }

    /// An access token of an M2M client, for an hour.
    pub(in crate::testing) fn of_m2m_client(
        project_id: &str,
        client_id: &str,
        scope: &str,
    ) -> String {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = now.unwrap_or_default().as_secs();
        Signer::new().sign(&json!({
            "aud": [project_id],
            "iss": format!("stytch.com/{project_id}"),
            "sub": client_id,
            "iat": now,
            "nbf": now,
            "exp": now + 3600,
            "scope": scope,
        }))
    }
}

/// A string in place of the JWT of a session.
#[cfg(not(feature = "jwt"))]
pub(super) fn of_session(_project_id: &str, _session: impl FnOnce() -> MemberSession) -> String {
    "e30.e30.session-jwt-of-a-fake".to_owned()
}

/// A string in place of an access token of an M2M client.
#[cfg(not(feature = "jwt"))]
pub(super) fn of_m2m_client(_project_id: &str, _client_id: &str, _scope: &str) -> String {
    "e30.e30.access-token-of-a-fake".to_owned()
}
