//! Which operation is which, and what is said about an operation as a whole.

use std::collections::HashMap;

use serde_json::Value;

use super::describe::deprecation;
use super::graph::Graph;
use super::operation::{Operation, all};
use super::rules;
use super::security::Security;
use super::sides::Sides;
use super::tree::Spot;
use super::{bodies, parameters};

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
            graph.added(
                rules::ENDPOINT_ADDED,
                operation.spot.position,
                operation.label(),
            );
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
        (true, false) => rules::REMOVED,
        (true, true) => rules::REMOVED_DEPRECATED,
        (false, false) => rules::PATH_REMOVED,
        (false, true) => rules::PATH_REMOVED_DEPRECATED,
    };
    graph.removed(rule, operation.spot.position, operation.label());
}

fn itself(graph: &mut Graph<'_>, pair: &Sides<&Operation<'_>>) {
    let spots = pair.map(|operation| operation.spot);
    let at = spots.map(|spot| spot.position);
    let id = spots.map(|spot| spot.text("operationId").map(str::to_owned));
    let rule = match id.old {
        Some(_) => rules::OPERATION_ID_REMOVED,
        None => rules::OPERATION_ID_ADDED,
    };
    graph.differs(rule, at, id);
    graph.flag(
        (rules::ENDPOINT_DEPRECATED, rules::ENDPOINT_REACTIVATED),
        at,
        spots.map(|spot| spot.flag("deprecated")),
        deprecation,
    );
    if spots.map(|spot| spot.get("callbacks")).differ() {
        let text = spots.map(|spot| spot.get("callbacks").map(|_| "callbacks".to_owned()));
        graph.say(rules::UNLISTED, at.map(Some), text);
    }
}

/// Oasdiff has no rule about servers. A server says what is sent where.
fn servers<'t>(graph: &mut Graph<'t>, pair: &Sides<&Operation<'t>>) {
    let found = graph.each(*pair, |tree, operation| {
        let holders = [operation.spot, operation.item, tree.root()];
        let mut holders = holders.into_iter();
        let holder = holders.find(|holder| !holder.get("servers").is_none_or(is_empty))?;
        let list = tree.child(holder, "servers")?;
        let text: Vec<String> = tree.elements(Some(list)).into_iter().map(server).collect();
        Some((list.position, text.join(", ")))
    });
    let text = found
        .as_ref()
        .map(|found| found.as_ref().map(|(_, text)| text));
    if text.differ() {
        graph.found(rules::UNLISTED, found);
    }
}

/// An empty list replaces nothing.
fn is_empty(servers: &Value) -> bool {
    servers.as_array().is_some_and(Vec::is_empty)
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
