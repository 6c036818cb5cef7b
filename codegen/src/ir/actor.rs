//! Actors: who a call acts as, with a session that settles some of the arguments.

use super::{Docs, Resource};
use crate::names::Ident;
use crate::pointer::Pointer;

/// The holder of a session, and the operations that can act as one.
#[derive(Debug, Clone)]
pub struct Actor {
    /// Its name in the description: `member`.
    pub name: String,
    /// The module of its handles.
    pub module: Ident,
    /// The marker of its builders: `AsMember`.
    pub marker: Ident,
    /// The handle that all others start at.
    pub client: Ident,
    /// The tree of handles below it, each level sorted by name.
    pub resources: Vec<Resource>,
    /// The operations about the holder of the session, as one more resource.
    pub own: Option<Resource>,
    /// Its documentation.
    pub docs: Docs,
    /// Where it stands in the spec.
    pub origin: Pointer,
}

/// How an operation acts as an actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acting {
    /// The marker of its builder where it acts as the project: `AsProject`.
    pub project: Ident,
    /// The marker of its builder where it acts as the actor.
    pub marker: Ident,
    /// The headers that carry the session.
    pub headers: Vec<String>,
    /// The inputs that the session settles.
    pub inferred: Vec<Inference>,
    /// Those that it settles in a call about its holder; the same ones if there is no such call.
    pub own: Vec<Inference>,
    /// The optional inputs that only the project sends.
    pub omitted: Vec<String>,
}

/// An input that the session settles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inference {
    /// The name of the input in the request.
    pub wire: String,
    /// Which part of the request it goes into.
    pub into: InferredInto,
    /// The value of the session that it is set to.
    pub argument: String,
}

impl Inference {
    /// Whether it goes into the body.
    pub fn is_in_body(&self) -> bool {
        self.into != InferredInto::Path
    }
}

/// The part of a request that an input goes into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InferredInto {
    /// The path.
    Path,
    /// A property of the body.
    Body,
    /// A property of the body that is an array; it holds nothing else.
    BodyList,
}

/// Who a call acts as, and about whom, which decides its arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caller {
    /// The project: the caller gives every argument.
    Client,
    /// An actor.
    Actor,
    /// An actor, about itself.
    Oneself,
}
