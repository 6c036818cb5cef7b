//! The vendor removes parts of the real description: what of the corrections is deleted, and what
//! is left to a maintainer.

use std::collections::{BTreeMap, BTreeSet};

use codegen::diagnostic::Document;
use codegen::removals::{self, Pruned};
use codegen::{Input, Text, source};
use fastrand::Rng;
use serde_json::Value;
use tests::input;

/// So many times properties are removed at random.
const SEEDS: u64 = 4;

/// So many properties at once.
const PROPERTIES: usize = 60;

fn tree(text: &str) -> Value {
    source::load(Document::Overlay(0), text).unwrap().tree
}

/// The corrections of now, and another description.
fn with(spec: &Value) -> Input {
    let own = input();
    Input {
        spec: Text {
            text: source::write(spec).unwrap(),
            ..own.spec.clone()
        },
        before: Some(Box::new(own.sources())),
        ..own.clone()
    }
}

/// What is left to a maintainer, by the codes of the diagnostics, when what is certain is deleted.
/// Nothing that still corrects something is lost.
fn left(input: &Input) -> (Pruned, BTreeMap<&'static str, usize>) {
    let certain = removals::certain(input);
    let pruned = removals::prune(input).unwrap();
    assert_eq!(pruned.stuck, []);
    assert!(certain > 0 && certain <= pruned.deleted.len());
    for (was, is) in input.overlays.iter().zip(&pruned.input.overlays) {
        are_parts(&was.text, &is.text, &was.name);
    }
    let lines = |input: &Input| -> BTreeSet<String> {
        let names = input.names.as_ref().unwrap();
        names.text.lines().map(str::to_owned).collect()
    };
    assert!(lines(&pruned.input).is_subset(&lines(input)));
    // Deleting changes nothing: what is generated is the same, as far as it can be.
    let [was, is] = [input, &pruned.input].map(|input| codegen::attempt(input).tree.unwrap());
    let [was, is] = [was, is].map(without_names);
    assert!(was == is, "the corrected description is another one");
    let found = codegen::attempt(&pruned.input).found;
    let mut codes = BTreeMap::new();
    for found in found {
        *codes.entry(found.code.name()).or_default() += 1;
    }
    (pruned, codes)
}

/// Without the extensions that name parts of the description, of which some are gone: those at the
/// root, and examples.
fn without_names(mut tree: Value) -> Value {
    let root = tree.as_object_mut().unwrap();
    root.retain(|key, _| !key.starts_with("x-"));
    let items = root["paths"].as_object_mut().unwrap().values_mut();
    for operation in items.flat_map(|item| item.as_object_mut().unwrap().values_mut()) {
        if let Value::Object(operation) = operation {
            operation.shift_remove("x-example");
        }
    }
    tree
}

/// Each action that is left is one of before, in their order, or a part of it; comments stay where
/// there is something left to comment.
fn are_parts(was: &str, is: &str, name: &str) {
    let actions = |text: &str| tree(text)["actions"].as_array().unwrap().clone();
    let mut before = actions(was).into_iter();
    for action in actions(is) {
        let found = before.any(|whole| is_part(&action, &whole));
        assert!(found, "{name}: {action}");
    }
    let mut lines = was.lines();
    for line in is.lines().filter(|line| line.trim_start().starts_with('#')) {
        assert!(lines.any(|other| other == line), "{name}: {line}");
    }
}

fn is_part(part: &Value, whole: &Value) -> bool {
    match (part, whole) {
        (Value::Object(part), Value::Object(whole)) => part.iter().all(|(key, value)| {
            let other = whole.get(key);
            other.is_some_and(|other| match (key.as_str(), value, other) {
                ("target", Value::String(one), Value::String(all)) => is_target(one, all),
                _ => is_part(value, other),
            })
        }),
        (Value::Array(part), Value::Array(whole)) => part.iter().all(|it| whole.contains(it)),
        (part, whole) => part == whole,
    }
}

