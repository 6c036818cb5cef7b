//! Recursive types: which fields are boxed, and which types cannot be aliases.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostic, Location};
use crate::ir::{Api, Boxing, Shape, Storage, Ty, TypeId};

pub(super) fn run(api: &mut Api) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    aliases(api, &mut found);
    if found.is_empty() {
        structs(api);
    }
    found
}

/// Turns an alias that contains itself in a list into a type of its own. One that is itself
/// describes no value.
fn aliases(api: &mut Api, found: &mut Vec<Diagnostic>) {
    let alias = |id: &TypeId| match api.types.get(id).map(|ty| &ty.shape) {
        Some(Shape::Alias(ty)) => Some((ty.named()?.clone(), !matches!(ty, Ty::Named(_)))),
        _ => None,
    };
    let mut circular: HashMap<TypeId, bool> = HashMap::new();
    let mut seen = HashSet::new();
    for id in api.types.keys() {
        let (mut at, mut way) = (id.clone(), IndexMap::new());
        while seen.insert(at.clone())
            && let Some((next, in_between)) = alias(&at)
        {
            way.insert(at, in_between);
            at = next;
        }
        if let Some(circle) = way.get_index_of(&at) {
            let circle = way.split_off(circle);
            let in_between = circle.values().any(|in_between| *in_between);
            circular.extend(circle.into_keys().map(|id| (id, in_between)));
        }
    }
    let newtypes: Vec<(TypeId, bool)> = api
        .types
        .keys()
        .filter_map(|id| circular.remove_entry(id))
        .collect();
    for (id, in_between) in newtypes {
        let Some(ty) = api.types.get_mut(&id) else {
            continue;
        };
        match &ty.shape {
            Shape::Alias(inner) if in_between => ty.shape = Shape::Newtype(inner.clone()),
            _ => found.push(Diagnostic::new(
                Code::CircularReference,
                Location::spec_key(&ty.origin),
                format!("`{}` refers to itself and nothing else", id.0),
                "replace one of the references with a schema",
            )),
        }
    }
}

fn structs(api: &mut Api) {
    let boxed: Vec<(TypeId, usize, bool)> = {
        let direct = circles(api, |_| true);
        let always = circles(api, |storage| storage == Storage::Plain);
        let mut boxed = Vec::new();
        for ty in api.types.values() {
            let Shape::Struct { fields, .. } = &ty.shape else {
                continue;
            };
            for (number, field) in fields.iter().enumerate() {
                let Ty::Named(target) = &field.ty else {
                    continue;
                };
                let share =
                    |circles: &HashMap<&TypeId, usize>| circles.get(target) == circles.get(&ty.id);
                if share(&direct) {
                    let endless = field.storage == Storage::Plain && share(&always);
                    boxed.push((ty.id.clone(), number, endless));
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
            // Without an absent value there would be no finite one.
            field.storage = Storage::Option;
        }
    }
}

/// Returns for each type the number of its strongly connected component (by Tarjan) in the graph of
/// types that contain each other inline, not in a list or a map.
fn circles(api: &Api, counts: impl Fn(Storage) -> bool) -> HashMap<&TypeId, usize> {
    let mut low: IndexMap<&TypeId, usize> = IndexMap::new();
    let (mut circles, mut within) = (HashMap::new(), Vec::new());
    for root in api.types.keys() {
        let mut way: Vec<(&TypeId, Vec<&TypeId>)> = Vec::new();
        let mut enter = (!low.contains_key(root)).then_some(root);
        loop {
            if let Some(id) = enter.take() {
                low.insert(id, low.len());
                within.push(id);
                way.push((id, held(api, id, &counts)));
            }
            let Some((id, open)) = way.last_mut() else {
                break;
            };
            let id = *id;
            if let Some(next) = open.pop() {
                match low.get(next).copied() {
                    None => enter = Some(next),
                    Some(reached) if !circles.contains_key(next) => lower(&mut low, id, reached),
                    Some(_) => {}
                }
                continue;
            }
            way.pop();
            let reached = low.get(id).copied().unwrap_or_default();
            if low.get_index_of(id) == Some(reached) {
                while let Some(member) = within.pop() {
                    circles.insert(member, reached);
                    if member == id {
                        break;
                    }
                }
            }
            if let Some((above, _)) = way.last() {
                lower(&mut low, above, reached);
            }
        }
    }
    circles
}

fn lower<'a>(low: &mut IndexMap<&'a TypeId, usize>, of: &'a TypeId, to: usize) {
    if let Some(known) = low.get_mut(of) {
        *known = to.min(*known);
    }
}

/// The types that a type contains inline.
fn held<'a>(api: &'a Api, id: &TypeId, counts: impl Fn(Storage) -> bool) -> Vec<&'a TypeId> {
    match api.types.get(id).map(|ty| &ty.shape) {
        Some(Shape::Struct { fields, .. }) => fields
            .iter()
            .filter(|field| counts(field.storage))
            .filter_map(|field| in_place(&field.ty))
            .collect(),
        Some(Shape::Alias(inner)) => in_place(inner).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The type of the SDK that a value of this one contains inline.
pub(super) fn in_place(ty: &Ty) -> Option<&TypeId> {
    match ty {
        Ty::Named(id) => Some(id),
        Ty::Nullable(inner) => in_place(inner),
        _ => None,
    }
}
