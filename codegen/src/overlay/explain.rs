//! Messages and help lines about actions.

use indexmap::IndexMap;
use serde_json::Value;

use super::ghosts::Ghost;
use super::kind::Kind;
use super::lists::{Loss, Removal};
use crate::diagnostic::{Code, Diagnostic, Document, Focus, Location, Spot, Surplus, yaml_key};
use crate::pointer::Pointer;
use crate::similar::nearest;

/// What a help line calls the lines at the location of the diagnostic.
pub(crate) const THESE_LINES: &str = "these lines";

/// Proposes a similar name if there is one, and `otherwise` in any case.
pub(super) fn did_you_mean(similar: Option<String>, otherwise: &str) -> String {
    match similar {
        Some(similar) => format!("did you mean `{similar}`? Otherwise {otherwise}"),
        None => otherwise.to_owned(),
    }
}

/// The message about descriptions of what does not exist.
pub(super) struct Described<'g> {
    /// The pointer in the overlay.
    pub from: &'g Pointer,
    /// The name of what does not exist.
    pub name: String,
    /// Whether it exists at no node of the target.
    pub is_everywhere: bool,
    pub message: String,
    pub help: String,
}

/// Returns one for each pointer in the overlay; `places` is the number of nodes of the target.
pub(super) fn ghosts<'g>(ghosts: &'g [Ghost], tree: &Value, places: usize) -> Vec<Described<'g>> {
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
                    "delete the entry".to_owned(),
                )
            }
            kind => {
                let known = parent.of(tree).and_then(Value::as_object);
                (
                    format!("`{}` is not in the spec", ghost.at.json_path(tree)),
                    known.map(|known| known.keys().map(String::as_str).collect()),
                    format!(
                        "delete {THESE_LINES}; or add {} if the overlay is to add it",
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
        let is_everywhere = 1 + others.len() == places;
        let otherwise = match is_everywhere {
            true => otherwise,
            false => {
                "describe it in an action of its own, for the places of the target that have it"
                    .to_owned()
            }
        };
        let help = did_you_mean(similar, &otherwise);
        found.push(Described {
            from,
            name,
            is_everywhere,
            message,
            help,
        });
    }
    found
}

/// A value that is lost, or in `x-removed` and not lost.
pub(super) fn loss(removal: &Removal, loss: Loss, tree: &Value) -> Diagnostic {
    let (code, message, at, help, kept) = match loss {
        Loss::Lost(value, from, to, others) => {
            let value = value.as_str().map_or_else(|| value.to_string(), yaml_key);
            let (from, to) = (from.json_path(tree), to.json_path(tree));
            let others = match others {
                0 => String::new(),
                others => format!(" and in {others} more like it"),
            };
            (
                Code::OverlayLoss,
                format!(
                    "`{value}` is in `{from}`{others}, and not in what takes its place, `{to}`"
                ),
                removal.action.child("target"),
                format!(
                    "add `{value}` to the array of the overlay, or `x-removed: [{value}]` to this action"
                ),
                None,
            )
        }
        Loss::Kept(number, value) => (
            Code::OverlayNoMatch,
            format!("no array loses {value} by this action"),
            removal.action.child("x-removed").index(number),
            "remove it from the array".to_owned(),
            Some(value),
        ),
    };
    let (document, spot) = (
        Document::Overlay(removal.overlay),
        Spot::Pointer(at.into(), Focus::Value),
    );
    let diagnostic = Diagnostic::new(code, Location { document, spot }, message, help);
    match kept {
        Some(value) => {
            let name = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            diagnostic.about(name, Some(Surplus::Entry))
        }
        None => diagnostic,
    }
}
