//! Scopes: a part of the API on behalf of somebody, whose session settles some of the arguments.

use super::{Docs, Operation, Resource};
use crate::names::Ident;
use crate::pointer::Pointer;

/// What can be done on behalf of the holder of a session.
#[derive(Debug, Clone)]
pub struct Scope {
    /// As the description calls it: `member`.
    pub name: String,
    /// The module of its handles.
    pub module: Ident,
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

/// What an operation has from the session in the scope that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scoping {
    /// The headers that carry the session.
    pub headers: Vec<String>,
    /// What the session settles.
    pub inferred: Vec<Inference>,
    /// What it settles where the call is about its holder, if it can be.
    pub own: Option<Vec<Inference>>,
}

/// An input that the session settles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inference {
    /// The name of the input in the request.
    pub wire: String,
    /// Where it goes.
    pub input: Input,
    /// What it is set to, as the session calls it.
    pub argument: String,
}

impl Inference {
    /// Whether it goes into the body.
    pub fn is_in_body(&self) -> bool {
        self.input != Input::Path
    }
}

/// Where an input goes that a session settles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// Into the path.
    Path,
    /// Into the body, as a property.
    Body,
    /// Into the body, as a list that holds nothing else.
    BodyList,
}

/// How a call is made, which decides what it has to be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// By the client, with every argument.
    Direct,
    /// On behalf of the holder of a session.
    Scoped,
    /// The same, about the holder.
    Own,
}

impl Operation {
    /// What the session settles.
    pub fn inferred(&self, form: Form) -> &[Inference] {
        let Some(scoping) = &self.scoping else {
            return &[];
        };
        match form {
            Form::Direct => &[],
            Form::Scoped => &scoping.inferred,
            Form::Own => scoping.own.as_deref().unwrap_or_default(),
        }
    }

    /// Whether the caller gives an input: the session does not settle it, nor is it the session.
    pub fn is_given(&self, wire: &str, form: Form) -> bool {
        let is_header = self
            .scoping
            .iter()
            .flat_map(|scoping| &scoping.headers)
            .any(|header| header == wire);
        let is_inferred = self.inferred(form).iter().any(|input| input.wire == wire);
        form == Form::Direct || !is_header && !is_inferred
    }
}
