//! OAuth logins with a provider such as Google.

use super::address::Address;
use crate::Client;
use crate::resources::Oauth;
use crate::runtime::{IntoList, Result, Route, Verb, list};

impl Oauth {
    /// Returns the start URLs of logins with Google.
    #[inline]
    pub fn google(&self) -> OauthProvider {
        self.provider("google")
    }

    /// Returns the start URLs of logins with Microsoft.
    #[inline]
    pub fn microsoft(&self) -> OauthProvider {
        self.provider("microsoft")
    }

    /// Returns the start URLs of logins with GitHub.
    #[inline]
    pub fn github(&self) -> OauthProvider {
        self.provider("github")
    }

    /// Returns the start URLs of logins with Slack.
    #[inline]
    pub fn slack(&self) -> OauthProvider {
        self.provider("slack")
    }

    /// Returns the start URLs of logins with HubSpot.
    #[inline]
    pub fn hubspot(&self) -> OauthProvider {
        self.provider("hubspot")
    }

    #[inline]
    fn provider(&self, name: &'static str) -> OauthProvider {
        OauthProvider {
            client: self.client.clone(),
            name,
        }
    }
}

/// The start URLs of logins with one OAuth provider.
#[derive(Clone, Debug)]
pub struct OauthProvider {
    client: Client,
    name: &'static str,
}

impl OauthProvider {
    /// Returns a builder of the start URL of a login to one organization, which its next call
    /// names.
    ///
    /// [`start_urls`](crate::start_urls) explains the flow.
    #[inline]
    pub fn start_url(&self, public_token: impl Into<String>) -> OauthOrganization {
        const ROUTE: Route = Route::new(Verb::Get, "/v1/b2b/public/oauth/{provider}/start");
        OauthOrganization(self.address(&ROUTE, public_token.into()))
    }

    /// Returns a builder of the start URL of a discovery login, where the organization is not known
    /// yet.
    ///
    /// [`start_urls`](crate::start_urls) explains the flow.
    #[inline]
    pub fn discovery_start_url(&self, public_token: impl Into<String>) -> OauthDiscoveryStartUrl {
        const ROUTE: Route =
            Route::new(Verb::Get, "/v1/b2b/public/oauth/{provider}/discovery/start");
        OauthDiscoveryStartUrl(self.address(&ROUTE, public_token.into()))
    }

    #[inline]
    fn address(&self, route: &'static Route, public_token: String) -> Address {
        Address::new(&self.client, route)
            .path("provider", self.name)
            .require("public_token", public_token)
    }
}

/// The start URL of an OAuth login that still lacks its organization: an id or a slug, not both.
#[derive(Clone, Debug)]
#[must_use = "say which organization it is, by `organization_id` or by `slug`"]
pub struct OauthOrganization(Address);

impl OauthOrganization {
    /// Sets the organization by its id.
    #[inline]
    pub fn organization_id(self, organization_id: impl Into<String>) -> OauthStartUrl {
        OauthStartUrl(self.0.require("organization_id", organization_id.into()))
    }

    /// Sets the organization by its slug.
    #[inline]
    pub fn slug(self, slug: impl Into<String>) -> OauthStartUrl {
        OauthStartUrl(self.0.require("slug", slug.into()))
    }
}

/// The builder of the start URL of an OAuth login to one organization.
///
/// `/v1/b2b/public/oauth/{provider}/start`
///
/// # Example
///
/// ```no_run
/// # fn example(client: stytch_b2b::Client, public_token: &str) -> stytch_b2b::Result<()> {
/// let address = client
///     .oauth()
///     .microsoft()
///     .start_url(public_token)
///     .organization_id("organization-test-1234")
///     .custom_scopes(["openid", "profile"])
///     .provider_parameter("prompt", "consent")
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use = "an address comes out of `build`"]
pub struct OauthStartUrl(Address);

impl OauthStartUrl {
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
}

/// The builder of the start URL of an OAuth discovery login.
///
/// `/v1/b2b/public/oauth/{provider}/discovery/start`
///
/// # Example
///
/// ```no_run
/// # fn example(client: stytch_b2b::Client, public_token: &str) -> stytch_b2b::Result<()> {
/// let address = client
///     .oauth()
///     .github()
///     .discovery_start_url(public_token)
///     .discovery_redirect_url("https://app.example.com/discovery")
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use = "an address comes out of `build`"]
pub struct OauthDiscoveryStartUrl(Address);

impl OauthDiscoveryStartUrl {
    /// Sets the redirect URL.
    #[inline]
    pub fn discovery_redirect_url(self, discovery_redirect_url: impl Into<String>) -> Self {
        Self(
            self.0
                .set("discovery_redirect_url", discovery_redirect_url.into()),
        )
    }
}

/// The methods of both kinds of login.
macro_rules! provider_login {
    ($builder:ident, $required:literal) => {
        impl $builder {
            /// Requests OAuth scopes of the provider, besides those that a login needs.
            #[inline]
            pub fn custom_scopes(self, custom_scopes: impl IntoList<String>) -> Self {
                Self(self.0.set_list("custom_scopes", &list(custom_scopes)))
            }

            /// Adds a parameter for the provider, by the provider's own name, such as `prompt` or
            /// `login_hint`. In the URL it is called `provider_prompt`.
            #[inline]
            pub fn provider_parameter(
                self,
                name: impl AsRef<str>,
                value: impl Into<String>,
            ) -> Self {
                Self(self.0.provider_parameter(name.as_ref(), value.into()))
            }

            /// Sets the PKCE code challenge: the SHA-256 of a verifier that you keep, in URL-safe
            /// Base64.
            #[inline]
            pub fn pkce_code_challenge(self, pkce_code_challenge: impl Into<String>) -> Self {
                Self(
                    self.0
                        .require("pkce_code_challenge", pkce_code_challenge.into()),
                )
            }

            /// The address.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Argument`](crate::ErrorKind::Argument) if
            #[doc = $required]
            /// is empty, or the name of a provider parameter.
            #[inline]
            pub fn build(self) -> Result<String> {
                self.0.build()
            }
        }
    };
}

provider_login!(
    OauthStartUrl,
    "the public token, the organization's id or its slug"
);
provider_login!(OauthDiscoveryStartUrl, "the public token");
