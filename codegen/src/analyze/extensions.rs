//! The uses of an extension, on the raw tree.

use serde_json::Value;

use crate::pointer::Pointer;

/// Visits each value of the extension, with the pointer to the object that it is in.
pub(super) fn visit(tree: &Value, extension: &str, visit: &mut dyn FnMut(&Pointer, &Value)) {
    walk(tree, extension, &Pointer::root(), visit);
}

fn walk(tree: &Value, extension: &str, at: &Pointer, visit: &mut dyn FnMut(&Pointer, &Value)) {
    match tree {
        Value::Object(entries) => {
            for (key, value) in entries {
                // Below these are values of the API and of other extensions.
                if key == extension {
                    visit(at, value);
                } else if !matches!(key.as_str(), "default" | "enum" | "example" | "examples")
                    && !key.starts_with("x-")
                {
                    let at = at.child(key);
                    match value {
                        Value::Object(properties) if key == "properties" => {
                            for (name, property) in properties {
                                walk(property, extension, &at.child(name), visit);
                            }
                        }
                        _ => walk(value, extension, &at, visit),
                    }
                }
            }
        }
        Value::Array(items) => {
            for (number, item) in items.iter().enumerate() {
                walk(item, extension, &at.index(number), visit);
            }
        }
        _ => {}
    }
}
