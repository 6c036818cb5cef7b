//! One source after another into the combined tree.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::qualify::{self, Keys};
use super::{Combined, defaults};
use crate::diagnostic::{Code, Diagnostic, Document, Focus, Location, Proposal, Spot};
use crate::names::SourceKeys;
use crate::pointer::Pointer;
use crate::verb::Verb;

/// Keys of the document that other sources may say as they like.
const OF_THE_DOCUMENT: &[&str] = &[
    "openapi",
    "info",
    "servers",
    "security",
    "tags",
    "externalDocs",
    "paths",
    "components",
];

pub(super) struct Merge {
    pub combined: Combined,
}

/// A source that is being added.
struct Adding<'a> {
    index: usize,
    name: &'a str,
    /// The own key of each component that has a new one, with that.
    keys: Keys,
}

impl Merge {
    pub(super) fn new(first: Value) -> Self {
        Self {
            combined: Combined {
                tree: first,
                ..Combined::default()
            },
        }
    }

    pub(super) fn add(&mut self, index: usize, name: &str, tree: Value, rules: &mut SourceKeys) {
        let mut adding = Adding {
            index,
            name,
            keys: Keys::new(),
        };
        self.by_rules(&tree, &mut adding, rules);
        let mut tree = self.told_apart(&tree, &mut adding);
        defaults::push_down(&mut tree, &self.combined.tree);
        self.paths(&tree, &adding);
        self.components(&tree, &adding);
        self.others(&tree, &adding);
    }

    /// The keys that the rules give. No two components get the same.
    fn by_rules(&mut self, tree: &Value, adding: &mut Adding<'_>, rules: &mut SourceKeys) {
        let all = qualify::components(tree);
        let all = all.map(|(kind, key, _)| (kind, key, rules.of(key)));
        let (ruled, others): (Vec<_>, Vec<_>) = all.partition(|(.., new)| new.is_some());
        let mut taken: BTreeSet<(&str, String)> = others
            .into_iter()
            .map(|(kind, key, _)| (kind.as_str(), key.clone()))
            .collect();
        for (kind, key, new) in ruled {
            let new = new.unwrap_or_default();
            if taken.insert((kind, new.clone())) {
                adding.keys.insert((kind.clone(), key.clone()), new);
                continue;
            }
            let at = Pointer::root().children(&["components", kind, key]);
            let message =
                format!("names.toml calls `{key}` `{new}`, as the source calls another one");
            let help = format!("give it another key, below [sources.{}]", adding.name);
            self.combined.found.push(Diagnostic::new(
                Code::SourceConflict,
                key_of(adding.index, at),
                message,
                help,
            ));
        }
    }

    /// The tree with the keys that tell its components apart from those of the other sources: by
    /// the rules, and by what is proposed where they do not suffice. A component that refers to one
    /// with a new key differs too.
    fn told_apart(&mut self, own: &Value, adding: &mut Adding<'_>) -> Value {
        loop {
            let tree = qualify::qualified(own, &adding.keys);
            let mut clashes = Vec::new();
            for (kind, key, value) in qualify::components(&tree) {
                let at = Pointer::root().children(&["components", kind, key]);
                let Some(other) = at.of(&self.combined.tree) else {
                    continue;
                };
                if let Some(below) = difference(other, value, &at) {
                    clashes.push((kind.clone(), key.clone(), below));
                }
            }
            if clashes.is_empty() {
                return tree;
            }
            for (kind, key, below) in clashes {
                self.propose(own, adding, kind, key, &below);
            }
        }
    }

    /// Reports a component that another source has too, and gives it the proposed key.
    fn propose(
        &mut self,
        own: &Value,
        adding: &mut Adding<'_>,
        kind: String,
        key: String,
        below: &Pointer,
    ) {
        let own_key = adding.own_key(&kind, &key);
        let proposal = Proposal {
            table: format!("sources.{}", adding.name).into(),
            name: self.free(own, adding, &own_key),
            what: own_key.clone(),
        };
        let noun = kind.strip_suffix('s').unwrap_or(&kind);
        let message = format!("the {noun} `{key}` differs from that of another source");
        let help = format!(
            "tell them apart in names.toml, below [{}]: {proposal}",
            proposal.table
        );
        let found = self.conflict(adding, below, message, help);
        adding.keys.insert((kind, own_key), proposal.name.clone());
        self.combined.found.push(Diagnostic {
            name: Some(Box::new(proposal)),
            ..found
        });
    }

    /// A key that no component has.
    fn free(&self, own: &Value, adding: &Adding<'_>, key: &str) -> String {
        let mut name = format!("{}_{key}", adding.name);
        let is_taken = |name: &str| {
            let trees = [own, &self.combined.tree];
            let mut all = trees.into_iter().flat_map(qualify::components);
            all.any(|(_, key, _)| key == name) || adding.keys.values().any(|key| key == name)
        };
        while is_taken(&name) {
            name.push('_');
        }
        name
    }

    fn paths(&mut self, tree: &Value, adding: &Adding<'_>) {
        let at = Pointer::root().child("paths");
        for (path, item) in object(tree.get("paths")) {
            let at = at.child(path);
            match at.of(&self.combined.tree) {
                Some(other) if other == item => {}
                Some(_) => self.path(item, &at, adding),
                None => self.take(&["paths", path], item, adding),
            }
        }
    }

