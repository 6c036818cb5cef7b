//! Calls of what the API has and this version does not.

use bytes::Bytes;
use http::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::arguments::Call;
use super::body::RequestBody;
use super::future::ResponseFuture;
use super::operation::operation;
use super::path;
use super::response::Response;
use crate::runtime::Binary;
use crate::runtime::actor::ActorClient;
use crate::runtime::client::Client;
use crate::runtime::error::{Error, Result};
use crate::runtime::route::{Route, Verb};
use crate::runtime::server::Server;

impl Client {
    /// Creates a request of any method and path, for what the API has and this version does not.
    ///
    /// It is a call like any other: with the credentials of the client, with retries, timeout,
    /// span and middleware, and with the same errors. The path is a template with the names of its
    /// parameters in braces. It is constant, so that no id gets into it unencoded, and spans and
    /// metrics group calls by it.
    ///
    /// ```no_run
    /// # async fn example(client: stytch_b2b::Client, id: &str) -> stytch_b2b::Result<()> {
    /// use stytch_b2b::{Json, Method};
    ///
    /// let report: Json = client
    ///     .request(Method::POST, "/v1/b2b/organizations/{organization_id}/reports")
    ///     .with_path_param("organization_id", id)
    ///     .with_query("format", "short")
    ///     .with_json(serde_json::json!({"year": 2030}))
    ///     .send()
    ///     .await?;
    /// println!("{}", report["rows"]);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// A path that does not begin with `/`, or that has a host, a query or a fragment, a method that
    /// HTTP does not define for a resource, and a parameter that is missing, invalid or not in the
    /// path fail the call with [`ErrorKind::Argument`](crate::ErrorKind::Argument) before anything
    /// is sent. The request goes to the base URL, unless a method of the [`CustomRequest`] names another
    /// server of the API.
    #[inline]
    pub fn request(&self, method: Method, path: &'static str) -> CustomRequest {
        CustomRequest::new(&method, path, |route| Call::new(self, route))
    }
}

/// A request of any method and path, from [`Client::request`].
///
/// `GET`, `HEAD`, `PUT`, `DELETE`, `OPTIONS` and `TRACE` are idempotent, and are retried as such by
/// the rule of [`Retry`](crate::Retry); [`idempotent`](Self::idempotent) changes that.
///
/// It has no `.await` of its own, since only the caller knows the type of the response:
/// [`send`](Self::send) and [`send_for_bytes`](Self::send_for_bytes) return futures.
#[derive(Clone)]
#[must_use = "a call is sent by `.send()`"]
pub struct CustomRequest {
    call: Call,
    body: Option<RequestBody>,
}

impl CustomRequest {
    #[inline]
    fn new(method: &Method, path: &'static str, call: impl FnOnce(&Route) -> Call) -> Self {
        let verb = Verb::of(method);
        let mut route = Route::new(verb.unwrap_or(Verb::Get), path);
        route.idempotent = route.verb.is_idempotent();
        let mut call = call(&route);
        if verb.is_none() {
            call.refuse("method", "is not one that a call can have");
        }
        if let Err(error) = path::check(path) {
            call.invalid.push(("path", error));
        }
        Self { call, body: None }
    }

    /// A request that acts as the holder of a session.
    #[inline]
    pub(crate) fn acting(client: &ActorClient, method: &Method, path: &'static str) -> Self {
        let mut request = Self::new(method, path, |route| Call::acting(client, route));
        let properties = client.session().properties();
        for name in path::names(path).filter(|name| properties.contains(name)) {
            request.call = request.call.infer_path(name, name);
        }
        request
    }

    /// Sets a path parameter. It becomes one segment of the path, whatever characters it has; an
    /// empty one, `.` and `..` are refused.
    #[inline]
    pub fn with_path_param(mut self, name: &'static str, value: impl Into<String>) -> Self {
        if !path::names(self.call.route.template).any(|other| other == name) {
            self.call.refuse(name, "is not a parameter of the path");
        }
        if let Some(inferred) = &mut self.call.inferred {
            inferred.arguments.retain(|argument| argument.wire != name);
        }
        self.call = self.call.path(name, value.into());
        self
    }

