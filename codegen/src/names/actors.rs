//! The names of actors and of their handles.

use super::rules::Table;
use super::{HANDLE, Ident, Namer, avoid, module, words};

/// The names that the root of an actor keeps for itself.
const ROOT: &[&str] = &["clone"];

impl Namer {
    /// The module of an actor.
    pub fn actor_module(&self, actor: &str) -> Ident {
        let mut ident = module(words::snake(actor));
        avoid(&mut ident, &["actors"]);
        ident
    }

    /// The type that marks the builders of an actor, or those of the client itself.
    pub fn marker(&mut self, actor: Option<&str>) -> Ident {
        let name = actor.or(self.rules.client()).unwrap_or("client");
        Ident(words::camel(&format!("as_{name}"), "Actor"))
    }

    /// The handle that all others of an actor start at, or one further down.
    pub fn actor_handle(&self, actor: &str, below: &[Ident]) -> Ident {
        let below: Vec<&str> = match below {
            [] => vec!["client"],
            below => below.iter().map(Ident::bare).collect(),
        };
        Ident(words::camel(
            &format!("{actor}_{}", below.join("_")),
            "Actor",
        ))
    }

    /// Where a resource is found in an actor: where it is found without one, unless `actors` gives
    /// it or one above it a place at the root.
    pub fn actor_resource(&mut self, actor: &str, resource: &[Ident]) -> Vec<Ident> {
        for length in (1..=resource.len()).rev() {
            let (above, below) = resource.split_at(length);
            let above: Vec<&str> = above.iter().map(Ident::bare).collect();
            let what = format!("{actor}.{}", above.join("."));
            if let Some(hit) = self.rules.find(Table::Actors, &what) {
                let root = self.given(hit.to, hit.span);
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
