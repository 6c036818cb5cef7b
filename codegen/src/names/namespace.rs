//! Namespaces, in which names must differ: the types of the crate, the fields of a type, the methods
//! of a handle.

use std::collections::HashMap;

use super::Ident;
use super::table::Table;
use crate::pointer::Pointer;

/// A set of names that must differ from each other.
#[derive(Debug)]
pub struct Namespace {
    pub(super) what: &'static str,
    pub(super) table: Table,
    pub(super) prefix: String,
    /// Whether the names are those of files, whose case some file systems ignore.
    is_files: bool,
    taken: HashMap<String, Taken>,
}

/// What has a name.
#[derive(Debug)]
pub(super) struct Taken {
    pub(super) ident: Ident,
    pub(super) wire: String,
    pub(super) at: Pointer,
}

impl Namespace {
    /// `what` in the plural; `table` and `prefix` are for the proposal.
    fn new(what: &'static str, table: Table, prefix: String) -> Self {
        Self {
            what,
            table,
            prefix,
            is_files: false,
            taken: HashMap::new(),
        }
    }

    fn files(self) -> Self {
        Self {
            is_files: true,
            ..self
        }
    }

    /// All types.
    pub fn schemas() -> Self {
        Self::new("the schemas", Table::Schemas, String::new())
    }

    /// All modules of types.
    pub fn schema_modules() -> Self {
        Self::new("the modules of the schemas", Table::Schemas, String::new()).files()
    }

    /// The fields of a type.
    pub fn fields(schema: &str) -> Self {
        Self::new("the properties", Table::Properties, format!("{schema}."))
    }

    /// The variants of a type.
    pub fn variants(schema: &str) -> Self {
        Self::new("the values", Table::Variants, format!("{schema}."))
    }

    /// All modules of paths.
    pub fn modules() -> Self {
        Self::new("the paths", Table::Modules, String::new()).files()
    }

    /// The methods of a resource, or the builders of a path.
    pub fn methods() -> Self {
        Self::new("the methods", Table::Operations, String::new())
    }

    /// The handles of all resources.
    pub fn handles() -> Self {
        Self::new("the resources", Table::Operations, String::new())
    }

    /// The handles of an actor.
    pub fn actor_handles(actor: &str) -> Self {
        Self::new("the resources", Table::Actors, format!("{actor}."))
    }

    /// The arguments and setters of an operation.
    pub fn parameters() -> Self {
        Self::new("the parameters", Table::Parameters, String::new())
    }

    /// All servers.
    pub fn servers() -> Self {
        Self::new("the servers", Table::Servers, String::new())
    }

    /// Whether something has this name already.
    pub fn has(&self, ident: &Ident) -> bool {
        self.taken.contains_key(&self.key(ident))
    }

    /// Takes a name for something, and returns what had it before.
    pub(super) fn take(&mut self, ident: &Ident, wire: &str, at: &Pointer) -> Option<Taken> {
        let taken = Taken {
            ident: ident.clone(),
            wire: wire.to_owned(),
            at: at.clone(),
        };
        self.taken.insert(self.key(ident), taken)
    }

    fn key(&self, ident: &Ident) -> String {
        match self.is_files {
            true => ident.bare().to_lowercase(),
            false => ident.as_str().to_owned(),
        }
    }
}
