//! What is wrong with an action, in words.

use indexmap::IndexMap;
use serde_json::Value;

use super::ghosts::Ghost;
use super::key;
use super::kind::Kind;
use super::lists::{Loss, Removal};
use crate::diagnostic::{Diagnostic, Document, Focus, Place, Spot};
use crate::pointer::Pointer;
use crate::similar::nearest;

/// The name that was meant, if one is spelt alike, or what else to do.
pub(super) fn did_you_mean(similar: Option<String>, otherwise: &str) -> String {
    match similar {
        Some(similar) => format!("did you mean `{similar}`? Otherwise {otherwise}"),
        None => otherwise.to_owned(),
    }
}

/// The place, the message and the help for each description of what is not there; one for each
/// place in the overlay, however many places its target has.
pub(super) fn ghosts<'g>(ghosts: &'g [Ghost], tree: &Value) -> Vec<(&'g Pointer, String, String)> {
    let mut by_place: IndexMap<&Pointer, Vec<&Ghost>> = IndexMap::new();
    for ghost in ghosts {
        by_place.entry(&ghost.from).or_default().push(ghost);
    }
    let mut found = Vec::new();
    for (from, ghosts) in by_place {
        let Some((ghost, others)) = ghosts.split_first() else {
            continue;
        };
        let (parent, name) = ghost.at.split();
        let (mut message, known, otherwise) = match ghost.kind {
            Kind::Value => {
                let (schema, _) = parent.split();
                let values = parent.of(tree).and_then(Value::as_array);
                (
                    format!("`{}` has no value `{name}`", schema.json_path(tree)),
                    values.map(|values| values.iter().filter_map(Value::as_str).collect()),
                    "delete the text".to_owned(),
                )
            }
            kind => {
                let known = parent.of(tree).and_then(Value::as_object);
                (
                    format!("`{}` is not in the spec", ghost.at.json_path(tree)),
                    known.map(|known| known.keys().map(String::as_str).collect()),
                    format!(
                        "delete these lines; or add {} if the overlay is to add it",
                        kind.needs()
                    ),
                )
            }
        };
        let known: Vec<&str> = known.unwrap_or_default();
        if !others.is_empty() {
            message += &format!(", nor are {} more like it", others.len());
        }
        message += ": this only describes it";
        let similar = nearest(&name, known.into_iter()).map(str::to_owned);
        let help = did_you_mean(similar, &otherwise);
        found.push((from, message, help));
    }
    found
}

/// A value that is lost, or said to be and is not.
pub(super) fn loss(removal: &Removal, loss: Loss, tree: &Value) -> Diagnostic {
    let (code, message, at, help) = match loss {
        Loss::Lost(value, from, to, others) => {
            let value = value.as_str().map_or_else(|| value.to_string(), key);
            let (from, to) = (from.json_path(tree), to.json_path(tree));
            let others = match others {
                0 => String::new(),
                others => format!(" and in {others} more like it"),
            };
            (
                "overlay-loss",
                format!(
                    "`{value}` is in `{from}`{others}, and not in what takes its place, `{to}`"
                ),
                removal.action.child("target"),
                format!(
                    "add `{value}` to the list of the overlay, or `x-removed: [{value}]` to this action"
                ),
            )
        }
        Loss::Kept(number, value) => (
            "overlay-no-match",
            format!("no list loses {value} by this action"),
            removal.action.child("x-removed").index(number),
            "take it off the list".to_owned(),
        ),
    };
    let (document, spot) = (
        Document::Overlay(removal.overlay),
        Spot::Pointer(at.into(), Focus::Value),
    );
    Diagnostic::new(code, Place { document, spot }, message, help)
}
