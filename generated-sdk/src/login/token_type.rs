//! The kinds of tokens that a login returns to an application with.

use crate::runtime::open_enum::{OpenEnum, Unrecognized, open_enum};

/// The `stytch_token_type` in the query of a request that returns from a login, beside a `token`:
/// which call takes the token.
///
/// It deserializes, such as in a struct for axum's `Query`.
///
/// ```no_run
/// use stytch_b2b::login::TokenType;
/// use stytch_b2b::{Client, Result, Secret};
///
/// async fn authenticate(client: &Client, kind: TokenType, token: Secret) -> Result<()> {
///     match kind {
///         TokenType::MagicLink => drop(client.magic_links().authenticate(token).await?),
///         TokenType::Sso => drop(client.sso().authenticate(token).await?),
///         _ => { /* the application starts no other logins */ }
///     }
///     Ok(())
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TokenType {
    /// The login started with [`sso().start_url()`](crate::resources::Sso::start_url). Pass the
    /// token to [`sso().authenticate()`](crate::resources::Sso::authenticate).
    ///
    /// `sso`.
    Sso,
    /// The login started with [`start_url()`](crate::start_urls::OauthProvider::start_url) of an
    /// OAuth provider. Pass the token to
    /// [`oauth().authenticate()`](crate::resources::Oauth::authenticate).
    ///
    /// `oauth`.
    Oauth,
    /// The login started with
    /// [`discovery_start_url()`](crate::start_urls::OauthProvider::discovery_start_url) of an OAuth
    /// provider. Pass the token to
    /// [`oauth().discovery().authenticate()`](crate::resources::OauthDiscovery::authenticate).
    ///
    /// `discovery_oauth`.
    DiscoveryOauth,
    /// A magic link of an organization, also that of an invitation. Pass the token to
    /// [`magic_links().authenticate()`](crate::resources::MagicLinks::authenticate).
    ///
    /// `multi_tenant_magic_links`.
    MagicLink,
    /// A discovery magic link. Pass the token to
    /// [`magic_links().discovery().authenticate()`](crate::resources::MagicLinksDiscovery::authenticate).
    ///
    /// `discovery`.
    DiscoveryMagicLink,
    /// A link to reset a password. Pass the token to
    /// [`passwords().email().reset()`](crate::resources::PasswordsEmail::reset), with the new
    /// password.
    ///
    /// `multi_tenant_passwords`.
    PasswordReset,
    /// An impersonation, which started in the Stytch Dashboard. Pass the token to
    /// [`impersonation().authenticate()`](crate::resources::Impersonation::authenticate).
    ///
    /// `multi_tenant_impersonation`.
    Impersonation,
    /// A value that this version of the crate does not know, kept as it was received.
    Unrecognized(Unrecognized),
}

open_enum!(TokenType);

impl OpenEnum for TokenType {
    const KNOWN: &'static [(&'static str, Self)] = &[
        ("sso", Self::Sso),
        ("oauth", Self::Oauth),
        ("discovery_oauth", Self::DiscoveryOauth),
        ("multi_tenant_magic_links", Self::MagicLink),
        ("discovery", Self::DiscoveryMagicLink),
        ("multi_tenant_passwords", Self::PasswordReset),
        ("multi_tenant_impersonation", Self::Impersonation),
    ];
}
