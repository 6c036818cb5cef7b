//! Lists that an action takes away and another one stands in for: nothing of them may be lost
//! unless the action says so.
//!
//! ```yaml
//! - target: $.components.schemas.Color.enum
//!   description: Pink is not accepted.
//!   remove: true
//!   x-removed: [pink]
//! ```
//!
//! A list for which nothing stands in is gone on purpose: a string without `enum` takes any value.

use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::kind::Kind;
use crate::pointer::Pointer;

/// A list that an action took away.
pub(super) struct Taken {
    /// Where it was.
    pub at: Pointer,
    pub values: Vec<Value>,
    /// It was not removed: a `$ref` was put beside it, which is what counts.
    pub is_hidden: bool,
}

/// The lists that one action took away, and what it says of them.
pub(super) struct Removal {
    /// The overlay, and the action in it.
    pub overlay: usize,
    pub action: Pointer,
    /// `x-removed`: the values that go on purpose.
    pub named: Vec<Value>,
    pub lists: Vec<Taken>,
}

/// A value that is lost, or said to be and is not.
pub(super) enum Loss {
    /// The value, the list that had it, the one that stands in for it, and how many other lists
    /// lose it too.
    Lost(Value, Pointer, Pointer, usize),
    /// The number in `x-removed` of a value that is not lost.
    Kept(usize, Value),
}

/// Collects the lists of a value that is taken away.
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

/// Collects what a reference that is replaced leads to.
pub(super) fn referred(tree: &Value, schema: &Pointer, reference: &str, found: &mut Vec<Taken>) {
    let target = reference.strip_prefix('#').map(Pointer::parse);
    let list = target.and_then(|target| values(tree, &target));
    found.extend(list.map(|(_, values)| Taken {
        at: schema.child("enum"),
        values: values.clone(),
        is_hidden: false,
    }));
}

/// The list of a schema that is about to get a `$ref`.
pub(super) fn hidden(schema: &Map<String, Value>, list: Pointer) -> Option<Taken> {
    let values = schema.get("enum")?.as_array()?;
    Some(Taken {
        at: list,
        values: values.clone(),
        is_hidden: true,
    })
}

impl Removal {
    /// Compares with what the description says when all overlays are applied.
    pub(super) fn losses(&self, tree: &Value) -> Vec<Loss> {
        let mut lost: IndexMap<String, (Value, Pointer, Pointer, usize)> = IndexMap::new();
        let mut used = vec![false; self.named.len()];
        for list in &self.lists {
            // Removed by a later action, which has kept it.
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

/// What tells an element apart from others: its name, if it has one.
fn name(value: &Value) -> &Value {
    value.get("name").unwrap_or(value)
}

/// The list that is where `list` was; for the values of a schema, the one that it refers to.
fn stand_in<'t>(tree: &'t Value, list: &Pointer) -> Option<(Pointer, &'t Vec<Value>)> {
    let (parent, key) = list.split();
    if key == "enum" && Kind::at(parent.as_str()) == Kind::Schema {
        return values(tree, &parent);
    }
    let found = list.of(tree)?.as_array()?;
    Some((list.clone(), found))
}

/// The closed list of values of a schema: that of the one schema that it refers to, or its own.
fn values<'t>(tree: &'t Value, schema: &Pointer) -> Option<(Pointer, &'t Vec<Value>)> {
    // References can go in a circle; a chain that is useful is short.
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
