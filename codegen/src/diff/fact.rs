//! A fact that changed, with all that it does: in Rust, and on the wire.

use serde::Serialize;
use serde_json::Value;

use super::surface::{Action, Change, Origin, Part, Severity};
use super::{Version, wire};
use crate::pointer::Pointer;

/// One thing that changed, however many types and operations it reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it changes in Rust, the gravest first; nothing for what is seen on the wire alone.
    pub rust: Vec<Change>,
    /// What it changes on the wire.
    pub wire: Vec<wire::Change>,
    /// Who says so.
    pub cause: Cause,
    /// The file of the source that says so.
    pub source: String,
    /// Where the description says so, in words: `Order › status`.
    pub place: String,
    /// Where hand-written code uses it, `session/rbac.rs:12`.
    pub uses: Vec<String>,
}

/// Who changed something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Cause {
    /// The vendor: the facts differ.
    Facts,
    /// An overlay: the facts are the same, what is made of them is not.
    Overlay,
    /// `names.toml`, or a change elsewhere: the description says the same.
    Names,
}

impl Fact {
    /// What it means for programs.
    pub fn severity(&self) -> Severity {
        let severities = self.rust.iter().map(|change| change.severity);
        severities.max().unwrap_or(Severity::None)
    }

    /// What it means on the wire, if it does.
    pub fn wire_severity(&self) -> Option<wire::Severity> {
        self.wire.iter().map(|change| change.rule.severity).max()
    }

    /// The calls that it is a part of, or else the operations.
    pub fn reach(&self) -> &[String] {
        let calls = self.rust.iter().map(|change| &change.calls);
        let operations = self.wire.iter().map(|change| &change.operations);
        let reach = calls.chain(operations).find(|reach| !reach.is_empty());
        reach.map_or(&[], Vec::as_slice)
    }
}

/// Puts together what one fact does. What a property is in a type, in an argument and on the wire is
/// one fact; it is said as programs meet it first: as an argument, then as a field.
pub(super) fn together(
    old: &Version,
    new: &Version,
    changes: Vec<Change>,
    wire: Vec<wire::Change>,
) -> Vec<Fact> {
    let (inputs, others): (Vec<Change>, Vec<Change>) = changes.into_iter().partition(|change| {
        matches!(change.part, Part::Setter | Part::Constructor) || change.action == Action::Arranged
    });
    let mut facts: Vec<Vec<Change>> = inputs.into_iter().map(|change| vec![change]).collect();
    for change in others {
        let belongs = |fact: &&mut Vec<Change>| {
            change.part == Part::Field
                && fact.first().is_some_and(|first| {
                    first.severity >= change.severity
                        && first
                            .origins
                            .iter()
                            .any(|place| change.origins.contains(place))
                })
        };
        match facts.iter_mut().find(belongs) {
            Some(fact) => fact.push(change),
            None => facts.push(vec![change]),
        }
    }
    let mut facts: Vec<Fact> = facts
        .into_iter()
        .map(|rust| Fact {
            source: (rust.iter().flat_map(|change| &change.origins).next())
                .map(|place| source(old, new, place))
                .unwrap_or_default(),
            place: (rust.iter().flat_map(|change| &change.origins).next())
                .map(|place| words(old, new, place))
                .unwrap_or_default(),
            cause: cause(old, new, rust.iter().flat_map(|change| &change.origins)),
            rust,
            wire: Vec::new(),
            uses: Vec::new(),
        })
        .collect();
    for change in wire {
        let nearness = |fact: &Fact| {
            fact.rust
                .iter()
                .filter_map(|rust| nearness(rust, &change))
                .max()
        };
        let nearest = (0..)
            .zip(&facts)
            .filter_map(|(index, fact)| Some((nearness(fact)?, index)));
        let nearest: Option<(usize, usize)> =
            nearest.max_by_key(|(near, index)| (*near, usize::MAX - index));
        match nearest.and_then(|(_, index)| facts.get_mut(index)) {
            Some(fact) => fact.wire.push(change),
            None => {
                let place = Origin {
                    old: change.old.clone(),
                    new: change.new.clone(),
                };
                facts.push(Fact {
                    source: source(old, new, &place),
                    place: words(old, new, &place),
                    cause: cause(old, new, [&place].into_iter()),
                    rust: Vec::new(),
                    wire: vec![change],
                    uses: Vec::new(),
                });
            }
        }
    }
    facts
}

/// A change of the facts that does not arrive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hidden {
    /// Where, in words.
    pub place: String,
    /// What would change on the wire.
    #[serde(rename = "wire")]
    pub change: wire::Change,
}

/// What changes between the facts, at places where nothing changes between the corrected trees.
pub(super) fn hidden(old: &Version, new: &Version, arrived: &[wire::Change]) -> Vec<Hidden> {
    let arrives = |change: &wire::Change| {
        let at = |other: &wire::Change| (&other.old, &other.new) == (&change.old, &change.new);
        arrived.iter().any(at)
    };
    let changes = wire::compare(&old.facts, &new.facts).into_iter();
    let hidden = changes.filter(|change| !arrives(change)).map(|change| {
        let place = Origin {
            old: change.old.clone(),
            new: change.new.clone(),
        };
        Hidden {
            place: words(old, new, &place),
            change,
        }
    });
    hidden.collect()
}

