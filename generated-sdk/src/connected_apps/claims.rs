//! The claims of a connected app's token.

use std::fmt;

use chrono::{DateTime, FixedOffset};

use crate::runtime::{Json, JsonObject};

/// The claim of the organization.
const ORGANIZATION: &str = "https://stytch.com/organization";

/// The claims of a connected app's valid token.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IntrospectedToken {
    /// The id of the member whom the app acts for.
    pub subject: String,
    /// The organization of the token.
    pub organization: Option<TokenOrganization>,
    /// The OAuth scopes of the token, separated by spaces.
    pub scope: String,
    /// The audience of the token.
    pub audience: Vec<String>,
    /// The issuer of the token.
    pub issuer: Option<String>,
    /// When the token was issued.
    pub issued_at: Option<DateTime<FixedOffset>>,
    /// When the token becomes valid.
    pub not_before: Option<DateTime<FixedOffset>>,
    /// When the token expires.
    pub expires_at: Option<DateTime<FixedOffset>>,
    /// The id of the app.
    pub client_id: Option<String>,
    /// `access_token` or `refresh_token`.
    pub token_type: Option<String>,
    /// The id of the token.
    pub token_id: Option<String>,
    /// All other claims.
    pub custom_claims: JsonObject,
}

/// The organization that a token is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TokenOrganization {
    /// Its id.
    pub organization_id: String,
    /// Its slug.
    pub slug: Option<String>,
}

impl IntrospectedToken {
    /// Returns the OAuth scopes.
    #[inline]
    pub fn scopes(&self) -> impl Iterator<Item = &str> {
        self.scope.split(' ').filter(|scope| !scope.is_empty())
    }

    /// Decodes the claims of a token that is known to be valid.
    ///
    /// # Errors
    ///
    /// A claim that is present but invalid is a reason to refuse the token: to read it as absent is
    /// to decide about something else than what was signed.
    #[inline]
    pub(crate) fn from_claims(mut claims: JsonObject) -> Result<Self, InvalidClaim> {
        let others = &mut claims;
        Ok(Self {
            subject: string(others, "sub")?
                .filter(|subject| !subject.is_empty())
                .ok_or(invalid("sub", "a string that is not empty"))?,
            organization: take(others, ORGANIZATION).map(organization).transpose()?,
            scope: string(others, "scope")?.unwrap_or_default(),
            audience: take(others, "aud").map_or(Ok(Vec::new()), audience)?,
            issuer: string(others, "iss")?,
            issued_at: timestamp(others, "iat")?,
            not_before: timestamp(others, "nbf")?,
            expires_at: timestamp(others, "exp")?,
            client_id: string(others, "client_id")?,
            token_type: string(others, "token_type")?,
            token_id: string(others, "jti")?,
            custom_claims: claims,
        })
    }
}

/// An invalid claim. Its value is not shown.
#[derive(Debug, PartialEq)]
pub(crate) struct InvalidClaim {
    pub(crate) claim: &'static str,
    expected: &'static str,
}

impl fmt::Display for InvalidClaim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: expected {}", self.claim, self.expected)
    }
}

#[inline]
pub(super) fn invalid(claim: &'static str, expected: &'static str) -> InvalidClaim {
    InvalidClaim { claim, expected }
}

/// Removes a claim from the others. `null` counts as absent.
#[inline]
fn take(claims: &mut JsonObject, claim: &'static str) -> Option<Json> {
    claims.remove(claim).filter(|value| !value.is_null())
}

#[inline]
fn string(claims: &mut JsonObject, claim: &'static str) -> Result<Option<String>, InvalidClaim> {
    match take(claims, claim) {
        None => Ok(None),
        Some(Json::String(text)) => Ok(Some(text)),
        Some(_) => Err(invalid(claim, "a string")),
    }
}

/// A timestamp in seconds since 1970. Fractions of a second are cut off.
#[inline]
fn timestamp(
    claims: &mut JsonObject,
    claim: &'static str,
) -> Result<Option<DateTime<FixedOffset>>, InvalidClaim> {
    let Some(value) = take(claims, claim) else {
        return Ok(None);
    };
    let seconds = value
        .as_i64()
        .or_else(|| value.as_f64().map(|seconds| seconds.floor() as i64));
    match seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0)) {
        Some(time) => Ok(Some(time.fixed_offset())),
        None => Err(invalid(claim, "a timestamp")),
    }
}