    /// Adds operations to a path that another source has too. What a path says of all its
    /// operations has to be the same.
    fn path(&mut self, item: &Value, at: &Pointer, adding: &Adding<'_>) {
        let (_, path) = at.split();
        let other = at.of(&self.combined.tree).cloned().unwrap_or_default();
        let keys = object(Some(&other))
            .chain(object(Some(item)))
            .map(|(key, _)| key);
        let mut keys: Vec<&String> = keys.collect();
        keys.sort();
        keys.dedup();
        for key in keys {
            let at = at.child(key);
            let of_operations = Verb::of_key(key).is_none();
            match (other.get(key), item.get(key)) {
                (Some(_), None) if !of_operations => {}
                (None, Some(operation)) if !of_operations => {
                    self.take(&["paths", &path, key], operation, adding);
                }
                (other, own) if other == own => {}
                (other, own) => {
                    let null = Value::Null;
                    let below = difference(other.unwrap_or(&null), own.unwrap_or(&null), &at);
                    let message = match of_operations {
                        true => format!("`{key}` of `{path}` differs from that of another source"),
                        false => format!(
                            "`{} {path}` differs from that of another source",
                            key.to_uppercase()
                        ),
                    };
                    let help = "import one of the sources without this path: `--paths` selects those that it has";
                    let found =
                        self.conflict(adding, &below.unwrap_or(at), message, help.to_owned());
                    self.combined.found.push(found);
                }
            }
        }
    }

    /// The keys of equal components are there already.
    fn components(&mut self, tree: &Value, adding: &Adding<'_>) {
        for (kind, key, value) in qualify::components(tree) {
            let steps = ["components", kind, key];
            if Pointer::root()
                .children(&steps)
                .of(&self.combined.tree)
                .is_none()
            {
                self.take(&steps, value, adding);
            }
        }
    }

    /// Whatever else a document may have, such as extensions.
    fn others(&mut self, tree: &Value, adding: &Adding<'_>) {
        let keys = object(Some(tree)).filter(|(key, _)| !OF_THE_DOCUMENT.contains(&key.as_str()));
        for (key, value) in keys {
            let at = Pointer::root().child(key);
            let other = at.of(&self.combined.tree);
            match other.map(|other| difference(other, value, &at)) {
                None => self.take(&[key], value, adding),
                Some(None) => {}
                Some(Some(below)) => {
                    let message = format!("`{key}` differs from that of another source");
                    let help = "let the sources agree: one description has it once";
                    let found = self.conflict(adding, &below, message, help.to_owned());
                    self.combined.found.push(found);
                }
            }
        }
    }

    /// Adds an entry to the tree. What is no object has no entries, and is reported later.
    fn take(&mut self, steps: &[&str], value: &Value, adding: &Adding<'_>) {
        let Some((key, above)) = steps.split_last() else {
            return;
        };
        let mut parent = &mut self.combined.tree;
        for step in above {
            let Some(map) = parent.as_object_mut() else {
                return;
            };
            parent = map
                .entry(*step)
                .or_insert_with(|| Value::Object(Map::new()));
        }
        if let Some(map) = parent.as_object_mut() {
            map.insert((*key).to_owned(), value.clone());
            let at = Pointer::root().children(steps);
            let own = adding.own(&at);
            self.combined.origins.add(at, adding.index, own);
        }
    }

    /// A conflict at a place of the combined tree: in the source that is being added, and in that
    /// which has it already.
    fn conflict(
        &self,
        adding: &Adding<'_>,
        at: &Pointer,
        message: String,
        help: String,
    ) -> Diagnostic {
        let (other, place) = self.combined.origins.of(at.as_str());
        let own = key_of(adding.index, adding.own(at));
        Diagnostic {
            also: vec![key_of(other, place)],
            ..Diagnostic::new(Code::SourceConflict, own, message, help)
        }
    }
}

impl Adding<'_> {
    /// The key that a component has in its source.
    fn own_key(&self, kind: &str, key: &str) -> String {
        let mut keys = self.keys.iter();
        let own = keys.find(|((of, _), new)| of == kind && *new == key);
        own.map_or_else(|| key.to_owned(), |((_, own), _)| own.clone())
    }

    /// A pointer into the combined tree as one into the source.
    fn own(&self, at: &Pointer) -> Pointer {
        let steps = at.steps();
        match &steps[..] {
            [components, kind, key, rest @ ..] if components == "components" => {
                let key = self.own_key(kind, key);
                let rest = rest.iter().map(String::as_str);
                let steps = [components, kind.as_str(), &key].into_iter().chain(rest);
                Pointer::root().children(&steps.collect::<Vec<_>>())
            }
            _ => at.clone(),
        }
    }
}

fn key_of(source: usize, at: Pointer) -> Location {
    Location {
        document: Document::Source(source),
        spot: Spot::Pointer(at.into(), Focus::Key),
    }
}

fn object(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}

/// The place of the first difference between two values; the innermost that both have.
fn difference(one: &Value, other: &Value, at: &Pointer) -> Option<Pointer> {
    if one == other {
        return None;
    }
    let (Value::Object(one), Value::Object(two)) = (one, other) else {
        return Some(at.clone());
    };
    let both = two
        .iter()
        .filter_map(|(key, two)| Some((key, one.get(key)?, two)));
    let mut below = both.filter_map(|(key, one, two)| difference(one, two, &at.child(key)));
    Some(below.next().unwrap_or_else(|| at.clone()))
}
