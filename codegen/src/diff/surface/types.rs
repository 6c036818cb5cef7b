//! What changes in the types of the SDK.

use super::change::{Action, Change, Level, Part, Place};
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
            None => types.change(new, Level::Additive, Part::Type, Action::Added, None),
        }
    }
    for old in pairs.old.types.values() {
        if pairs.now(&old.id).is_none() {
            types.push(Change {
                level: Level::Breaking,
                part: Part::Type,
                action: Action::Removed,
                name: old.name.as_str().to_owned(),
                before: None,
                after: None,
                places: vec![Place::gone(&old.origin)],
                calls: reach.before(&old.id),
            });
        }
    }
    types.changes
}

pub(super) struct Types<'a> {
    pub pairs: &'a Pairs<'a>,
    pub reach: &'a Reach,
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
            origin: _,
        } = new;
        if old.name != *name {
            let former = Some(old.name.as_str().to_owned());
            self.paired(old, new, Part::Type, Action::Renamed, former);
        }
        if old.status == Status::Current && *status == Status::Deprecated {
            self.change(new, Level::Additive, Part::Type, Action::Deprecated, None);
        }
        match (&old.shape, shape) {
            (
                Shape::Struct {
                    fields: before,
                    rest: former,
                },
                Shape::Struct { fields, rest },
            ) => {
                self.fields((old, before), (new, fields));
                self.rest((old, former.as_ref()), (new, rest.as_ref()));
                self.constructor(old, new);
            }
            (Shape::Enum(before), Shape::Enum(after)) => {
                self.variants((old, before), (new, after));
            }
            (Shape::Alias(before), Shape::Alias(after))
            | (Shape::Newtype(before), Shape::Newtype(after))
                if self.pairs.is_same(before, after) => {}
            _ => {
                let before = Some(kind(self.pairs.old, old));
                self.paired(old, new, Part::Type, Action::Retyped, before);
            }
        }
    }

    fn variants(&mut self, (old, before): (&Type, &[Variant]), (new, after): (&Type, &[Variant])) {
        let place = Place::both(&old.origin, &new.origin);
        let change = |level, action, name: &Variant, before, after| Change {
            level,
            part: Part::Variant,
            action,
            name: path(new, name.name.as_str()),
            before,
            after,
            places: vec![place.clone()],
            calls: self.reach.now(&new.id),
        };
        let mut found = Vec::new();
        for variant in after {
            let Variant {
                wire,
                name,
                docs: _,
            } = variant;
            let was = before.iter().find(|old| old.wire == *wire);
            let namesake = before.iter().find(|old| old.name == *name);
            found.extend(match (was, namesake) {
                (Some(was), _) if was.name == *name => None,
                (Some(was), None) => {
                    let former = Some(path(new, was.name.as_str()));
                    Some(change(
                        Level::Breaking,
                        Action::Renamed,
                        variant,
                        former,
                        None,
                    ))
                }
                (_, Some(namesake)) => {
                    let (before, after) = (Some(namesake.wire.clone()), Some(wire.clone()));
                    Some(change(
                        Level::Silent,
                        Action::Redirected,
                        variant,
                        before,
                        after,
                    ))
                }
                (None, None) => Some(change(
                    Level::Additive,
                    Action::Added,
                    variant,
                    None,
                    Some(wire.clone()),
                )),
            });
        }
        for variant in before {
            let stays = |new: &Variant| new.wire == variant.wire || new.name == variant.name;
            if !after.iter().any(stays) {
                let wire = Some(variant.wire.clone());
                found.push(change(
                    Level::Breaking,
                    Action::Removed,
                    variant,
                    wire,
                    None,
                ));
            }
        }
        found.into_iter().for_each(|change| self.push(change));
    }

    /// `new` of a type that is only sent.
    fn constructor(&mut self, old: &Type, new: &Type) {
        let (before, after) = (
            inputs::of_type(self.pairs.old, old),
            inputs::of_type(self.pairs.new, new),
        );
        let name = |ty: &Type| path(ty, "new");
        let change = |level, action, before, after| Change {
            level,
            part: Part::Constructor,
            action,
            name: name(new),
            before,
            after,
            places: vec![Place::both(&old.origin, &new.origin)],
            calls: self.reach.now(&new.id),
        };
        match (!before.is_empty(), !after.is_empty()) {
            (true, true) => {
                let arranged = inputs::arranged(self.pairs, &before, &after);
                if let Some(arranged) = arranged {
                    let (before, after) = arranged.spelt(self.pairs, &name(new), &name(new));
                    let mut change =
                        change(arranged.level, Action::Arranged, Some(before), Some(after));
                    change.places = arranged.places;
                    self.push(change);
                }
            }
            (true, false) => self.push(change(Level::Breaking, Action::Removed, None, None)),
            (false, true) => self.push(change(Level::Additive, Action::Added, None, None)),
            (false, false) => {}
        }
    }

    fn paired(
        &mut self,
        old: &Type,
        new: &Type,
        part: Part,
        action: Action,
        before: Option<String>,
    ) {
        let after = (action == Action::Retyped).then(|| kind(self.pairs.new, new));
        self.push(Change {
            level: Level::Breaking,
            part,
            action,
            name: new.name.as_str().to_owned(),
            before,
            after,
            places: vec![Place::both(&old.origin, &new.origin)],
            calls: self.reach.now(&new.id),
        });
    }

    fn change(
        &mut self,
        of: &Type,
        level: Level,
        part: Part,
        action: Action,
        after: Option<String>,
    ) {
        self.push(Change {
            level,
            part,
            action,
            name: of.name.as_str().to_owned(),
            before: None,
            after,
            places: vec![Place::added(&of.origin)],
            calls: self.reach.now(&of.id),
        });
    }

    pub(super) fn push(&mut self, change: Change) {
        self.changes.push(change);
    }
}

pub(super) fn path(of: &Type, name: &str) -> String {
    format!("{}::{name}", of.name.as_str())
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
