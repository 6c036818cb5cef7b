//! Merges an update into what a target selects, and records the effect of each part.

use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::ghosts::{self, Ghost};
use super::kind::Kind;
use super::lists::{self, Taken};
use crate::pointer::Pointer;

/// The effect of an action.
#[derive(Default)]
pub(super) struct Outcome {
    /// For each value in the update, by its pointer in the overlay: whether it changed anything.
    pub leaves: IndexMap<Pointer, bool>,
    pub ghosts: Vec<Ghost>,
    /// Arrays that were removed.
    pub taken: Vec<Taken>,
    /// Replaced references, with their schemas.
    pub references: Vec<(Pointer, String)>,
}

impl Outcome {
    /// Merges into an object or appends to an array. Returns whether anything changed.
    pub(super) fn update(
        &mut self,
        tree: &mut Value,
        place: &str,
        update: &Value,
        from: &Pointer,
    ) -> Result<bool, String> {
        let at = Pointer::parse(place);
        match (tree.pointer_mut(place), update) {
            (Some(Value::Object(target)), Value::Object(update)) => {
                Ok(self.merge(Kind::at(place), target, update, &at, from))
            }
            (Some(Value::Array(list)), _) => Ok(self.append(list, update, from)),
            (Some(Value::Object(_)), _) => Err(format!(
                "an object at {place} can only be updated with an object"
            )),
            _ => Err(format!("{place} is neither an object nor a list")),
        }
    }

    fn merge(
        &mut self,
        kind: Kind,
        target: &mut Map<String, Value>,
        update: &Map<String, Value>,
        at: &Pointer,
        from: &Pointer,
    ) -> bool {
        let mut changed = false;
        for (key, value) in update {
            let (kind, at, from) = (kind.child(key), at.child(key), from.child(key));
            changed |= match target.get_mut(key) {
                Some(old) => self.set(kind, old, value, &at, &from),
                None => {
                    let is_there = self.is_there(kind, value, &at, &from);
                    if is_there {
                        if kind == Kind::Reference {
                            let list = at.split().0.child("enum");
                            self.taken.extend(lists::hidden(target, list));
                        }
                        target.insert(key.clone(), value.clone());
                    }
                    is_there
                }
            };
        }
        if update.is_empty() {
            self.leaf(from, false);
        }
        if kind == Kind::Schema {
            ghosts::values(target, update, at, from, &mut self.ghosts);
        }
        changed
    }

    fn set(
        &mut self,
        kind: Kind,
        target: &mut Value,
        update: &Value,
        at: &Pointer,
        from: &Pointer,
    ) -> bool {
        match (target, update) {
            (Value::Object(target), Value::Object(update)) => {
                self.merge(kind, target, update, at, from)
            }
            (Value::Array(target), Value::Array(update)) => {
                let numbered = update.iter().enumerate();
                numbered.fold(false, |changed, (number, value)| {
                    changed | self.append(target, value, &from.index(number))
                })
            }
            (target, update) if target == update => self.leaf(from, false),
            (target, update) => {
                let is_there = self.is_there(kind, update, at, from);
                if is_there {
                    self.replaced(kind, target, at);
                    *target = update.clone();
                }
                is_there
            }
        }
    }

    fn replaced(&mut self, kind: Kind, old: &Value, at: &Pointer) {
        match old.as_str() {
            Some(reference) if kind == Kind::Reference => {
                self.references.push((at.split().0, reference.to_owned()));
            }
            _ => lists::taken(old, at, &mut self.taken),
        }
    }

    /// Removes a node.
    pub(super) fn remove(&mut self, tree: &mut Value, place: &str) {
        let at = Pointer::parse(place);
        let (parent, last) = at.split();
        match tree.pointer_mut(parent.as_str()) {
            Some(Value::Object(map)) => {
                if let Some(old) = map.shift_remove(&last) {
                    self.replaced(Kind::at(place), &old, &at);
                }
            }
            // The elements behind it move up.
            Some(Value::Array(list)) => {
                if let Some(at) = last.parse().ok().filter(|at: &usize| *at < list.len()) {
                    list.remove(at);
                }
            }
            _ => {}
        }
    }

    /// An element that the array has already would be a duplicate.
    fn append(&mut self, list: &mut Vec<Value>, value: &Value, from: &Pointer) -> bool {
        if list.contains(value) {
            return self.leaf(from, false);
        }
        list.push(value.clone());
        self.changed(value, from);
        true
    }

    /// Whether an added value is more than a description.
    fn is_there(&mut self, kind: Kind, value: &Value, at: &Pointer, from: &Pointer) -> bool {
        self.changed(value, from);
        ghosts::haunt(kind, value, at, from, &mut self.ghosts)
    }

    /// Every part of an added value is a change.
    fn changed(&mut self, value: &Value, from: &Pointer) {
        match value {
            Value::Object(map) if !map.is_empty() => {
                for (key, value) in map {
                    self.changed(value, &from.child(key));
                }
            }
            Value::Array(list) if !list.is_empty() => {
                for (number, value) in list.iter().enumerate() {
                    self.changed(value, &from.index(number));
                }
            }
            _ => {
                self.leaf(from, true);
            }
        }
    }

    fn leaf(&mut self, from: &Pointer, changed: bool) -> bool {
        if let Some(known) = self.leaves.get_mut(from) {
            *known |= changed;
        } else {
            self.leaves.insert(from.clone(), changed);
        }
        changed
    }
}
