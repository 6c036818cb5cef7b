//! A schema as it is on the wire: references followed, `allOf` merged.

use std::collections::HashSet;

use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::tree::{Position, Spot, Tree};

/// The parts that a schema is put together from. What each says holds for all.
#[derive(Debug, Clone)]
pub(super) struct View<'t> {
    /// The parts that say anything, those nearest to the schema first.
    parts: Vec<Spot<'t>>,
    /// Where the schema stands, if no part says anything.
    position: Position,
}

/// The properties of a schema: what each part says about each, by name.
pub(super) type Properties<'t> = IndexMap<&'t str, Vec<Spot<'t>>>;

impl<'t> View<'t> {
    /// The schema that is put together from all of `schemas`.
    pub(super) fn new(tree: &mut Tree<'t>, schemas: &[Spot<'t>], position: Position) -> Self {
        let mut parts = Vec::new();
        let mut seen = HashSet::new();
        let mut open: Vec<Spot<'t>> = schemas.iter().rev().copied().collect();
        while let Some(spot) = open.pop() {
            let Some(map) = spot.map() else {
                continue;
            };
            if !seen.insert(spot.identity()) {
                continue;
            }
            if says_something(map) {
                parts.push(spot);
            }
            for keyword in ["oneOf", "anyOf", "allOf"] {
                if merged(map, keyword) {
                    let list = tree.child(spot, keyword);
                    open.extend(tree.elements(list).into_iter().rev());
                }
            }
            if let Some(target) = spot.text("$ref").and_then(|to| tree.target(to)) {
                open.push(target);
            }
        }
        Self { parts, position }
    }

    /// The schema at `spot`.
    pub(super) fn of(tree: &mut Tree<'t>, spot: Spot<'t>) -> Self {
        Self::new(tree, &[spot], spot.position)
    }

    /// The schema that says nothing, at the place of something that has none.
    pub(super) fn anything(position: Position) -> Self {
        Self {
            parts: Vec::new(),
            position,
        }
    }

    /// What tells this schema from all others.
    pub(super) fn identity(&self) -> Vec<usize> {
        self.parts.iter().map(|part| part.identity()).collect()
    }

    pub(super) fn says_nothing(&self) -> bool {
        self.parts.is_empty()
    }

    /// The same schema for another comparison, which shows no places.
    pub(super) fn anywhere(&self, tree: &Tree<'t>) -> Self {
        let position = tree.root().position;
        let parts = self.parts.iter().map(|part| Spot { position, ..*part });
        Self {
            parts: parts.collect(),
            position,
        }
    }

    /// The parts that it is put together from.
    pub(super) fn parts(&self) -> &[Spot<'t>] {
        &self.parts
    }

    /// The part that says `keyword`.
    pub(super) fn part(&self, keyword: &str) -> Option<Spot<'t>> {
        self.parts
            .iter()
            .copied()
            .find(|part| part.get(keyword).is_some())
    }

    /// The part that is a choice by `keyword`. A choice of one thing is none.
    pub(super) fn choice(&self, keyword: &str) -> Option<Spot<'t>> {
        self.parts.iter().copied().find(|part| {
            let list = part.get(keyword).and_then(Value::as_array);
            list.is_some_and(|list| list.len() > 1)
        })
    }

    /// Where the schema says `keyword`, or where it would.
    pub(super) fn position_of(&self, keyword: &str) -> Position {
        self.part(keyword)
            .or_else(|| self.parts.first().copied())
            .map_or(self.position, |part| part.position)
    }

    /// What the schema says first about `keyword`.
    pub(super) fn get(&self, keyword: &str) -> Option<&'t Value> {
        self.part(keyword)?.get(keyword)
    }

    pub(super) fn text(&self, keyword: &str) -> Option<&'t str> {
        self.get(keyword)?.as_str()
    }

    /// Whether any part says that `keyword` is `true`.
    pub(super) fn flag(&self, keyword: &str) -> bool {
        self.parts.iter().any(|part| part.flag(keyword))
    }

    /// The type: what is said, or what the generator takes it for.
    pub(super) fn kind(&self) -> Option<&'t str> {
        const OBJECT: &[&str] = &["properties", "required", "additionalProperties"];
        let said = self.parts.iter().find_map(|part| part.text("type"));
        let any = |keys: &[&str]| keys.iter().any(|key| self.part(key).is_some());
        said.or_else(|| any(OBJECT).then_some("object"))
            .or_else(|| any(&["items"]).then_some("array"))
            .or_else(|| {
                let values = self.get("enum")?.as_array()?;
                let mut strings = values.iter().filter(|value| !value.is_null()).peekable();
                strings.peek()?;
                strings.all(Value::is_string).then_some("string")
            })
    }

    /// `null` is a value too.
    pub(super) fn nullable(&self) -> bool {
        let null = |part: &Spot<'_>| {
            let values = part.get("enum").and_then(Value::as_array);
            values.is_some_and(|values| values.contains(&Value::Null))
        };
        self.flag("nullable") || self.parts.iter().any(null)
    }

    pub(super) fn properties(&self, tree: &mut Tree<'t>) -> Properties<'t> {
        let mut properties = Properties::new();
        for part in &self.parts {
            let all = tree.child(*part, "properties");
            for (name, schema) in tree.entries(all) {
                properties.entry(name).or_default().push(schema);
            }
        }
        properties
    }

    /// The names of the properties that are always there.
    pub(super) fn required(&self) -> HashSet<&'t str> {
        self.parts
            .iter()
            .filter_map(|part| part.get("required")?.as_array())
            .flatten()
            .filter_map(Value::as_str)
            .collect()
    }
}

/// An array of one alternative is read as if it were an `allOf`.
fn merged(map: &Map<String, Value>, keyword: &str) -> bool {
    let length = map.get(keyword).and_then(Value::as_array).map(Vec::len);
    match keyword {
        "allOf" => length.is_some(),
        _ => length == Some(1),
    }
}

/// Whether a schema says anything itself, beside what it refers to.
fn says_something(map: &Map<String, Value>) -> bool {
    map.keys().any(|key| match key.as_str() {
        "$ref" | "allOf" | "description" | "title" | "example" | "examples" | "externalDocs"
        | "xml" => false,
        "oneOf" | "anyOf" => !merged(map, key),
        key => !key.starts_with("x-"),
    })
}
