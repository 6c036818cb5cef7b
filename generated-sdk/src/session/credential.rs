//! The credential of a session.

use crate::runtime::Secret;

/// The credential of a member's session: a session token or a session JWT.
///
/// A string is taken for a JWT if it has the form of one: three parts separated by dots, the first
/// beginning with `eyJ`. A session token never has that form.
///
/// ```
/// use stytch_b2b::session::Credential;
///
/// assert!(matches!(Credential::from("eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl"), Credential::Jwt(_)));
/// assert!(matches!(Credential::from("mZAYn5aLEqKUlZ_Ad9U_fWr38GaAQ1oFAhT8ds245v7Q"), Credential::Token(_)));
/// ```
#[derive(Clone, Debug)]
pub enum Credential {
    /// The opaque `session_token`.
    Token(Secret),
    /// The signed `session_jwt`. It may have expired, as long as the session has not.
    Jwt(Secret),
}

impl Credential {
    /// Creates the credential of a session token.
    pub fn token(token: impl Into<Secret>) -> Self {
        Self::Token(token.into())
    }

    /// Creates the credential of a session JWT.
    pub fn jwt(jwt: impl Into<Secret>) -> Self {
        Self::Jwt(jwt.into())
    }

    pub(super) fn secret(&self) -> &Secret {
        match self {
            Self::Token(secret) | Self::Jwt(secret) => secret,
        }
    }
}

impl From<Secret> for Credential {
    fn from(secret: Secret) -> Self {
        if is_jwt(secret.expose_secret()) {
            Self::Jwt(secret)
        } else {
            Self::Token(secret)
        }
    }
}

impl From<&Secret> for Credential {
    fn from(secret: &Secret) -> Self {
        Self::from(secret.clone())
    }
}

impl From<&str> for Credential {
    fn from(text: &str) -> Self {
        Self::from(Secret::from(text))
    }
}

impl From<String> for Credential {
    fn from(text: String) -> Self {
        Self::from(Secret::from(text))
    }
}

impl From<&String> for Credential {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

/// Three parts in base64url, the first one of a JSON object.
fn is_jwt(text: &str) -> bool {
    let in_base64url = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    let is_part = |part: &str| !part.is_empty() && part.bytes().all(in_base64url);
    text.starts_with("eyJ") && text.split('.').count() == 3 && text.split('.').all(is_part)
}

#[cfg(test)]
mod tests {
    use super::{Credential, is_jwt};

    #[test]
    fn a_jwt_is_known_by_its_form() {
        for (text, expected) in [
            ("eyJhbGciOiJSUzI1NiJ9.e30.c2ln", true),
            ("eyJ.a-b_c.9", true),
            ("", false),
            ("eyJ", false),
            ("eyJhbGciOi.e30", false),
            ("eyJhbGciOi.e30.", false),
            ("eyJhbGciOi..c2ln", false),
            ("eyJhbGciOi.e30.c2ln.more", false),
            ("eyJhbGciOi.e3 0.c2ln", false),
            ("eyJhbGciOi=.e30.c2ln", false),
            ("abc.e30.c2ln", false),
            ("mZAYn5aLEqKUlZ_Ad9U_fWr38GaAQ1oFAhT8ds245v7Q", false),
        ] {
            assert_eq!(is_jwt(text), expected, "{text}");
        }
    }

    #[test]
    fn it_is_not_shown() {
        for credential in [Credential::token("hidden"), Credential::jwt("hidden")] {
            assert!(!format!("{credential:?}").contains("hidden"));
        }
    }
}
