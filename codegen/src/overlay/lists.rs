//! Arrays that an action removes and another array replaces: no element may be lost, unless the
//! action lists it in `x-removed`.
//!
//! ```yaml
//! - target: $.components.schemas.Color.enum
//!   description: Pink is not accepted.
//!   remove: true
//!   x-removed: [pink]
//! ```
//!
//! An array without a replacement is removed on purpose: a string without `enum` takes any value.

use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::kind::Kind;
use crate::pointer::Pointer;

/// An array that an action removed.
pub(super) struct Taken {
    pub at: Pointer,
    pub values: Vec<Value>,
    /// It was not removed, but replaced by a `$ref` beside it.
    pub is_hidden: bool,
}

/// The arrays that one action removed, and its `x-removed`.
pub(super) struct Removal {
    /// The number of the overlay.
    pub overlay: usize,
    pub action: Pointer,
    /// `x-removed`: the values that are removed on purpose.
    pub named: Vec<Value>,
    pub lists: Vec<Taken>,
}

/// A value that is lost, or in `x-removed` and not lost.
pub(super) enum Loss {
    /// The value, the array that had it, the one that replaces it, and the number of other arrays
    /// that lose it.
    Lost(Value, Pointer, Pointer, usize),
    /// The index in `x-removed` of a value that is not lost.
    Kept(usize, Value),
}

/// Collects the arrays in a removed value.
pub(super) fn taken(value: &Value, at: &Pointer, found: &mut Vec<Taken>) {
    match value {
        Value::Array(values) => found.push(Taken {
            at: at.clone(),
            values: values.clone(),
            is_hidden: false,
        }),
        Value::Object(map) => {
            for (key, value) in map {
                taken(value, &at.child(key), found);
            }
        }
        _ => {}
    }
}

/// Collects the arrays that a replaced reference leads to.
pub(super) fn referred(tree: &Value, schema: &Pointer, reference: &str, found: &mut Vec<Taken>) {
    let target = reference.strip_prefix('#').map(Pointer::parse);
    let list = target.and_then(|target| values(tree, &target));
    found.extend(list.map(|(_, values)| Taken {
        at: schema.child("enum"),
        values: values.clone(),
        is_hidden: false,
    }));
}

/// The array of a schema that gets a `$ref`.
pub(super) fn hidden(schema: &Map<String, Value>, list: Pointer) -> Option<Taken> {
    let values = schema.get("enum")?.as_array()?;
    Some(Taken {
        at: list,
        values: values.clone(),
        is_hidden: true,
    })
}

impl Removal {
    /// Compares with the description when all overlays are applied.
    pub(super) fn losses(&self, tree: &Value) -> Vec<Loss> {
        let mut lost: IndexMap<String, (Value, Pointer, Pointer, usize)> = IndexMap::new();
        let mut used = vec![false; self.named.len()];
        for list in &self.lists {
            // A later action removed it, and has its own record.
            if list.is_hidden && list.at.of(tree).is_none() {
                continue;
            }
            let Some((place, now)) = stand_in(tree, &list.at) else {
                continue;
            };
            for value in &list.values {
                if now.iter().any(|other| name(other) == name(value)) {
                    continue;
                }
                let named = self.named.iter().position(|named| named == name(value));
                if let Some(used) = named.and_then(|number| used.get_mut(number)) {
                    *used = true;
                    continue;
                }
                let entry = lost.entry(name(value).to_string());
                let new = (name(value).clone(), list.at.clone(), place.clone(), 0);
                entry.and_modify(|(.., others)| *others += 1).or_insert(new);
            }
        }
        let lost = lost
            .into_values()
            .map(|(value, from, to, others)| Loss::Lost(value, from, to, others));
        let unused = self.named.iter().zip(used).enumerate();
        let unused = unused.filter(|(_, (_, used))| !used);
        lost.chain(unused.map(|(number, (value, _))| Loss::Kept(number, value.clone())))
            .collect()
    }
}

/// What identifies an element: its name, if it has one.
fn name(value: &Value) -> &Value {
    value.get("name").unwrap_or(value)
}

/// The array where `list` was; for the values of a schema, the one that it refers to.
fn stand_in<'t>(tree: &'t Value, list: &Pointer) -> Option<(Pointer, &'t Vec<Value>)> {
    let (parent, key) = list.split();
    if key == "enum" && Kind::at(parent.as_str()) == Kind::Schema {
        return values(tree, &parent);
    }
    let found = list.of(tree)?.as_array()?;
    Some((list.clone(), found))
}

/// The `enum` of a schema, its own or that of the schema that it refers to.
fn values<'t>(tree: &'t Value, schema: &Pointer) -> Option<(Pointer, &'t Vec<Value>)> {
    // References can be circular; a useful chain is short.
    const LONGEST: usize = 32;
    let mut at = schema.clone();
    for _ in 0..LONGEST {
        let here = at.of(tree)?;
        let alone = |key: &&str| {
            let parts = here.get(*key).and_then(Value::as_array);
            parts.is_some_and(|parts| parts.len() == 1)
        };
        at = match here.get("$ref").and_then(Value::as_str) {
            Some(reference) => Pointer::parse(reference.strip_prefix('#')?),
            None => match ["allOf", "oneOf", "anyOf"].into_iter().find(alone) {
                Some(key) => at.child(key).index(0),
                None => {
                    let values = here.get("enum")?.as_array()?;
                    return Some((at.child("enum"), values));
                }
            },
        };
    }
    None
}
