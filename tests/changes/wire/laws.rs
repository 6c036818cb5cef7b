//! What holds for all descriptions: the real one and a small one with all that it lacks, changed
//! at random.

use std::collections::{BTreeMap, BTreeSet};

use codegen::diff::wire::{Change, compare};
use codegen::pointer::Pointer;
use fastrand::Rng;
use serde_json::{Map, Value, json};

use super::{line, tree};
use crate::desk::shuffled;

/// A description with what the real one lacks.
fn small() -> Value {
    tree(include_str!("shop.yaml"))
}

fn both() -> [Value; 2] {
    [small(), tests::spec().clone()]
}

/// Arrays of which the order says nothing.
const LISTS: &[&str] = &[
    "required",
    "enum",
    "tags",
    "parameters",
    "allOf",
    "oneOf",
    "anyOf",
    "security",
];

/// Every place in a tree.
fn places(tree: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![(String::new(), tree)];
    while let Some((at, value)) = open.pop() {
        match value {
            Value::Object(map) => open.extend(map.iter().map(|(key, value)| {
                (
                    format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")),
                    value,
                )
            })),
            Value::Array(list) => open.extend(
                list.iter()
                    .enumerate()
                    .map(|(index, value)| (format!("{at}/{index}"), value)),
            ),
            _ => {}
        }
        found.push(at);
    }
    found
}

/// Something else in the place of a value: what it can be, or what it cannot.
fn other(value: &Value, rng: &mut Rng) -> Value {
    const WORDS: &[&str] = &["string", "integer", "object", "array", "query", "uuid", "a"];
    match (value, rng.u8(0..6)) {
        (Value::Bool(is), 0..5) => json!(!is),
        (Value::Number(_), 0..5) => json!(rng.u8(0..9)),
        (Value::String(text), 0..5) if text.starts_with('#') => json!(format!("{text}x")),
        (Value::String(_), 0..5) => json!(rng.choice(WORDS)),
        (Value::Array(list), 0..5) if !list.is_empty() => {
            let mut list = list.clone();
            list.swap_remove(rng.usize(0..list.len()));
            Value::Array(list)
        }
        (Value::Object(map), 0..5) if !map.is_empty() => {
            let gone = rng.usize(0..map.len());
            let kept = map.iter().enumerate().filter(|(number, _)| *number != gone);
            Value::Object(
                kept.map(|(_, (key, value))| (key.clone(), value.clone()))
                    .collect(),
            )
        }
        (_, 5) => Value::Null,
        (_, 4) => json!(["a", 1]),
        _ => Value::Object(Map::new()),
    }
}

/// The description with something else at some of its places.
fn spoiled(tree: &Value, edits: usize, rng: &mut Rng) -> Value {
    let mut places = places(tree);
    places.retain(|place| !place.contains("/description") && !place.contains("/x-"));
    let mut tree = tree.clone();
    for _ in 0..edits {
        // An edit before can have taken the place.
        if let Some(value) = tree.pointer_mut(rng.choice(&places).unwrap()) {
            *value = other(value, rng);
        }
    }
    tree
}

#[test]
fn nothing_changes_from_a_description_to_itself() {
    for tree in both() {
        assert_eq!(compare(&tree, &tree), []);
    }
}

#[test]
fn order_is_nothing() {
    for (tree, rounds) in both().iter().zip([200, 3]) {
        for seed in 0..rounds {
            let other = shuffled(tree, LISTS, &mut Rng::with_seed(seed));
            assert_eq!(compare(tree, &other), [], "seed {seed}");
            assert_eq!(compare(&other, tree), [], "seed {seed}");
        }
    }
}

/// What changes are about: what stands where, and which operations it reaches. One fact can have
/// two rules on the way there and one on the way back, as a type that is narrowed in JSON alone.
/// Paths can have other names for their parameters.
fn facts<'c>(changes: &'c [Change], seen: fn(&'c Change) -> Fact<'c>) -> Facts<'c> {
    let mut facts = Facts::new();
    for change in changes {
        let operations = change.operations.iter().map(|label| {
            let parts = label
                .split('{')
                .map(|part| part.split('}').next_back().unwrap());
            parts.collect::<String>()
        });
        facts.entry(seen(change)).or_default().extend(operations);
    }
    facts
}

