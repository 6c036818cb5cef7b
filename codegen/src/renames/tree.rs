//! The names that a description has.

use serde_json::{Map, Value};

/// Paths, schemas and operations.
pub(super) fn all_names(tree: &Value) -> impl Iterator<Item = &str> {
    let keys = entries(tree, "/paths").chain(entries(tree, "/components/schemas"));
    keys.map(|(name, _)| name.as_str()).chain(ids(tree))
}

/// The `operationId` of each operation.
pub(super) fn ids(tree: &Value) -> impl Iterator<Item = &str> {
    entries(tree, "/paths").flat_map(|(_, item)| {
        let operations = item.as_object().into_iter().flat_map(Map::values);
        operations.filter_map(|operation| operation.get("operationId")?.as_str())
    })
}

/// The entries of an object.
pub(super) fn entries<'a>(
    tree: &'a Value,
    pointer: &str,
) -> impl Iterator<Item = (&'a String, &'a Value)> {
    let map = tree.pointer(pointer).and_then(Value::as_object);
    map.into_iter().flatten()
}
