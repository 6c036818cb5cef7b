//! Inferred properties are absent from a body until the call adds them, so their fields must be able
//! to be absent. Checked here, when it is decided how fields are stored.

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::ir::{Api, Body, Caller, Field, Operation, Shape, Storage};

pub(super) fn run(api: &Api) -> Vec<Diagnostic> {
    let operations = api.paths.iter().flat_map(|path| &path.operations);
    operations
        .flat_map(|operation| {
            let settled = fields(api, operation)
                .iter()
                .filter(|field| !operation.is_given(&field.wire, Caller::Actor))
                .filter(|field| matches!(field.storage, Storage::Plain | Storage::Nullable));
            settled.map(|field| {
                let message = format!(
                    "`{}` is inferred from a session in `{}`, but this type cannot be sent without it",
                    field.wire, operation.id
                );
                let help = "the type is received as well as sent: give the request a schema of its own with an overlay";
                Diagnostic::new(Code::Actor, Location::spec_key(&field.origin), message, help)
            })
        })
        .collect()
}

fn fields<'a>(api: &'a Api, operation: &Operation) -> &'a [Field] {
    let Body::Fields { ty, .. } = &operation.body else {
        return &[];
    };
    match api.types.get(ty).map(|ty| &ty.shape) {
        Some(Shape::Struct { fields, .. }) => fields,
        _ => &[],
    }
}
