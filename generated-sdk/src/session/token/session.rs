//! The claims of a session JWT.

use chrono::{DateTime, FixedOffset};
use serde_json::value::RawValue;

use super::claims::{custom, take, take_id, take_if_any};
use super::{Claims, ORGANIZATION, RawObject, SESSION, TokenError};
use crate::runtime::wire::from_json;
use crate::schemas::{AuthenticationFactor, MemberSession};

/// A session, and when the token with it was issued.
pub(crate) struct Issued {
    pub(crate) session: MemberSession,
    pub(crate) issued_at: DateTime<FixedOffset>,
}

/// The session of a token. A claim that is neither Stytch's nor JWT's own is a custom claim.
#[inline]
pub(crate) fn member_session(mut claims: Claims<'_>) -> Result<Issued, TokenError> {
    let session: &mut RawObject<'_> = &mut take(&mut claims.others, SESSION)?;
    let organization: &mut RawObject<'_> = &mut take(&mut claims.others, ORGANIZATION)?;
    let issued_at = claims.issued_at;
    let session = MemberSession {
        member_session_id: take_id(session, "id")?,
        member_id: claims.subject,
        started_at: timestamp(take(session, "started_at")?, "started_at")?,
        last_accessed_at: timestamp(take(session, "last_accessed_at")?, "last_accessed_at")?,
        // An optional timestamp that is empty is absent.
        expires_at: match take_if_any::<String>(session, "expires_at")? {
            Some(string) if !string.is_empty() => timestamp(string, "expires_at")?,
            _ => claims.expires_at,
        },
        authentication_factors: take_factors(session)?,
        organization_id: take_id(organization, "organization_id")?,
        organization_slug: take(organization, "slug")?,
        // Without an array there are no roles. Anything but an array of strings is an error.
        roles: take_if_any(session, "roles")?.unwrap_or_default(),
        custom_claims: custom(claims.others)?,
    };
    Ok(Issued { session, issued_at })
}

/// In place: a factor is large, and a `Vec` would be moved about.
#[inline]
fn take_factors(session: &mut RawObject<'_>) -> Result<Vec<AuthenticationFactor>, TokenError> {
    let claim = "authentication_factors";
    let json: &RawValue = take(session, claim)?;
    let mut factors = Vec::new();
    from_json(json.get().as_bytes(), &mut factors)
        .map_err(|_| TokenError::InvalidClaim { claim })?;
    Ok(factors)
}

#[inline]
fn timestamp(string: String, claim: &'static str) -> Result<DateTime<FixedOffset>, TokenError> {
    DateTime::parse_from_rfc3339(&string).map_err(|_| TokenError::InvalidClaim { claim })
}
