//! Verification of an M2M client's access token, without a call.

use std::fmt;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use crate::resources::M2m;
use crate::runtime::Deadline;
use crate::session::{
    Claims, ORGANIZATION, Rules, SESSION, TokenError, VerifyError, check, check_m2m_scopes, verify,
};
use crate::{Client, IntoList, JsonObject, Secret};

impl M2m {
    /// Verifies the access token of an M2M client without a call, and requires all these OAuth
    /// scopes.
    ///
    /// Signature and claims are verified like those of a session JWT, with the same keys; see
    /// [`authenticate_jwt_local`](crate::resources::Sessions::authenticate_jwt_local). Scopes are
    /// compared by [`check_m2m_scopes`].
    ///
    /// # Errors
    ///
    /// [`VerifyError::Token`] if the token is invalid, [`VerifyError::Denied`] if it lacks a scope,
    /// and [`VerifyError::Call`] if no keys are cached and they cannot be fetched.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(
    /// #     client: stytch_b2b::Client,
    /// #     bearer: &str,
    /// # ) -> Result<(), stytch_b2b::session::VerifyError> {
    /// let machine = client.m2m().authenticate_token(bearer, ["read:reports"]).await?;
    /// println!("{} reads reports", machine.client_id);
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn authenticate_token(
        &self,
        access_token: impl Into<Secret>,
        required_scopes: impl IntoList<String>,
    ) -> AuthenticateM2mToken {
        AuthenticateM2mToken {
            client: self.client.clone(),
            access_token: access_token.into(),
            required: required_scopes.into_list(),
            rules: Rules::default(),
            timeout: None,
        }
    }
}

/// The verification of an M2M client's access token, from [`M2m::authenticate_token`].
#[derive(Clone)]
#[must_use = "nothing is checked unless this is awaited"]
pub struct AuthenticateM2mToken {
    client: Client,
    access_token: Secret,
    required: Vec<String>,
    rules: Rules,
    timeout: Option<Duration>,
}

impl AuthenticateM2mToken {
    #[inline]
    async fn run(self, deadline: Deadline) -> Result<M2mClaims, VerifyError> {
        let token = self.access_token.expose_secret();
        let claims = verify(&self.client, token, self.rules, deadline, M2mClaims::new).await?;
        check_m2m_scopes(&claims.scopes, &self.required).into_result()?;
        Ok(claims)
    }
}

check!(AuthenticateM2mToken -> M2mClaims);

/// Without the token.
impl fmt::Debug for AuthenticateM2mToken {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthenticateM2mToken")
            .field("required_scopes", &self.required)
            .finish_non_exhaustive()
    }
}

/// The claims of an M2M client's verified access token.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct M2mClaims {
    /// The id of the M2M client.
    pub client_id: String,
    /// The OAuth scopes of the token.
    pub scopes: Vec<String>,
    /// When the token was issued.
    pub issued_at: DateTime<FixedOffset>,
    /// When the token expires.
    pub expires_at: DateTime<FixedOffset>,
    /// All other claims.
    pub custom_claims: JsonObject,
}

impl M2mClaims {
    #[inline]
    fn new(mut claims: Claims<'_>) -> Result<Self, TokenError> {
        // Such a token belongs to a member, not to an M2M client.
        claims.must_not_have(SESSION)?;
        claims.must_not_have(ORGANIZATION)?;
        let scopes: String = claims.take("scope")?;
        Ok(Self {
            client_id: std::mem::take(&mut claims.subject),
            // Only a space separates them (RFC 6749, section 3.3).
            scopes: scopes
                .split(' ')
                .filter(|scope| !scope.is_empty())
                .map(str::to_owned)
                .collect(),
            issued_at: claims.issued_at,
            expires_at: claims.expires_at,
            custom_claims: claims.custom()?,
        })
    }
}
