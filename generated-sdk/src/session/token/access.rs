//! The claims of an access token, of a machine or of a connected app.

use chrono::{DateTime, FixedOffset};

use super::claims::{custom, take, take_if_any};
use super::{Claims, Members, ORGANIZATION, TokenError};
use crate::JsonObject;

/// What an access token says.
#[derive(Debug, Clone, PartialEq)]
#[allow(dead_code, reason = "for the operations on access tokens")]
pub(crate) struct AccessToken {
    /// The id of the machine's client, or of the member who granted the app its access.
    pub(crate) subject: String,
    /// With a space between one scope and the next.
    pub(crate) scope: String,
    pub(crate) organization_id: Option<String>,
    pub(crate) issuer: String,
    pub(crate) audience: Vec<String>,
    pub(crate) expires_at: DateTime<FixedOffset>,
    pub(crate) issued_at: DateTime<FixedOffset>,
    pub(crate) not_before: DateTime<FixedOffset>,
    /// All claims that are neither JWT's nor Stytch's own.
    pub(crate) custom_claims: JsonObject,
}

impl AccessToken {
    pub(crate) fn new(mut claims: Claims<'_>) -> Result<Self, TokenError> {
        let scope = take(&mut claims.others, "scope")?;
        // A machine belongs to no organization.
        let mut organization: Option<Members<'_>> = take_if_any(&mut claims.others, ORGANIZATION)?;
        let organization_id = organization
            .as_mut()
            .map(|organization| take(organization, "organization_id"))
            .transpose()?;
        Ok(Self {
            subject: claims.subject,
            scope,
            organization_id,
            issuer: claims.issuer,
            audience: claims.audience,
            expires_at: claims.expires_at,
            issued_at: claims.issued_at,
            not_before: claims.not_before,
            custom_claims: custom(claims.others)?,
        })
    }

    /// The scopes, one by one. Only a space separates them (RFC 6749, section 3.3).
    #[allow(dead_code, reason = "for the operations on access tokens")]
    pub(crate) fn scopes(&self) -> impl Iterator<Item = &str> {
        self.scope.split(' ').filter(|scope| !scope.is_empty())
    }
}
