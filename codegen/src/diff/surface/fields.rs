//! What changes in the fields of a struct.

use std::collections::HashMap;

use super::change::{Action, Change, Level, Part, Place};
use super::types::{Types, path};
use crate::ir::{Field, Flow, Items, Status, Ty, Type};
use crate::render::spelling;

impl Types<'_> {
    pub(super) fn fields(
        &mut self,
        (old, before): (&Type, &[Field]),
        (new, after): (&Type, &[Field]),
    ) {
        let matched = self.matched(old, before, after);
        let mut gone: Vec<bool> = vec![true; before.len()];
        for (field, former) in after.iter().zip(matched) {
            let former = former.and_then(|index| {
                *gone.get_mut(index)? = false;
                before.get(index)
            });
            match former {
                Some(former) => self.field((before, former), (new, field)),
                None => {
                    let after = Some(spelling::field(self.pairs.new, field));
                    self.push(Change {
                        level: Level::Additive,
                        part: Part::Field,
                        action: Action::Added,
                        name: path(new, field.name.as_str()),
                        before: None,
                        after,
                        places: vec![Place::added(&field.origin)],
                        calls: self.reach.now(&new.id),
                    });
                }
            }
        }
        for (field, _) in before.iter().zip(gone).filter(|(_, gone)| *gone) {
            let before = Some(spelling::field(self.pairs.old, field));
            self.push(Change {
                level: Level::Breaking,
                part: Part::Field,
                action: Action::Removed,
                name: path(new, field.name.as_str()),
                before,
                after: None,
                places: vec![Place::gone(&field.origin)],
                calls: self.reach.before(&old.id),
            });
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

    fn field(&mut self, (before, old): (&[Field], &Field), (of, new): (&Type, &Field)) {
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
            docs: _,
            status,
            origin,
        } = new;
        let pairs = self.pairs;
        let place = Place::both(&old.origin, origin);
        let change = |level, action, before, after| Change {
            level,
            part: Part::Field,
            action,
            name: path(of, name.as_str()),
            before,
            after,
            places: vec![place.clone()],
            calls: self.reach.now(&of.id),
        };
        let is_same = pairs.is_same_field(old, new);
        let mut found = Vec::new();
        // A name that was that of another field: programs that use it compile all the same.
        let namesake = before.iter().find(|other| other.name == *name);
        let namesake = namesake.filter(|other| pairs.is_same_field(other, new));
        if let (true, Some(namesake)) = (old.name != *name, namesake) {
            let (before, after) = (Some(namesake.wire.clone()), Some(wire.clone()));
            found.push(change(Level::Silent, Action::Redirected, before, after));
        } else if old.name != *name {
            let former = Some(path(of, old.name.as_str()));
            found.push(change(Level::Breaking, Action::Renamed, former, None));
        } else if old.wire != *wire && is_same {
            let (before, after) = (Some(old.wire.clone()), Some(wire.clone()));
            found.push(change(Level::Silent, Action::Redirected, before, after));
        }
        let (before, after) = (
            spelling::field(pairs.old, old),
            spelling::field(pairs.new, new),
        );
        // A type that keeps its name and becomes another one is said to do so itself.
        if !is_same && before != after {
            let (before, after) = (Some(before), Some(after));
            found.push(change(Level::Breaking, Action::Retyped, before, after));
        }
        if old.items != *items {
            let (before, after) = (Some(tolerance(old.items)), Some(tolerance(*items)));
            found.push(change(Level::Silent, Action::Behaves, before, after));
        }
        if of.flow == Flow::Both && old.is_sent() != new.is_sent() {
            let sent = |field: &Field| match field.is_sent() {
                true => "is sent".to_owned(),
                false => "is not sent".to_owned(),
            };
            let (before, after) = (Some(sent(old)), Some(sent(new)));
            found.push(change(Level::Silent, Action::Behaves, before, after));
        }
        if old.status == Status::Current && *status == Status::Deprecated {
            found.push(change(Level::Additive, Action::Deprecated, None, None));
        }
        found.into_iter().for_each(|change| self.push(change));
    }

    /// The properties that have no field of their own.
    pub(super) fn rest(
        &mut self,
        (old, former): (&Type, Option<&Ty>),
        (new, rest): (&Type, Option<&Ty>),
    ) {
        let spelt = |api, rest| format!("BTreeMap<String, {}>", spelling::value(api, rest));
        let before = former.map(|former| spelt(self.pairs.old, former));
        let after = rest.map(|rest| spelt(self.pairs.new, rest));
        let (level, action) = match (former, rest) {
            (Some(former), Some(rest)) if !self.pairs.is_same(former, rest) => {
                (Level::Breaking, Action::Retyped)
            }
            (Some(_), None) => (Level::Breaking, Action::Removed),
            (None, Some(_)) => (Level::Additive, Action::Added),
            _ => return,
        };
        self.push(Change {
            level,
            part: Part::Field,
            action,
            name: path(new, "additional_properties"),
            before,
            after,
            places: vec![Place::both(&old.origin, &new.origin)],
            calls: self.reach.now(&new.id),
        });
    }
}

fn tolerance(items: Items) -> String {
    match items {
        Items::All => "fails if an item cannot be decoded".to_owned(),
        Items::Readable => "leaves out items that cannot be decoded".to_owned(),
    }
}
