//! `x-skip-unreadable`: arrays whose items are skipped if they cannot be decoded.
//!
//! It is for arrays whose standard tells clients to ignore items that they do not understand. It has
//! an effect on an array that is a property of a response.

use std::collections::HashSet;

use serde_json::Value;

use super::extensions;
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::ir::{Api, Flow, Items, Shape, Storage, Ty};
use crate::pointer::Pointer;

const EXTENSION: &str = "x-skip-unreadable";

pub(super) fn run(api: &mut Api, tree: &Value) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut marked = Vec::new();
    extensions::visit(tree, EXTENSION, &mut |schema, value| match value {
        Value::Bool(true) => marked.push(schema.clone()),
        _ => found.push(diagnostic(
            schema,
            format!("the value of `{EXTENSION}` can only be `true`"),
            format!("write `{EXTENSION}: true`, or remove it"),
        )),
    });
    let mut used = HashSet::new();
    for ty in api.types.values_mut() {
        let Shape::Struct { fields, .. } = &mut ty.shape else {
            continue;
        };
        if !matches!(ty.flow, Flow::Response | Flow::Both) {
            continue;
        }
        for field in fields {
            let is_list = matches!(field.ty, Ty::List(_)) && field.storage == Storage::Plain;
            if is_list && marked.contains(&field.origin) {
                field.items = Items::Readable;
                used.insert(field.origin.clone());
            }
        }
    }
    let unused = marked.iter().filter(|schema| !used.contains(*schema));
    found.extend(unused.map(|schema| {
        diagnostic(
            schema,
            format!("`{EXTENSION}` has no effect here"),
            "put it on the schema of a property that is an array (not a `$ref` to one), in an object of a response".to_owned(),
        )
    }));
    found
}

fn diagnostic(schema: &Pointer, message: String, help: String) -> Diagnostic {
    Diagnostic::new(
        Code::SkipUnreadable,
        Location::spec_key(schema.child(EXTENSION)),
        message,
        help,
    )
}
