//! New keys for the components of a source, and its references after them.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::pointer::Pointer;
use crate::verb::Verb;

/// What a component is: `schemas`, `securitySchemes`.
type Kind = String;

/// The new keys of components, by their kinds and their own keys.
pub(super) type Keys = BTreeMap<(Kind, String), String>;

/// The components of a tree: kind, key and value.
pub(super) fn components(tree: &Value) -> impl Iterator<Item = (&String, &String, &Value)> {
    let kinds = tree.get("components").and_then(Value::as_object);
    kinds.into_iter().flatten().flat_map(|(kind, entries)| {
        let entries = entries.as_object().into_iter().flatten();
        entries.map(move |(key, value)| (kind, key, value))
    })
}

/// The tree with other keys. What refers to a component follows.
pub(super) fn qualified(tree: &Value, keys: &Keys) -> Value {
    let mut tree = tree.clone();
    if keys.is_empty() {
        return tree;
    }
    follow(&mut tree, keys);
    let kinds = tree.get_mut("components").and_then(Value::as_object_mut);
    for (kind, entries) in kinds.into_iter().flatten() {
        if let Some(entries) = entries.as_object_mut() {
            *entries = renamed(std::mem::take(entries), kind, keys);
        }
    }
    requirements(tree.get_mut("security"), keys);
    let paths = tree.get_mut("paths").and_then(Value::as_object_mut);
    for item in paths.into_iter().flat_map(Map::values_mut) {
        for (key, operation) in item.as_object_mut().into_iter().flatten() {
            if Verb::of_key(key).is_some() {
                requirements(operation.get_mut("security"), keys);
            }
        }
    }
    tree
}

fn renamed(entries: Map<String, Value>, kind: &str, keys: &Keys) -> Map<String, Value> {
    let entries = entries.into_iter();
    let entries = entries.map(|(key, value)| {
        let new = keys.get(&(kind.to_owned(), key.clone())).cloned();
        (new.unwrap_or(key), value)
    });
    entries.collect()
}

/// Security requirements name security schemes.
fn requirements(security: Option<&mut Value>, keys: &Keys) {
    for requirement in security.and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(schemes) = requirement.as_object_mut() {
            *schemes = renamed(std::mem::take(schemes), "securitySchemes", keys);
        }
    }
}

fn follow(value: &mut Value, keys: &Keys) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                match (key.as_str(), value) {
                    ("$ref", Value::String(reference)) => reference_follows(reference, keys),
                    ("discriminator", Value::Object(discriminator)) => {
                        let mapping = discriminator.get_mut("mapping");
                        let mapping = mapping.and_then(Value::as_object_mut);
                        for value in mapping.into_iter().flat_map(Map::values_mut) {
                            if let Value::String(name) = value {
                                mapped_follows(name, keys);
                            }
                        }
                    }
                    (_, value) => follow(value, keys),
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|value| follow(value, keys)),
        _ => {}
    }
}

fn reference_follows(reference: &mut String, keys: &Keys) {
    let Some(pointer) = Pointer::of_reference(reference) else {
        return;
    };
    let steps = pointer.steps();
    let [components, kind, key, rest @ ..] = &steps[..] else {
        return;
    };
    if let Some(new) = keys.get(&(kind.clone(), key.clone())) {
        let rest = rest.iter().map(String::as_str);
        let steps: Vec<&str> = [components, kind, new.as_str()]
            .into_iter()
            .chain(rest)
            .collect();
        *reference = format!("#{}", Pointer::root().children(&steps));
    }
}

/// The mapping of a discriminator has references, or keys of schemas.
fn mapped_follows(name: &mut String, keys: &Keys) {
    match keys.get(&("schemas".to_owned(), name.clone())) {
        Some(new) => name.clone_from(new),
        None => reference_follows(name, keys),
    }
}
