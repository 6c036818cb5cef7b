//! `oneOf` and `anyOf`: which alternative is which, and the discriminator that tells them apart.

use std::collections::BTreeMap;

use serde_json::Value;

use super::describe;
use super::families::{
    ANY_OF_ADDED, ANY_OF_REMOVED, DISCRIMINATOR_ADDED, DISCRIMINATOR_REMOVED,
    DISCRIMINATOR_RENAMED, Family, MAPPING_ADDED, MAPPING_CHANGED, MAPPING_REMOVED, ONE_OF_ADDED,
    ONE_OF_REMOVED,
};
use super::graph::{Graph, Sides, Use};
use super::places::{Spot, Tree};
use super::view::View;

/// The two kinds of choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Union {
    One,
    Any,
}

impl Union {
    /// The choice that a schema is, if it is one.
    pub(super) fn of(view: &View<'_>) -> Option<Self> {
        let mut unions = [Self::One, Self::Any].into_iter();
        unions.find(|union| view.choice(union.keyword()).is_some())
    }

    pub(super) fn keyword(self) -> &'static str {
        match self {
            Self::One => "oneOf",
            Self::Any => "anyOf",
        }
    }

    fn families(self) -> (Family, Family) {
        match self {
            Self::One => (ONE_OF_ADDED, ONE_OF_REMOVED),
            Self::Any => (ANY_OF_ADDED, ANY_OF_REMOVED),
        }
    }
}

/// An alternative.
pub(super) struct Branch<'t> {
    pub view: View<'t>,
    spot: Spot<'t>,
}

impl<'t> Branch<'t> {
    fn reference(&self) -> Option<&'t str> {
        self.spot.text("$ref")
    }
}

/// The alternatives of a schema.
pub(super) fn branches<'t>(tree: &mut Tree<'t>, view: &View<'t>, union: Union) -> Vec<Branch<'t>> {
    let list = view.choice(union.keyword());
    let list = list.and_then(|part| tree.child(part, union.keyword()));
    tree.elements(list)
        .into_iter()
        .map(|spot| Branch {
            view: View::of(tree, spot),
            spot,
        })
        .collect()
}

/// Compares two schemas that are the same kind of choice, if they are one.
pub(super) fn compare<'t>(graph: &mut Graph<'t>, views: &Sides<View<'t>>, on: Use) {
    let pairs = match Union::of(&views.new) {
        Some(union) => alternatives(graph, views, union, on),
        None => Vec::new(),
    };
    discriminator(graph, views, &pairs, on);
}

/// Compares the alternatives; says which references stand for the same one.
fn alternatives<'t>(
    graph: &mut Graph<'t>,
    views: &Sides<View<'t>>,
    union: Union,
    on: Use,
) -> Vec<(&'t str, &'t str)> {
    let old = branches(&mut graph.old, &views.old, union);
    let new = branches(&mut graph.new, &views.new, union);
    let partner = paired(graph, &old, &new, on);
    let (added, removed) = union.families();
    let mut pairs = Vec::new();
    for (number, branch) in old.iter().enumerate() {
        let partner = partner.iter().position(|old| *old == Some(number));
        if let Some(partner) = partner.and_then(|number| new.get(number)) {
            pairs.extend(branch.reference().zip(partner.reference()));
            graph.pair(
                Sides::new(branch.view.clone(), partner.view.clone()),
                on.below(),
            );
        } else {
            let text = describe::schema(&mut graph.old, &branch.view);
            let found = Sides::new(Some((branch.spot.place, text)), None);
            graph.found(removed.rule(on.site), found);
        }
    }
    for (branch, _) in new.iter().zip(&partner).filter(|(_, old)| old.is_none()) {
        let text = describe::schema(&mut graph.new, &branch.view);
        let found = Sides::new(None, Some((branch.spot.place, text)));
        graph.found(added.rule(on.site), found);
    }
    pairs
}

