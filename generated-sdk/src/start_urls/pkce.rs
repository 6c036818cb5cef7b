//! Proof Key for Code Exchange (PKCE, RFC 7636).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use ring::rand::{SecureRandom, SystemRandom};

use crate::runtime::{Error, Result, Secret};

/// A code verifier and its code challenge, by the method `S256` of RFC 7636.
///
/// The challenge goes into the request that starts a login: a start URL, or a call that sends a
/// link. The verifier stays in the browser, in an `HttpOnly` cookie, and goes into the call that
/// authenticates the token. A token that was intercepted is useless without it.
///
/// ```
/// use stytch_b2b::start_urls::Pkce;
///
/// # fn main() -> stytch_b2b::Result<()> {
/// # let client = stytch_b2b::Client::new("project-test-1234", "secret-test-5678")?;
/// let pkce = Pkce::generate()?;
/// let address = client
///     .sso()
///     .start_url("public-token-test-1234", "saml-connection-test-1234")
///     .pkce_code_challenge(pkce.challenge)
///     .build()?;
///
/// // When the browser is back, with a token in the query and the verifier in the cookie:
/// let login = client
///     .sso()
///     .authenticate("token of the query")
///     .pkce_code_verifier(pkce.verifier);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Pkce {
    /// The code verifier, of 43 characters.
    pub verifier: Secret,
    /// The code challenge, which is no secret.
    pub challenge: String,
}

impl Pkce {
    /// Creates a verifier from 32 random bytes, and its challenge.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) if the system has no random
    /// numbers.
    pub fn generate() -> Result<Self> {
        let mut bytes = [0; 32];
        SystemRandom::new()
            .fill(&mut bytes)
            .map_err(|_| Error::configuration("the system has no random numbers"))?;
        let verifier = URL_SAFE_NO_PAD.encode(bytes);
        Ok(Self {
            challenge: challenge(&verifier),
            verifier: verifier.into(),
        })
    }
}

/// The challenge of a verifier.
pub(crate) fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::{Pkce, challenge};

    /// RFC 7636, appendix B.
    #[test]
    fn the_challenge_is_that_of_the_standard() {
        assert_eq!(
            challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        );
    }

    #[test]
    fn each_verifier_is_new_and_as_the_standard_has_it() {
        let (one, other) = (Pkce::generate().unwrap(), Pkce::generate().unwrap());
        assert_ne!(one.verifier, other.verifier);
        for pkce in [one, other] {
            let verifier = pkce.verifier.expose_secret();
            let is_allowed = |c: char| c.is_ascii_alphanumeric() || "-._~".contains(c);
            assert!(verifier.len() == 43 && verifier.chars().all(is_allowed));
            assert_eq!(pkce.challenge, challenge(verifier));
        }
    }
}