/// Whether a target is one with fewer names.
fn is_target(part: &str, whole: &str) -> bool {
    let names = |target: &str| -> Vec<String> {
        let names = target.split(['[', ']', ',']).map(str::trim);
        names.map(str::to_owned).collect()
    };
    let mut all = names(whole).into_iter();
    names(part)
        .iter()
        .all(|name| all.any(|other| other == *name))
}

/// Removes a property at random.
fn remove(spec: &mut Value, rng: &mut Rng) {
    let schemas = spec["components"]["schemas"].as_object_mut().unwrap();
    let number = rng.usize(..schemas.len());
    let schema = schemas.values_mut().nth(number).unwrap();
    let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) else {
        return;
    };
    let names: Vec<String> = properties.keys().cloned().collect();
    let Some(name) = rng.choice(names) else {
        return;
    };
    properties.shift_remove(&name);
    let is_empty = properties.is_empty();
    let schema = schema.as_object_mut().unwrap();
    if is_empty {
        schema.shift_remove("properties");
    }
    if let Some(required) = schema.get_mut("required").and_then(Value::as_array_mut) {
        required.retain(|other| *other != *name);
        if required.is_empty() {
            schema.shift_remove("required");
        }
    }
}

#[test]
fn properties_at_random() {
    for seed in 0..SEEDS {
        let mut rng = Rng::with_seed(seed);
        let mut spec = tree(&input().spec.text);
        for _ in 0..PROPERTIES {
            remove(&mut spec, &mut rng);
        }
        let (pruned, codes) = left(&with(&spec));
        assert!(pruned.deleted.len() > 20, "{}", pruned.deleted.len());
        // An operation from which nothing follows any more, pages without their places, lists that
        // describe what is there in other places, a type that is a secret no more.
        let by_hand = ["actor", "pagination", "overlay-no-match"];
        // A macro without one of its fields, a property that an overlay requires.
        let rare = ["derive", "required-unknown"];
        for (code, count) in &codes {
            let is_rare = rare.contains(code) && *count <= 2;
            assert!(by_hand.contains(code) || is_rare, "seed {seed}: {codes:?}");
        }
        let others = codes.iter().filter(|(code, _)| !rare.contains(code));
        let count: usize = others.map(|(_, count)| count).sum();
        assert!(count <= 3, "seed {seed}: {codes:?}");
    }
}

/// Everything that is only reached by paths with `scim` in them.
#[test]
fn a_resource() {
    let mut spec = tree(&input().spec.text);
    let paths = spec["paths"].as_object_mut().unwrap();
    paths.retain(|path, _| !path.contains("scim"));
    let mut open = vec![spec["paths"].clone()];
    let mut reached = BTreeSet::new();
    while let Some(value) = open.pop() {
        match value {
            Value::Object(map) => {
                let reference = map.get("$ref").and_then(Value::as_str);
                if let Some((_, name)) = reference.and_then(|it| it.rsplit_once('/'))
                    && reached.insert(name.to_owned())
                {
                    open.push(spec["components"]["schemas"][name].clone());
                }
                open.extend(map.into_iter().map(|(_, value)| value));
            }
            Value::Array(list) => open.extend(list),
            _ => {}
        }
    }
    let schemas = spec["components"]["schemas"].as_object_mut().unwrap();
    schemas.retain(|name, _| reached.contains(name));
    let input = with(&spec);
    let (pruned, codes) = left(&input);
    assert!(pruned.deleted.len() > 40, "{}", pruned.deleted.len());
    let kinds: Vec<&str> = codes.keys().copied().collect();
    assert_eq!(kinds, ["dead-link"], "{codes:?}");
    // The links say what they led to.
    let api = codegen::model(&pruned.input, &mut |_| {}).unwrap();
    let mut gaps = api.documented().unwrap_err();
    codegen::renames::removed_links(&mut gaps, &input);
    for gap in &gaps.diagnostics {
        assert!(gap.help.starts_with("the vendor removed the "), "{gap:?}");
    }
}
