//! Single sign-on (SSO) logins.

use super::address::Address;
use crate::Client;
use crate::resources::Sso;
use crate::runtime::{Result, Route, Verb};

impl Sso {
    /// Returns a builder of the start URL of a login over an SSO connection.
    ///
    /// [`start_urls`](crate::start_urls) explains the flow.
    #[inline]
    pub fn start_url(
        &self,
        public_token: impl Into<String>,
        connection_id: impl Into<String>,
    ) -> SsoStartUrl {
        SsoStartUrl::new(&self.client, public_token.into(), connection_id.into())
    }
}

/// The builder of the start URL of a login over an SSO connection.
///
/// `/v1/public/sso/start`
///
/// # Example
///
/// ```no_run
/// # fn example(client: stytch_b2b::Client, public_token: &str) -> stytch_b2b::Result<()> {
/// let address = client
///     .sso()
///     .start_url(public_token, "saml-connection-test-1234")
///     .login_redirect_url("https://app.example.com/authenticate")
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use = "an address comes out of `build`"]
pub struct SsoStartUrl(Address);

impl SsoStartUrl {
    const ROUTE: Route = Route::new(Verb::Get, "/v1/public/sso/start");

    #[inline]
    fn new(client: &Client, public_token: String, connection_id: String) -> Self {
        Self(
            Address::new(client, &Self::ROUTE)
                .require("public_token", public_token)
                .require("connection_id", connection_id),
        )
    }

    /// Sets the redirect URL for a user who is a member already.
    #[inline]
    pub fn login_redirect_url(self, login_redirect_url: impl Into<String>) -> Self {
        Self(self.0.set("login_redirect_url", login_redirect_url.into()))
    }

    /// Sets the redirect URL for a user who becomes a member by this login.
    #[inline]
    pub fn signup_redirect_url(self, signup_redirect_url: impl Into<String>) -> Self {
        Self(
            self.0
                .set("signup_redirect_url", signup_redirect_url.into()),
        )
    }

    /// Sets the PKCE code challenge: the SHA-256 of a verifier that you keep, in URL-safe Base64.
    #[inline]
    pub fn pkce_code_challenge(self, pkce_code_challenge: impl Into<String>) -> Self {
        Self(
            self.0
                .require("pkce_code_challenge", pkce_code_challenge.into()),
        )
    }

    /// Returns the URL.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Argument`](crate::ErrorKind::Argument) if the public token or the id of the
    /// connection is empty.
    #[inline]
    pub fn build(self) -> Result<String> {
        self.0.build()
    }
}
