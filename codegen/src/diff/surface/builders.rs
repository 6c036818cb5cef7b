//! What changes in what a call is given: the arguments of its method, and the setters of its builder.

use super::calls::{Call, Calls};
use super::change::{Action, Change, Level, Part, Place};
use super::inputs::{self, Input};
use super::reach;
use crate::ir::Status;

/// The arguments and the setters of a call.
type Inputs<'a> = (Vec<Input<'a>>, Vec<Input<'a>>);

impl Calls<'_> {
    /// Returns whether the method is called as before.
    pub(super) fn inputs(&mut self, old: &Call<'_>, new: &Call<'_>) -> bool {
        let paths = (old.path, new.path);
        let before = inputs::of_operation(self.pairs.old, paths, old.operation, old.caller);
        let paths = (new.path, old.path);
        let after = inputs::of_operation(self.pairs.new, paths, new.operation, new.caller);
        let is_called_as_before = self.arguments((old, &before), (new, &after));
        self.setters(new, &before, &after);
        is_called_as_before
    }

    fn arguments(
        &mut self,
        (old, (before, could)): (&Call<'_>, &Inputs<'_>),
        (new, (after, can)): (&Call<'_>, &Inputs<'_>),
    ) -> bool {
        let Some(arranged) = inputs::arranged(self.pairs, before, after) else {
            return true;
        };
        let (mut was, mut is) = arranged.spelt(self.pairs, &old.name, &new.name);
        // What was an argument and is a setter now, and the other way round.
        let is_one = |old: &Input<'_>, new: &Input<'_>| old.becomes(new, self.pairs);
        let setters = could
            .iter()
            .filter(|old| after.iter().any(|new| is_one(old, new)));
        was.extend(setters.map(|setter| format!(".{}(…)", setter.name)));
        let setters = can
            .iter()
            .filter(|new| before.iter().any(|old| is_one(old, new)));
        is.extend(setters.map(|setter| format!(".{}(…)", setter.name)));
        self.change(
            new.operation,
            Change {
                level: arranged.level,
                part: Part::Call,
                action: Action::Arranged,
                name: new.name.clone(),
                before: Some(was),
                after: Some(is),
                places: arranged.places,
                calls: vec![reach::call(new.operation)],
            },
        );
        false
    }

    fn setters(
        &mut self,
        call: &Call<'_>,
        (before, could): &Inputs<'_>,
        (after, can): &Inputs<'_>,
    ) {
        let is_one = |old: &Input<'_>, new: &Input<'_>| old.becomes(new, self.pairs);
        let mut gone: Vec<&Input<'_>> = could.iter().collect();
        let mut found = Vec::new();
        for new in can {
            // One with the name of a setter that is gone is what programs call now.
            let namesake = |old: &&Input<'_>| {
                old.name == new.name && !can.iter().any(|other| is_one(old, other))
            };
            let former =
                (could.iter().find(|old| is_one(old, new))).or_else(|| could.iter().find(namesake));
            match former {
                Some(old) => {
                    gone.retain(|input| input.name != old.name);
                    found.extend(self.setter(call, could, old, new));
                }
                // An argument that became a setter is said with the arguments.
                None if before.iter().any(|old| is_one(old, new)) => {}
                None => found.push(Change {
                    after: Some(new.spelt()),
                    ..change(call, new, Action::Added, Place::added(new.at))
                }),
            }
        }
        let gone = gone.into_iter();
        let gone = gone.filter(|old| !after.iter().any(|new| is_one(old, new)));
        found.extend(gone.map(|old| Change {
            before: Some(old.spelt()),
            ..change(call, old, Action::Removed, Place::gone(old.at))
        }));
        for change in found {
            self.change(call.operation, change);
        }
    }

    fn setter(
        &self,
        call: &Call<'_>,
        could: &[Input<'_>],
        old: &Input<'_>,
        new: &Input<'_>,
    ) -> Vec<Change> {
        let change = |action| change(call, new, action, Place::both(old.at, new.at));
        let is_same = old.is_same(new, self.pairs);
        let mut found = Vec::new();
        // A name that was that of another one: programs that use it compile all the same.
        let namesake = could.iter().find(|other| other.name == new.name);
        if let Some(namesake) = namesake
            && old.name != new.name
            && self.pairs.is_interchangeable(namesake.ty(), new.ty())
        {
            let (before, after) = (Some(namesake.place()), Some(new.place()));
            found.push(Change {
                level: Level::Silent,
                before,
                after,
                ..change(Action::Redirected)
            });
        } else if old.name != new.name {
            let before = Some(name(call, old));
            found.push(Change {
                before,
                ..change(Action::Renamed)
            });
        } else if is_same && old.is_elsewhere(new) {
            let (before, after) = (Some(old.place()), Some(new.place()));
            // What has kept its name has kept its meaning.
            let level = match old.wire() == new.wire() {
                true => Level::None,
                false => Level::Silent,
            };
            found.push(Change {
                level,
                before,
                after,
                ..change(Action::Redirected)
            });
        }
        if !is_same && old.spelt() != new.spelt() {
            let (before, after) = (Some(old.spelt()), Some(new.spelt()));
            found.push(Change {
                before,
                after,
                ..change(Action::Retyped)
            });
        }
        if old.status() == Status::Current && new.status() == Status::Deprecated {
            found.push(change(Action::Deprecated));
        }
        found
    }
}

/// A change of a setter, without what it was and is.
fn change(call: &Call<'_>, setter: &Input<'_>, action: Action, place: Place) -> Change {
    let level = match action {
        Action::Added | Action::Deprecated => Level::Additive,
        Action::Redirected => Level::Silent,
        _ => Level::Breaking,
    };
    Change {
        level,
        part: Part::Setter,
        action,
        name: name(call, setter),
        before: None,
        after: None,
        places: vec![place],
        calls: vec![reach::call(call.operation)],
    }
}

fn name(call: &Call<'_>, setter: &Input<'_>) -> String {
    format!("{}(…).{}", call.name, setter.name)
}
