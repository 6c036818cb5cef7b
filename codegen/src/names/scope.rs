//! The places in which names must differ: the types of the crate, the fields of a type, the methods
//! of a handle.

use std::collections::HashMap;

use super::Ident;
use super::rules::Table;
use crate::pointer::Pointer;

/// Where names must differ from each other.
#[derive(Debug)]
pub struct Scope {
    pub(super) what: &'static str,
    pub(super) table: Table,
    pub(super) prefix: String,
    pub(super) taken: HashMap<String, (String, Pointer)>,
}

impl Scope {
    /// `what` in the plural; `table` and `prefix` are for the proposal.
    fn new(what: &'static str, table: Table, prefix: String) -> Self {
        Self {
            what,
            table,
            prefix,
            taken: HashMap::new(),
        }
    }

    /// All types.
    pub fn schemas() -> Self {
        Self::new("the schemas", Table::Schemas, String::new())
    }

    /// All modules of types.
    pub fn schema_modules() -> Self {
        Self::new("the modules of the schemas", Table::Schemas, String::new())
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
        Self::new("the paths", Table::Modules, String::new())
    }

    /// The methods of a resource, or the builders of a path.
    pub fn methods() -> Self {
        Self::new("the methods", Table::Operations, String::new())
    }

    /// The handles of all resources.
    pub fn handles() -> Self {
        Self::new("the resources", Table::Operations, String::new())
    }

    /// The handles of a scope.
    pub fn scoped_handles(scope: &str) -> Self {
        Self::new("the resources", Table::Scopes, format!("{scope}."))
    }

    /// The arguments and setters of an operation.
    pub fn parameters() -> Self {
        Self::new("the parameters", Table::Parameters, String::new())
    }

    /// Whether something has this name already.
    pub fn has(&self, ident: &Ident) -> bool {
        self.taken.contains_key(ident.as_str())
    }
}
