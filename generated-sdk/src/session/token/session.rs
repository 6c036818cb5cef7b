//! The claims of a session JWT.

use chrono::{DateTime, FixedOffset};

use super::claims::{take, take_object, take_text, texts};
use super::{Claims, ORGANIZATION, TokenError};
use crate::JsonObject;
use crate::schemas::MemberSession;

const SESSION: &str = "https://stytch.com/session";

/// The session that a token stands for. What is neither Stytch's nor JWT's own is a custom claim.
pub(crate) fn member_session(claims: Claims) -> Result<MemberSession, TokenError> {
    let mut custom_claims = claims.others;
    let session = &mut take_object(&mut custom_claims, SESSION)?;
    let organization = &mut take_object(&mut custom_claims, ORGANIZATION)?;

    let factors = take(session, "authentication_factors")?;
    let expires_at = match session.get("expires_at") {
        None | Some(serde_json::Value::Null) => claims.expires_at,
        Some(_) => take_time(session, "expires_at")?,
    };
    Ok(MemberSession {
        member_session_id: take_text(session, "id")?,
        member_id: claims.subject,
        started_at: take_time(session, "started_at")?,
        last_accessed_at: take_time(session, "last_accessed_at")?,
        expires_at,
        authentication_factors: serde_json::from_value(factors).map_err(|_| {
            TokenError::InvalidClaim {
                claim: "authentication_factors",
            }
        })?,
        organization_id: take_text(organization, "organization_id")?,
        organization_slug: take_text(organization, "slug")?,
        roles: take_roles(session)?,
        custom_claims,
    })
}

/// No list is no role. Anything but a list of texts is wrong, whatever it may be meant to say.
fn take_roles(session: &mut JsonObject) -> Result<Vec<String>, TokenError> {
    match take(session, "roles") {
        Ok(roles) => texts(roles, "roles"),
        Err(_) => Ok(Vec::new()),
    }
}

fn take_time(
    claims: &mut JsonObject,
    claim: &'static str,
) -> Result<DateTime<FixedOffset>, TokenError> {
    let text = take_text(claims, claim)?;
    DateTime::parse_from_rfc3339(&text).map_err(|_| TokenError::InvalidClaim { claim })
}
