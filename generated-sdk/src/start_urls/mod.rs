//! Start URLs: the URLs that OAuth and SSO logins redirect the browser to.
//!
//! An OAuth or SSO login starts in the browser. Redirect it to a URL that one of these builders
//! makes; the API sends the user to the identity provider, and then back to your redirect URL. The
//! query of that request has a `token` and a `stytch_token_type`, which says where to pass the
//! token. So has that of a link in an email:
//!
//! | `stytch_token_type` | The login started with | Pass the token to |
//! |---|---|---|
//! | `sso` | [`sso().start_url()`] | [`sso().authenticate()`] |
//! | `oauth` | [`start_url()`] of a provider | [`oauth().authenticate()`] |
//! | `discovery_oauth` | [`discovery_start_url()`] of a provider | [`oauth().discovery().authenticate()`] |
//! | `multi_tenant_magic_links` | a magic link | [`magic_links().authenticate()`] |
//! | `discovery` | a discovery magic link | [`magic_links().discovery().authenticate()`] |
//! | `multi_tenant_passwords` | an email to reset a password | [`passwords().email().reset()`] |
//! | `multi_tenant_impersonation` | the Stytch Dashboard | [`impersonation().authenticate()`] |
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
//!
//! [`sso().start_url()`]: crate::resources::Sso::start_url
//! [`sso().authenticate()`]: crate::resources::Sso::authenticate
//! [`start_url()`]: OauthProvider::start_url
//! [`oauth().authenticate()`]: crate::resources::Oauth::authenticate
//! [`discovery_start_url()`]: OauthProvider::discovery_start_url
//! [`oauth().discovery().authenticate()`]: crate::resources::OauthDiscovery::authenticate
//! [`magic_links().authenticate()`]: crate::resources::MagicLinks::authenticate
//! [`magic_links().discovery().authenticate()`]: crate::resources::MagicLinksDiscovery::authenticate
//! [`passwords().email().reset()`]: crate::resources::PasswordsEmail::reset
//! [`impersonation().authenticate()`]: crate::resources::Impersonation::authenticate

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
