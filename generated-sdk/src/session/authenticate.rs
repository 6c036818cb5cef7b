//! Verification of session JWTs: by signature and claims, by the policy, and by the API.

use std::fmt;
use std::pin::Pin;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use super::token::{Issued, Rules, member_session};
use super::{
    Decision, Denial, EffectivePolicy, KEYS_WAIT, State, TokenError, VerifyError, check, verify,
};
use crate::resources::Sessions;
use crate::runtime::Deadline;
use crate::schemas::{
    AuthorizationCheck, MemberSession, RbacPolicy, SessionsAuthenticateResponse,
    SessionsGetJwksResponse,
};
use crate::{Client, Secret};

impl Sessions {
    /// Verifies a session JWT locally, without a call for each request.
    ///
    /// The signature must be by RS256, with a key of the project. The claims `iss`, `aud`, `sub`,
    /// `exp`, `nbf` and `iat` must be present and valid, and so must Stytch's own claims. The keys
    /// are cached: concurrent callers share one fetch. They are refreshed after 5 minutes, or when
    /// a token has an unknown key id, though not more than once in 30 seconds. While that fails,
    /// stale keys are used for 24 hours.
    ///
    /// A revoked session passes until its last JWT expires, 5 minutes at most.
    /// [`max_token_age`](AuthenticateJwt::max_token_age) makes that shorter.
    ///
    /// # Errors
    ///
    /// [`VerifyError::Token`] if the JWT is invalid, [`VerifyError::Denied`] if the session does
    /// not permit the [`authorization_check`](AuthenticateJwt::authorization_check), and
    /// [`VerifyError::Call`] if no keys or no policy are cached and they cannot be fetched.
    ///
    /// # Example
    ///
    /// A middleware that authorizes a request by its cookie or header:
    ///
    /// ```no_run
    /// use std::time::Duration;
    ///
    /// use stytch_b2b::Client;
    /// use stytch_b2b::schemas::{AuthorizationCheck, MemberSession};
    ///
    /// /// The session, or the HTTP status code to respond with.
    /// async fn may_write(
    ///     client: &Client,
    ///     session_jwt: &str,
    ///     organization_id: &str,
    /// ) -> Result<MemberSession, u16> {
    ///     let check = AuthorizationCheck::new(organization_id, "documents", "write");
    ///     let verified = client
    ///         .sessions()
    ///         .authenticate_jwt_local(session_jwt)
    ///         .leeway(Duration::from_secs(5))
    ///         .authorization_check(check)
    ///         .await
    ///         .map_err(|error| error.http_status())?;
    ///     Ok(verified.member_session)
    /// }
    /// ```
    #[inline]
    pub fn authenticate_jwt_local(&self, session_jwt: impl Into<Secret>) -> AuthenticateJwt {
        AuthenticateJwt {
            client: self.client.clone(),
            session_jwt: session_jwt.into(),
            rules: Rules::default(),
            check: None,
            timeout: None,
            may_ask: false,
        }
    }

    /// Verifies a session JWT locally, and asks the API if that does not succeed.
    ///
    /// It starts like [`authenticate_jwt_local`](Self::authenticate_jwt_local). A JWT that has
    /// expired, is too old or cannot be verified locally goes to
    /// [`authenticate`](Self::authenticate), with the authorization check: while the session lasts,
    /// the response has a fresh JWT for the cookie. A denial by the roles of a valid JWT is final,
    /// and a string that is no JWT is not sent. A [`max_token_age`] of zero asks the API each time.
    ///
    /// [`max_token_age`]: AuthenticateJwt::max_token_age
    ///
    /// # Errors
    ///
    /// [`VerifyError::Token`] if the string is no JWT, [`VerifyError::Denied`] if the session does
    /// not permit the [`authorization_check`](AuthenticateJwt::authorization_check),
    /// [`VerifyError::Refused`] if the API rejects the session, and [`VerifyError::Call`] if the
    /// call fails.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(
    /// #     client: stytch_b2b::Client,
    /// #     session_jwt: &str,
    /// # ) -> Result<(), stytch_b2b::session::VerifyError> {
    /// let verified = client.sessions().authenticate_jwt(session_jwt).await?;
    /// if let Some(response) = &verified.response {
    ///     // The JWT had expired, and the session continues: put this one into the cookie.
    ///     let fresh = &response.session_jwt;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn authenticate_jwt(&self, session_jwt: impl Into<Secret>) -> AuthenticateJwt {
        AuthenticateJwt {
            may_ask: true,
            ..self.authenticate_jwt_local(session_jwt)
        }
    }

    /// Puts the keys of the project (JWKS) into the cache, as if they had just been fetched.
    ///
    /// With them, [`authenticate_jwt_local`](Self::authenticate_jwt_local) works without a network
    /// for 24 hours; then the keys are no longer trusted. After 5 minutes, and for a token with an
    /// unknown key id, the client tries to fetch newer ones, and continues with these if that
    /// fails. A set without a usable key changes nothing.
    ///
    /// ```no_run
    /// # fn example(client: stytch_b2b::Client, text: &str) -> serde_json::Result<()> {
    /// // As `get_jwks` returned it, on this machine or on another.
    /// client.sessions().preload_jwks(&serde_json::from_str(text)?);
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn preload_jwks(&self, keys: &SessionsGetJwksResponse) {
        if let Ok(state) = State::of(&self.client) {
            state.jwks.put(keys);
        }
    }
}

