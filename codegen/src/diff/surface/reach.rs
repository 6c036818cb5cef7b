//! Which calls a type is a part of.

use std::collections::HashMap;

use crate::ir::{Api, Body, Operation, Response, Shape, Ty, TypeId};

/// The calls that lead to each type of both models, in the order of their descriptions.
pub(super) struct Reach {
    old: HashMap<TypeId, Vec<String>>,
    new: HashMap<TypeId, Vec<String>>,
}

impl Reach {
    pub(super) fn of(old: &Api, new: &Api) -> Self {
        Self {
            old: calls(old),
            new: calls(new),
        }
    }

    pub(super) fn before(&self, id: &TypeId) -> Vec<String> {
        self.old.get(id).cloned().unwrap_or_default()
    }

    pub(super) fn now(&self, id: &TypeId) -> Vec<String> {
        self.new.get(id).cloned().unwrap_or_default()
    }
}

/// A call as programs write it, without its arguments.
pub(super) fn call(operation: &Operation) -> String {
    let handles = operation.resource.iter();
    let handles: String = handles
        .map(|handle| format!("{}().", handle.as_str()))
        .collect();
    format!("{handles}{}", operation.method.as_str())
}

fn calls(api: &Api) -> HashMap<TypeId, Vec<String>> {
    let mut calls: HashMap<TypeId, Vec<String>> = HashMap::new();
    for operation in api.paths.iter().flat_map(|path| &path.operations) {
        let name = call(operation);
        for id in types(api, operation) {
            calls.entry(id.clone()).or_default().push(name.clone());
        }
    }
    calls
}

/// The types that an operation leads to, each once.
fn types<'a>(api: &'a Api, operation: &'a Operation) -> Vec<&'a TypeId> {
    let mut open: Vec<&Ty> = operation
        .parameters
        .iter()
        .map(|parameter| &parameter.ty)
        .collect();
    let mut seen: Vec<&TypeId> = operation.failures.iter().collect();
    match &operation.body {
        Body::None => {}
        Body::Fields { ty, .. } => seen.push(ty),
        Body::Whole { ty, .. } => open.push(ty),
    }
    match &operation.response {
        Response::Json(ty) | Response::MaybeJson(ty) => open.push(ty),
        Response::Empty | Response::Text | Response::Binary => {}
    }
    let mut known: std::collections::HashSet<&TypeId> = seen.iter().copied().collect();
    let mut next = 0;
    loop {
        while let Some(ty) = open.pop() {
            match ty {
                Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) => open.push(inner),
                Ty::Named(id) if known.insert(id) => seen.push(id),
                _ => {}
            }
        }
        let Some(id) = seen.get(next) else {
            return seen;
        };
        next += 1;
        match api.types.get(*id).map(|ty| &ty.shape) {
            Some(Shape::Struct { fields, rest, .. }) => {
                open.extend(fields.iter().map(|field| &field.ty).chain(rest));
            }
            Some(Shape::Alias(ty) | Shape::Newtype(ty)) => open.push(ty),
            Some(Shape::Enum(_)) | None => {}
        }
    }
}
