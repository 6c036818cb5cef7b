//! The JWTs in answers. With the feature `jwt` they are good, by the keys that the fakes answer
//! with; without it, nothing could tell.

#[cfg(feature = "jwt")]
pub(super) use self::signed::{of_machine, of_session};

#[cfg(feature = "jwt")]
mod signed {
    use std::time::{SystemTime, UNIX_EPOCH};

    use serde_json::json;

    use crate::testing::{Signer, sample};

    /// A JWT of the session of all samples.
    pub(in crate::testing) fn of_session(project_id: &str) -> String {
        Signer::new().session_jwt(project_id, &sample(), SystemTime::now())
    }

    /// An access token of a machine, for an hour.
    pub(in crate::testing) fn of_machine(project_id: &str, client_id: &str, scope: &str) -> String {
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

/// A text in place of the JWT of a session.
#[cfg(not(feature = "jwt"))]
pub(super) fn of_session(_project_id: &str) -> String {
    "e30.e30.session-jwt-of-a-fake".to_owned()
}

/// A text in place of an access token of a machine.
#[cfg(not(feature = "jwt"))]
pub(super) fn of_machine(_project_id: &str, _client_id: &str, _scope: &str) -> String {
    "e30.e30.access-token-of-a-fake".to_owned()
}
