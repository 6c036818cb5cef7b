//! Logging out.

use super::Credential;
use crate::Lookup;
use crate::resources::Sessions;
use crate::schemas::ErrorType;

impl Sessions {
    /// Revokes a session by its token or its JWT. A session that has ended already, or that the API
    /// does not know, is not an error: the second logout is like the first.
    ///
    /// Delete the cookie as well: the last JWT stays valid for up to 5 minutes where it is verified
    /// locally.
    ///
    /// ```no_run
    /// # async fn example(client: stytch_b2b::Client, cookie: &str) -> stytch_b2b::Result<()> {
    /// client.sessions().logout(cookie).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`revoke`](Self::revoke), other than [`ErrorType::SessionNotFound`].
    #[inline]
    pub fn logout(&self, session: impl Into<Credential>) -> Lookup<()> {
        let call = match session.into() {
            Credential::Token(token) => self.revoke().session_token(token),
            Credential::Jwt(jwt) => self.revoke().session_jwt(jwt),
        };
        Lookup::new(&self.client, async move {
            match call.await {
                Err(error) if error.is(ErrorType::SessionNotFound) => Ok(()),
                outcome => outcome.map(drop),
            }
        })
    }
}