/// For each new alternative the number of the old one that it is. Those that are the same come
/// before those of one name, and those before what merely looks alike.
fn paired<'t>(
    graph: &mut Graph<'t>,
    old: &[Branch<'t>],
    new: &[Branch<'t>],
    on: Use,
) -> Vec<Option<usize>> {
    let shapes = |tree: &mut Tree<'t>, branches: &[Branch<'t>]| -> Vec<Vec<String>> {
        let shape = |branch: &Branch<'t>| shape(tree, &branch.view);
        branches.iter().map(shape).collect()
    };
    let (old_shapes, new_shapes) = (shapes(&mut graph.old, old), shapes(&mut graph.new, new));
    let mut partner = vec![None; new.len()];
    let mut round = |is: &mut dyn FnMut(usize, usize) -> bool| {
        for number in 0..new.len() {
            let free = |old: &usize| !partner.contains(&Some(*old));
            if partner.get(number) == Some(&None) {
                let found = (0..old.len()).filter(free).find(|old| is(*old, number));
                if let Some(slot) = partner.get_mut(number) {
                    *slot = found;
                }
            }
        }
    };
    let both = |one: usize, two: usize| old.get(one).zip(new.get(two));
    let alike = |one: usize, two: usize| old_shapes.get(one) == new_shapes.get(two);
    let named = |one: usize, two: usize| {
        both(one, two).is_some_and(|(one, two)| {
            one.reference().is_some() && one.reference() == two.reference()
        })
    };
    round(&mut |one, two| alike(one, two) && named(one, two));
    round(&mut |one, two| {
        let same = |(one, two): (&Branch<'t>, &Branch<'t>)| {
            graph.same(Sides::new(&one.view, &two.view), on.below())
        };
        alike(one, two) && both(one, two).is_some_and(same)
    });
    round(&mut |one, two| named(one, two));
    round(&mut |one, two| alike(one, two));
    partner
}

/// What an alternative looks like: its type, its properties, its values.
fn shape<'t>(tree: &mut Tree<'t>, view: &View<'t>) -> Vec<String> {
    let mut names: Vec<String> = view
        .properties(tree)
        .keys()
        .map(|name| (*name).to_owned())
        .collect();
    let values = view.get("enum").and_then(Value::as_array);
    names.extend(values.into_iter().flatten().map(Value::to_string));
    names.sort_unstable();
    names.insert(0, describe::schema(tree, view));
    names
}

/// Which value of the discriminator leads to which schema. A schema that nothing leads to is led
/// to by its name.
fn mapping<'t>(
    tree: &mut Tree<'t>,
    view: &View<'t>,
) -> Option<(Spot<'t>, BTreeMap<&'t str, &'t str>)> {
    let part = view.part("discriminator")?;
    let discriminator = tree.child(part, "discriminator")?;
    let said = discriminator.get("mapping").and_then(Value::as_object);
    let mut mapping: BTreeMap<&str, &str> = said
        .into_iter()
        .flatten()
        .filter_map(|(value, target)| Some((value.as_str(), target.as_str()?)))
        .collect();
    for union in [Union::One, Union::Any] {
        let list = view.choice(union.keyword());
        let list = list.and_then(|part| part.get(union.keyword())?.as_array());
        for reference in list.into_iter().flatten() {
            let Some(target) = reference.get("$ref").and_then(Value::as_str) else {
                continue;
            };
            let name = target.rsplit('/').next().unwrap_or_default();
            if !mapping
                .values()
                .any(|known| *known == target || *known == name)
            {
                mapping.insert(name, target);
            }
        }
    }
    Some((discriminator, mapping))
}

fn discriminator<'t>(
    graph: &mut Graph<'t>,
    views: &Sides<View<'t>>,
    pairs: &[(&str, &str)],
    on: Use,
) {
    let name = |spot: Spot<'t>| spot.text("propertyName").unwrap_or_default().to_owned();
    let (old, new) = match (
        mapping(&mut graph.old, &views.old),
        mapping(&mut graph.new, &views.new),
    ) {
        (None, None) => return,
        (Some(old), Some(new)) => (old, new),
        (old, new) => {
            let family = if new.is_some() {
                DISCRIMINATOR_ADDED
            } else {
                DISCRIMINATOR_REMOVED
            };
            let text = |side: Option<(Spot<'t>, _)>| side.map(|(spot, _)| name(spot));
            let text = Sides::new(text(old), text(new));
            return graph.keyword(&family, on, views, "discriminator", text);
        }
    };
    let at = Sides::new(Some(old.0.place), Some(new.0.place));
    let (before, after) = (name(old.0), name(new.0));
    if before != after {
        let text = Sides::new(Some(before), Some(after));
        graph.say(DISCRIMINATOR_RENAMED.rule(on.site), at, text);
    }
    let text = |value: &str, target: &str| format!("{value}: {target}");
    for (value, target) in &old.1 {
        let before = text(value, target);
        match new.1.get(value) {
            None => {
                let found = Sides::new(Some((old.0.place, before)), None);
                graph.found(MAPPING_REMOVED.rule(on.site), found);
            }
            Some(other) if other != target && !pairs.contains(&(*target, *other)) => {
                let text = Sides::new(Some(before), Some(text(value, other)));
                graph.say(MAPPING_CHANGED.rule(on.site), at, text);
            }
            Some(_) => {}
        }
    }
    for (value, target) in &new.1 {
        if !old.1.contains_key(value) {
            let found = Sides::new(None, Some((new.0.place, text(value, target))));
            graph.found(MAPPING_ADDED.rule(on.site), found);
        }
    }
}
