//! Boxes for the optional objects in items of arrays: there are many items, and most lack most of
//! their optional objects. Inline, each item would take the memory of all of them, many times that
//! of its JSON.

use std::collections::HashSet;

use crate::ir::{Api, Boxing, Flow, Shape, Storage, Ty, TypeId};

use super::recursion::in_place;

pub(super) fn run(api: &mut Api) {
    let items = items(api);
    let structs: HashSet<TypeId> = api
        .types
        .keys()
        .filter(|id| is_struct(api, id))
        .cloned()
        .collect();
    for ty in api.types.values_mut() {
        // Callers make requests one value at a time.
        if ty.flow != Flow::Response || !items.contains(&ty.id) {
            continue;
        }
        let Shape::Struct { fields, .. } = &mut ty.shape else {
            continue;
        };
        for field in fields {
            let is_object = matches!(&field.ty, Ty::Named(id) if structs.contains(id));
            if is_object && field.storage == Storage::Option {
                field.boxing = Boxing::Boxed;
            }
        }
    }
}

/// The types that an item or a value of a map contains inline.
fn items(api: &Api) -> HashSet<TypeId> {
    let mut open: Vec<&TypeId> = Vec::new();
    for ty in api.types.values() {
        match &ty.shape {
            Shape::Struct { fields, rest, .. } => {
                open.extend(fields.iter().filter_map(|field| element(&field.ty)));
                open.extend(rest.iter().filter_map(in_place));
            }
            Shape::Alias(ty) | Shape::Newtype(ty) => open.extend(element(ty)),
            Shape::Enum(_) => {}
        }
    }
    let mut items = HashSet::new();
    while let Some(id) = open.pop() {
        if !items.insert(id.clone()) {
            continue;
        }
        match api.types.get(id).map(|ty| &ty.shape) {
            Some(Shape::Struct { fields, .. }) => {
                open.extend(fields.iter().filter_map(|field| in_place(&field.ty)));
            }
            Some(Shape::Alias(ty)) => open.extend(in_place(ty)),
            _ => {}
        }
    }
    items
}

/// The element of a list or a map, however deep it is nested.
fn element(ty: &Ty) -> Option<&TypeId> {
    match ty {
        Ty::List(inner) | Ty::Map(inner) => element(inner).or_else(|| in_place(inner)),
        _ => None,
    }
}

fn is_struct(api: &Api, id: &TypeId) -> bool {
    let mut id = id;
    for _ in 0..=api.types.len() {
        match api.types.get(id).map(|ty| &ty.shape) {
            Some(Shape::Struct { .. }) => return true,
            Some(Shape::Alias(Ty::Named(next))) => id = next,
            _ => return false,
        }
    }
    false
}
