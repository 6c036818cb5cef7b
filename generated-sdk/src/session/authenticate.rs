//! The check of a session JWT: by its signature and its claims, by the policy, and by the API.

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
    /// Checks a session JWT on this machine, without a call for each request.
    ///
    /// The signature must be by RS256, with a key of the project. `iss`, `aud`, `sub`, `exp`,
    /// `nbf` and `iat` must be there and right, and so must Stytch's own claims. The keys are
    /// fetched once for all callers and looked for again after 5 minutes, or when a token names
    /// one that is not among them, though not more than once in 30 seconds. Where that fails, the
    /// old keys are good for 24 hours.
    ///
    /// A session that was revoked passes until its last JWT expires, 5 minutes at most.
    /// [`max_token_age`](AuthenticateJwt::max_token_age) makes that shorter.
    ///
    /// # Errors
    ///
    /// [`VerifyError::Token`] if the JWT is not good, [`VerifyError::Denied`] if the session does
    /// not permit what [`authorization_check`](AuthenticateJwt::authorization_check) asks, and
    /// [`VerifyError::Call`] if there are no keys or no policy and they cannot be fetched.
    ///
    /// # Example
    ///
    /// What a middleware does with the cookie or the header of a request:
    ///
    /// ```no_run
    /// use std::time::Duration;
    ///
    /// use stytch_b2b::Client;
    /// use stytch_b2b::schemas::{AuthorizationCheck, MemberSession};
    ///
    /// /// The session, or the HTTP status of a refusal.
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

    /// Checks a session JWT on this machine, and asks the API where that does not succeed.
    ///
    /// It begins as [`authenticate_jwt_local`](Self::authenticate_jwt_local) does. A JWT that has
    /// expired, that is too old or that cannot be judged here goes to
    /// [`authenticate`](Self::authenticate), with the authorization check: as long as the session
    /// lasts, the answer has a fresh JWT for the cookie. A denial by the roles of a good JWT is
    /// final, and what is no JWT at all is not sent. With a [`max_token_age`] of zero, the API is
    /// asked each time.
    ///
    /// [`max_token_age`]: AuthenticateJwt::max_token_age
    ///
    /// # Errors
    ///
    /// [`VerifyError::Token`] if the text is no JWT, [`VerifyError::Denied`] if the session does
    /// not permit what [`authorization_check`](AuthenticateJwt::authorization_check) asks,
    /// [`VerifyError::Refused`] if the API does not accept the session, and
    /// [`VerifyError::Call`] if it cannot be asked.
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
    ///     // The JWT had expired, and the session goes on: this one goes into the cookie.
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

    /// Gives the client the keys of the project, as if it had just fetched them.
    ///
    /// With them, [`authenticate_jwt_local`](Self::authenticate_jwt_local) works without a
    /// network: for 24 hours, after which keys are no longer trusted and have to be given again.
    /// After 5 minutes, and where a token names a key that is not among them, the client tries to
    /// fetch newer ones; if it cannot, it goes on with these. A set without a key that can be used
    /// changes nothing.
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

/// The check of a session JWT, from [`Sessions::authenticate_jwt`] or
/// [`Sessions::authenticate_jwt_local`].
#[derive(Clone)]
#[must_use = "nothing is checked unless this is awaited"]
pub struct AuthenticateJwt {
    client: Client,
    session_jwt: Secret,
    rules: Rules,
    check: Option<AuthorizationCheck>,
    timeout: Option<Duration>,
    /// Whether the API is asked where the local check does not succeed.
    may_ask: bool,
}

/// The future of [`AuthenticateJwt`].
pub type VerifyFuture = Pin<Box<dyn Future<Output = Result<VerifiedSession, VerifyError>> + Send>>;

impl AuthenticateJwt {
    /// What the session must permit. It is decided by the roles in the JWT and by the policies of
    /// the project and of the organization, which the client keeps as
    /// [`cached_policy_in`](crate::resources::Rbac::cached_policy_in) says. A JWT without roles
    /// permits nothing.
    #[inline]
    pub fn authorization_check(mut self, check: AuthorizationCheck) -> Self {
        self.check = Some(check);
        self
    }

    /// Checks the JWT. `.await` on this does the same.
    ///
    /// # Errors
    ///
    /// See [`Sessions::authenticate_jwt_local`] and [`Sessions::authenticate_jwt`].
    #[inline]
    pub fn send(self) -> VerifyFuture {
        self.into_future()
    }

    #[inline]
    async fn run(self, deadline: Deadline) -> Result<VerifiedSession, VerifyError> {
        if !self.may_ask {
            return self.locally(deadline).await;
        }
        // What is fetched for the local check leaves time for the API to answer.
        let local = deadline.half().within(KEYS_WAIT);
        match self.locally(local).await {
            Err(error) if !self.is_final(&error) => self.ask().await,
            outcome => outcome,
        }
    }

    /// Waits for keys and for a policy up to the deadline.
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

    /// Whether the API has nothing to add. Roles that cannot be read permit nothing, as none do.
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

/// A session that was found good.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VerifiedSession {
    /// The session, as the JWT or the API tells it.
    pub member_session: MemberSession,
    /// The ids of the roles that permit what the authorization check asked. Empty if there was no
    /// check, or if the API did not say.
    pub granted_by: Vec<String>,
    /// When the JWT was issued, if it was found good on this machine: the roles are of that time.
    pub issued_at: Option<DateTime<FixedOffset>>,
    /// The answer of the API, if it was asked: with the member, the organization, and a fresh JWT
    /// for the cookie.
    pub response: Option<Box<SessionsAuthenticateResponse>>,
}
