//! An address that the browser is sent to.

use std::collections::BTreeMap;
use std::fmt;

use crate::Client;
use crate::runtime::{Call, Error, Result, Route};

/// An address in the making: a call that is not sent, but given away.
#[derive(Clone)]
pub(super) struct Address {
    call: Call,
    /// What is wrong with the first argument that cannot be used.
    refusal: Option<Error>,
    /// What goes to the identity provider.
    provider: BTreeMap<String, String>,
}

/// With the names of what goes to the identity provider, and without the values: a `login_hint` is
/// an email address.
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

    /// Sets a parameter of the path.
    #[inline]
    pub(super) fn path(mut self, name: &'static str, value: &str) -> Self {
        self.call = self.call.path(name, value.to_owned());
        self
    }

    /// Sets a parameter that must have a value.
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

    /// Sets the parameter to a list with spaces between its items.
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
        // A map is a pair for each of its entries, under the name that the entry has.
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