/// One or several: a single audience need not be in an array (RFC 7519, section 4.1.3).
#[inline]
fn audience(claim: Json) -> Result<Vec<String>, InvalidClaim> {
    let items = match claim {
        Json::Array(items) => items,
        single => vec![single],
    };
    items
        .into_iter()
        .map(|item| match item {
            Json::String(text) => Ok(text),
            _ => Err(invalid("aud", "a string or an array of strings")),
        })
        .collect()
}

#[inline]
fn organization(claim: Json) -> Result<TokenOrganization, InvalidClaim> {
    let refused = || invalid(ORGANIZATION, "an object with an `organization_id`");
    let Json::Object(mut claim) = claim else {
        return Err(refused());
    };
    let id = string(&mut claim, "organization_id").map_err(|_| refused())?;
    Ok(TokenOrganization {
        organization_id: id.filter(|id| !id.is_empty()).ok_or_else(refused)?,
        slug: string(&mut claim, "slug").map_err(|_| refused())?,
    })
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use serde_json::json;

    use super::{IntrospectedToken, TokenOrganization};
    use crate::runtime::{Json, JsonObject};

    fn read(claims: Json) -> Result<IntrospectedToken, String> {
        let claims: JsonObject = serde_json::from_value(claims).unwrap();
        IntrospectedToken::from_claims(claims).map_err(|invalid| invalid.to_string())
    }

    #[test]
    fn each_claim_has_its_place() {
        let token = read(json!({
            "sub": "member-test-1", "scope": " openid  read:documents", "aud": ["p", "q"],
            "iss": "stytch.com/p", "iat": 1, "nbf": 2.9, "exp": 4_102_476_900_i64,
            "client_id": "app", "token_type": "access_token", "jti": "j",
            "https://stytch.com/organization": { "organization_id": "o", "slug": "s" },
            "plan": "pro", "nothing": null,
        }));
        let timestamp = |seconds| {
            DateTime::from_timestamp(seconds, 0).map(|timestamp| timestamp.fixed_offset())
        };
        let some = |text: &str| Some(text.to_owned());
        let expected = IntrospectedToken {
            subject: "member-test-1".to_owned(),
            organization: Some(TokenOrganization {
                organization_id: "o".to_owned(),
                slug: some("s"),
            }),
            scope: " openid  read:documents".to_owned(),
            audience: vec!["p".to_owned(), "q".to_owned()],
            issuer: some("stytch.com/p"),
            issued_at: timestamp(1),
            not_before: timestamp(2),
            expires_at: timestamp(4_102_476_900),
            client_id: some("app"),
            token_type: some("access_token"),
            token_id: some("j"),
            custom_claims: JsonObject::from_iter([
                ("plan".to_owned(), json!("pro")),
                ("nothing".to_owned(), Json::Null),
            ]),
        };
        assert_eq!(token, Ok(expected.clone()));
        assert!(expected.scopes().eq(["openid", "read:documents"]));
    }

    #[test]
    fn only_the_subject_must_be_there() {
        let token = read(json!({ "sub": "m", "aud": "p", "exp": null }));
        let expected = IntrospectedToken {
            subject: "m".to_owned(),
            audience: vec!["p".to_owned()],
            ..Default::default()
        };
        assert_eq!(token, Ok(expected));
    }

    #[test]
    fn a_claim_of_the_wrong_kind_is_a_refusal() {
        for (claims, name) in [
            (json!({}), "`sub`"),
            (json!({ "sub": 1 }), "`sub`"),
            (json!({ "sub": "" }), "`sub`"),
            (json!({ "sub": "m", "scope": ["a"] }), "`scope`"),
            (json!({ "sub": "m", "aud": [1] }), "`aud`"),
            (json!({ "sub": "m", "aud": {} }), "`aud`"),
            (json!({ "sub": "m", "exp": "1" }), "`exp`"),
            (json!({ "sub": "m", "exp": 1e300 }), "`exp`"),
            (json!({ "sub": "m", "exp": i64::MAX }), "`exp`"),
            (json!({ "sub": "m", "exp": true }), "`exp`"),
            (
                json!({ "sub": "m", "https://stytch.com/organization": "o" }),
                "organization",
            ),
            (
                json!({ "sub": "m", "https://stytch.com/organization": {} }),
                "organization",
            ),
            (
                json!({ "sub": "m", "https://stytch.com/organization": { "organization_id": "" } }),
                "organization",
            ),
        ] {
            let refusal = read(claims.clone()).unwrap_err();
            assert!(refusal.contains(name), "{claims}: {refusal}");
        }
    }
}
