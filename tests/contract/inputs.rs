//! The inputs of a recorded call, by where they go and their wire name.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use stytch_b2b::{Binary, Json, Result};

/// A call that is ready to be sent.
pub(crate) type Call = Pin<Box<dyn Future<Output = Result<Json>> + Send>>;

/// Turns a builder into a call whose response is JSON.
pub(crate) fn call<B, T>(builder: B) -> Call
where
    B: IntoFuture<Output = Result<T>>,
    B::IntoFuture: Send + 'static,
    T: Serialize,
{
    let future = builder.into_future();
    Box::pin(async move { Ok(serde_json::to_value(future.await?).unwrap_or_default()) })
}

/// A value that was read and written again: its JSON, and its `{:?}` and `{:#?}`.
pub(crate) type Echo = std::result::Result<(Json, String), String>;

pub(crate) fn echo<T: DeserializeOwned + Serialize + Debug>(json: &Json) -> Echo {
    let value: T = serde_json::from_value(json.clone()).map_err(|error| error.to_string())?;
    let written = serde_json::to_value(&value).map_err(|error| error.to_string())?;
    Ok((written, format!("{value:?}{value:#?}")))
}

/// Where a value goes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Place {
    Path,
    Query,
    Header,
    #[allow(dead_code, reason = "no operation takes a cookie today")]
    Cookie,
    Body,
}

impl Place {
    const fn key(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
            Self::Body => "body",
        }
    }
}

/// The inputs of a call, each of which some argument or setter has to take.
#[derive(Debug)]
pub(crate) struct Inputs {
    values: Value,
    taken: BTreeSet<(&'static str, String)>,
    /// Whether a default value stands in for what is missing.
    lenient: bool,
}

impl Inputs {
    pub(crate) fn new(values: &Value) -> Self {
        Self {
            values: values.clone(),
            taken: BTreeSet::new(),
            lenient: false,
        }
    }

    /// Inputs for a call that is not going to be sent.
    pub(crate) fn anything() -> Self {
        Self {
            values: Value::Null,
            taken: BTreeSet::new(),
            lenient: true,
        }
    }

    pub(crate) fn required<T: DeserializeOwned + Default>(
        &mut self,
        place: Place,
        name: &str,
    ) -> T {
        match self.optional(place, name) {
            Some(value) => value,
            None if self.lenient => T::default(),
            None => panic!("the case has no {} `{name}`", place.key()),
        }
    }

    pub(crate) fn optional<T: DeserializeOwned>(&mut self, place: Place, name: &str) -> Option<T> {
        let value = self.values.get(place.key())?.get(name)?.clone();
        self.taken.insert((place.key(), name.to_owned()));
        Some(
            serde_json::from_value(value)
                .unwrap_or_else(|error| panic!("{} `{name}`: {error}", place.key())),
        )
    }

    #[allow(
        dead_code,
        reason = "no operation has a body that is not an object today"
    )]
    pub(crate) fn whole<T: DeserializeOwned + Default>(&mut self) -> T {
        self.values.get("body").map_or_else(T::default, |body| {
            serde_json::from_value(body.clone()).expect("the body")
        })
    }

    #[allow(
        dead_code,
        reason = "no operation has a body that is not an object today"
    )]
    pub(crate) fn bytes(&mut self) -> Binary {
        Binary::new()
    }

    /// What the case has and no argument took.
    pub(crate) fn unused(&self) -> Vec<String> {
        let all =
            self.values
                .as_object()
                .into_iter()
                .flatten()
                .flat_map(|(place, values)| {
                    values.as_object().into_iter().flat_map(move |values| {
                        values.keys().map(move |name| (place.as_str(), name))
                    })
                });
        all.filter(|(place, name)| {
            !self
                .taken
                .iter()
                .any(|(taken, by)| taken == place && by == *name)
        })
        .map(|(place, name)| format!("{place} `{name}`"))
        .collect()
    }
}
