//! The names of actors and of their handles.

use super::table::Table;
use super::{HANDLE, Ident, Namer, avoid, module, words};

/// The methods of the client of an actor.
const ROOT: &[&str] = &["clone"];

impl Namer {
    /// The module of an actor.
    pub fn actor_module(&self, actor: &str) -> Ident {
        let mut ident = module(words::snake(actor));
        avoid(&mut ident, &["actors"]);
        ident
    }

    /// The type parameter of the builders of an actor, or of those of the client itself.
    pub fn marker(&mut self, actor: Option<&str>) -> Ident {
        let name = actor.or(self.rules.client()).unwrap_or("client");
        Ident(words::camel(&format!("as_{name}"), "Actor"))
    }

    /// The client of an actor, or the handle of a resource below it.
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

    /// The path of a resource of an actor: as without one, unless `actors` moves it or one above it
    /// to the root.
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

    /// The resource with the calls about the holder of a session.
    pub fn own_resource(&self, name: &str) -> Ident {
        let mut ident = Ident(words::snake(name));
        avoid(&mut ident, HANDLE);
        avoid(&mut ident, ROOT);
        ident
    }
}
