//! Introspection without a call.

use std::fmt;
use std::time::Duration;

use super::IntrospectedToken;
use crate::resources::Idp;
use crate::runtime::Deadline;
use crate::schemas::{AuthorizationCheck, RbacPolicy};
use crate::session::{
    Claims, Decision, Denial, EffectivePolicy, ORGANIZATION, Rules, SESSION, TokenError,
    VerifyError, check, verify,
};
use crate::{Client, Secret};

impl Idp {
    /// Verifies the access token of a connected app without a call, and returns its claims.
    ///
    /// The token may be of any app of the project, and `client_id` says of which one. Signature and
    /// claims are verified like those of a session JWT, with the same keys; see
    /// [`authenticate_jwt_local`](crate::resources::Sessions::authenticate_jwt_local). A revoked
    /// token passes until it expires; [`introspect_token_network`](Self::introspect_token_network)
    /// would tell. A token without an organization is invalid here. Refresh tokens are no JWTs, and
    /// only the API can introspect them.
    ///
    /// # Errors
    ///
    /// [`VerifyError::Token`] if the token is invalid, [`VerifyError::Denied`] if it does not
    /// permit the [`authorization_check`](IntrospectTokenLocal::authorization_check), and
    /// [`VerifyError::Call`] if no keys or no policy are cached and they cannot be fetched.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use stytch_b2b::schemas::AuthorizationCheck;
    ///
    /// # async fn example(
    /// #     client: stytch_b2b::Client,
    /// #     bearer: &str,
    /// #     organization_id: &str,
    /// # ) -> Result<(), stytch_b2b::session::VerifyError> {
    /// let token = client
    ///     .idp()
    ///     .introspect_token_local(bearer)
    ///     .authorization_check(AuthorizationCheck::new(organization_id, "documents", "read"))
    ///     .await?;
    /// println!("an app reads for {}", token.subject);
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn introspect_token_local(&self, access_token: impl Into<Secret>) -> IntrospectTokenLocal {
        IntrospectTokenLocal {
            client: self.client.clone(),
            access_token: access_token.into(),
            rules: Rules::default(),
            timeout: None,
            check: None,
        }
    }
}

/// The verification of a connected app's access token, from [`Idp::introspect_token_local`].
#[derive(Clone)]
#[must_use = "nothing is checked unless this is awaited"]
pub struct IntrospectTokenLocal {
    client: Client,
    access_token: Secret,
    rules: Rules,
    timeout: Option<Duration>,
    check: Option<AuthorizationCheck>,
}

impl IntrospectTokenLocal {
    /// Sets what the token must permit, by its OAuth scopes and the policy of the project.
    #[inline]
    pub fn authorization_check(mut self, check: AuthorizationCheck) -> Self {
        self.check = Some(check);
        self
    }

    #[inline]
    async fn run(self, deadline: Deadline) -> Result<IntrospectedToken, VerifyError> {
        let token = self.access_token.expose_secret();
        let read = IntrospectedToken::from_verified;
        let token = verify(&self.client, token, self.rules, deadline, read).await?;
        if let Some(check) = &self.check {
            let own = token.organization.as_ref().ok_or(Denial::NotPermitted)?;
            let organization_id = own.organization_id.as_str();
            // What no policy could permit is denied without fetching one.
            let none = RbacPolicy::default();
            let without =
                EffectivePolicy::new(&none).check_scopes(organization_id, &token.scope, check);
            if without != Decision::Deny(Denial::NotPermitted) {
                without.into_result()?;
            }
            let policy = self.client.rbac().cached_policy().await?;
            policy
                .check_scopes(organization_id, &token.scope, check)
                .into_result()?;
        }
        Ok(token)
    }
}

impl IntrospectedToken {
    /// The same claims as from the API.
    #[inline]
    fn from_verified(mut claims: Claims<'_>) -> Result<Self, TokenError> {
        // Such a token belongs to a session, not to an app.
        claims.must_not_have(SESSION)?;
        claims.must_have("scope")?;
        claims.must_have(ORGANIZATION)?;
        let known = Self {
            subject: std::mem::take(&mut claims.subject),
            audience: std::mem::take(&mut claims.audience),
            issuer: Some(std::mem::take(&mut claims.issuer)),
            issued_at: Some(claims.issued_at),
            not_before: Some(claims.not_before),
            expires_at: Some(claims.expires_at),
            // No other is a JWT.
            token_type: Some("access_token".to_owned()),
            ..Self::default()
        };
        let mut others = claims.custom()?;
        others.insert("sub".to_owned(), known.subject.clone().into());
        let token = Self::from_claims(others).map_err(|invalid| TokenError::InvalidClaim {
            claim: invalid.claim,
        })?;
        Ok(Self {
            organization: token.organization,
            scope: token.scope,
            client_id: token.client_id,
            custom_claims: token.custom_claims,
            ..known
        })
    }
}

check!(IntrospectTokenLocal -> IntrospectedToken);

/// Without the token.
impl fmt::Debug for IntrospectTokenLocal {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IntrospectTokenLocal")
            .field("authorization_check", &self.check)
            .finish_non_exhaustive()
    }
}
