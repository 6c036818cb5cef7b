//! Verification of sessions: by signature and claims, by the policy, and by the API.

use std::fmt;
use std::pin::Pin;
use std::time::Duration;

use http::StatusCode;

use super::token::{Issued, Rules, member_session};
use super::verified::authorize;
use super::{
    Credential, Denial, KEYS_WAIT, State, TokenError, VerifiedSession, VerifyError, check, verify,
};
use crate::resources::Sessions;
use crate::runtime::Deadline;
use crate::schemas::{AuthorizationCheck, MemberSession, SessionsGetJwksResponse};
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
    /// [`max_token_age`](VerifySession::max_token_age) makes that shorter.
    ///
    /// # Errors
    ///
    /// [`VerifyError::Token`] if the JWT is invalid, [`VerifyError::Denied`] if the session does
    /// not permit what is [required](VerifySession::require), and [`VerifyError::Call`] if no keys
    /// or no policy are cached and they cannot be fetched.
    ///
    /// # Example
    ///
    /// A middleware that authorizes a request by its cookie or header:
    ///
    /// ```no_run
    /// use std::time::Duration;
    ///
    /// use stytch_b2b::Client;
    /// use stytch_b2b::session::{VerifiedSession, VerifyError};
    ///
    /// async fn may_write(client: &Client, session_jwt: &str) -> Result<VerifiedSession, VerifyError> {
    ///     client
    ///         .sessions()
    ///         .authenticate_jwt_local(session_jwt)
    ///         .leeway(Duration::from_secs(5))
    ///         .require("documents", "write")
    ///         .await
    /// }
    /// ```
    #[inline]
    pub fn authenticate_jwt_local(&self, session_jwt: impl Into<Secret>) -> VerifySession {
        VerifySession {
            may_ask: false,
            ..self.verify(Credential::jwt(session_jwt))
        }
    }

    /// Verifies a session by its token or its JWT, whichever the cookie holds.
    ///
    /// A JWT is verified like [`authenticate_jwt`](Self::authenticate_jwt), mostly without a call. A
    /// token is verified by [`authenticate`](Self::authenticate), with a call each time.
    ///
    /// # Errors
    ///
    /// Those of [`authenticate_jwt`](Self::authenticate_jwt).
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(
    /// #     client: stytch_b2b::Client,
    /// #     cookie: &str,
    /// # ) -> Result<(), stytch_b2b::session::VerifyError> {
    /// let verified = client.sessions().verify(cookie).await?;
    /// verified.require("documents", "write").await?;
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn verify(&self, session: impl Into<Credential>) -> VerifySession {
        VerifySession {
            client: self.client.clone(),
            credential: session.into(),
            rules: Rules::default(),
            required: None,
            timeout: None,
            may_ask: true,
        }
    }

    /// Verifies a session JWT locally, and asks the API if that does not succeed.
    ///
    /// It starts like [`authenticate_jwt_local`](Self::authenticate_jwt_local). A JWT that has
    /// expired, is too old or cannot be verified locally goes to
    /// [`authenticate`](Self::authenticate): while the session lasts, the response has a fresh JWT
    /// for the cookie. A denial by the roles of a valid JWT is final,
    /// and a string that is no JWT is not sent. A [`max_token_age`] of zero asks the API each time.
    ///
    /// [`max_token_age`]: VerifySession::max_token_age
    ///
    /// # Errors
    ///
    /// [`VerifyError::Token`] if the string is no JWT, [`VerifyError::Denied`] if the session does
    /// not permit what is [required](VerifySession::require), [`VerifyError::Refused`] if the API rejects the session, and [`VerifyError::Call`] if the
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
    pub fn authenticate_jwt(&self, session_jwt: impl Into<Secret>) -> VerifySession {
        self.verify(Credential::jwt(session_jwt))
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

/// The verification of a session, from [`Sessions::verify`], [`Sessions::authenticate_jwt`] or
/// [`Sessions::authenticate_jwt_local`].
#[derive(Clone)]
#[must_use = "nothing is checked unless this is awaited"]
pub struct VerifySession {
    client: Client,
    credential: Credential,
    rules: Rules,
    required: Option<Required>,
    timeout: Option<Duration>,
    /// Whether the API is asked if the local verification does not succeed.
    may_ask: bool,
}

/// The permission that the session must have.
#[derive(Clone, Debug)]
enum Required {
    InOwnOrganization { resource_id: String, action: String },
    By(AuthorizationCheck),
}

/// The future of [`VerifySession`].
pub type VerifyFuture = Pin<Box<dyn Future<Output = Result<VerifiedSession, VerifyError>> + Send>>;

impl VerifySession {
    /// Requires that the member may perform the action on the resource, in the session's own
    /// organization.
    ///
    /// The roles of the session are checked against the policies of the project and of the
    /// organization, which the client caches like
    /// [`cached_policy_in`](crate::resources::Rbac::cached_policy_in). A session without roles
    /// permits nothing. [`VerifiedSession::require`] does the same later.
    #[inline]
    pub fn require(mut self, resource_id: impl Into<String>, action: impl Into<String>) -> Self {
        self.required = Some(Required::InOwnOrganization {
            resource_id: resource_id.into(),
            action: action.into(),
        });
        self
    }

    /// Requires a permission, like [`require`](Self::require), in an organization that is named: a
    /// session of another one is denied.
    ///
    /// If the API is asked about the session, it makes this check too.
    #[inline]
    pub fn authorization_check(mut self, check: AuthorizationCheck) -> Self {
        self.required = Some(Required::By(check));
        self
    }

    /// Returns the future of the verification, as `.await` on this does.
    #[inline]
    pub fn send(self) -> VerifyFuture {
        self.into_future()
    }

    #[inline]
    async fn run(self, deadline: Deadline) -> Result<VerifiedSession, VerifyError> {
        if let Credential::Jwt(jwt) = &self.credential {
            // What is fetched for the local verification leaves time for the API to respond.
            let local = match self.may_ask {
                true => deadline.half().within(KEYS_WAIT),
                false => deadline,
            };
            match self.locally(jwt, local).await {
                Err(error) if self.may_ask && !self.is_final(&error) => {}
                outcome => return outcome,
            }
        }
        self.ask().await
    }

    /// Waits for keys and for a policy until the deadline.
    #[inline]
    async fn locally(
        &self,
        jwt: &Secret,
        deadline: Deadline,
    ) -> Result<VerifiedSession, VerifyError> {
        let jwt = jwt.expose_secret();
        let issued = verify(&self.client, jwt, self.rules, deadline, member_session).await?;
        let Issued {
            session: member_session,
            issued_at,
        } = issued;
        let granted_by = deadline.limit(self.authorize(&member_session)).await??;
        Ok(VerifiedSession {
            member_session,
            granted_by,
            issued_at: Some(issued_at),
            response: None,
            client: self.client.clone(),
            credential: self.credential.clone(),
        })
    }

    /// Checks what is required by the cached policies.
    #[inline]
    async fn authorize(&self, session: &MemberSession) -> Result<Vec<String>, VerifyError> {
        let own;
        let check = match &self.required {
            None => return Ok(Vec::new()),
            Some(Required::By(check)) => check,
            Some(Required::InOwnOrganization {
                resource_id,
                action,
            }) => {
                own = AuthorizationCheck::new(&session.organization_id, resource_id, action);
                &own
            }
        };
        authorize(&self.client, session, check).await
    }

    /// Whether the API has nothing to add. Roles that cannot be decoded permit nothing, like no
    /// roles.
    #[inline]
    fn is_final(&self, error: &VerifyError) -> bool {
        match error {
            VerifyError::Denied(_) | VerifyError::Token(TokenError::Malformed) => true,
            VerifyError::Token(TokenError::InvalidClaim { claim: "roles" }) => {
                self.required.is_some()
            }
            _ => false,
        }
    }

    #[inline]
    async fn ask(self) -> Result<VerifiedSession, VerifyError> {
        let call = self.client.sessions().authenticate();
        let mut call = match &self.credential {
            Credential::Token(token) => call.session_token(token),
            Credential::Jwt(jwt) => call.session_jwt(jwt),
        };
        let is_checked = if let Some(Required::By(check)) = &self.required {
            call = call.authorization_check(check.clone());
            true
        } else {
            false
        };
        let asked_at = self.client.0.now();
        let response = call.await.map_err(|error| match error.status() {
            Some(StatusCode::FORBIDDEN) if is_checked => VerifyError::Denied(Denial::NotPermitted),
            Some(StatusCode::BAD_REQUEST | StatusCode::FORBIDDEN | StatusCode::NOT_FOUND) => {
                VerifyError::Refused(error)
            }
            _ => VerifyError::Call(error),
        })?;
        let granted_by = match &response.verdict {
            Some(verdict) if is_checked && !verdict.authorized => {
                return Err(VerifyError::Denied(Denial::NotPermitted));
            }
            Some(verdict) => verdict.granting_roles.clone(),
            None if is_checked => Vec::new(),
            // The API would need the name of the organization, which is known only now.
            None => self.authorize(&response.member_session).await?,
        };
        let credential = match self.credential {
            Credential::Jwt(_) => Credential::Jwt(response.session_jwt.clone()),
            token => token,
        };
        let known = &State::of(&self.client)?.sessions;
        known.put(&credential, &response.member_session, asked_at);
        Ok(VerifiedSession {
            member_session: response.member_session.clone(),
            granted_by,
            issued_at: None,
            response: Some(Box::new(response)),
            client: self.client,
            credential,
        })
    }
}

check!(VerifySession -> VerifiedSession);

/// Without the credential.
impl fmt::Debug for VerifySession {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifySession")
            .field("leeway", &self.rules.leeway)
            .field("max_token_age", &self.rules.max_age)
            .field("required", &self.required)
            .finish_non_exhaustive()
    }
}
