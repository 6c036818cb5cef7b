//! What changes on the wire between two descriptions, by the rules of oasdiff: its ids and its
//! severities, in Rust and without its sentences.
//!
//! The comparison works on the corrected trees, before any type of OpenAPI, so it takes whatever
//! they hold: a node that is not what OpenAPI expects is ignored. References are followed and
//! `allOf` is merged first, so a schema that was renamed, split or moved inline is the same schema.
//!
//! A pair of schemas is compared once for each kind of place that leads to it (a request body, a
//! property of one, a parameter, …), however many operations do. The operations are collected at
//! the end, along the references.

mod bodies;
mod change;
mod describe;
mod families;
mod graph;
mod limits;
mod media;
mod operation;
mod operations;
mod parameters;
mod rules;
mod schema;
mod security;
mod sides;
mod tree;
mod types;
mod unions;
mod values;
mod view;

use serde_json::Value;

pub use change::Change;
use families::Family;
use rules::RULES;
pub use rules::{Rule, Severity};

/// Every rule that a change can have. A property that is not sent in a direction has the rules of
/// others at [`Severity::Info`].
pub fn all_rules() -> impl Iterator<Item = Rule> {
    let schemas = families::all().flat_map(Family::rules);
    RULES.iter().copied().chain(schemas)
}

/// What changes on the wire from `old` to `new`, two descriptions with their overlays applied.
///
/// Descriptions, examples, tags, extensions, the order of anything and the names of schemas change
/// nothing there. The changes are in the order of the operations that they reach.
pub fn compare(old: &Value, new: &Value) -> Vec<Change> {
    let mut graph = graph::Graph::new(old, new, schema::compare);
    operations::compare(&mut graph);
    graph.finish()
}