/// How near a change on the wire is to one in Rust: the length of the place that both share, where
/// the one follows from the other.
fn nearness(rust: &Change, wire: &wire::Change) -> Option<usize> {
    let near = |own: &Option<Pointer>, other: &Option<Pointer>| {
        let (own, other) = (own.as_ref()?.as_str(), other.as_ref()?.as_str());
        let rest = other.strip_prefix(own)?;
        let follows = match rust.part {
            _ if rest.is_empty() => true,
            Part::Call if matches!(rust.action, Action::Added | Action::Removed) => {
                rest.starts_with('/')
            }
            Part::Response => rest.starts_with("/responses"),
            Part::Variant => {
                let values = [&rust.before, &rust.after].map(Option::as_deref);
                let said = [&wire.before, &wire.after].map(Option::as_deref);
                let is_it = |said: &str| values.contains(&Some(said));
                rest.starts_with("/enum") && said.into_iter().flatten().any(is_it)
            }
            Part::Field | Part::Setter | Part::Constructor | Part::Call => {
                rest.starts_with('/') && !rest.contains("/properties/")
            }
            // What becomes something else has lost what it was made of.
            Part::Type => rust.action == Action::Retyped,
            Part::Stream | Part::Builder => false,
        };
        follows.then_some(own.len())
    };
    let places = rust.origins.iter();
    places
        .filter_map(|place| near(&place.new, &wire.new).or_else(|| near(&place.old, &wire.old)))
        .max()
}

fn cause<'p>(old: &Version, new: &Version, places: impl Iterator<Item = &'p Origin>) -> Cause {
    let differ = |place: &Origin, before: &Value, after: &Value| {
        let (old, new) = (place.old.as_ref(), place.new.as_ref());
        let is_renamed = old.zip(new).is_some_and(|(old, new)| {
            old != new && (new.of(before).is_none() || old.of(after).is_none())
        });
        let before = old.and_then(|at| state(before, at));
        let after = new.and_then(|at| state(after, at));
        is_renamed || before != after
    };
    let places: Vec<&Origin> = places.collect();
    let any = |before, after| places.iter().any(|place| differ(place, before, after));
    if any(&old.facts, &new.facts) {
        Cause::Facts
    } else if any(&old.tree, &new.tree) {
        Cause::Overlay
    } else {
        Cause::Names
    }
}

/// The file of the source that has a place.
fn source(old: &Version, new: &Version, place: &Origin) -> String {
    let source = match (&place.new, &place.old) {
        (Some(at), _) => new.source(at),
        (None, Some(at)) => old.source(at),
        (None, None) => None,
    };
    source.unwrap_or_default().to_owned()
}

/// A place as it is called: by names, without the steps that hold for all of the kind.
fn words(old: &Version, new: &Version, place: &Origin) -> String {
    const SILENT: &[&str] = &[
        "components",
        "schemas",
        "paths",
        "properties",
        "parameters",
        "content",
        "schema",
        "responses",
        "enum",
    ];
    let (at, mut tree) = match (&place.new, &place.old) {
        (Some(at), _) => (at, Some(&new.tree)),
        (None, Some(at)) => (at, Some(&old.tree)),
        (None, None) => return String::new(),
    };
    let mut words: Vec<String> = Vec::new();
    let mut names_follow = false;
    for step in at.steps() {
        let (list, below) = match tree {
            Some(Value::Array(list)) => {
                (true, step.parse().ok().and_then(|at: usize| list.get(at)))
            }
            other => (false, other.and_then(|tree| tree.get(&step))),
        };
        tree = below;
        // What a map of names holds may be called like a keyword.
        if !names_follow && !list && SILENT.contains(&step.as_str()) {
            names_follow = matches!(
                step.as_str(),
                "schemas" | "paths" | "properties" | "content" | "responses"
            );
            continue;
        }
        names_follow = false;
        let named = tree
            .filter(|_| list)
            .and_then(|item| item.get("name").unwrap_or(item).as_str().map(str::to_owned));
        words.push(named.unwrap_or(step));
    }
    words.join(" › ")
}

/// What a description says at a place, and of a property also its place among those that are
/// required: that of its argument.
fn state<'t>(tree: &'t Value, at: &Pointer) -> Option<(&'t Value, Option<usize>)> {
    let value = at.of(tree)?;
    let (properties, name) = at.split();
    let (schema, keyword) = properties.split();
    let required = || schema.of(tree)?.get("required")?.as_array();
    let required = (keyword == "properties").then(required).flatten();
    let place = required.and_then(|list| list.iter().position(|value| *value == *name));
    Some((value, place))
}
