//! The keys that signatures are verified with.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};

use super::TokenError;
use crate::schemas::{Jwk, SessionsGetJwksResponse};

/// The keys of a project, decoded once for all tokens.
pub(crate) struct KeySet(Vec<Key>);

struct Key {
    kid: String,
    public: RsaPublicKeyComponents<Vec<u8>>,
}

impl KeySet {
    /// The keys for RS256. A project may have others, for other purposes.
    #[inline]
    pub(crate) fn new(response: &SessionsGetJwksResponse) -> Self {
        Self(response.keys.iter().filter_map(Key::new).collect())
    }

    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    #[inline]
    pub(crate) fn contains(&self, kid: &str) -> bool {
        self.0.iter().any(|key| key.kid == kid)
    }

    /// Verifies an RS256 signature. *ring* refuses keys of less than 2048 bits.
    #[inline]
    pub(crate) fn verify(
        &self,
        kid: &str,
        signed: &[u8],
        signature: &[u8],
    ) -> Result<(), TokenError> {
        let mut outcome = Err(TokenError::UnknownKey);
        // A key id should be unique, but the signature of any of its keys is valid.
        for key in self.0.iter().filter(|key| key.kid == kid) {
            outcome = key
                .public
                .verify(&RSA_PKCS1_2048_8192_SHA256, signed, signature)
                .map_err(|_| TokenError::InvalidSignature);
            if outcome.is_ok() {
                break;
            }
        }
        outcome
    }
}

impl Key {
    /// An optional property of a key (RFC 7517, section 4) may be empty. No token uses a key
    /// without an id.
    #[inline]
    fn new(jwk: &Jwk) -> Option<Self> {
        let given = |value: &Option<String>| value.clone().filter(|value| !value.is_empty());
        let usable = jwk.kty == "RSA"
            && given(&jwk.r#use).is_none_or(|purpose| purpose == "sig")
            && given(&jwk.alg).is_none_or(|algorithm| algorithm == "RS256")
            && (jwk.key_ops.is_empty()
                || jwk.key_ops.iter().any(|operation| operation == "verify"));
        usable.then_some(())?;
        Some(Self {
            kid: given(&jwk.kid)?,
            public: RsaPublicKeyComponents {
                n: number(jwk.n.as_deref()?)?,
                e: number(jwk.e.as_deref()?)?,
            },
        })
    }
}

/// A number of RFC 7518, section 2. Some encoders add leading zeros, which *ring* refuses.
#[inline]
fn number(text: &str) -> Option<Vec<u8>> {
    let mut bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    bytes.drain(..zeros);
    (!bytes.is_empty()).then_some(bytes)
}
