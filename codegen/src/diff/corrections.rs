//! Which corrections began or ceased to bite.

use serde_json::Value;

use crate::Input;
use crate::diagnostic::{Diagnostic, Document, Spot};
use crate::source;

/// An action of an overlay, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The name of the overlay.
    pub overlay: String,
    /// Its target, as it is written.
    pub target: String,
    /// Why it is there, as it says itself.
    pub description: String,
    /// What became of it.
    pub fate: Fate,
    /// What it does, without documentation.
    effect: Value,
    /// Whether it only documents.
    documents: bool,
}

/// What became of a correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It corrects something.
    Bites,
    /// It was added.
    Added,
    /// It was removed.
    Removed,
    /// It corrects nothing any more, and what is said of that.
    Ceased(String),
}

/// The corrections of a version. Those that only document are none.
pub(super) fn of(input: &Input, found: &[Diagnostic]) -> Vec<Correction> {
    let mut corrections = Vec::new();
    for (index, overlay) in input.overlays.iter().enumerate() {
        let Ok(document) = source::load(Document::Overlay(index), &overlay.text) else {
            continue;
        };
        let actions = document.tree.get("actions").and_then(Value::as_array);
        for (number, action) in actions.into_iter().flatten().enumerate() {
            let text = |key: &str| {
                action
                    .get(key)
                    .and_then(Value::as_str)
                    .unwrap_or_default()
                    .to_owned()
            };
            let complaint = found.iter().find(|found| is_about(found, index, number));
            let documents = action.get("update").is_some_and(documents);
            if documents && complaint.is_none() {
                continue;
            }
            corrections.push(Correction {
                effect: effect(action),
                documents,
                overlay: overlay.name.clone(),
                target: text("target"),
                description: text("description"),
                fate: complaint.map_or(Fate::Bites, |found| Fate::Ceased(found.message.clone())),
            });
        }
    }
    corrections
}

fn is_about(found: &Diagnostic, overlay: usize, action: usize) -> bool {
    let (Spot::Pointer(pointer, _) | Spot::Part(pointer, _)) = &found.location.spot else {
        return false;
    };
    let at = format!("/actions/{action}");
    let rest = pointer.strip_prefix(&at);
    found.location.document == Document::Overlay(overlay)
        && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// What only documents.
const TEXTS: &[&str] = &[
    "description",
    "summary",
    "x-enumDescriptions",
    "x-resources",
    "x-aliases",
    "x-hidden",
    "x-example",
    "x-documented",
    "x-literals",
];

/// An action or a part of one, without documentation.
fn effect(of: &Value) -> Value {
    match of {
        Value::Object(map) => map
            .iter()
            .filter(|(key, _)| !TEXTS.contains(&key.as_str()))
            .map(|(key, value)| (key.clone(), effect(value)))
            .collect(),
        other => other.clone(),
    }
}

/// Whether an update only documents.
fn documents(update: &Value) -> bool {
    match update {
        Value::Object(map) => map.iter().all(|(key, value)| {
            TEXTS.contains(&key.as_str()) || value.is_object() && documents(value)
        }),
        _ => false,
    }
}

/// A correction stays the same one if only its words or only the names in its target change.
pub(super) fn compare(old: &[Correction], new: &[Correction]) -> Vec<Correction> {
    let mut open: Vec<&Correction> = old.iter().collect();
    let mut take = |is_it: &dyn Fn(&Correction) -> bool| {
        let place = open.iter().position(|old| is_it(old))?;
        Some(open.remove(place))
    };
    let mut before: Vec<Option<&Correction>> = (new.iter())
        .map(|new| take(&|old| old.is_for_what(new) && old.target == new.target))
        .collect();
    for is_it in [
        (|old, new| old.effect == new.effect) as fn(&Correction, &Correction) -> bool,
        Correction::is_for_what,
    ] {
        for (before, new) in before.iter_mut().zip(new) {
            *before = before.or_else(|| take(&|old| is_it(old, new)));
        }
    }
    let with = |correction: &Correction, fate: Fate| Correction {
        fate,
        ..correction.clone()
    };
    let mut found = Vec::new();
    for (before, new) in before.iter().zip(new) {
        match (&new.fate, before.map(|old| &old.fate)) {
            (Fate::Ceased(_), Some(Fate::Ceased(_))) | (Fate::Bites, Some(Fate::Bites)) => {}
            (Fate::Ceased(_), _) => found.push(new.clone()),
            _ => found.push(with(new, Fate::Added)),
        }
    }
    let gone = open.iter().filter(|old| !old.documents);
    found.extend(gone.map(|correction| with(correction, Fate::Removed)));
    found
}

impl Correction {
    /// Whether both are there for the same reason: names in the one may have followed.
    fn is_for_what(&self, new: &Self) -> bool {
        self.overlay == new.overlay && self.description == new.description
    }
}
