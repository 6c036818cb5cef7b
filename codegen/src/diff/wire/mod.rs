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
mod describe;
mod families;
mod graph;
mod limits;
mod operations;
mod parameters;
mod places;
mod rules;
mod schema;
mod security;
mod sides;
mod types;
mod unions;
mod values;
mod view;

use serde::Serialize;
use serde_json::Value;

use crate::pointer::Pointer;
use families::Family;
use rules::RULES;
pub use rules::{Rule, Severity};

/// One fact that is different, with the operations that it reaches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What oasdiff calls it, and how bad it is.
    #[serde(flatten)]
    pub rule: Rule,
    /// Where it stands in the old description, in the schema that holds it; `None` where the thing
    /// is not there.
    pub old: Option<Pointer>,
    /// Where it stands in the new description.
    pub new: Option<Pointer>,
    /// What it was: `array of string`, `required`, `maxLength 100`.
    pub before: Option<String>,
    /// What it is.
    pub after: Option<String>,
    /// The operations that it reaches, `POST /v1/x`, in the order of the new description; those
    /// that only the old one has come last.
    pub operations: Vec<String>,
}

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
    let mut graph = graph::Graph::new(old, new);
    operations::compare(&mut graph);
    graph.finish()
}
