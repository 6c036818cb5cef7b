//! Start URLs: the URLs that OAuth and SSO logins redirect the browser to.
//!
//! An OAuth or SSO login starts in the browser. Redirect it to a URL that one of these builders
//! makes; the API sends the user to the identity provider, and then back to your redirect URL. The
//! query of that request has a `token` and a `stytch_token_type`, as that of a link in an email has:
//! [`TokenType`](crate::login::TokenType) says which call takes the token.
//!
//! Every start URL needs the public token of the project, which the Stytch Dashboard shows and
//! which is no secret. Redirect URLs must be registered there; without one in the request, the
//! default of the project is used. Every argument is percent-encoded as one value of the query.
//!
//! With `pkce_code_challenge`, the token can only be used together with the verifier of the
//! challenge: pass it to the call as `pkce_code_verifier`. `Pkce::generate` makes both (feature
//! `jwt`).
//!
//! ```
//! # fn main() -> stytch_b2b::Result<()> {
//! # let client = stytch_b2b::Client::new("project-test-1234", "secret-test-5678")?;
//! let address = client
//!     .oauth()
//!     .google()
//!     .start_url("public-token-test-1234")
//!     .slug("example")
//!     .login_redirect_url("https://app.example.com/authenticate")
//!     .build()?;
//! assert_eq!(
//!     address,
//!     "https://test.stytch.com/v1/b2b/public/oauth/google/start\
//!      ?public_token=public-token-test-1234&slug=example\
//!      &login_redirect_url=https%3A%2F%2Fapp.example.com%2Fauthenticate"
//! );
//! # Ok(())
//! # }
//! ```

mod address;
mod oauth;
#[cfg(feature = "jwt")]
mod pkce;
mod sso;

pub use self::oauth::{OauthDiscoveryStartUrl, OauthOrganization, OauthProvider, OauthStartUrl};
#[cfg(feature = "jwt")]
pub use self::pkce::Pkce;
#[cfg(all(feature = "jwt", feature = "testing"))]
pub(crate) use self::pkce::challenge;
pub use self::sso::SsoStartUrl;
