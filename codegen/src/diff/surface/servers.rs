//! What changes in the setters of the servers beside the one of the base URL.

use super::change::{Action, Change, Origin, Part};
use super::pairs::Pairs;
use super::reach;
use crate::ir::{Api, Operation, Server};
use crate::render::setter_of_server;

/// Compares the servers of both models.
pub(super) fn compare(pairs: &Pairs<'_>) -> Vec<Change> {
    let (old, new) = (pairs.old, pairs.new);
    let mut changes = Vec::new();
    for server in &new.servers {
        let Server { name, urls, origin } = server;
        if old.servers.iter().any(|other| other.name == *name) {
            continue;
        }
        let former = old.servers.iter().find(|other| {
            let is_kept = new.servers.iter().any(|server| server.name == other.name);
            other.urls == *urls && !is_kept
        });
        let change = match former {
            Some(former) => {
                let origin = Origin::both(&former.origin, origin);
                let change = change(new, server, Action::Renamed, origin);
                change.was(spelt(former)).now(spelt(server))
            }
            None => {
                let change = change(new, server, Action::Added, Origin::added(origin));
                change.now("base_url".to_owned())
            }
        };
        changes.push(change);
    }
    for server in &old.servers {
        let is_there = |other: &Server| other.name == server.name || other.urls == server.urls;
        if !new.servers.iter().any(is_there) {
            let origin = Origin::removed(&server.origin);
            changes.push(change(old, server, Action::Removed, origin));
        }
    }
    changes
}

/// Where an operation is sent.
pub(super) fn destination(api: &Api, operation: &Operation) -> String {
    let server = operation.server.and_then(|index| api.servers.get(index));
    match server {
        Some(server) => format!("is sent to `{}`", server.urls.join("`, `")),
        None => "is sent to the base URL".to_owned(),
    }
}

fn change(api: &Api, server: &Server, action: Action, origin: Origin) -> Change {
    let operations = api.paths.iter().flat_map(|path| &path.operations);
    let own = |operation: &&Operation| {
        let index = operation.server;
        index
            .and_then(|index| api.servers.get(index))
            .map(|it| &it.name)
            == Some(&server.name)
    };
    let calls = operations.filter(own).map(reach::call).collect();
    Change::new(Part::Setter, action, spelt(server), origin, calls)
}

fn spelt(server: &Server) -> String {
    format!("ClientBuilder::{}", setter_of_server(server))
}
