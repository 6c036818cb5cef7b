//! What changes in what a call is given: the arguments of its method, and the setters of its builder.

use super::call::Call;
use super::change::{Action, Change, Origin, Part, Severity};
use super::inputs::{self, Input};
use super::pairs::Pairs;
use crate::ir::Status;

/// The arguments and the setters of a call.
type Inputs<'a> = (Vec<Input<'a>>, Vec<Input<'a>>);

/// What changes in what a call is given.
pub(super) struct Given {
    /// Its arguments, unless the method is called as before.
    pub arguments: Option<Change>,
    pub setters: Vec<Change>,
}

pub(super) fn compare(pairs: &Pairs<'_>, old: &Call<'_>, new: &Call<'_>) -> Given {
    let paths = (old.path, new.path);
    let before = inputs::of_operation(pairs.old, paths, old.operation, old.caller);
    let paths = (new.path, old.path);
    let after = inputs::of_operation(pairs.new, paths, new.operation, new.caller);
    let builder = Builder { pairs, call: new };
    Given {
        arguments: builder.arguments(old, &before, &after),
        setters: builder.setters(&before, &after),
    }
}

struct Builder<'a> {
    pairs: &'a Pairs<'a>,
    call: &'a Call<'a>,
}

impl Builder<'_> {
    fn arguments(
        &self,
        old: &Call<'_>,
        (before, could): &Inputs<'_>,
        (after, can): &Inputs<'_>,
    ) -> Option<Change> {
        let new = self.call;
        let arranged = inputs::arranged(self.pairs, before, after)?;
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
        Some(Change {
            severity: arranged.severity,
            part: Part::Call,
            action: Action::Arranged,
            name: new.name.clone(),
            before: Some(was),
            after: Some(is),
            origins: arranged.origins,
            calls: new.reach(),
        })
    }

    fn setters(&self, (before, could): &Inputs<'_>, (after, can): &Inputs<'_>) -> Vec<Change> {
        let call = self.call;
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
                    found.extend(self.setter(could, old, new));
                }
                // An argument that became a setter is said with the arguments.
                None if before.iter().any(|old| is_one(old, new)) => {}
                None => {
                    let change = change(call, new, Action::Added, Origin::added(new.at));
                    found.push(change.now(new.spelt()));
                }
            }
        }
        let gone = gone.into_iter();
        let gone = gone.filter(|old| !after.iter().any(|new| is_one(old, new)));
        found.extend(gone.map(|old| {
            let change = change(call, old, Action::Removed, Origin::removed(old.at));
            change.was(old.spelt())
        }));
        found
    }

    fn setter(&self, could: &[Input<'_>], old: &Input<'_>, new: &Input<'_>) -> Vec<Change> {
        let call = self.call;
        let change = |action| change(call, new, action, Origin::both(old.at, new.at));
        let is_same = old.is_same(new, self.pairs);
        let mut found = Vec::new();
        // A name that was that of another one: programs that use it compile all the same.
        let namesake = could.iter().find(|other| other.name == new.name);
        if let Some(namesake) = namesake
            && old.name != new.name
            && self.pairs.is_interchangeable(namesake.ty(), new.ty())
        {
            let change = change(Action::Redirected);
            found.push(change.was(namesake.place()).now(new.place()));
        } else if old.name != new.name {
            found.push(change(Action::Renamed).was(name(call, old)));
        } else if is_same && old.is_elsewhere(new) {
            // What has kept its name has kept its meaning.
            let severity = match old.wire() == new.wire() {
                true => Severity::None,
                false => Severity::Silent,
            };
            let change = change(Action::Redirected).with(severity);
            found.push(change.was(old.place()).now(new.place()));
        }
        if !is_same && old.spelt() != new.spelt() {
            let change = change(Action::Retyped);
            found.push(change.was(old.spelt()).now(new.spelt()));
        }
        if old.status() == Status::Current && new.status() == Status::Deprecated {
            found.push(change(Action::Deprecated));
        }
        found
    }
}

/// A change of a setter, without what it was and is.
fn change(call: &Call<'_>, setter: &Input<'_>, action: Action, origin: Origin) -> Change {
    Change::new(
        Part::Setter,
        action,
        name(call, setter),
        origin,
        call.reach(),
    )
}

fn name(call: &Call<'_>, setter: &Input<'_>) -> String {
    format!("{}(…).{}", call.name, setter.name)
}
