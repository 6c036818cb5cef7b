//! The direction of each type, in requests or responses, and so how its fields are stored.
//!
//! In a response, an array that is absent, `null` or empty is an empty `Vec`, without an `Option`. In
//! a request, absent and empty differ, and a field that is not set is not sent, even if it is
//! required: with an empty string in its place the request would be wrong, and without it the API
//! says what is missing.
//!
//! A `readOnly` property is no field of a type for requests alone, a `writeOnly` one none of a type
//! for responses alone. In a type for both it is an optional field.

use std::collections::HashSet;

use indexmap::IndexMap;

use crate::ir::{
    Access, Api, Body, Field, Flow, Nullability, Presence, Response, Shape, Storage, Ty, Type,
    TypeId,
};

pub(super) fn run(api: &mut Api) {
    let mut sent = Vec::new();
    let mut received = Vec::new();
    for operation in api.paths.iter().flat_map(|path| &path.operations) {
        sent.extend(
            operation
                .parameters
                .iter()
                .flat_map(|parameter| parameter.ty.named().cloned()),
        );
        match &operation.body {
            Body::None => {}
            Body::Fields { ty, .. } => sent.push(ty.clone()),
            Body::Whole { ty, .. } => sent.extend(ty.named().cloned()),
        }
        match &operation.response {
            Response::Json(ty) | Response::MaybeJson(ty) => received.extend(ty.named().cloned()),
            Response::Empty | Response::Text | Response::Binary => {}
        }
        received.extend(operation.failures.iter().cloned());
    }
    spread(&mut api.types, sent, Flow::Request);
    spread(&mut api.types, received, Flow::Response);

    let lists: HashSet<TypeId> = api
        .types
        .values()
        .filter(|ty| is_collection(&api.types, &ty.shape))
        .map(|ty| ty.id.clone())
        .collect();
    for ty in api.types.values_mut() {
        let flow = ty.flow;
        let Shape::Struct { fields, .. } = &mut ty.shape else {
            continue;
        };
        fields.retain(|field| travels(field, flow));
        for field in fields {
            let collection = match &field.ty {
                Ty::List(_) | Ty::Map(_) | Ty::JsonObject => true,
                Ty::Named(id) => lists.contains(id),
                _ => false,
            };
            field.storage = storage(
                flow,
                match field.access {
                    Access::Both => field.presence,
                    _ if flow == Flow::Both => Presence::Optional,
                    _ => field.presence,
                },
                field.nullable,
                collection,
                field.ty == Ty::Json,
            );
        }
    }
}

fn storage(
    flow: Flow,
    presence: Presence,
    nullable: Nullability,
    collection: bool,
    json: bool,
) -> Storage {
    match (presence, nullable) {
        _ if flow == Flow::Response && collection => Storage::Plain,
        (_, Nullability::Nullable) if flow == Flow::Request && !json => Storage::OptionNullable,
        _ if flow == Flow::Request => Storage::Option,
        (Presence::Required, Nullability::Never) => Storage::Plain,
        (Presence::Required, Nullability::Nullable) if json => Storage::Plain,
        (Presence::Required, Nullability::Nullable) if flow == Flow::Response => Storage::Option,
        (Presence::Required, Nullability::Nullable) => Storage::Nullable,
        (Presence::Optional, Nullability::Nullable) if flow != Flow::Response && !json => {
            Storage::OptionNullable
        }
        (Presence::Optional, _) => Storage::Option,
    }
}

/// Whether values of this direction have a field.
fn travels(field: &Field, flow: Flow) -> bool {
    match flow {
        Flow::Request => field.is_sent(),
        Flow::Response => field.access != Access::WriteOnly,
        Flow::Both | Flow::Unused => true,
    }
}

/// Collects everything that the roots lead to.
fn spread(types: &mut IndexMap<TypeId, Type>, roots: Vec<TypeId>, flow: Flow) {
    let mut open = roots;
    while let Some(id) = open.pop() {
        let Some(ty) = types.get_mut(&id) else {
            continue;
        };
        if ty.flow == flow || ty.flow == Flow::Both {
            continue;
        }
        ty.flow = if ty.flow == Flow::Unused {
            flow
        } else {
            Flow::Both
        };
        match &ty.shape {
            Shape::Struct { fields, rest, .. } => open.extend(
                fields
                    .iter()
                    .filter(|field| travels(field, flow))
                    .map(|field| &field.ty)
                    .chain(rest)
                    .flat_map(|ty| ty.named().cloned()),
            ),
            Shape::Alias(ty) | Shape::Newtype(ty) => open.extend(ty.named().cloned()),
            Shape::Enum(_) => {}
        }
    }
}

fn is_collection(types: &IndexMap<TypeId, Type>, shape: &Shape) -> bool {
    let mut shape = shape;
    for _ in 0..=types.len() {
        match shape {
            Shape::Alias(Ty::List(_) | Ty::Map(_) | Ty::JsonObject) => return true,
            Shape::Alias(Ty::Named(id)) => match types.get(id) {
                Some(ty) => shape = &ty.shape,
                None => return false,
            },
            _ => return false,
        }
    }
    false
}
