//! The claims of every token (RFC 7519, section 4.1), and when they are valid.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, FixedOffset};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::TokenError;
use crate::runtime::wire::from_json;
use crate::{Json, JsonObject};

/// The rules of a check about time.
#[derive(Clone, Copy, Default)]
pub(crate) struct Rules {
    pub(crate) leeway: Duration,
    pub(crate) max_age: Option<Duration>,
}

/// What claims are compared with.
pub(crate) struct Expected<'a> {
    pub(crate) project_id: &'a str,
    /// Without a slash at its end.
    pub(crate) base_url: &'a str,
    pub(crate) now: SystemTime,
}

/// The verified claims of a token.
pub(crate) struct Claims<'a> {
    pub(crate) issuer: String,
    pub(crate) subject: String,
    pub(crate) audience: Vec<String>,
    pub(crate) expires_at: DateTime<FixedOffset>,
    pub(crate) issued_at: DateTime<FixedOffset>,
    pub(crate) not_before: DateTime<FixedOffset>,
    /// All others, but for the id of the token.
    pub(crate) others: RawObject<'a>,
}

/// An object whose values are not decoded yet: most have a type of their own.
pub(crate) type RawObject<'a> = BTreeMap<String, &'a RawValue>;

impl<'a> Claims<'a> {
    /// Checks the claims of a token whose signature is valid.
    #[inline]
    pub(crate) fn check(
        mut claims: RawObject<'a>,
        expected: &Expected<'_>,
        rules: Rules,
    ) -> Result<Self, TokenError> {
        let exp = NumericDate::take(&mut claims, "exp")?;
        let iat = NumericDate::take(&mut claims, "iat")?;
        let nbf = NumericDate::take(&mut claims, "nbf")?;
        let subject = take_id(&mut claims, "sub")?;
        let issuer: String = take(&mut claims, "iss")?;
        let audience = take_audience(&mut claims)?;
        claims.remove("jti");

        let now = seconds_since_1970(expected.now);
        let leeway = rules.leeway.as_secs_f64();
        if iat.seconds > now + leeway || nbf.seconds > now + leeway {
            return Err(TokenError::NotYetValid);
        }
        if exp.seconds <= now - leeway {
            return Err(TokenError::Expired);
        }
        let by_project = issuer.strip_prefix("stytch.com/") == Some(expected.project_id);
        if !by_project && issuer != expected.base_url {
            return Err(TokenError::InvalidIssuer);
        }
        if !audience.iter().any(|one| one == expected.project_id) {
            return Err(TokenError::InvalidAudience);
        }
        // An age of zero refuses every token, even one from a clock that is ahead.
        let too_old = |max: Duration| max.is_zero() || now - iat.seconds >= max.as_secs_f64();
        if rules.max_age.is_some_and(too_old) {
            return Err(TokenError::TooOld);
        }

        Ok(Self {
            issuer,
            subject,
            audience,
            expires_at: exp.time,
            issued_at: iat.time,
            not_before: nbf.time,
            others: claims,
        })
    }
}

impl Claims<'_> {
    /// Removes a required claim from the others.
    #[inline]
    pub(crate) fn take<T: DeserializeOwned>(
        &mut self,
        claim: &'static str,
    ) -> Result<T, TokenError> {
        take(&mut self.others, claim)
    }

    /// Refuses a token that has a claim which tokens of its kind do not have.
    #[inline]
    pub(crate) fn must_not_have(&self, claim: &'static str) -> Result<(), TokenError> {
        if self.others.contains_key(claim) {
            return Err(TokenError::InvalidClaim { claim });
        }
        Ok(())
    }

    /// Refuses a token without a claim which all tokens of its kind have.
    #[inline]
    pub(crate) fn must_have(&self, claim: &'static str) -> Result<(), TokenError> {
        match self.others.get(claim) {
            Some(value) if !is_null(value) => Ok(()),
            _ => Err(TokenError::MissingClaim { claim }),
        }
    }

    /// The claims that have not been removed.
    #[inline]
    pub(crate) fn custom(self) -> Result<JsonObject, TokenError> {
        custom(self.others)
    }
}

/// Removes a claim from the others, and decodes it. `null` counts as absent.
#[inline]
pub(super) fn take<'a, T: Deserialize<'a>>(
    claims: &mut RawObject<'a>,
    claim: &'static str,
) -> Result<T, TokenError> {
    take_if_any(claims, claim)?.ok_or(TokenError::MissingClaim { claim })
}

/// The same for an optional claim.
#[inline]
pub(super) fn take_if_any<'a, T: Deserialize<'a>>(
    claims: &mut RawObject<'a>,
    claim: &'static str,
) -> Result<Option<T>, TokenError> {
    claims
        .remove(claim)
        .filter(|value| !is_null(value))
        .map(|value| serde_json::from_str(value.get()))
        .transpose()
        .map_err(|_| TokenError::InvalidClaim { claim })
}

/// Removes an id, which counts as absent if it is empty.
#[inline]
pub(super) fn take_id(
    claims: &mut RawObject<'_>,
    claim: &'static str,
) -> Result<String, TokenError> {
    let id: String = take(claims, claim)?;
    if id.is_empty() {
        return Err(TokenError::MissingClaim { claim });
    }
    Ok(id)
}

#[inline]
fn is_null(value: &RawValue) -> bool {
    value.get() == "null"
}

/// The custom claims: those that are left.
#[inline]
pub(super) fn custom(claims: RawObject<'_>) -> Result<JsonObject, TokenError> {
    let mut custom = JsonObject::new();
    for (claim, value) in claims {
        let value_of_claim = custom.entry(claim).or_insert(Json::Null);
        from_json(value.get().as_bytes(), value_of_claim)
            .map_err(|_| TokenError::UnreadableClaims)?;
    }
    Ok(custom)
}

/// A string stands for an array of one.
#[inline]
fn take_audience(claims: &mut RawObject<'_>) -> Result<Vec<String>, TokenError> {
    let claim = "aud";
    let wrong = TokenError::InvalidClaim { claim };
    let string = |value| match value {
        Json::String(string) => Ok(string),
        _ => Err(wrong.clone()),
    };
    match take(claims, claim)? {
        Json::Array(several) => several.into_iter().map(string).collect(),
        one => Ok(vec![string(one)?]),
    }
}

/// Seconds since 1970, perhaps with a fraction.
struct NumericDate {
    /// As a float, since no sum of two can overflow.
    seconds: f64,
    time: DateTime<FixedOffset>,
}

impl NumericDate {
    #[inline]
    fn take(claims: &mut RawObject<'_>, claim: &'static str) -> Result<Self, TokenError> {
        Self::new(take(claims, claim)?).ok_or(TokenError::InvalidClaim { claim })
    }

    /// `None` for a number that is beyond all calendars.
    #[inline]
    fn new(seconds: f64) -> Option<Self> {
        if !seconds.is_finite() {
            return None;
        }
        let whole = seconds.floor();
        // The conversion of a number out of range saturates.
        let nanoseconds = ((seconds - whole) * 1e9) as u32;
        let time = DateTime::from_timestamp(whole as i64, nanoseconds)?;
        Some(Self {
            seconds,
            time: time.fixed_offset(),
        })
    }
}

#[inline]
fn seconds_since_1970(time: SystemTime) -> f64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => since.as_secs_f64(),
        Err(before) => -before.duration().as_secs_f64(),
    }
}
