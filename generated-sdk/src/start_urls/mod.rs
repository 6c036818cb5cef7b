//! Where to send the browser for a login that begins there.
//!
//! A login over SSO or with a provider is no call of your server's. Redirect the browser to an
//! address that one of these builders makes; the API takes the person to the identity provider, and
//! then back to you. The query of the request that comes back has a `token` and a
//! `stytch_token_type`, which says where the token goes:
//!
//! | `stytch_token_type` | The login began with | The token goes to |
//! |---|---|---|
//! | `sso` | [`sso().start_url()`] | [`sso().authenticate()`] |
//! | `oauth` | [`start_url()`] of a provider | [`oauth().authenticate()`] |
//! | `discovery_oauth` | [`discovery_start_url()`] of a provider | [`oauth().discovery().authenticate()`] |
//!
//! All of them need the public token of the project, which is in the Stytch Dashboard and is no
//! secret. Addresses to come back to have to be registered there; without one in the request, that
//! is used which is the default there. Whatever is in an argument, it is one value in the address.
//!
//! With `pkce_code_challenge`, only whoever knows the verifier that belongs to it can use the token
//! that comes back: pass it to the call as `pkce_code_verifier`.
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
//!
//! [`sso().start_url()`]: crate::resources::Sso::start_url
//! [`sso().authenticate()`]: crate::resources::Sso::authenticate
//! [`start_url()`]: OauthProvider::start_url
//! [`oauth().authenticate()`]: crate::resources::Oauth::authenticate
//! [`discovery_start_url()`]: OauthProvider::discovery_start_url
//! [`oauth().discovery().authenticate()`]: crate::resources::OauthDiscovery::authenticate

mod address;
mod oauth;
mod sso;

pub use self::oauth::{OauthDiscoveryStartUrl, OauthOrganization, OauthProvider, OauthStartUrl};
pub use self::sso::SsoStartUrl;
