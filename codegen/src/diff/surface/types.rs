//! What changes in the types of the SDK.

use super::change::{Action, Change, Origin, Part, path};
use super::fields::Fields;
use super::inputs;
use super::pairs::Pairs;
use super::reach::Reach;
use crate::ir::{Shape, Status, Type, Variant};
use crate::render::spelling;

/// Compares the types of both models.
pub(super) fn compare(pairs: &Pairs<'_>, reach: &Reach) -> Vec<Change> {
    let mut types = Types {
        pairs,
        reach,
        changes: Vec::new(),
    };
    for new in pairs.new.types.values() {
        match pairs.before(&new.id) {
            Some(old) => types.both(old, new),
            None => {
                let (name, calls) = (new.name.as_str().to_owned(), reach.now(&new.id));
                let origin = Origin::added(&new.origin);
                types.push(Change::new(Part::Type, Action::Added, name, origin, calls));
            }
        }
    }
    for old in pairs.old.types.values() {
        if pairs.now(&old.id).is_none() {
            let (name, calls) = (old.name.as_str().to_owned(), reach.before(&old.id));
            let origin = Origin::removed(&old.origin);
            types.push(Change::new(
                Part::Type,
                Action::Removed,
                name,
                origin,
                calls,
            ));
        }
    }
    types.changes
}

struct Types<'a> {
    pairs: &'a Pairs<'a>,
    reach: &'a Reach,
    changes: Vec<Change>,
}

impl Types<'_> {
    fn both(&mut self, old: &Type, new: &Type) {
        // The order in which a type is declared, where it is used and what is said of it do not
        // change what it is.
        let Type {
            id: _,
            name,
            module: _,
            shape,
            flow: _,
            home: _,
            docs: _,
            status,
            // Ours, and the same for both.
            derives: _,
            origin: _,
        } = new;
        let change = |action| {
            let origin = Origin::both(&old.origin, &new.origin);
            let calls = self.reach.now(&new.id);
            Change::new(Part::Type, action, name.as_str().to_owned(), origin, calls)
        };
        if old.name != *name {
            let former = old.name.as_str().to_owned();
            self.push(change(Action::Renamed).was(former));
        }
        if old.status == Status::Current && *status == Status::Deprecated {
            self.push(change(Action::Deprecated));
        }
        match (&old.shape, shape) {
            (
                Shape::Struct {
                    fields: before,
                    rest: former,
                },
                Shape::Struct { fields, rest },
            ) => {
                let (pairs, reach, changes) = (self.pairs, self.reach, &mut self.changes);
                let mut both = Fields {
                    pairs,
                    reach,
                    old,
                    new,
                    changes,
                };
                both.compare(before, fields);
                both.rest(former.as_ref(), rest.as_ref());
                self.constructor(old, new);
            }
            (Shape::Enum(before), Shape::Enum(after)) => {
                self.variants((old, before), (new, after));
            }
            (Shape::Alias(before), Shape::Alias(after))
            | (Shape::Newtype(before), Shape::Newtype(after))
                if self.pairs.is_same(before, after) => {}
            _ => {
                let (before, after) = (kind(self.pairs.old, old), kind(self.pairs.new, new));
                self.push(change(Action::Retyped).was(before).now(after));
            }
        }
    }

    fn variants(&mut self, (old, before): (&Type, &[Variant]), (new, after): (&Type, &[Variant])) {
        let mut push = |action, name: &Variant, before: Option<String>, after: Option<String>| {
            let change = self.inner(old, new, Part::Variant, action, name.name.as_str());
            self.push(change.was(before).now(after));
        };
        for variant in after {
            let Variant {
                wire,
                name,
                docs: _,
            } = variant;
            let was = before.iter().find(|old| old.wire == *wire);
            let namesake = before.iter().find(|old| old.name == *name);
            let is = Some(wire.clone());
            match (was, namesake) {
                (Some(was), _) if was.name == *name => {}
                (Some(was), None) => {
                    let former = path(new, was.name.as_str());
                    push(Action::Renamed, variant, Some(former), None);
                }
                (_, Some(namesake)) => {
                    let was = Some(namesake.wire.clone());
                    push(Action::Redirected, variant, was, is);
                }
                (None, None) => push(Action::Added, variant, None, is),
            }
        }
        for variant in before {
            let stays = |new: &Variant| new.wire == variant.wire || new.name == variant.name;
            if !after.iter().any(stays) {
                push(Action::Removed, variant, Some(variant.wire.clone()), None);
            }
        }
    }

    /// `new` of a type that is only sent.
    fn constructor(&mut self, old: &Type, new: &Type) {
        let before = inputs::of_type(self.pairs.old, old);
        let after = inputs::of_type(self.pairs.new, new);
        let change = |action| self.inner(old, new, Part::Constructor, action, "new");
        match (before.is_empty(), after.is_empty()) {
            (false, false) => {
                if let Some(arranged) = inputs::arranged(self.pairs, &before, &after) {
                    let name = path(new, "new");
                    let (before, after) = arranged.spelt(self.pairs, &name, &name);
                    let change = change(Action::Arranged).with(arranged.severity);
                    let origins = arranged.origins;
                    self.push(Change {
                        origins,
                        ..change.was(before).now(after)
                    });
                }
            }
            (false, true) => self.push(change(Action::Removed)),
            (true, false) => self.push(change(Action::Added)),
            (true, true) => {}
        }
    }

    /// A change of something that both types have.
    fn inner(&self, old: &Type, new: &Type, part: Part, action: Action, name: &str) -> Change {
        let origin = Origin::both(&old.origin, &new.origin);
        Change::new(
            part,
            action,
            path(new, name),
            origin,
            self.reach.now(&new.id),
        )
    }

    fn push(&mut self, change: Change) {
        self.changes.push(change);
    }
}

/// What a type is, in a word.
fn kind(api: &crate::ir::Api, of: &Type) -> String {
    match &of.shape {
        Shape::Struct { .. } => "a struct".to_owned(),
        Shape::Enum(_) => "an enum".to_owned(),
        Shape::Alias(target) => spelling::value(api, target),
        Shape::Newtype(target) => format!("a struct around {}", spelling::value(api, target)),
    }
}
