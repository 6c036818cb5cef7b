//! Changes as vendors make them.

use fastrand::Rng;
use serde_json::{Map, Value};

use super::operations::{operation, parameter};
use super::schemas::{property, schema, value};

/// What is done, and to what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    RemoveProperty,
    RenameProperty,
    SwapProperties,
    RetypeProperty,
    RequireProperty,
    AddProperty,
    SwapRequired,
    SwapNames,
    RemoveValue,
    RenameValue,
    SwapValues,
    AddValue,
    RemoveParameter,
    RenameParameter,
    SwapParameters,
    RetypeParameter,
    RequireParameter,
    AddParameter,
    RemoveOperation,
    RenameOperation,
    SwapOperations,
    MoveOperation,
    AddOperation,
    MoveServer,
    RemoveSchema,
    RenameSchema,
    SwapSchemas,
    RetypeSchema,
    AddSchema,
}

impl Kind {
    pub(crate) const ALL: &[Self] = &[
        Self::RemoveProperty,
        Self::RenameProperty,
        Self::SwapProperties,
        Self::RetypeProperty,
        Self::RequireProperty,
        Self::AddProperty,
        Self::SwapRequired,
        Self::SwapNames,
        Self::RemoveValue,
        Self::RenameValue,
        Self::SwapValues,
        Self::AddValue,
        Self::RemoveParameter,
        Self::RenameParameter,
        Self::SwapParameters,
        Self::RetypeParameter,
        Self::RequireParameter,
        Self::AddParameter,
        Self::RemoveOperation,
        Self::RenameOperation,
        Self::SwapOperations,
        Self::MoveOperation,
        Self::AddOperation,
        Self::MoveServer,
        Self::RemoveSchema,
        Self::RenameSchema,
        Self::SwapSchemas,
        Self::RetypeSchema,
        Self::AddSchema,
    ];
}

/// A description with a change.
pub(crate) struct Edit {
    pub tree: Value,
    /// What was done, for a failure.
    pub what: String,
    /// One of these has to be named.
    pub names: Vec<String>,
}

impl Edit {
    /// A change of this kind somewhere, if there is a place for it.
    pub(crate) fn of(description: &Value, kind: Kind, rng: &mut Rng) -> Option<Self> {
        let mut tree = description.clone();
        let (place, names) = match kind {
            Kind::RemoveProperty
            | Kind::RenameProperty
            | Kind::SwapProperties
            | Kind::RetypeProperty
            | Kind::RequireProperty
            | Kind::AddProperty
            | Kind::SwapRequired
            | Kind::SwapNames => property(&mut tree, kind, rng)?,
            Kind::RemoveValue | Kind::RenameValue | Kind::SwapValues | Kind::AddValue => {
                value(&mut tree, kind, rng)?
            }
            Kind::RemoveParameter
            | Kind::RenameParameter
            | Kind::SwapParameters
            | Kind::RetypeParameter
            | Kind::RequireParameter
            | Kind::AddParameter => parameter(&mut tree, kind, rng)?,
            Kind::RemoveOperation
            | Kind::RenameOperation
            | Kind::SwapOperations
            | Kind::MoveOperation
            | Kind::AddOperation
            | Kind::MoveServer => operation(&mut tree, kind, rng)?,
            Kind::RemoveSchema
            | Kind::RenameSchema
            | Kind::SwapSchemas
            | Kind::RetypeSchema
            | Kind::AddSchema => schema(&mut tree, kind, rng)?,
        };
        (tree != *description || swaps(kind)).then(|| Self {
            what: format!("{kind:?} at {place} ({names:?})"),
            tree,
            names,
        })
    }
}

/// Whether trees are equal that differ in it: `Map` compares without order.
fn swaps(kind: Kind) -> bool {
    matches!(kind, Kind::SwapProperties | Kind::SwapOperations)
}

/// The place, and the names of which one has to be named.
pub(super) type Done = Option<(String, Vec<String>)>;

pub(super) fn renamed(map: &mut Map<String, Value>, old: &str, new: &str) {
    let entries = std::mem::take(map);
    *map = entries
        .into_iter()
        .map(|(key, value)| (if key == old { new.to_owned() } else { key }, value))
        .collect();
}

pub(super) fn choice(list: Vec<String>, rng: &mut Rng) -> Option<String> {
    rng.choice(list)
}

pub(super) fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// Places of objects with a key, below the schemas or the paths.
pub(super) fn with(tree: &Value, key: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![(String::new(), tree)];
    while let Some((at, value)) = open.pop() {
        match value {
            Value::Object(map) => {
                if map.contains_key(key) && !at.ends_with("/properties") {
                    found.push(at.clone());
                }
                let below = map.iter().filter(|(key, _)| !key.starts_with("x-"));
                open.extend(below.map(|(key, value)| (format!("{at}/{}", escaped(key)), value)));
            }
            Value::Array(list) => {
                open.extend(
                    list.iter()
                        .enumerate()
                        .map(|(at2, value)| (format!("{at}/{at2}"), value)),
                );
            }
            _ => {}
        }
    }
    found.sort();
    found
}