type Fact<'c> = [(&'c Option<Pointer>, &'c Option<String>); 2];
type Facts<'c> = BTreeMap<Fact<'c>, BTreeSet<String>>;

fn straight(change: &Change) -> Fact<'_> {
    [(&change.old, &change.before), (&change.new, &change.after)]
}

fn mirrored(change: &Change) -> Fact<'_> {
    [(&change.new, &change.after), (&change.old, &change.before)]
}

/// Whatever the trees hold, the comparison ends, both ways find the same facts at the same places,
/// and each place is there.
#[test]
fn both_ways_find_the_same_facts() {
    for (tree, rounds) in both().iter().zip([1000, 8]) {
        let mut found = 0;
        for seed in 0..rounds {
            let mut rng = Rng::with_seed(seed);
            let edits = rng.usize(1..12);
            let other = spoiled(tree, edits, &mut rng);
            let (there, back) = (compare(tree, &other), compare(&other, tree));
            let (one, two) = (facts(&there, straight), facts(&back, mirrored));
            assert_eq!(one, two, "seed {seed}");
            for change in &there {
                let is_there = |tree: &Value, at: &Option<Pointer>| {
                    at.as_ref().is_none_or(|at| at.of(tree).is_some())
                };
                let line = line(change);
                assert!(
                    is_there(tree, &change.old) && is_there(&other, &change.new),
                    "{line}"
                );
                assert!(change.old.is_some() || change.new.is_some(), "{line}");
                assert!(change.before != change.after, "{line}");
            }
            assert_eq!(compare(&other, &other), [], "seed {seed}");
            found += there.len();
        }
        assert!(
            found > 2 * usize::try_from(rounds).unwrap(),
            "{found} in {rounds}"
        );
    }
}

/// A tree can be anything, and references can be circular and long.
#[test]
fn whatever_a_tree_holds_is_compared() {
    let chain = |last: Value, step: fn(Value) -> Value| {
        let length = 20_000;
        let mut schemas: Map<String, Value> = (0..length)
            .map(|number| {
                let next = json!({"$ref": format!("#/components/schemas/S{}", number + 1)});
                (format!("S{number}"), step(next))
            })
            .collect();
        schemas.insert(format!("S{length}"), last);
        let body = json!({"content": {"application/json": {"schema": schemas.get("S0")}}});
        json!({
            "paths": {"/a": {"post": {"requestBody": body}}},
            "components": {"schemas": schemas},
        })
    };
    let steps: [fn(Value) -> Value; 4] = [
        |next| next,
        |next| json!({"properties": {"a": next}}),
        |next| json!({"items": next}),
        |next| json!({"allOf": [next, {"maxLength": 5}]}),
    ];
    for step in steps {
        let (old, new) = (json!({"type": "string"}), json!({"type": "integer"}));
        assert_eq!(compare(&chain(old, step), &chain(new, step)).len(), 1);
    }
    let circle = json!({"$ref": "#/paths/~1a/get"});
    let odd = [
        Value::Null,
        json!([1]),
        json!({"paths": [], "components": 1, "security": {}, "servers": 2}),
        json!({"paths": {"/a": {"get": circle, "parameters": [circle, 1, {"in": 2}]}}}),
        json!({"paths": {"/a": {"$ref": "#/paths/~1a"}, "/b": {"$ref": 1}, "/c": {"get": []}}}),
        json!({"paths": {"/{{a}": {"get": {"responses": {"": 1, "200": {"content": 1}}}}}}),
    ];
    for (old, new) in odd
        .iter()
        .flat_map(|old| odd.iter().map(move |new| (old, new)))
    {
        assert_eq!(compare(old, new).is_empty(), compare(new, old).is_empty());
    }
}
