//! The compact form of a signed token (RFC 7515, section 7.1).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::{KeySet, RawObject, TokenError};
use crate::{Json, JsonObject};

/// The maximum length of a token, in bytes. Cookies and headers allow far less.
const LONGEST: usize = 64 * 1024;

/// The only algorithm. The header of a token never chooses another.
const ALGORITHM: &str = "RS256";

/// A token that has been parsed. Nothing in it can be trusted yet.
pub(crate) struct Jws<'a> {
    /// The header and the payload, as they were signed.
    signed: &'a str,
    kid: String,
    payload: Vec<u8>,
    signature: Vec<u8>,
}

impl<'a> Jws<'a> {
    #[inline]
    pub(crate) fn parse(token: &'a str) -> Result<Self, TokenError> {
        if token.len() > LONGEST {
            return Err(TokenError::Malformed);
        }
        let (signed, signature) = token.rsplit_once('.').ok_or(TokenError::Malformed)?;
        // Another dot would be in the payload, where base64 has none.
        let (header, payload) = signed.split_once('.').ok_or(TokenError::Malformed)?;
        let mut header: JsonObject =
            serde_json::from_slice(&decode(header)?).map_err(|_| TokenError::Malformed)?;
        if header.get("alg").and_then(Json::as_str) != Some(ALGORITHM) {
            return Err(TokenError::UnsupportedAlgorithm);
        }
        match header.remove("kid") {
            Some(Json::String(kid)) if !header.contains_key("crit") => Ok(Self {
                signed,
                kid,
                payload: decode(payload)?,
                signature: decode(signature)?,
            }),
            _ => Err(TokenError::Malformed),
        }
    }

    /// The id of the key that it claims to be signed with.
    #[inline]
    pub(crate) fn kid(&self) -> &str {
        &self.kid
    }

    /// The claims, once the signature is verified.
    #[inline]
    pub(crate) fn verify(&self, keys: &KeySet) -> Result<RawObject<'_>, TokenError> {
        keys.verify(&self.kid, self.signed.as_bytes(), &self.signature)?;
        serde_json::from_slice(&self.payload).map_err(|_| TokenError::UnreadableClaims)
    }
}

#[inline]
fn decode(part: &str) -> Result<Vec<u8>, TokenError> {
    URL_SAFE_NO_PAD
        .decode(part)
        .map_err(|_| TokenError::Malformed)
}
