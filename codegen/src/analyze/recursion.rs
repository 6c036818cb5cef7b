//! Types that contain themselves: what has to be boxed, and what cannot be an alias.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Diagnostic, Place};
use crate::ir::{Api, Boxing, Shape, Storage, Ty, TypeId};

use super::direction::named;

pub(super) fn run(api: &mut Api) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    aliases(api, &mut found);
    if found.is_empty() {
        structs(api);
    }
    found
}

/// An alias that leads back to itself through a list becomes a type of its own. One that leads
/// back without anything in between describes no value at all.
fn aliases(api: &mut Api, found: &mut Vec<Diagnostic>) {
    let alias = |id: &TypeId| match api.types.get(id).map(|ty| &ty.shape) {
        Some(Shape::Alias(ty)) => Some(ty),
        _ => None,
    };
    let mut newtypes = Vec::new();
    for id in api.types.keys() {
        let (mut at, mut in_between, mut seen) = (id.clone(), false, HashSet::new());
        while let Some(ty) = alias(&at) {
            in_between |= !matches!(ty, Ty::Named(_));
            let Some(next) = named(ty) else { break };
            if next == *id {
                newtypes.push((id.clone(), in_between));
                break;
            }
            if !seen.insert(next.clone()) {
                break;
            }
            at = next;
        }
    }
    for (id, in_between) in newtypes {
        let Some(ty) = api.types.get_mut(&id) else {
            continue;
        };
        match &ty.shape {
            Shape::Alias(inner) if in_between => ty.shape = Shape::Newtype(inner.clone()),
            _ => found.push(Diagnostic::new(
                "circular-reference",
                Place::spec_key(&ty.origin),
                format!("`{}` refers to itself and nothing else", id.0),
                "let one of the references be the schema itself",
            )),
        }
    }
}

fn structs(api: &mut Api) {
    let boxed: Vec<(TypeId, usize, bool)> = {
        let direct = Containment::of(api, |_| true);
        let always = Containment::of(api, |storage| storage == Storage::Plain);
        let mut boxed = Vec::new();
        for ty in api.types.values() {
            let Shape::Struct { fields, .. } = &ty.shape else {
                continue;
            };
            for (number, field) in fields.iter().enumerate() {
                let Ty::Named(target) = &field.ty else {
                    continue;
                };
                if direct.reaches(target, &ty.id) {
                    boxed.push((
                        ty.id.clone(),
                        number,
                        field.storage == Storage::Plain && always.reaches(target, &ty.id),
                    ));
                }
            }
        }
        boxed
    };
    for (id, number, endless) in boxed {
        let Some(Shape::Struct { fields, .. }) = api.types.get_mut(&id).map(|ty| &mut ty.shape)
        else {
            continue;
        };
        let Some(field) = fields.get_mut(number) else {
            continue;
        };
        field.boxing = Boxing::Boxed;
        if endless {
            // No finite value has this field all the way down, so it has to be possible to end.
            field.storage = Storage::Option;
        }
    }
}

/// Which types hold which others in place, that is not behind a list or a map.
struct Containment<'a> {
    edges: HashMap<&'a TypeId, Vec<&'a TypeId>>,
}

impl<'a> Containment<'a> {
    fn of(api: &'a Api, counts: impl Fn(Storage) -> bool) -> Self {
        let mut edges: HashMap<&TypeId, Vec<&TypeId>> = HashMap::new();
        for ty in api.types.values() {
            let targets = edges.entry(&ty.id).or_default();
            match &ty.shape {
                Shape::Struct { fields, .. } => targets.extend(
                    fields
                        .iter()
                        .filter(|field| counts(field.storage))
                        .filter_map(|field| in_place(&field.ty)),
                ),
                Shape::Alias(inner) => targets.extend(in_place(inner)),
                Shape::Newtype(_) | Shape::Enum(_) => {}
            }
        }
        Self { edges }
    }

    fn reaches(&self, from: &'a TypeId, to: &TypeId) -> bool {
        let (mut open, mut seen) = (vec![from], HashSet::new());
        while let Some(id) = open.pop() {
            if id == to {
                return true;
            }
            if seen.insert(id) {
                open.extend(self.edges.get(id).into_iter().flatten());
            }
        }
        false
    }
}

/// The type of the SDK that a value of this one has in place.
pub(super) fn in_place(ty: &Ty) -> Option<&TypeId> {
    match ty {
        Ty::Named(id) => Some(id),
        Ty::Nullable(inner) => in_place(inner),
        _ => None,
    }
}
