//! `oneOf` and `anyOf`: which alternative is which, and the discriminator that tells them apart.

use indexmap::IndexMap;
use serde_json::Value;

use super::describe;
use super::families::{self, Family};
use super::graph::{Graph, Use};
use super::sides::Sides;
use super::tree::{Spot, Tree};
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
            Self::One => (families::ONE_OF_ADDED, families::ONE_OF_REMOVED),
            Self::Any => (families::ANY_OF_ADDED, families::ANY_OF_REMOVED),
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
    let Sides { old, new } = graph.each(views.as_ref(), |tree, view| branches(tree, view, union));
    let partner = paired(graph, &old, &new, on);
    let (added, removed) = union.families();
    let mut pairs = Vec::new();
    for (number, branch) in old.iter().enumerate() {
        let partner = partner.iter().position(|old| *old == Some(number));
        if let Some(partner) = partner.and_then(|number| new.get(number)) {
            pairs.extend(branch.reference().zip(partner.reference()));
            let views = Sides::new(&branch.view, &partner.view);
            graph.pair(views.map(View::clone), on.below());
        } else {
            let text = describe::schema(&mut graph.old, &branch.view);
            graph.removed(removed.rule(on.site), branch.spot.position, text);
        }
    }
    for (branch, _) in new.iter().zip(&partner).filter(|(_, old)| old.is_none()) {
        let text = describe::schema(&mut graph.new, &branch.view);
        graph.added(added.rule(on.site), branch.spot.position, text);
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
    let shapes = graph.each(Sides::new(old, new), |tree, branches| {
        let shapes = branches.iter().map(|branch| shape(tree, &branch.view));
        shapes.collect::<Vec<_>>()
    });
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
    let alike = |one: usize, two: usize| shapes.old.get(one) == shapes.new.get(two);
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
) -> Option<(Spot<'t>, IndexMap<&'t str, &'t str>)> {
    let part = view.part("discriminator")?;
    let discriminator = tree.child(part, "discriminator")?;
    let said = discriminator.get("mapping").and_then(Value::as_object);
    let mut mapping: IndexMap<&str, &str> = said
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
    mapping.sort_unstable_keys();
    Some((discriminator, mapping))
}

fn discriminator<'t>(
    graph: &mut Graph<'t>,
    views: &Sides<View<'t>>,
    pairs: &[(&str, &str)],
    on: Use,
) {
    let name = |spot: Spot<'t>| spot.text("propertyName").unwrap_or_default().to_owned();
    let mappings = match graph.each(views.as_ref(), mapping).both() {
        Ok(mappings) => mappings,
        Err(mapping) => {
            let family = match mapping.new {
                Some(_) => families::DISCRIMINATOR_ADDED,
                None => families::DISCRIMINATOR_REMOVED,
            };
            let text = mapping.map(|mapping| Some(name(mapping?.0)));
            return graph.keyword(&family, on, views, "discriminator", text);
        }
    };
    let at = mappings.as_ref().map(|(spot, _)| spot.position);
    let names = mappings.as_ref().map(|(spot, _)| Some(name(*spot)));
    graph.differs(families::DISCRIMINATOR_RENAMED.rule(on.site), at, names);
    for (value, targets) in mappings.map(|(_, mapping)| mapping).by_name() {
        let family = match (targets.old, targets.new) {
            (Some(old), Some(new)) if pairs.contains(&(*old, *new)) => continue,
            (Some(_), Some(_)) => families::MAPPING_CHANGED,
            (Some(_), None) => families::MAPPING_REMOVED,
            (None, _) => families::MAPPING_ADDED,
        };
        let text = targets.map(|target| Some(format!("{value}: {}", target?)));
        let at = Sides::new(
            text.old.is_some().then_some(at.old),
            text.new.is_some().then_some(at.new),
        );
        if text.differ() {
            graph.say(family.rule(on.site), at, text);
        }
    }
}
