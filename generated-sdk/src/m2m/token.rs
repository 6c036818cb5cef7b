//! Access tokens of M2M clients.

use std::collections::BTreeMap;

use crate::Client;
use crate::resources::M2m;
use crate::runtime::wire::object;
use crate::runtime::{Call, IntoList, ResponseFuture, Route, Secret, Verb, list, operation};

impl M2m {
    /// Trades the client id and the client secret of an M2M client for an access token.
    ///
    /// The token has the given OAuth `scopes`, or with none all that the client has.
    /// [`token_source`](Self::token_source) caches it until shortly before it expires.
    ///
    /// The project's own secret is not sent: the M2M client authenticates itself.
    #[inline]
    pub fn token(
        &self,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
        scopes: impl IntoList<String>,
    ) -> TokenRequest {
        TokenRequest::new(
            &self.client,
            client_id.into(),
            client_secret.into(),
            list(scopes),
        )
    }
}

/// A call that trades the client id and the client secret of an M2M client for an access token.
///
/// It is retried like an idempotent call, by the rule of [`Retry`](crate::Retry): a token whose
/// response was lost costs nothing, and does not invalidate another one.
///
/// `POST /v1/public/{project_id}/oauth2/token`
///
/// # Example
///
/// ```no_run
/// # async fn example(client: stytch_b2b::Client, secret: &str) -> stytch_b2b::Result<()> {
/// let token = client
///     .m2m()
///     .token("m2m-client-test-1234", secret, ["read:users", "write:users"])
///     .await?;
/// let header = format!("Bearer {}", token.access_token.expose_secret());
/// # Ok(())
/// # }
/// ```
///
/// For all scopes that the client has, pass `[""; 0]`.
#[derive(Clone)]
#[must_use = "a call is sent by `.await` or `.send()`"]
pub struct TokenRequest {
    call: Call,
    form: BTreeMap<String, Secret>,
    extra: BTreeMap<String, Secret>,
}

impl TokenRequest {
    /// The grant uses nothing that can be used only once, so it is idempotent.
    const ROUTE: Route = Route::new(Verb::Post, "/v1/public/{project_id}/oauth2/token")
        .without_authorization()
        .idempotent();

    #[inline]
    fn new(client: &Client, client_id: String, client_secret: Secret, scopes: Vec<String>) -> Self {
        let project_id = client.0.project_id().to_owned();
        let mut form = BTreeMap::from([
            ("client_id".to_owned(), client_id.into()),
            ("client_secret".to_owned(), client_secret),
            ("grant_type".to_owned(), "client_credentials".into()),
        ]);
        if !scopes.is_empty() {
            form.insert("scope".to_owned(), scopes.join(" ").into());
        }
        Self {
            call: Call::new(client, &Self::ROUTE).path("project_id", project_id),
            form,
            extra: BTreeMap::new(),
        }
    }

    /// Adds a parameter to the request, such as one that a template for custom claims uses. It
    /// cannot replace those that a token needs.
    #[inline]
    pub fn extra_parameter(mut self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.extra.insert(name.into(), value.into());
        self
    }

    #[inline]
    fn respond(mut self) -> ResponseFuture<M2mToken> {
        self.extra.extend(self.form);
        self.call.send_form(&self.extra)
    }
}

operation!(@send TokenRequest -> M2mToken);

/// An access token of an M2M client.
#[derive(Clone, Default)]
pub struct M2mToken {
    /// The token, a JWT.
    pub access_token: Secret,
    /// How long it is valid from this response on, in seconds.
    pub expires_in: i64,
    /// The token type: `bearer`.
    pub token_type: String,
    /// The OAuth scopes of the token, separated by spaces, if the response has them.
    pub scope: Option<String>,
}

object! {
    M2mToken {
        ("access_token", access_token), ("expires_in", expires_in), ("token_type", token_type),
        ("scope", scope)
    }
}
