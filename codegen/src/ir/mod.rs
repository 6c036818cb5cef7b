//! The model of an SDK: data only, in the order of the spec. `cargo xtask ir` prints it.

#![warn(
    clippy::wildcard_enum_match_arm,
    reason = "a new variant must not be forgotten"
)]

mod actor;
mod docs;
mod input;
mod operation;
mod scalar;
mod types;

use indexmap::IndexMap;

use crate::names::Ident;

pub use crate::verb::Verb;
pub use actor::{Acting, Actor, Caller, Inference, InferredInto};
pub use docs::{Docs, Fact, Link, Target};
pub use input::Input;
pub use operation::{
    Body, Credentials, Encoding, Handled, Idempotency, ListStyle, Media, Operation, Page,
    Parameter, ParameterLocation, Path, Response, Server,
};
pub use scalar::{AsString, Facts, Form, Given, Literal, Scalar, Secrecy};
pub use types::{
    Access, Boxing, Derive, Empty, Field, Flow, Home, Items, Nullability, Shape, Storage, Ty, Type,
    TypeId, Variant,
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
    /// The servers beside the one of the document, in the order of the spec.
    pub servers: Vec<Server>,
    /// In the order of the spec.
    pub paths: Vec<Path>,
    /// The tree of handles, each level sorted by name.
    pub resources: Vec<Resource>,
    /// In the order of the spec.
    pub actors: Vec<Actor>,
    /// The marker of builders that act as the project, where there are actors.
    pub marker: Option<Ident>,
    /// The crate that examples use, where `names.toml` names one.
    pub library: Option<Ident>,
}

impl Api {
    /// The type of a key. There is one for each key that a model holds: `resolve` declares a type
    /// for each of those that it hands out.
    pub fn named(&self, id: &TypeId) -> &Type {
        &self.types[id]
    }

    /// An operation, and the path that it belongs to.
    pub fn operation(&self, id: OperationId) -> (&Path, &Operation) {
        let path = &self.paths[id.path];
        (path, &path.operations[id.operation])
    }

    /// The type behind the other names that it has; a checked model has none that go in a circle.
    pub fn unaliased<'a>(&'a self, mut of: &'a Ty) -> &'a Ty {
        while let Ty::Named(id) = of
            && let Shape::Alias(target) = &self.named(id).shape
        {
            of = target;
        }
        of
    }

    /// The fields of a type, which only an object has.
    pub fn fields(&self, of: &Ty) -> &[Field] {
        match self.unaliased(of) {
            Ty::Named(id) => self.named(id).fields(),
            Ty::Scalar(_)
            | Ty::Json
            | Ty::JsonObject
            | Ty::List(_)
            | Ty::Map(_)
            | Ty::Nullable(_) => &[],
        }
    }
}

/// Which operation of an [`Api`] it is. Only `resolve` makes one, of each that the model has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OperationId {
    /// The index of its path.
    pub(crate) path: usize,
    /// Its index in its path.
    pub(crate) operation: usize,
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
    /// Those that are methods of the handle.
    pub operations: Vec<OperationId>,
    /// The resources below it.
    pub children: Vec<Resource>,
    /// Its documentation.
    pub docs: Docs,
}

/// Whether a value is required.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Required.
    Required,
    /// Optional.
    Optional,
}

/// Whether an item is deprecated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It is not.
    Current,
    /// It is.
    Deprecated,
}
