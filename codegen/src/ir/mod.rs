//! The model of an SDK: data only, in the order of the spec. `cargo xtask ir` prints it.

mod actor;
mod docs;
mod operation;
mod types;

use indexmap::IndexMap;

use crate::names::Ident;

pub use crate::verb::Verb;
pub use actor::{Acting, Actor, Caller, Inference, InferredInto};
pub use docs::{Docs, Fact, Link, Target};
pub use operation::{
    Body, Credentials, Encoding, Idempotency, ListStyle, Media, Operation, Page, Parameter,
    ParameterLocation, Path, Response,
};
pub use types::{
    Access, Boxing, Field, Flow, Home, Items, Nullability, Shape, Storage, Ty, Type, TypeId,
    Variant,
};

/// An API.
#[derive(Debug, Clone)]
pub struct Api {
    /// Its name.
    pub title: String,
    /// Its version.
    pub version: String,
    /// One for each schema of the spec, then those that have no name of their own there.
    pub types: IndexMap<TypeId, Type>,
    /// In the order of the spec.
    pub paths: Vec<Path>,
    /// The tree of handles, each level sorted by name.
    pub resources: Vec<Resource>,
    /// In the order of the spec.
    pub actors: Vec<Actor>,
    /// The type that marks the builders of the client itself, where there are actors.
    pub marker: Option<Ident>,
    /// The crate that examples use, where `names.toml` names one.
    pub library: Option<Ident>,
}

/// A node of the tree of handles.
#[derive(Debug, Clone)]
pub struct Resource {
    /// The method that leads here.
    pub name: Ident,
    /// The type of the handle.
    pub handle: Ident,
    /// `scim.connection`.
    pub path: Vec<Ident>,
    /// Indices into `Api::paths` and the path's operations.
    pub operations: Vec<(usize, usize)>,
    /// Further down.
    pub children: Vec<Resource>,
    /// Its documentation.
    pub docs: Docs,
}

/// Whether something has to be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It has to.
    Required,
    /// It may be left out.
    Optional,
}

/// Whether something should still be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It may.
    Current,
    /// It should not.
    Deprecated,
}