    /// Sets the request body to JSON. If it cannot be serialized, the call fails with an argument
    /// error.
    #[inline]
    pub fn with_json(mut self, body: impl Serialize) -> Self {
        self.call.invalid.retain(|(name, _)| *name != "body");
        match serde_json::to_vec(&body) {
            Ok(json) => self.body = Some(RequestBody::of_json(json)),
            Err(error) => {
                let error = Error::argument("body", "cannot be serialized").because(error);
                self.call.invalid.push(("body", error));
            }
        }
        self
    }

    /// Sets the request body to bytes of a media type, such as `application/xml`.
    #[inline]
    pub fn with_body(mut self, media_type: &'static str, body: impl Into<Bytes>) -> Self {
        self.call.invalid.retain(|(name, _)| *name != "body");
        // Checked here, since a header of a constant is not checked again.
        if media_type.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            self.body = Some(RequestBody::of(media_type, body.into()));
        } else {
            self.call
                .refuse("body", "has a media type that a header cannot hold");
        }
        self
    }

    /// Sets whether making the call twice has the effect of making it once, so that it can be
    /// retried after a failure that leaves open whether the API has processed it.
    #[inline]
    pub fn idempotent(mut self, is_idempotent: bool) -> Self {
        self.call.route.idempotent = is_idempotent;
        self
    }

    /// Sends the request to a server that is not the one of the base URL. A session is a credential
    /// for the latter.
    #[allow(dead_code, reason = "an API may have no such server")]
    #[inline]
    pub(crate) fn on(mut self, server: &'static Server) -> Self {
        if self.call.inferred.is_some() {
            self.call
                .refuse("server", "is not one that sessions are sent to");
        }
        self.call.route = self.call.route.server(server);
        self
    }

    /// Returns the future of the response, decoded from JSON.
    ///
    /// | The body is | `T` |
    /// |---|---|
    /// | JSON | [`Json`](crate::Json), or a type that implements `Deserialize`, such as those in [`schemas`](crate::schemas) |
    /// | JSON or empty | an `Option`, or `Json`, which is then `null` |
    /// | of no interest | `()`, which ignores a body of any form |
    /// | of another media type | none: use [`send_for_bytes`](Self::send_for_bytes) |
    ///
    /// A body that does not fit `T` is an error, although the API has processed the request.
    ///
    /// # Errors
    ///
    /// The future returns an error if an argument cannot be sent, if there is no response, or if
    /// the response is an error or cannot be decoded.
    #[inline]
    pub fn send<T: DeserializeOwned>(self) -> ResponseFuture<T> {
        self.dispatch(Response::into_deserialized)
    }

    /// Returns the future of the response body as it is, of any media type. For a single one, add it
    /// with `.with_header("accept", "text/csv")`.
    ///
    /// # Errors
    ///
    /// Those of [`send`](Self::send), except that nothing is decoded.
    #[inline]
    pub fn send_for_bytes(mut self) -> ResponseFuture<Binary> {
        self.call.route = self.call.route.bytes();
        self.dispatch(Response::into_bytes)
    }

    #[inline]
    fn dispatch<T>(mut self, decode: fn(Response) -> Result<T>) -> ResponseFuture<T> {
        for name in path::names(self.call.route.template) {
            if !self.call.has_path(name) {
                self.call
                    .refuse(name, "is a parameter of the path, and is not set");
            }
        }
        self.call.dispatch(Ok(self.body), decode)
    }
}

operation!(@settings CustomRequest);

#[cfg(feature = "testing")]
impl crate::runtime::catalogue::Bodies for CustomRequest {
    type Request = crate::runtime::Json;
    type Response = crate::runtime::Json;
}
