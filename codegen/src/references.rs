//! Dangling references on the raw tree: the sign of a file that ends too early, between two lines,
//! and is valid YAML nevertheless.

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::pointer::Pointer;

/// Returns a diagnostic for every reference into the document that has no target.
pub(crate) fn dangling(tree: &Value) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    search(tree, tree, &Pointer::root(), &mut found);
    found
}

fn search(tree: &Value, value: &Value, at: &Pointer, found: &mut Vec<Diagnostic>) {
    match value {
        Value::Object(map) => {
            if let Some(reference) = map.get("$ref").and_then(Value::as_str)
                && let Some(pointer) = Pointer::of_reference(reference)
                && pointer.of(tree).is_none()
            {
                found.push(Diagnostic::new(
                    Code::DanglingReference,
                    Location::spec(at.child("$ref")),
                    format!("`{reference}` leads nowhere"),
                    "is the file cut off? Then fetch or import it again",
                ));
            }
            for (key, value) in map {
                search(tree, value, &at.child(key), found);
            }
        }
        Value::Array(list) => {
            for (index, value) in list.iter().enumerate() {
                search(tree, value, &at.index(index), found);
            }
        }
        _ => {}
    }
}
