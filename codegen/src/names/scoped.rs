//! The names of scopes and of their handles.

use super::rules::Table;
use super::{HANDLE, Ident, Namer, avoid, module, words};

/// The names that the root of a scope keeps for itself.
const ROOT: &[&str] = &["clone"];

impl Namer {
    /// The module of a scope.
    pub fn scope_module(&self, scope: &str) -> Ident {
        let mut ident = module(words::snake(scope));
        avoid(&mut ident, &["scopes"]);
        ident
    }

    /// The handle that all others of a scope start at, or one further down.
    pub fn scoped_handle(&self, scope: &str, below: &[Ident]) -> Ident {
        let below: Vec<&str> = match below {
            [] => vec!["client"],
            below => below.iter().map(Ident::bare).collect(),
        };
        Ident(words::camel(
            &format!("{scope}_{}", below.join("_")),
            "Scope",
        ))
    }

    /// Where a resource is found in a scope: where it is found without one, unless `scopes` gives
    /// it or one above it a place at the root.
    pub fn scoped_resource(&mut self, scope: &str, resource: &[Ident]) -> Vec<Ident> {
        for length in (1..=resource.len()).rev() {
            let (above, below) = resource.split_at(length);
            let above: Vec<&str> = above.iter().map(Ident::bare).collect();
            let what = format!("{scope}.{}", above.join("."));
            if let Some(hit) = self.rules.find(Table::Scopes, &what) {
                let (name, span) = (hit.to.to_owned(), hit.span);
                let root = self.given(name, span);
                return [root].iter().chain(below).cloned().collect();
            }
        }
        resource.to_vec()
    }

    /// The resource of the calls about the holder of a session.
    pub fn own_resource(&self, name: &str) -> Ident {
        let mut ident = Ident(words::snake(name));
        avoid(&mut ident, HANDLE);
        avoid(&mut ident, ROOT);
        ident
    }
}
