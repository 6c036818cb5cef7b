//! Which operation is which, and what is said about an operation as a whole.

use std::collections::HashMap;

use serde_json::Value;

use super::graph::{Graph, Sides};
use super::places::{Spot, Tree};
use super::rules::{
    ENDPOINT_ADDED, ENDPOINT_DEPRECATED, ENDPOINT_REACTIVATED, OPERATION_ID_ADDED,
    OPERATION_ID_REMOVED, PATH_REMOVED, PATH_REMOVED_DEPRECATED, REMOVED, REMOVED_DEPRECATED,
    UNLISTED,
};
use super::security::Security;
use super::{bodies, parameters};

const VERBS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// An operation of a description.
pub(super) struct Operation<'t> {
    pub path: &'t str,
    pub item: Spot<'t>,
    pub spot: Spot<'t>,
    verb: &'static str,
    /// The path without the names of its parameters.
    shape: String,
}

impl Operation<'_> {
    fn label(&self) -> String {
        format!("{} {}", self.verb.to_uppercase(), self.path)
    }
}

/// `/a/{id}/b` → `/a/{}/b`.
fn shape(path: &str) -> String {
    let mut shape = String::with_capacity(path.len());
    let mut named = false;
    for c in path.chars() {
        if c == '}' {
            named = false;
        }
        if !named {
            shape.push(c);
        }
        if c == '{' {
            named = true;
        }
    }
    shape
}

fn all<'t>(tree: &mut Tree<'t>) -> Vec<Operation<'t>> {
    let root = tree.root();
    let paths = tree.child(root, "paths");
    let mut found = Vec::new();
    for (path, item) in tree.entries(paths) {
        let Some(item) = tree.follow(item).filter(|_| !path.starts_with("x-")) else {
            continue;
        };
        for (key, spot) in tree.entries(Some(item)) {
            if let Some(verb) = VERBS.iter().find(|verb| **verb == key)
                && spot.map().is_some()
            {
                found.push(Operation {
                    path,
                    item,
                    spot,
                    verb,
                    shape: shape(path),
                });
            }
        }
    }
    found
}

/// Compares all operations.
pub(super) fn compare(graph: &mut Graph<'_>) {
    let old = all(&mut graph.old);
    let new = all(&mut graph.new);
    let mut open: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    for (number, operation) in old.iter().enumerate() {
        let key = (operation.verb, operation.shape.as_str());
        open.entry(key).or_default().push(number);
    }
    let security = Security::new(graph);
    let mut kept = vec![false; old.len()];
    for operation in &new {
        graph.operation(operation.label());
        let candidates = open.get_mut(&(operation.verb, operation.shape.as_str()));
        let partner = candidates.and_then(|candidates| take(candidates, &old, operation.path));
        let Some(before) = partner.and_then(|number| {
            *kept.get_mut(number)? = true;
            old.get(number)
        }) else {
            let found = Sides::new(None, Some((operation.spot.place, operation.label())));
            graph.found(ENDPOINT_ADDED, found);
            continue;
        };
        let pair = Sides::new(before, operation);
        itself(graph, &pair);
        servers(graph, &pair);
        parameters::compare(graph, &pair);
        bodies::request(graph, &pair);
        bodies::responses(graph, &pair);
        security.compare(graph, &pair);
    }
    for (operation, _) in old.iter().zip(&kept).filter(|(_, kept)| !**kept) {
        removed(graph, operation, &new);
    }
    security.schemes(graph);
}

/// Of the operations of one shape, the one of the same path or the first.
fn take(candidates: &mut Vec<usize>, old: &[Operation<'_>], path: &str) -> Option<usize> {
    let same = |number: &usize| old.get(*number).is_some_and(|old| old.path == path);
    let at = candidates.iter().position(same).unwrap_or_default();
    (at < candidates.len()).then(|| candidates.remove(at))
}

fn removed(graph: &mut Graph<'_>, operation: &Operation<'_>, new: &[Operation<'_>]) {
    graph.operation(operation.label());
    let has_path = new.iter().any(|new| new.shape == operation.shape);
    let rule = match (has_path, operation.spot.flag("deprecated")) {
        (true, false) => REMOVED,
        (true, true) => REMOVED_DEPRECATED,
        (false, false) => PATH_REMOVED,
        (false, true) => PATH_REMOVED_DEPRECATED,
    };
    let found = Sides::new(Some((operation.spot.place, operation.label())), None);
    graph.found(rule, found);
}

fn itself(graph: &mut Graph<'_>, pair: &Sides<&Operation<'_>>) {
    let (old, new) = (pair.old.spot, pair.new.spot);
    let at = Sides::new(Some(old.place), Some(new.place));
    let id = |spot: Spot<'_>| spot.text("operationId").map(str::to_owned);
    let (before, after) = (id(old), id(new));
    if before != after {
        let rule = if before.is_some() {
            OPERATION_ID_REMOVED
        } else {
            OPERATION_ID_ADDED
        };
        graph.say(rule, at, Sides::new(before, after));
    }
    let (before, after) = (old.flag("deprecated"), new.flag("deprecated"));
    if before != after {
        let rule = if after {
            ENDPOINT_DEPRECATED
        } else {
            ENDPOINT_REACTIVATED
        };
        graph.say(rule, at, deprecation(before, after));
    }
    let (before, after) = (old.get("callbacks"), new.get("callbacks"));
    if before != after {
        let word = |callbacks: Option<&Value>| callbacks.map(|_| "callbacks".to_owned());
        graph.say(UNLISTED, at, Sides::new(word(before), word(after)));
    }
}

/// `deprecated`, on each side.
pub(super) fn deprecation(before: bool, after: bool) -> Sides<Option<String>> {
    let word = |is: bool| Some(if is { "deprecated" } else { "not deprecated" }.to_owned());
    Sides::new(word(before), word(after))
}

/// Oasdiff has no rule about servers. A server says what is sent where.
fn servers<'t>(graph: &mut Graph<'t>, pair: &Sides<&Operation<'t>>) {
    let side = |tree: &mut Tree<'t>, operation: &Operation<'t>| {
        let holders = [operation.spot, operation.item, tree.root()];
        let holder = holders
            .into_iter()
            .find(|holder| holder.get("servers").is_some())?;
        let list = tree.child(holder, "servers")?;
        let text: Vec<String> = tree.elements(Some(list)).into_iter().map(server).collect();
        Some((list.place, text.join(", ")))
    };
    let found = Sides::new(
        side(&mut graph.old, pair.old),
        side(&mut graph.new, pair.new),
    );
    let text = |found: &Option<(_, String)>| found.as_ref().map(|(_, text)| text.clone());
    if text(&found.old) != text(&found.new) {
        graph.found(UNLISTED, found);
    }
}

/// The address of a server, with the defaults of its variables.
fn server(server: Spot<'_>) -> String {
    let mut url = server.text("url").unwrap_or("/").to_owned();
    let variables = server.get("variables").and_then(Value::as_object);
    for (name, variable) in variables.into_iter().flatten() {
        if let Some(default) = variable.get("default").and_then(Value::as_str) {
            url = url.replace(&format!("{{{name}}}"), default);
        }
    }
    url
}
