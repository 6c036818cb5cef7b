//! Introspection by the API.

use std::collections::BTreeMap;

use super::IntrospectedToken;
use super::claims::{WrongClaim, wrong};
use crate::Client;
use crate::resources::Idp;
use crate::runtime::wire::newtype;
use crate::runtime::{Call, Json, JsonObject, ResponseFuture, Route, Secret, Verb, operation};

impl Idp {
    /// Asks the API whether a token of a connected app is good, and what it says.
    ///
    /// The answer is `None` for a token that is not: expired, revoked, of another app, or none at
    /// all. There is no telling these apart.
    ///
    /// The app's own id and secret go along, and the project's secret does not.
    #[inline]
    pub fn introspect_token_network(
        &self,
        token: impl Into<Secret>,
        client_id: impl Into<String>,
    ) -> IntrospectTokenNetwork {
        IntrospectTokenNetwork::new(&self.client, token.into(), client_id.into())
    }
}

/// Asks the API whether a token of a connected app is good, and what it says.
///
/// `POST /v1/public/{project_id}/oauth2/introspect`
///
/// # Example
///
/// ```no_run
/// use stytch_b2b::schemas::{AuthorizationCheck, RbacPolicy};
/// use stytch_b2b::session::EffectivePolicy;
///
/// # async fn example(
/// #     client: stytch_b2b::Client,
/// #     policy: RbacPolicy,
/// #     token: &str,
/// #     client_id: &str,
/// #     secret: &str,
/// #     organization_id: &str,
/// # ) -> stytch_b2b::Result<bool> {
/// let token = client
///     .idp()
///     .introspect_token_network(token, client_id)
///     .client_secret(secret)
///     .await?;
/// let Some(token) = token else {
///     return Ok(false); // answer 401
/// };
/// let Some(organization) = &token.organization else {
///     return Ok(false);
/// };
/// let check = AuthorizationCheck::new(organization_id, "documents", "read");
/// let decision = EffectivePolicy::new(&policy)
///     .check_scopes(&organization.organization_id, &token.scope, &check);
/// Ok(decision.is_allowed())
/// # }
/// ```
#[derive(Clone)]
#[must_use = "a call is sent by `.await` or `.send()`"]
pub struct IntrospectTokenNetwork {
    call: Call,
    form: BTreeMap<String, Secret>,
}

impl IntrospectTokenNetwork {
    /// It changes nothing.
    const ROUTE: Route = Route::new(Verb::Post, "/v1/public/{project_id}/oauth2/introspect")
        .without_authorization()
        .idempotent();

    #[inline]
    fn new(client: &Client, token: Secret, client_id: String) -> Self {
        let project_id = client.0.project_id().to_owned();
        Self {
            call: Call::new(client, &Self::ROUTE).path("project_id", project_id),
            form: BTreeMap::from([
                ("client_id".to_owned(), client_id.into()),
                ("token".to_owned(), token),
            ]),
        }
    }

    /// The secret of the app. An app that runs where it can keep none, such as in a browser, has
    /// none.
    #[inline]
    pub fn client_secret(self, client_secret: impl Into<Secret>) -> Self {
        self.set("client_secret", client_secret.into())
    }

    /// What the token probably is: `access_token` or `refresh_token`.
    #[inline]
    pub fn token_type_hint(self, token_type_hint: impl Into<String>) -> Self {
        self.set("token_type_hint", token_type_hint.into().into())
    }

    #[inline]
    fn set(mut self, name: &str, value: Secret) -> Self {
        self.form.insert(name.to_owned(), value);
        self
    }

    #[inline]
    fn respond(self) -> ResponseFuture<Option<IntrospectedToken>> {
        self.call.send_form_as::<Introspection, _>(&self.form)
    }
}

operation!(@send IntrospectTokenNetwork -> Option<IntrospectedToken>);

/// The answer as it comes: `active`, and beside it the claims of the token.
#[derive(Default)]
struct Introspection(JsonObject);

newtype!(Introspection);

impl TryFrom<Introspection> for Option<IntrospectedToken> {
    type Error = WrongClaim;

    #[inline]
    fn try_from(Introspection(mut claims): Introspection) -> Result<Self, Self::Error> {
        let active = claims.remove("active");
        // They are in all answers of the API, and no claims.
        claims.remove("request_id");
        claims.remove("status_code");
        match active {
            Some(Json::Bool(true)) => IntrospectedToken::from_claims(claims).map(Some),
            Some(Json::Bool(false)) => Ok(None),
            _ => Err(wrong("active", "a boolean")),
        }
    }
}
