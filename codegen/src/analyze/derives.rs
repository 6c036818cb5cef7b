//! `x-derive`: macros of the crate that add to a type what depends on some of its fields.
//!
//! ```yaml
//! x-derive:
//!   total: [amount, tax]     # calls `crate::total::total! { Order { amount, tax } }`
//! ```

use serde_json::Value;

use super::extensions;
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::ir::{Api, Derive, Type};
use crate::names::{self, Ident};
use crate::pointer::Pointer;
use crate::similar::nearest;

const EXTENSION: &str = "x-derive";

pub(super) fn run(api: &mut Api, tree: &Value) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    extensions::visit(tree, EXTENSION, &mut |schema, value| {
        let at = schema.child(EXTENSION);
        let mut types = api.types.values_mut();
        let ty = types.find(|ty| ty.origin == *schema && !ty.fields().is_empty());
        match (ty, value.as_object()) {
            (Some(ty), Some(macros)) => {
                for (name, fields) in macros {
                    match derive(ty, name, fields, &at.child(name)) {
                        Ok(derive) => ty.derives.push(derive),
                        Err(diagnostic) => found.push(*diagnostic),
                    }
                }
            }
            (None, _) => found.push(wrong(
                Location::spec_key(&at),
                format!("`{EXTENSION}` has no effect here"),
                "put it on the schema of an object with properties",
            )),
            (_, None) => found.push(wrong(
                Location::spec(&at),
                format!("`{EXTENSION}` is an object with an array of properties for each macro"),
                "write `x-derive: {macro: [property]}`",
            )),
        }
    });
    found
}

fn derive(of: &Type, name: &str, fields: &Value, at: &Pointer) -> Result<Derive, Box<Diagnostic>> {
    let Some(ident) = names::literal(name) else {
        return Err(Box::new(wrong(
            Location::spec_key(at),
            format!("`{name}` cannot be the name of a macro"),
            "use letters, digits and underscores, and no keyword",
        )));
    };
    let Some(fields) = fields.as_array() else {
        return Err(Box::new(wrong(
            Location::spec(at),
            format!("`{name}` takes an array of properties"),
            "write `x-derive: {macro: [property]}`",
        )));
    };
    let fields = fields.iter().enumerate().map(|(number, field)| {
        let wire = field.as_str().unwrap_or_default();
        let known = of.fields().iter().find(|known| known.wire == wire);
        known.map(|known| known.name.clone()).ok_or_else(|| {
            let wires = of.fields().iter().map(|known| known.wire.as_str());
            let help = match nearest(wire, wires) {
                Some(similar) => format!("did you mean `{similar}`?"),
                None => "name one of its properties".to_owned(),
            };
            let message = format!("the schema has no property {field}");
            Box::new(wrong(Location::spec(at.index(number)), message, help))
        })
    });
    Ok(Derive {
        name: ident,
        fields: fields.collect::<Result<Vec<Ident>, _>>()?,
    })
}

fn wrong(location: Location, message: String, help: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::Derive, location, message, help)
}
