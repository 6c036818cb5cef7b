//! What changes in the fields of a struct.

use std::collections::HashMap;

use super::change::{Action, Change, Origin, Part, path};
use super::pairs::Pairs;
use super::reach::Reach;
use crate::ir::{Empty, Field, Flow, Items, Status, Ty, Type};
use crate::render::spelling;

/// Two structs whose fields are compared.
pub(super) struct Fields<'a> {
    pub pairs: &'a Pairs<'a>,
    pub reach: &'a Reach,
    pub old: &'a Type,
    pub new: &'a Type,
    pub changes: &'a mut Vec<Change>,
}

impl Fields<'_> {
    pub(super) fn compare(&mut self, before: &[Field], after: &[Field]) {
        let (old, new) = (self.old, self.new);
        let matched = self.matched(old, before, after);
        let mut gone: Vec<bool> = vec![true; before.len()];
        for (field, former) in after.iter().zip(matched) {
            let former = former.and_then(|index| {
                *gone.get_mut(index)? = false;
                before.get(index)
            });
            match former {
                Some(former) => self.field(before, former, field),
                None => {
                    let (name, calls) = (path(new, field.name.as_str()), self.reach.now(&new.id));
                    let origin = Origin::added(&field.origin);
                    let change = Change::new(Part::Field, Action::Added, name, origin, calls);
                    self.changes
                        .push(change.now(spelling::field(self.pairs.new, field)));
                }
            }
        }
        for (field, _) in before.iter().zip(gone).filter(|(_, gone)| *gone) {
            let (name, calls) = (path(new, field.name.as_str()), self.reach.before(&old.id));
            let origin = Origin::removed(&field.origin);
            let change = Change::new(Part::Field, Action::Removed, name, origin, calls);
            self.changes
                .push(change.was(spelling::field(self.pairs.old, field)));
        }
    }

    /// For each new field the index of the old one that it was: by its name on the wire, and what
    /// is left by its name in Rust.
    fn matched(&self, old: &Type, before: &[Field], after: &[Field]) -> Vec<Option<usize>> {
        let mut by_wire: HashMap<&str, usize> = HashMap::new();
        for (index, field) in before.iter().enumerate() {
            by_wire.insert(self.pairs.property(old, &field.wire), index);
        }
        let mut matched: Vec<Option<usize>> = after
            .iter()
            .map(|field| by_wire.get(field.wire.as_str()).copied())
            .collect();
        for (slot, field) in (0..).zip(after) {
            let open = matched.get(slot) == Some(&None);
            let namesake = before.iter().position(|old| old.name == field.name);
            let namesake = namesake.filter(|index| open && !matched.contains(&Some(*index)));
            if let (Some(place), Some(_)) = (matched.get_mut(slot), namesake) {
                *place = namesake;
            }
        }
        matched
    }

    fn field(&mut self, before: &[Field], old: &Field, new: &Field) {
        let of = self.new;
        let Field {
            wire,
            name,
            ty: _,
            presence: _,
            rank: _,
            nullable: _,
            access: _,
            storage: _,
            boxing: _,
            items,
            empty,
            docs: _,
            status,
            origin,
        } = new;
        let pairs = self.pairs;
        let mut push = |action, before: Option<String>, after: Option<String>| {
            let (name, calls) = (path(of, name.as_str()), self.reach.now(&of.id));
            let origin = Origin::both(&old.origin, origin);
            let change = Change::new(Part::Field, action, name, origin, calls);
            self.changes.push(change.was(before).now(after));
        };
        let is_same = pairs.is_same_field(old, new);
        // A name that was that of another field: programs that use it compile all the same.
        let namesake = before.iter().find(|other| other.name == *name);
        let namesake = namesake.filter(|other| pairs.is_same_field(other, new));
        if let (true, Some(namesake)) = (old.name != *name, namesake) {
            let was = namesake.wire.clone();
            push(Action::Redirected, Some(was), Some(wire.clone()));
        } else if old.name != *name {
            push(Action::Renamed, Some(path(of, old.name.as_str())), None);
        } else if old.wire != *wire && is_same {
            push(
                Action::Redirected,
                Some(old.wire.clone()),
                Some(wire.clone()),
            );
        }
        let before = spelling::field(pairs.old, old);
        let after = spelling::field(pairs.new, new);
        // A type that keeps its name and becomes another one is said to do so itself.
        if !is_same && before != after {
            push(Action::Retyped, Some(before.clone()), Some(after.clone()));
        }
        if old.items != *items {
            let (before, after) = (tolerance(old.items), tolerance(*items));
            push(Action::Behaves, Some(before), Some(after));
        }
        // Otherwise the type tells.
        if old.empty != *empty && before == after {
            let (before, after) = (emptiness(old.empty), emptiness(*empty));
            push(Action::Behaves, Some(before), Some(after));
        }
        if of.flow == Flow::Both && old.is_sent() != new.is_sent() {
            let sent = |field: &Field| match field.is_sent() {
                true => "is sent".to_owned(),
                false => "is not sent".to_owned(),
            };
            push(Action::Behaves, Some(sent(old)), Some(sent(new)));
        }
        if old.status == Status::Current && *status == Status::Deprecated {
            push(Action::Deprecated, None, None);
        }
    }

    /// The properties that have no field of their own.
    pub(super) fn rest(&mut self, former: Option<&Ty>, rest: Option<&Ty>) {
        let spelt = |api, rest| format!("BTreeMap<String, {}>", spelling::value(api, rest));
        let before = former.map(|former| spelt(self.pairs.old, former));
        let after = rest.map(|rest| spelt(self.pairs.new, rest));
        let action = match (former, rest) {
            (Some(former), Some(rest)) if !self.pairs.is_same(former, rest) => Action::Retyped,
            (Some(_), None) => Action::Removed,
            (None, Some(_)) => Action::Added,
            _ => return,
        };
        let (name, calls) = (
            path(self.new, "additional_properties"),
            self.reach.now(&self.new.id),
        );
        let origin = Origin::both(&self.old.origin, &self.new.origin);
        let change = Change::new(Part::Field, action, name, origin, calls);
        self.changes.push(change.was(before).now(after));
    }
}

fn tolerance(items: Items) -> String {
    match items {
        Items::All => "fails if an item cannot be decoded".to_owned(),
        Items::Readable => "leaves out items that cannot be decoded".to_owned(),
    }
}

fn emptiness(empty: Empty) -> String {
    match empty {
        Empty::Value => "can be an empty string".to_owned(),
        Empty::Absent => "is absent if it is an empty string".to_owned(),
    }
}
