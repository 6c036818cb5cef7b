//! Actors: a part of the API on behalf of somebody, whose session settles some of the arguments.

use super::{Docs, Operation, Resource};
use crate::names::Ident;
use crate::pointer::Pointer;

/// What can be done on behalf of the holder of a session.
#[derive(Debug, Clone)]
pub struct Actor {
    /// As the description calls it: `member`.
    pub name: String,
    /// The module of its handles.
    pub module: Ident,
    /// The type that marks its builders.
    pub marker: Ident,
    /// The handle that all others start at.
    pub client: Ident,
    /// The tree of handles below it, each level sorted by name.
    pub resources: Vec<Resource>,
    /// The calls that are about the holder of the session, as one more resource.
    pub own: Option<Resource>,
    /// Its documentation.
    pub docs: Docs,
    /// Where it stands in the spec.
    pub origin: Pointer,
}

/// What an operation has from the session in the actor that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acting {
    /// The type that marks its builder where the client makes it.
    pub project: Ident,
    /// The type that marks its builder where an actor makes it.
    pub marker: Ident,
    /// The headers that carry the session.
    pub headers: Vec<String>,
    /// What the session settles.
    pub inferred: Vec<Inference>,
    /// What it settles where the call is about its holder; the same if it cannot be.
    pub own: Vec<Inference>,
}

/// An input that the session settles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inference {
    /// The name of the input in the request.
    pub wire: String,
    /// Where it goes.
    pub into: InferredInto,
    /// What it is set to, as the session calls it.
    pub argument: String,
}

impl Inference {
    /// Whether it goes into the body.
    pub fn is_in_body(&self) -> bool {
        self.into != InferredInto::Path
    }
}

/// Where an input goes that a session settles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InferredInto {
    /// Into the path.
    Path,
    /// Into the body, as a property.
    Body,
    /// Into the body, as a list that holds nothing else.
    BodyList,
}

/// How a call is made, which decides what it has to be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caller {
    /// By the client, with every argument.
    Client,
    /// On behalf of the holder of a session.
    Actor,
    /// The same, about the holder.
    Oneself,
}

impl Operation {
    /// What the session settles.
    pub fn inferred(&self, caller: Caller) -> &[Inference] {
        let Some(acting) = &self.acting else {
            return &[];
        };
        match caller {
            Caller::Client => &[],
            Caller::Actor => &acting.inferred,
            Caller::Oneself => &acting.own,
        }
    }

    /// Whether the caller gives an input: the session does not settle it, nor is it the session.
    pub fn is_given(&self, wire: &str, caller: Caller) -> bool {
        let is_header = self
            .acting
            .iter()
            .flat_map(|acting| &acting.headers)
            .any(|header| header == wire);
        let is_inferred = self.inferred(caller).iter().any(|input| input.wire == wire);
        caller == Caller::Client || !is_header && !is_inferred
    }
}
