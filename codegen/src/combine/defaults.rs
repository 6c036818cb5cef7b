//! What a source says once for all of its operations, said where it differs from the document's.

use serde_json::{Map, Value};

use crate::verb::Verb;

/// Writes `servers` and `security` of a source to its operations, if the document says otherwise.
/// Without `servers`, a source has those of the document.
pub(super) fn push_down(tree: &mut Value, document: &Value) {
    let servers = tree.get("servers").cloned();
    let servers = servers.filter(|own| bare(Some(own)) != bare(document.get("servers")));
    let security = tree.get("security").cloned();
    let security = security.unwrap_or_else(|| Value::Array(Vec::new()));
    let is_same = match document.get("security") {
        Some(documents) => *documents == security,
        None => security.as_array().is_some_and(Vec::is_empty),
    };
    let paths = tree.get_mut("paths").and_then(Value::as_object_mut);
    for item in paths.into_iter().flat_map(Map::values_mut) {
        let Some(item) = item.as_object_mut() else {
            continue;
        };
        let servers = servers.as_ref().filter(|_| inherits(item));
        let operations = item
            .iter_mut()
            .filter(|(key, _)| Verb::of_key(key).is_some());
        for operation in operations.filter_map(|(_, operation)| operation.as_object_mut()) {
            if let Some(servers) = servers.filter(|_| inherits(operation)) {
                operation.insert("servers".to_owned(), servers.clone());
            }
            if !is_same {
                operation
                    .entry("security")
                    .or_insert_with(|| security.clone());
            }
        }
    }
}

/// Whether a path item or an operation has no servers of its own; an empty list is none.
fn inherits(item: &Map<String, Value>) -> bool {
    let servers = item.get("servers");
    servers.is_none_or(|servers| servers.as_array().is_some_and(Vec::is_empty))
}

/// Servers without prose.
fn bare(servers: Option<&Value>) -> Option<Value> {
    let mut servers = servers?.clone();
    for server in servers.as_array_mut().into_iter().flatten() {
        if let Some(server) = server.as_object_mut() {
            server.shift_remove("description");
        }
    }
    Some(servers)
}
