//! A source of access tokens, which caches one.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::TokenRequest;
use crate::Client;
use crate::resources::M2m;
use crate::runtime::{Cache, IntoList, Lookup, Result, Secret};

/// The longest time before its expiry at which a token is replaced.
const MARGIN: Duration = Duration::from_secs(60);

impl M2m {
    /// Returns a source of access tokens, for a service that calls others with them.
    ///
    /// The arguments are those of [`token`](Self::token). Create one source, and clone it.
    #[inline]
    pub fn token_source(
        &self,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret>,
        scopes: impl IntoList<String>,
    ) -> M2mTokenSource {
        M2mTokenSource {
            client: self.client.clone(),
            request: self.token(client_id, client_secret, scopes),
            cache: Arc::new(Cache::new(1)),
        }
    }
}

/// A source of access tokens of one M2M client. Clones share the token.
///
/// ```no_run
/// # async fn example(client: stytch_b2b::Client, secret: &str) -> stytch_b2b::Result<()> {
/// let source = client.m2m().token_source("m2m-client-test-1234", secret, ["read:users"]);
///
/// // Before each call to the other service:
/// let header = format!("Bearer {}", source.token().await?.expose_secret());
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct M2mTokenSource {
    client: Client,
    request: TokenRequest,
    cache: Arc<Cache<(), Secret>>,
}

impl M2mTokenSource {
    /// Returns the cached access token, or a new one if none is cached.
    ///
    /// A token is cached until a minute before it expires, or for nine tenths of its lifetime if
    /// that is longer. Concurrent callers share one request, and its error.
    #[inline]
    pub fn token(&self) -> Lookup<Secret> {
        let (client, request, cache) = (
            self.client.clone(),
            self.request.clone(),
            self.cache.clone(),
        );
        Lookup::new(&self.client, async move {
            let fetch = || fetch(client, request);
            cache
                .get_or_fetch((), fetch)
                .await
                .map(|token| (*token).clone())
        })
    }

    /// Removes the cached token, such as after the other service has refused it.
    #[inline]
    pub fn clear(&self) {
        self.cache.forget(&());
    }
}

#[inline]
async fn fetch(client: Client, request: TokenRequest) -> Result<(Secret, Duration)> {
    let request = request.with_timeout(client.0.fetch_timeout());
    let token = request.await?;
    let lifetime = Duration::from_secs(token.expires_in.try_into().unwrap_or_default());
    Ok((token.access_token, lifetime - MARGIN.min(lifetime / 10)))
}

/// Without the token and the client secret.
impl fmt::Debug for M2mTokenSource {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("M2mTokenSource")
            .field("request", &self.request)
            .finish_non_exhaustive()
    }
}
