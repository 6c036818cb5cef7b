//! What holds for all pairs of versions.

use std::collections::BTreeSet;

use codegen::diff::surface::Action;
use codegen::diff::{self, Diff, Surroundings, Version};
use fastrand::Rng;

use crate::desk::{real, shuffled};
use crate::mutations::edit::{Edit, Kind};

fn compare(old: &Version, new: &Version) -> Diff {
    diff::compare(old, new, Surroundings::default())
}

/// Arrays that no argument follows.
const LISTS: &[&str] = &["enum", "tags", "security"];

#[test]
fn nothing_changes_from_a_version_to_itself() {
    let own = Version::of("", tests::input()).unwrap();
    assert_eq!(own.errors, [""; 0]);
    assert!(compare(&own, &own).is_empty());
}

#[test]
fn an_order_that_nobody_sees_is_nothing() {
    let (tree, mut rng) = (tests::spec(), Rng::with_seed(1));
    let own = real(tree);
    for round in 0..3 {
        let other = real(&shuffled(tree, LISTS, &mut rng));
        for (old, new) in [(&own, &other), (&other, &own)] {
            let diff = compare(old, new);
            assert!(diff.is_empty(), "{round}: {:#?}", diff.facts);
        }
    }
}

/// What a comparison says, in a way that does not depend on its direction: what is new there is gone
/// here.
fn said(diff: &Diff, back: bool) -> BTreeSet<String> {
    let changes = diff.facts.iter().flat_map(|fact| &fact.rust);
    let changes = changes.filter(|change| change.action != Action::Deprecated);
    let said = changes.map(|change| {
        let (mut before, mut after) = (change.before.clone(), change.after.clone());
        let (mut name, mut action) = (change.name.clone(), change.action);
        if action == Action::Renamed {
            after = Some(std::mem::take(&mut name));
        }
        if back {
            std::mem::swap(&mut before, &mut after);
            action = match action {
                Action::Added => Action::Removed,
                Action::Removed => Action::Added,
                other => other,
            };
        }
        // How a call is written is said of what is new alone, what a type was of what is gone.
        if matches!(action, Action::Added | Action::Removed) {
            (before, after) = (None, None);
        }
        format!("{:?} {action:?} {name} {before:?} {after:?}", change.part)
    });
    said.collect()
}

#[test]
fn what_is_new_there_is_gone_here() {
    let tree = tests::spec();
    let own = real(tree);
    for (number, kind) in Kind::ALL.iter().enumerate() {
        let mut rng = Rng::with_seed(number as u64);
        let edit = (0..50)
            .find_map(|_| Edit::of(tree, *kind, &mut rng))
            .unwrap();
        let other = real(&edit.tree);
        let (there, back) = (compare(&own, &other), compare(&other, &own));
        assert_eq!(said(&there, false), said(&back, true), "{}", edit.what);
        let severity = |diff: &Diff| diff.verdict.rust.unwrap();
        assert_eq!(
            there.is_empty(),
            back.is_empty(),
            "{}: {}",
            edit.what,
            severity(&there)
        );
    }
}