/// The verification of a session JWT, from [`Sessions::authenticate_jwt`] or
/// [`Sessions::authenticate_jwt_local`].
#[derive(Clone)]
#[must_use = "nothing is checked unless this is awaited"]
pub struct AuthenticateJwt {
    client: Client,
    session_jwt: Secret,
    rules: Rules,
    check: Option<AuthorizationCheck>,
    timeout: Option<Duration>,
    /// Whether the API is asked if the local verification does not succeed.
    may_ask: bool,
}

/// The future of [`AuthenticateJwt`].
pub type VerifyFuture = Pin<Box<dyn Future<Output = Result<VerifiedSession, VerifyError>> + Send>>;

impl AuthenticateJwt {
    /// Sets what the session must permit, by the roles in the JWT and the policies of the project
    /// and of the organization, which the client caches like
    /// [`cached_policy_in`](crate::resources::Rbac::cached_policy_in). A JWT without roles permits
    /// nothing.
    #[inline]
    pub fn authorization_check(mut self, check: AuthorizationCheck) -> Self {
        self.check = Some(check);
        self
    }

    /// Returns the future of the verification, as `.await` on this does.
    #[inline]
    pub fn send(self) -> VerifyFuture {
        self.into_future()
    }

    #[inline]
    async fn run(self, deadline: Deadline) -> Result<VerifiedSession, VerifyError> {
        if !self.may_ask {
            return self.locally(deadline).await;
        }
        // What is fetched for the local verification leaves time for the API to respond.
        let local = deadline.half().within(KEYS_WAIT);
        match self.locally(local).await {
            Err(error) if !self.is_final(&error) => self.ask().await,
            outcome => outcome,
        }
    }

    /// Waits for keys and for a policy until the deadline.
    #[inline]
    async fn locally(&self, deadline: Deadline) -> Result<VerifiedSession, VerifyError> {
        let jwt = self.session_jwt.expose_secret();
        let issued = verify(&self.client, jwt, self.rules, deadline, member_session).await?;
        let Issued {
            session: member_session,
            issued_at,
        } = issued;
        let granted_by = match &self.check {
            Some(check) => {
                deadline
                    .limit(self.authorize(&member_session, check))
                    .await??
            }
            None => Vec::new(),
        };
        Ok(VerifiedSession {
            member_session,
            granted_by,
            issued_at: Some(issued_at),
            response: None,
        })
    }

    #[inline]
    async fn authorize(
        &self,
        session: &MemberSession,
        check: &AuthorizationCheck,
    ) -> Result<Vec<String>, VerifyError> {
        let (organization_id, roles) = (&session.organization_id, &session.roles);
        // What no policy could permit is denied without fetching one.
        let none = RbacPolicy::default();
        let without = EffectivePolicy::new(&none).check_roles(organization_id, roles, check);
        match without {
            Decision::Deny(Denial::NotPermitted) if !roles.is_empty() => {}
            decision => return Ok(decision.into_result()?),
        }
        let policy = self.client.rbac().cached_policy_in(organization_id).await?;
        let decision = policy.check_roles(organization_id, roles, check);
        Ok(decision.into_result()?)
    }

    /// Whether the API has nothing to add. Roles that cannot be decoded permit nothing, like no
    /// roles.
    #[inline]
    fn is_final(&self, error: &VerifyError) -> bool {
        match error {
            VerifyError::Denied(_) | VerifyError::Token(TokenError::Malformed) => true,
            VerifyError::Token(TokenError::InvalidClaim { claim: "roles" }) => self.check.is_some(),
            _ => false,
        }
    }

    #[inline]
    async fn ask(self) -> Result<VerifiedSession, VerifyError> {
        let mut call = self
            .client
            .sessions()
            .authenticate()
            .session_jwt(self.session_jwt);
        let is_checked = self.check.is_some();
        if let Some(check) = self.check {
            call = call.authorization_check(check);
        }
        let response = call.await.map_err(|error| match error.status() {
            Some(403) if is_checked => VerifyError::Denied(Denial::NotPermitted),
            Some(400 | 403 | 404) => VerifyError::Refused(error),
            _ => VerifyError::Call(error),
        })?;
        let granted_by = match &response.verdict {
            Some(verdict) if is_checked && !verdict.authorized => {
                return Err(VerifyError::Denied(Denial::NotPermitted));
            }
            Some(verdict) => verdict.granting_roles.clone(),
            None => Vec::new(),
        };
        Ok(VerifiedSession {
            member_session: response.member_session.clone(),
            granted_by,
            issued_at: None,
            response: Some(Box::new(response)),
        })
    }
}

check!(AuthenticateJwt -> VerifiedSession);

/// Without the JWT.
impl fmt::Debug for AuthenticateJwt {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthenticateJwt")
            .field("leeway", &self.rules.leeway)
            .field("max_token_age", &self.rules.max_age)
            .field("authorization_check", &self.check)
            .finish_non_exhaustive()
    }
}

/// A verified session.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VerifiedSession {
    /// The session, from the JWT or the API.
    pub member_session: MemberSession,
    /// The ids of the roles that permit the authorization check. Empty if there was no check, or if
    /// the API did not return them.
    pub granted_by: Vec<String>,
    /// When the JWT was issued, if it was verified locally: the roles are as of that time.
    pub issued_at: Option<DateTime<FixedOffset>>,
    /// The response of the API, if it was asked: with the member, the organization, and a fresh JWT
    /// for the cookie.
    pub response: Option<Box<SessionsAuthenticateResponse>>,
}
