//! A selection of the paths of a description, with what these lead to.
//!
//! `/v1/pets` selects this path and all paths below it, `/v1/pets/` only those below it, and
//! `=/v1/pets` only the path itself.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::pointer::Pointer;

/// What a selection left out.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct LeftOut {
    pub paths: usize,
    /// Schemas that no selected path leads to.
    pub schemas: usize,
    /// The entries of the selection that select nothing.
    pub idle: Vec<String>,
}

/// Whether an entry of a selection selects a path.
pub(crate) fn selects(entry: &str, path: &str) -> bool {
    if let Some(exact) = entry.strip_prefix('=') {
        return path == exact;
    }
    let rest = path.strip_prefix(entry);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || entry.ends_with('/'))
}

/// Removes all other paths, and what only they lead to. An empty selection keeps everything.
pub(crate) fn select(tree: &mut Value, selection: &[String]) -> LeftOut {
    let mut left_out = LeftOut::default();
    if selection.is_empty() {
        return left_out;
    }
    if let Some(Value::Object(paths)) = tree.get_mut("paths") {
        let all = paths.len();
        let is_idle = |entry: &&String| !paths.keys().any(|path| selects(entry, path));
        left_out.idle = selection.iter().filter(is_idle).cloned().collect();
        paths.retain(|path, _| selection.iter().any(|entry| selects(entry, path)));
        left_out.paths = all - paths.len();
    }
    let reachable = reachable(tree);
    let mut tags = BTreeSet::new();
    for operation in tree
        .get("paths")
        .and_then(Value::as_object)
        .into_iter()
        .flat_map(Map::values)
        .flat_map(|item| item.as_object().into_iter().flat_map(Map::values))
    {
        tags.extend(
            operation
                .get("tags")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .map(str::to_lowercase),
        );
    }
    if let Some(Value::Array(list)) = tree.get_mut("tags") {
        list.retain(|tag| {
            tag.get("name")
                .and_then(Value::as_str)
                .is_some_and(|name| tags.contains(&name.to_lowercase()))
        });
    }
    let Some(Value::Object(components)) = tree.get_mut("components") else {
        return left_out;
    };
    for (kind, entries) in components
        .iter_mut()
        .filter(|(kind, _)| *kind != "securitySchemes")
    {
        let Value::Object(entries) = entries else {
            continue;
        };
        let all = entries.len();
        let at = Pointer::root().children(&["components", kind]);
        entries.retain(|name, _| reachable.contains(&at.child(name)));
        if kind == "schemas" {
            left_out.schemas = all - entries.len();
        }
    }
    left_out
}

/// The target of every reference that the paths lead to, however far.
fn reachable(tree: &Value) -> BTreeSet<Pointer> {
    let mut seen = BTreeSet::new();
    let mut open: Vec<&Value> = tree.get("paths").into_iter().collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Object(map) => {
                let reference = map.get("$ref").and_then(Value::as_str);
                if let Some(target) = reference.and_then(Pointer::of_reference)
                    && seen.insert(target.clone())
                {
                    open.extend(target.of(tree));
                }
                open.extend(map.values());
            }
            Value::Array(list) => open.extend(list),
            _ => {}
        }
    }
    seen
}
