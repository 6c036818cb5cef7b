//! The operations of an API as types and as a table, for fakes of all of them.

use std::fmt::Debug;

use http::Method;

use super::route::Route;
use super::wire::sample::{Chooser, fill};
use super::wire::{self, Wire};

/// An operation of the API, represented by its builder. The module `testing::ops` names all of them.
///
/// All builders implement it, and nothing else can.
pub trait Operation: 'static {
    /// The type of the request body; `()` for an operation without one.
    type Request: Schema;

    /// The type of the response.
    type Response: Schema;

    #[doc(hidden)]
    const AT: At;
}

/// The route of an operation. It cannot be created outside this crate.
#[derive(Debug)]
pub struct At(pub(crate) &'static Route);

/// A type of requests and responses: those in [`schemas`](crate::schemas), and containers of them.
pub trait Schema: Clone + Debug + Default + Send + 'static {
    #[doc(hidden)]
    fn sample(chooser: &dyn Chooser) -> Self;
    #[doc(hidden)]
    fn to_json(&self) -> serde_json::Result<Vec<u8>>;
    #[doc(hidden)]
    fn from_json(document: &[u8]) -> serde_json::Result<Self>;
}

impl<T: Wire + Clone + Debug + Default + Send + 'static> Schema for T {
    fn sample(chooser: &dyn Chooser) -> Self {
        let mut value = T::default();
        fill(&mut value, chooser);
        value
    }

    fn to_json(&self) -> serde_json::Result<Vec<u8>> {
        wire::to_json(self)
    }

    fn from_json(document: &[u8]) -> serde_json::Result<Self> {
        let mut value = T::default();
        wire::from_json(document, &mut value)?;
        Ok(value)
    }
}

/// An operation in the table.
pub(crate) struct Entry {
    route: &'static Route,
    sample: fn(&dyn Chooser) -> serde_json::Result<Vec<u8>>,
    check: fn(&[u8]) -> serde_json::Result<()>,
}

impl Entry {
    pub(crate) const fn of<O: Operation>() -> Self {
        Self {
            route: O::AT.0,
            sample: |chooser| O::Response::sample(chooser).to_json(),
            check: |body| O::Request::from_json(body).map(drop),
        }
    }

    pub(crate) fn is<O: Operation>(&self) -> bool {
        let other = O::AT.0;
        (self.route.verb, self.route.template) == (other.verb, other.template)
    }

    /// The template of the path.
    pub(crate) fn template(&self) -> &'static str {
        self.route.template
    }

    /// A sample response in JSON.
    ///
    /// # Errors
    ///
    /// If it cannot be encoded.
    pub(crate) fn sample(&self, chooser: &dyn Chooser) -> serde_json::Result<Vec<u8>> {
        (self.sample)(chooser)
    }

    /// Whether a JSON document is a request body of the operation.
    ///
    /// # Errors
    ///
    /// What is expected and what was found, without a value of the document.
    pub(crate) fn check(&self, body: &[u8]) -> serde_json::Result<()> {
        (self.check)(body)
    }

    /// The path parameters, still encoded, if the request is for this operation: at the path of its
    /// server's URL, or without it.
    pub(crate) fn arguments<'a>(
        &self,
        method: &Method,
        path: &'a str,
    ) -> Option<Vec<(&'static str, &'a str)>> {
        if Method::from(self.route.verb) != *method {
            return None;
        }
        let below = self.route.server.and_then(|server| server.strip(path));
        let below = below.and_then(|path| self.arguments_in(path));
        below.or_else(|| self.arguments_in(path))
    }

    fn arguments_in<'a>(&self, path: &'a str) -> Option<Vec<(&'static str, &'a str)>> {
        let mut arguments = Vec::new();
        let mut segments = path.split('/');
        for expected in self.route.template.split('/') {
            let segment = segments.next()?;
            match argument(expected, segment) {
                Some(argument) => arguments.push(argument),
                None if expected == segment => {}
                None => return None,
            }
        }
        segments.next().is_none().then_some(arguments)
    }
}

/// The path parameter in a segment, if the template has one there.
fn argument<'a>(template: &'static str, segment: &'a str) -> Option<(&'static str, &'a str)> {
    let (before, (name, after)) = template
        .split_once('{')
        .and_then(|(before, rest)| Some((before, rest.split_once('}')?)))?;
    let value = segment.strip_prefix(before)?.strip_suffix(after)?;
    (!value.is_empty()).then_some((name, value))
}

/// The operation of a request, with its path parameters. Of several templates that match the path,
/// the one with the fewest parameters wins.
pub(crate) fn find<'a>(
    table: &'static [Entry],
    method: &Method,
    path: &'a str,
) -> Option<(&'static Entry, Vec<(&'static str, &'a str)>)> {
    table
        .iter()
        .filter_map(|entry| Some((entry, entry.arguments(method, path)?)))
        .min_by_key(|(_, arguments)| arguments.len())
}
