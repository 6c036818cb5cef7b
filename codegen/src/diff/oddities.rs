//! What a maintainer should look at twice, since vendors do it by mistake.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

use super::fact::Fact;
use super::{Version, names};
use crate::pointer::Pointer;

/// Something odd that the new description has and the old one had not.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Oddity {
    /// A property of a body that has the name of a path parameter of its operation.
    Repeats {
        /// `PUT /v1/orders/{order_id}`.
        operation: String,
        /// `order_id`.
        name: String,
    },
    /// A `DELETE` with a body, which some servers and proxies drop.
    DeleteWithBody {
        /// `DELETE /v1/orders/{order_id}`.
        operation: String,
    },
    /// A change that takes an earlier one back.
    TakesBack {
        /// Where, as a JSONPath.
        place: String,
        /// How many imports ago it was made, from 1.
        imports: usize,
    },
}

/// Finds what is odd. `earlier` are facts from before the old ones, the latest first.
pub(super) fn find(old: &Version, new: &Version, facts: &[Fact], earlier: &[Value]) -> Vec<Oddity> {
    let was = odd(&old.tree);
    let mut found: Vec<Oddity> = odd(&new.tree).difference(&was).cloned().collect();
    let mut places = BTreeSet::new();
    for fact in facts {
        let rust = fact.rust.iter().flat_map(|change| &change.origins);
        let rust = rust.map(|place| (&place.old, &place.new));
        let wire = fact.wire.iter().map(|change| (&change.old, &change.new));
        places.extend(
            rust.chain(wire)
                .filter_map(|(old, new)| new.as_ref().or(old.as_ref())),
        );
    }
    for place in places {
        let (before, now) = (place.of(&old.facts), place.of(&new.facts));
        let parent = |tree: &Value| place.split().0.of(tree).is_some();
        let back = earlier
            .iter()
            .position(|tree| place.of(tree) != before && parent(tree));
        let Some((imports, tree)) = back.and_then(|at| Some((at + 1, earlier.get(at)?))) else {
            continue;
        };
        if before != now && place.of(tree) == now {
            let tree = if now.is_some() {
                &new.facts
            } else {
                &old.facts
            };
            let place = place.json_path(tree);
            found.push(Oddity::TakesBack { place, imports });
        }
    }
    found
}

fn odd(tree: &Value) -> BTreeSet<Oddity> {
    let mut found = BTreeSet::new();
    let paths = tree.get("paths").and_then(Value::as_object);
    for (path, item) in paths.into_iter().flatten() {
        for (verb, operation) in item.as_object().into_iter().flatten() {
            let name = format!("{} {path}", verb.to_uppercase());
            let Some(body) = operation.get("requestBody") else {
                continue;
            };
            if verb == "delete" {
                found.insert(Oddity::DeleteWithBody {
                    operation: name.clone(),
                });
            }
            let mut properties = BTreeSet::new();
            let contents = followed(tree, body).and_then(|body| body.get("content")?.as_object());
            for media in contents.into_iter().flat_map(|contents| contents.values()) {
                if let Some(schema) = media.get("schema") {
                    collect(tree, schema, 0, &mut properties);
                }
            }
            for parameter in names::of_template(path) {
                if properties.contains(parameter) {
                    found.insert(Oddity::Repeats {
                        operation: name.clone(),
                        name: parameter.to_owned(),
                    });
                }
            }
        }
    }
    found
}

fn followed<'t>(tree: &'t Value, value: &'t Value) -> Option<&'t Value> {
    match value.get("$ref").and_then(Value::as_str) {
        Some(reference) => Pointer::of_reference(reference)?.of(tree),
        None => Some(value),
    }
}

/// The names of the properties of a schema, and of those that it is made of.
fn collect<'t>(tree: &'t Value, schema: &'t Value, depth: usize, found: &mut BTreeSet<&'t str>) {
    // Deeper than any description goes, short of one that goes in a circle.
    const DEPTH: usize = 8;
    let Some(schema) = followed(tree, schema).filter(|_| depth < DEPTH) else {
        return;
    };
    let properties = schema.get("properties").and_then(Value::as_object);
    found.extend(
        properties
            .into_iter()
            .flatten()
            .map(|(name, _)| name.as_str()),
    );
    let parts = schema.get("allOf").and_then(Value::as_array);
    for part in parts.into_iter().flatten() {
        collect(tree, part, depth + 1, found);
    }
    if schema.get("$ref").is_some() {
        collect(tree, schema, depth + 1, found);
    }
}
