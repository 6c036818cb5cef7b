//! Extensions of single properties, which change how a field of a response is decoded.
//!
//! `x-skip-unreadable` is for arrays whose standard tells clients to ignore items that they do not
//! understand, `x-empty` for strings of which the server sends an empty one for none.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::extensions;
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::ir::{Access, Api, Empty, Field, Flow, Items, Scalar, Shape, Storage, Ty};
use crate::pointer::Pointer;

/// An extension of properties.
struct Extension {
    key: &'static str,
    /// The value that it can have.
    value: Value,
    code: Code,
    /// Whether it has an effect on a field of a type of this direction.
    fits: fn(&Field, Flow) -> bool,
    apply: fn(&mut Field),
    /// Where it has an effect.
    place: &'static str,
}

pub(super) fn run(api: &mut Api, tree: &Value) -> Vec<Diagnostic> {
    let extensions = [
        Extension {
            key: "x-skip-unreadable",
            value: json!(true),
            code: Code::SkipUnreadable,
            fits: |field, flow| {
                let is_list = matches!(field.ty, Ty::List(_)) && field.storage == Storage::Plain;
                is_list && matches!(flow, Flow::Response | Flow::Both)
            },
            apply: |field| field.items = Items::Readable,
            place: "put it on the schema of a property that is an array (not a `$ref` to one), in an object of a response",
        },
        Extension {
            key: "x-empty",
            value: json!("absent"),
            code: Code::EmptyString,
            fits: |field, flow| {
                let is_string = matches!(field.ty, Ty::Scalar(Scalar::String | Scalar::Secret));
                is_string && flow == Flow::Response && field.access != Access::WriteOnly
            },
            apply: |field| {
                field.empty = Empty::Absent;
                field.storage = Storage::Option;
            },
            place: "put it on the schema of a property that is a string (not a `$ref` to one), in an object of responses alone",
        },
    ];
    let found = extensions.iter();
    found
        .flat_map(|extension| extension.run(api, tree))
        .collect()
}

impl Extension {
    fn run(&self, api: &mut Api, tree: &Value) -> Vec<Diagnostic> {
        let Self { key, value, .. } = self;
        let mut found = Vec::new();
        let mut marked = Vec::new();
        extensions::visit(tree, key, &mut |schema, given| match given == value {
            true => marked.push(schema.clone()),
            false => found.push(self.diagnostic(
                schema,
                format!("the value of `{key}` can only be `{}`", plain(value)),
                format!("write `{key}: {}`, or remove it", plain(value)),
            )),
        });
        let mut used = HashSet::new();
        for ty in api.types.values_mut() {
            let Shape::Struct { fields, .. } = &mut ty.shape else {
                continue;
            };
            for field in fields {
                if (self.fits)(field, ty.flow) && marked.contains(&field.origin) {
                    (self.apply)(field);
                    used.insert(field.origin.clone());
                }
            }
        }
        let unused = marked.iter().filter(|schema| !used.contains(*schema));
        found.extend(unused.map(|schema| {
            let message = format!("`{key}` has no effect here");
            self.diagnostic(schema, message, self.place.to_owned())
        }));
        found
    }

    fn diagnostic(&self, schema: &Pointer, message: String, help: String) -> Diagnostic {
        let location = Location::spec_key(schema.child(self.key));
        Diagnostic::new(self.code, location, message, help)
    }
}

/// A value as it stands in YAML.
fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
