//! The start URL of a login.

use std::collections::BTreeMap;
use std::fmt;

use crate::Client;
use crate::runtime::{Call, Error, Result, Route};

/// A start URL that is being built: a call that is not sent.
#[derive(Clone)]
pub(super) struct Address {
    call: Call,
    /// The error of the first invalid argument.
    refusal: Option<Error>,
    /// The parameters for the identity provider.
    provider: BTreeMap<String, String>,
}

/// With the names of the identity provider's parameters, and without their values: a `login_hint`
/// is an email address.
impl fmt::Debug for Address {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&String> = self.provider.keys().collect();
        f.debug_struct("Address")
            .field("call", &self.call)
            .field("refusal", &self.refusal)
            .field("provider", &names)
            .finish()
    }
}

impl Address {
    #[inline]
    pub(super) fn new(client: &Client, route: &'static Route) -> Self {
        Self {
            call: Call::new(client, route),
            refusal: None,
            provider: BTreeMap::new(),
        }
    }

    /// Sets a path parameter.
    #[inline]
    pub(super) fn path(mut self, name: &'static str, value: &str) -> Self {
        self.call = self.call.path(name, value.to_owned());
        self
    }

    /// Sets a query parameter that must not be empty.
    #[inline]
    pub(super) fn require(mut self, name: &'static str, value: String) -> Self {
        if value.trim().is_empty() {
            self.refuse(name, "must not be empty");
        }
        self.set(name, value)
    }

    #[inline]
    pub(super) fn set(mut self, name: &'static str, value: String) -> Self {
        self.call.query(name, &value);
        self
    }

    /// Sets a query parameter to a space-separated list.
    #[inline]
    pub(super) fn set_list(mut self, name: &'static str, items: &Vec<String>) -> Self {
        self.call.query_joined(name, items, ' ');
        self
    }

    #[inline]
    pub(super) fn provider_parameter(mut self, name: &str, value: String) -> Self {
        if name.is_empty() {
            self.refuse("provider_parameter", "must have a name, such as `prompt`");
        }
        self.provider.insert(format!("provider_{name}"), value);
        // A map becomes a pair for each entry, under the entry's own key.
        self.call.query("provider", &self.provider);
        self
    }

    #[inline]
    fn refuse(&mut self, parameter: &'static str, why: &'static str) {
        self.refusal
            .get_or_insert_with(|| Error::argument(parameter, why));
    }

    #[inline]
    pub(super) fn build(self) -> Result<String> {
        match self.refusal {
            Some(refusal) => Err(refusal),
            None => self.call.url(),
        }
    }
}
