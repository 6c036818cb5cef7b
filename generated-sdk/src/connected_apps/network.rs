//! Introspection by the API.

use std::collections::BTreeMap;

use super::IntrospectedToken;
use super::claims::{InvalidClaim, invalid};
use crate::Client;
use crate::resources::Idp;
use crate::runtime::wire::newtype;
use crate::runtime::{Call, Json, JsonObject, ResponseFuture, Route, Secret, Verb, operation};

impl Idp {
    /// Introspects a token of a connected app by a call, and returns its claims.
    ///
    /// The response is `None` for an invalid token: expired, revoked, of another app, or none at
    /// all. They cannot be told apart.
    ///
    /// The app's own id and secret are sent, and the project's secret is not.
    #[inline]
    pub fn introspect_token_network(
        &self,
        token: impl Into<Secret>,
        client_id: impl Into<String>,
    ) -> IntrospectTokenNetwork {
        IntrospectTokenNetwork::new(&self.client, token.into(), client_id.into())
    }
}

/// A call that introspects a token of a connected app.
///
/// It is idempotent, and is retried as such, by the rule of [`Retry`](crate::Retry).
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
///     return Ok(false); // respond with 401
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

    /// Sets the secret of the app. An app that cannot keep one, such as one in a browser, has none.
    #[inline]
    pub fn client_secret(self, client_secret: impl Into<Secret>) -> Self {
        self.set("client_secret", client_secret.into())
    }

    /// Sets the probable type of the token: `access_token` or `refresh_token`.
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

/// The raw response: `active`, and the claims of the token beside it.
#[derive(Default)]
struct Introspection(JsonObject);

newtype!(Introspection);

impl TryFrom<Introspection> for Option<IntrospectedToken> {
    type Error = InvalidClaim;

    #[inline]
    fn try_from(Introspection(mut claims): Introspection) -> Result<Self, Self::Error> {
        let active = claims.remove("active");
        // They are in all responses of the API, and are no claims.
        claims.remove("request_id");
        claims.remove("status_code");
        match active {
            Some(Json::Bool(true)) => IntrospectedToken::from_claims(claims).map(Some),
            Some(Json::Bool(false)) => Ok(None),
            _ => Err(invalid("active", "a boolean")),
        }
    }
}
