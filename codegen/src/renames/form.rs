//! The form of a part of a description: all that it says, without prose, and with the schemas that
//! it refers to by the names which they had.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};

use serde_json::Value;

use super::rename::Rename;
use crate::keywords::{NAMES, PROSE};
use crate::similar::likeness;

/// From here on, two forms are nearly the same. In percent.
pub(super) const ALIKE: u8 = 80;

const SCHEMAS: &str = "#/components/schemas/";

/// How the names of schemas are compared.
pub(super) struct Forms<'a> {
    old: &'a Value,
    new: &'a Value,
    /// Present names by former ones, and the other way round.
    present: HashMap<&'a str, &'a str>,
    former: HashMap<&'a str, &'a str>,
}

/// One number for each thing that is said, sorted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Form(Vec<u64>);

impl<'a> Forms<'a> {
    pub(super) fn new(old: &'a Value, new: &'a Value, known: &'a [Rename]) -> Self {
        let pairs = known.iter();
        let pairs = pairs.map(|rename| (rename.old.as_str(), rename.new.as_str()));
        Self {
            old,
            new,
            present: pairs.clone().collect(),
            former: pairs.map(|(old, new)| (new, old)).collect(),
        }
    }

    /// The form of a part of the old description.
    pub(super) fn was(&self, value: &Value) -> Form {
        form(value, &|name| {
            let is_known = self.present.contains_key(name) || has(self.new, name);
            if is_known { name } else { "" }
        })
    }

    /// The form of a part of the new description.
    pub(super) fn now(&self, value: &Value) -> Form {
        form(value, &|name| match self.former.get(name) {
            Some(former) => former,
            None if has(self.old, name) => name,
            None => "",
        })
    }
}

fn has(tree: &Value, schema: &str) -> bool {
    let schemas = tree.pointer("/components/schemas");
    schemas.is_some_and(|schemas| schemas.get(schema).is_some())
}

impl Form {
    /// How much of two forms is the same: twice what they share, of what both say. In percent.
    pub(super) fn likeness(&self, other: &Self) -> u8 {
        let all = self.0.len() + other.0.len();
        let (less, more) = (
            self.0.len().min(other.0.len()),
            self.0.len().max(other.0.len()),
        );
        if less * 3 < more {
            return 0;
        }
        if all == 0 {
            return 100;
        }
        let (mut one, mut two) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut shared = 0;
        while let (Some(a), Some(b)) = (one.peek(), two.peek()) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => drop(one.next()),
                std::cmp::Ordering::Greater => drop(two.next()),
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    one.next();
                    two.next();
                }
            }
        }
        // Only what is the same is 100.
        u8::try_from(shared * 200 / all).unwrap_or(100)
    }

    /// Whether it says so little that many things have it.
    pub(super) fn is_plain(&self) -> bool {
        self.0.len() < 3
    }
}

/// How alike two names are, in percent: by their letters, or since one has all words of the other.
pub(super) fn similarity(one: &str, two: &str) -> usize {
    const ALL_WORDS: usize = 60;
    let words = |name: &'_ str| -> Vec<String> {
        let all = name.split(|c: char| !c.is_alphanumeric());
        let all = all.filter(|word| !word.is_empty());
        all.map(str::to_lowercase).collect()
    };
    let (some, more) = (words(one), words(two));
    let (some, more) = if some.len() < more.len() {
        (some, more)
    } else {
        (more, some)
    };
    let has_all = some.iter().all(|word| more.contains(word));
    likeness(one, two).max(if has_all { ALL_WORDS } else { 0 })
}

fn form<'n>(value: &'n Value, name: &dyn Fn(&'n str) -> &'n str) -> Form {
    let mut found = Vec::new();
    collect(value, 0, false, name, &mut found);
    found.sort_unstable();
    Form(found)
}

/// `at` stands for the way to the value.
fn collect<'n>(
    value: &'n Value,
    at: u64,
    are_names: bool,
    name: &dyn Fn(&'n str) -> &'n str,
    found: &mut Vec<u64>,
) {
    match value {
        Value::Object(map) if !map.is_empty() => {
            for (key, value) in map {
                if !are_names && (PROSE.contains(&key.as_str()) || key == "operationId") {
                    continue;
                }
                let schema = value.as_str().and_then(|text| text.strip_prefix(SCHEMAS));
                match schema {
                    Some(schema) if key == "$ref" => found.push(hash(at, name(schema))),
                    _ => {
                        let are_names = !are_names && NAMES.contains(&key.as_str());
                        collect(value, hash(at, key), are_names, name, found);
                    }
                }
            }
        }
        // In most lists of OpenAPI the order says nothing.
        Value::Array(list) if !list.is_empty() => {
            for value in list {
                collect(value, hash(at, "[]"), false, name, found);
            }
        }
        Value::String(text) => found.push(hash(at, text)),
        other => found.push(hash(at, &other.to_string())),
    }
}

fn hash(at: u64, step: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (at, step).hash(&mut hasher);
    hasher.finish()
}
