//! Requests that a fake has recorded.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use bytes::Bytes;
use http::header::HOST;
use http::{HeaderMap, Request};
use percent_encoding::percent_decode_str;

use crate::Json;
use crate::runtime::catalogue::{Bodies, Endpoint, Schema};

/// A request that a fake has recorded.
///
/// `{:?}` shows the path, its parameters, and the body without its [secrets](crate::Secret), which a
/// [`CustomRequest`](crate::CustomRequest) does not tell from other JSON; of query and headers it
/// shows the names only.
pub struct Recorded<O: Bodies> {
    /// The request body; `()` if the operation has none, and `null` if it is not JSON.
    pub body: O::Request,
    arrived: Arrived,
}

impl<O: Bodies> Recorded<O> {
    pub(super) fn new(arrived: &Arrived) -> Self {
        Self {
            // It was checked on arrival, and an empty one stands for no fields.
            body: O::Request::from_json(&arrived.body).unwrap_or_default(),
            arrived: arrived.clone(),
        }
    }

    /// Returns a path parameter, such as `organization_id`.
    pub fn path(&self, name: &str) -> Option<&str> {
        value(&self.arrived.path, name)
    }

    /// Returns the first query parameter of a name.
    pub fn query(&self, name: &str) -> Option<&str> {
        value(&self.arrived.query, name)
    }

    /// Returns all query parameters, in order.
    pub fn query_pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let pairs = self.arrived.query.iter();
        pairs.map(|(name, value)| (&**name, value.as_str()))
    }

    /// Returns the whole URL, such as `https://telemetry.stytch.com/v1/rules/list`.
    pub fn url(&self) -> &str {
        &self.arrived.url
    }

    /// Returns the request body as it arrived.
    pub fn raw_body(&self) -> &[u8] {
        &self.arrived.body
    }

    /// Returns a header, such as `x-stytch-member-session`, if it is present and a visible ASCII
    /// string.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.arrived.headers.get(name)?.to_str().ok()
    }
}

impl<O: Bodies> Clone for Recorded<O> {
    fn clone(&self) -> Self {
        Self {
            body: self.body.clone(),
            arrived: self.arrived.clone(),
        }
    }
}

impl<O: Bodies> fmt::Debug for Recorded<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let query: Vec<&str> = self.query_pairs().map(|(name, _)| name).collect();
        let headers: Vec<&str> = self
            .arrived
            .headers
            .keys()
            .map(|name| name.as_str())
            .collect();
        f.debug_struct("Recorded")
            .field("path", &self.arrived.template)
            .field("arguments", &self.arrived.path)
            .field("query", &query)
            .field("headers", &headers)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

pub(super) type Pairs = Vec<(Cow<'static, str>, String)>;

fn value<'a>(pairs: &'a Pairs, name: &str) -> Option<&'a str> {
    let mut values = pairs.iter().filter(|(other, _)| other == name);
    values.next().map(|(_, value)| value.as_str())
}

/// The same, before the type of its operation is known.
#[derive(Clone)]
pub(super) struct Arrived {
    template: &'static str,
    url: String,
    path: Pairs,
    query: Pairs,
    headers: HeaderMap,
    body: Bytes,
}

impl Arrived {
    pub(super) fn new(
        endpoint: &Endpoint,
        arguments: &[(&'static str, &str)],
        request: &Request<Bytes>,
    ) -> Self {
        let path = arguments.iter();
        Self {
            template: endpoint.template,
            url: url(request),
            path: path
                .map(|(name, value)| ((*name).into(), decoded(value)))
                .collect(),
            query: query(request.uri().query().unwrap_or_default()),
            headers: request.headers().clone(),
            body: request.body().clone(),
        }
    }

    /// The strings of the request, by the names of their fields.
    pub(super) fn strings(&self) -> BTreeMap<String, String> {
        let fields = match serde_json::from_slice(&self.body) {
            Ok(Json::Object(fields)) => fields,
            _ => crate::JsonObject::new(),
        };
        let body = fields.into_iter().filter_map(|(name, value)| match value {
            Json::String(value) if !value.is_empty() => Some((name, value)),
            _ => None,
        });
        let pairs = self.path.iter().chain(&self.query);
        body.chain(pairs.map(|(name, value)| (name.to_string(), value.clone())))
            .collect()
    }
}

/// The URL of a request. One to a server has the host in a header.
fn url(request: &Request<Bytes>) -> String {
    let host = request
        .headers()
        .get(HOST)
        .and_then(|host| host.to_str().ok());
    match host.filter(|_| request.uri().host().is_none()) {
        Some(host) => format!("http://{host}{}", request.uri()),
        None => request.uri().to_string(),
    }
}

pub(super) fn query(text: &str) -> Pairs {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decoded(name).into(), decoded(&value.replace('+', " "))))
        .collect()
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
