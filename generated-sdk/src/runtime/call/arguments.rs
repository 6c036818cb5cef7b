//! The arguments of an operation and the settings of a call.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use http::HeaderName;
use serde::Serialize;

use super::body::RequestBody;
use super::inferred::{Argument, Inferred, Location};
use super::pairs::Pairs;
use crate::runtime::actor::ActorClient;
use crate::runtime::client::Client;
use crate::runtime::error::{Error, Result};
use crate::runtime::header;
use crate::runtime::json_object::serialized;
use crate::runtime::retry::Retry;
use crate::runtime::route::Route;
use crate::runtime::secret::Secret;
use crate::runtime::wire::Wire;
use crate::runtime::{Json, JsonObject};

/// The setter of extra properties, in errors.
const FIELD: &str = "with_body_field";

/// A call that is being built.
///
/// An argument is checked when the call is sent, so that the setters of an operation can be
/// chained.
#[derive(Clone)]
pub(crate) struct Call {
    pub(super) client: Client,
    pub(super) route: Route,
    pub(super) path: Vec<(&'static str, String)>,
    pub(super) query: Vec<(&'static str, Pairs)>,
    pub(super) headers: Vec<(&'static str, Secret)>,
    /// Without a name if it is invalid.
    pub(super) extra_headers: Vec<(Option<HeaderName>, Secret)>,
    pub(super) cookies: Vec<(&'static str, String)>,
    pub(super) extra_query: Vec<(String, Pairs)>,
    pub(super) extra_fields: BTreeMap<String, Result<Json>>,
    pub(super) inferred: Option<Box<Inferred>>,
    /// The arguments that cannot be sent.
    pub(super) invalid: Vec<(&'static str, Error)>,
    pub(super) timeout: Option<Duration>,
    pub(super) retry: Option<Retry>,
}

impl Call {
    /// A call with the credentials of the client.
    pub(crate) fn new(client: &Client, route: &Route) -> Self {
        Self {
            client: client.clone(),
            route: *route,
            path: Vec::new(),
            query: Vec::new(),
            headers: Vec::new(),
            extra_headers: Vec::new(),
            cookies: Vec::new(),
            extra_query: Vec::new(),
            extra_fields: BTreeMap::new(),
            inferred: None,
            invalid: Vec::new(),
            timeout: None,
            retry: None,
        }
    }

    /// A call that acts as the holder of a session, whose header it has.
    pub(crate) fn acting(client: &ActorClient, route: &Route) -> Self {
        let mut call = Self::new(client.client(), route);
        let (name, value) = client.session().header();
        call.secret_header(name, value);
        call.inferred = Some(Box::new(Inferred {
            session: client.session().clone(),
            arguments: Vec::new(),
        }));
        call
    }

    /// Sets a path parameter.
    pub(crate) fn path(mut self, name: &'static str, value: String) -> Self {
        set(&mut self.path, name, value);
        self
    }

    /// Sets a query parameter; see [`Pairs::push`].
    pub(crate) fn query(&mut self, name: &'static str, value: &dyn Wire) {
        let mut pairs = Pairs::default();
        pairs.push(name, value);
        set(&mut self.query, name, pairs);
    }

    /// Sets a query parameter to a list in a single pair; see [`Pairs::push_joined`].
    pub(crate) fn query_joined(&mut self, name: &'static str, list: &dyn Wire, separator: char) {
        let mut pairs = Pairs::default();
        pairs.push_joined(name, list, separator);
        set(&mut self.query, name, pairs);
    }

    /// Sets a header to a secret.
    pub(crate) fn secret_header(&mut self, name: &'static str, value: Secret) {
        set(&mut self.headers, name, value);
    }

    /// Sets a header that the operation does not have.
    pub(crate) fn extra_header(&mut self, name: impl TryInto<HeaderName>, value: Secret) {
        set(&mut self.extra_headers, header::extra_name(name), value);
    }

    /// Adds a query parameter that the operation does not have, or that replaces its own one.
    pub(crate) fn extra_query(&mut self, name: String, value: String) {
        let mut pairs = Pairs::default();
        pairs.push(&name, &value);
        self.extra_query.push((name, pairs));
    }

    /// Sets a property of the body that the operation does not have, or that replaces its own one.
    /// If it cannot be serialized, the call fails.
    pub(crate) fn extra_field(&mut self, name: String, value: impl Serialize) {
        let value = serde_json::to_value(value).map_err(|error| {
            let why = format!("`{name}` cannot be serialized");
            Error::argument(FIELD, why).because(error)
        });
        self.extra_fields.insert(name, value);
    }

    /// Infers a path parameter from a property of the session.
    pub(crate) fn infer_path(self, wire: &'static str, property: &'static str) -> Self {
        self.infer(wire, property, Location::Path)
    }

    /// Infers a property of the body, which must not have it.
    pub(crate) fn infer_body(self, wire: &'static str, property: &'static str) -> Self {
        self.infer(wire, property, Location::Body)
    }

    /// Infers a property of the body, as an array of one item.
    pub(crate) fn infer_body_list(self, wire: &'static str, property: &'static str) -> Self {
        self.infer(wire, property, Location::BodyList)
    }

    /// Adds the extra properties to the body, which must be a JSON object.
    pub(super) fn with_extra_fields(
        &self,
        body: Option<RequestBody>,
    ) -> Result<Option<RequestBody>> {
        if self.extra_fields.is_empty() {
            return Ok(body);
        }
        let inferred = self
            .inferred
            .iter()
            .flat_map(|inferred| &inferred.arguments);
        for argument in inferred {
            if self.extra_fields.contains_key(argument.wire) {
                let why = format!("`{}` follows from the session", argument.wire);
                return Err(Error::argument(FIELD, why));
            }
        }
        let object = body.as_ref().and_then(RequestBody::as_json_object);
        let Some(mut object) = object else {
            let why = "the request has no JSON object as its body";
            return Err(Error::argument(FIELD, why));
        };
        for (name, value) in &self.extra_fields {
            object.insert(name.clone(), value.clone()?);
        }
        RequestBody::json(&object).map(Some)
    }

    fn infer(mut self, wire: &'static str, property: &'static str, location: Location) -> Self {
        if let Some(inferred) = &mut self.inferred {
            inferred.arguments.push(Argument {
                wire,
                property,
                location,
            });
        }
        self
    }

    /// Whether a path parameter is set, or will be inferred.
    pub(super) fn has_path(&self, name: &str) -> bool {
        let inferred = self
            .inferred
            .iter()
            .flat_map(|inferred| &inferred.arguments);
        let inferred = inferred.map(|argument| argument.wire);
        let mut all = inferred.chain(self.path.iter().map(|(name, _)| *name));
        all.any(|other| other == name)
    }

    /// Fails the call with an argument error.
    pub(super) fn refuse(&mut self, name: &'static str, why: &'static str) {
        self.invalid.push((name, Error::argument(name, why)));
    }

    /// Sets the timeout of this call, in place of the client's.
    pub(crate) fn timeout(&mut self, timeout: Duration) {
        self.timeout = Some(timeout);
    }

    /// Sets how this call is retried, in place of the client's setting.
    pub(crate) fn retry(&mut self, retry: Retry) {
        self.retry = Some(retry);
    }
}

#[allow(dead_code, reason = "which are used depends on the API")]
impl Call {
    /// Sets a header.
    pub(crate) fn header(&mut self, name: &'static str, value: String) {
        self.secret_header(name, value.into());
    }

    /// Serializes an argument to a JSON object. If that fails, so does the call.
    pub(crate) fn json_object(&mut self, name: &'static str, value: impl Serialize) -> JsonObject {
        self.invalid.retain(|(other, _)| *other != name);
        serialized(name, value).unwrap_or_else(|error| {
            self.invalid.push((name, error));
            JsonObject::new()
        })
    }

    /// Sets a cookie.
    pub(crate) fn cookie(&mut self, name: &'static str, value: String) {
        set(&mut self.cookies, name, value);
    }
}

/// Sets an entry in place of an earlier one of that name: of two calls of a setter, the last counts.
fn set<N: PartialEq, T>(entries: &mut Vec<(N, T)>, name: N, value: T) {
    match entries.iter_mut().find(|(other, _)| *other == name) {
        Some((_, old)) => *old = value,
        None => entries.push((name, value)),
    }
}

/// Shows no arguments, since those may be secret.
impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("verb", &self.route.verb)
            .field("path", &self.route.template)
            .finish_non_exhaustive()
    }
}
