//! `x-errors`: the errors of an operation that a program handles, by their names in an enum.
//!
//! Each is a value of an enum that a property of an error response has as its type. Its documentation
//! is that of the value.

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::ir::{Api, Handled, Operation, Shape, Ty};

const EXTENSION: &str = "x-errors";

pub(super) fn run(api: &mut Api, tree: &Value) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let handled: Vec<Vec<Handled>> = api
        .paths
        .iter()
        .flat_map(|path| &path.operations)
        .map(|operation| of(api, operation, tree, &mut found))
        .collect();
    let operations = api.paths.iter_mut().flat_map(|path| &mut path.operations);
    for (operation, handled) in operations.zip(handled) {
        operation.handled = handled;
    }
    found
}

fn of(api: &Api, operation: &Operation, tree: &Value, found: &mut Vec<Diagnostic>) -> Vec<Handled> {
    let at = operation.origin.child(EXTENSION);
    let Some(names) = at.of(tree) else {
        return Vec::new();
    };
    let names = names
        .as_array()
        .map(|names| names.iter().map(Value::as_str));
    let Some(names) = names.and_then(Iterator::collect::<Option<Vec<&str>>>) else {
        found.push(Diagnostic::new(
            Code::Errors,
            Location::spec_key(at),
            format!("`{EXTENSION}` is an array of names"),
            format!("write `{EXTENSION}: [name]`"),
        ));
        return Vec::new();
    };
    let mut handled = Vec::new();
    for (number, name) in names.into_iter().enumerate() {
        match value(api, operation, name) {
            Some(value) => handled.push(value),
            None => found.push(Diagnostic::new(
                Code::Errors,
                Location::spec(at.index(number)),
                format!("`{name}` is no value of an enum in the error responses of this operation"),
                "correct the name, add the value to the enum, or remove it here",
            )),
        }
    }
    handled
}

fn value(api: &Api, operation: &Operation, name: &str) -> Option<Handled> {
    let failures = operation.failures.iter().filter_map(|id| api.types.get(id));
    let fields = failures.flat_map(|ty| match &ty.shape {
        Shape::Struct { fields, .. } => fields.as_slice(),
        _ => &[],
    });
    let mut types = fields.filter_map(|field| match &field.ty {
        Ty::Named(id) => api.types.get(id),
        _ => None,
    });
    types.find_map(|ty| {
        let Shape::Enum(variants) = &ty.shape else {
            return None;
        };
        let variant = variants.iter().find(|variant| variant.wire == name)?;
        Some(Handled {
            ty: ty.name.clone(),
            variant: variant.name.clone(),
            text: variant.docs.text.clone(),
        })
    })
}
