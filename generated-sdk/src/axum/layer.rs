//! The layer that lets handlers extract the session.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use axum_core::extract::Request;
use axum_core::response::Response;
use tower_layer::Layer;
use tower_service::Service;

use super::SessionCookie;
use crate::Client;

/// The layer for handlers with [`VerifiedSession`](crate::session::VerifiedSession) as an argument.
///
/// It requires nothing by itself, so routes with and without a session can share it: **a handler
/// without such an argument is public**. Routes that are added to a router after `.layer(…)` are not
/// below the layer, and their handlers with the argument respond with 503.
///
/// A session is verified when a handler extracts it, by
/// [`verify`](crate::resources::Sessions::verify): mostly without a call. If the JWT has expired and
/// the session continues, the response sets the fresh JWT as the cookie. If the session has ended, the
/// response deletes the cookie. A cookie that the handler sets itself stays.
#[derive(Clone, Debug)]
pub struct SessionLayer {
    client: Client,
}

impl SessionLayer {
    /// Creates the layer.
    #[must_use]
    pub fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
        }
    }
}

impl<S> Layer<S> for SessionLayer {
    type Service = SessionService<S>;

    fn layer(&self, inner: S) -> SessionService<S> {
        SessionService {
            inner,
            client: self.client.clone(),
        }
    }
}

/// The service of [`SessionLayer`].
#[derive(Clone, Debug)]
pub struct SessionService<S> {
    inner: S,
    client: Client,
}

/// What the extractor of a request needs, and leaves for the response.
#[derive(Clone)]
pub(super) struct Slot {
    pub(super) client: Client,
    cookie: Arc<Mutex<Option<SessionCookie>>>,
}

impl Slot {
    /// Sets the cookie with the response, in place of the one of the request.
    pub(super) fn set(&self, cookie: SessionCookie) {
        *self.cookie.lock().unwrap_or_else(PoisonError::into_inner) = Some(cookie);
    }
}

impl<S> Service<Request> for SessionService<S>
where
    S: Service<Request, Response = Response>,
    S::Future: Send + 'static,
{
    type Response = Response;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, mut request: Request) -> Self::Future {
        let cookie = Arc::new(Mutex::new(None));
        request.extensions_mut().insert(Slot {
            client: self.client.clone(),
            cookie: cookie.clone(),
        });
        let responding = self.inner.call(request);
        Box::pin(async move {
            let mut response = responding.await?;
            let cookie: Option<SessionCookie> =
                cookie.lock().unwrap_or_else(PoisonError::into_inner).take();
            // A handler that has just logged in or out has set the cookie itself.
            if let Some(cookie) = cookie {
                cookie.add_to(response.headers_mut());
            }
            Ok(response)
        })
    }
}
