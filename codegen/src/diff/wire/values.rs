//! The values of an enum, and defaults.

use serde_json::Value;

use super::describe;
use super::families;
use super::graph::{Graph, Use};
use super::sides::Sides;
use super::tree::{Position, Spot, Tree};
use super::view::View;

/// The values that a schema allows, with their indices in the array of `part`.
struct Values<'t> {
    part: Spot<'t>,
    values: Vec<(usize, &'t Value)>,
}

impl<'t> Values<'t> {
    /// All parts must allow a value. `null` is left to `nullable`.
    fn of(view: &View<'t>) -> Option<Self> {
        let mut lists = view.parts().iter().filter_map(|part| {
            let list = part.get("enum")?.as_array()?;
            (!list.is_empty()).then_some((*part, list))
        });
        let (part, first) = lists.next()?;
        let mut values: Vec<(usize, &Value)> = first
            .iter()
            .enumerate()
            .filter(|(_, value)| !value.is_null())
            .collect();
        for (_, list) in lists {
            values.retain(|(_, value)| list.contains(value));
        }
        Some(Self { part, values })
    }

    /// The values that `other` lacks, each once.
    fn without(&self, other: &Self) -> Vec<(usize, &'t Value)> {
        let mut found: Vec<(usize, &'t Value)> = Vec::new();
        for (number, value) in &self.values {
            let known = other.values.iter().chain(&found);
            if known.clone().all(|(_, known)| known != value) {
                found.push((*number, value));
            }
        }
        found
    }

    fn position(&self, tree: &mut Tree<'t>, number: usize) -> Position {
        let element = tree.element(self.part, "enum", number);
        element.unwrap_or(self.part).position
    }

    fn text(&self) -> String {
        let texts: Vec<String> = self
            .values
            .iter()
            .map(|(_, value)| describe::value(value))
            .collect();
        format!("one of {}", texts.join(", "))
    }
}

/// Compares the values that two schemas allow.
pub(super) fn compare<'t>(graph: &mut Graph<'t>, views: &Sides<View<'t>>, on: Use) {
    let Sides { old, new } = match views.as_ref().map(Values::of).both() {
        Ok(values) => values,
        Err(values) => {
            let family = match values.new {
                Some(_) => families::BECAME_ENUM,
                None => families::BECAME_NOT_ENUM,
            };
            let text = values.map(|values| Some(values?.text()));
            return graph.keyword(&family, on, views, "enum", text);
        }
    };
    for (number, value) in old.without(&new) {
        let position = old.position(&mut graph.old, number);
        let rule = families::VALUE_REMOVED.rule(on.site);
        graph.removed(rule, position, describe::value(value));
    }
    for (number, value) in new.without(&old) {
        let position = new.position(&mut graph.new, number);
        let rule = families::VALUE_ADDED.rule(on.site);
        graph.added(rule, position, describe::value(value));
    }
}

/// Compares what is taken where nothing is said.
pub(super) fn defaults<'t>(graph: &mut Graph<'t>, views: &Sides<View<'t>>, on: Use) {
    let defaults = views.as_ref().map(|view| view.get("default"));
    let family = match (defaults.old, defaults.new) {
        (old, new) if old == new => return,
        (None, _) => families::DEFAULT_ADDED,
        (_, None) => families::DEFAULT_REMOVED,
        _ => families::DEFAULT_CHANGED,
    };
    let text = defaults.map(|value| Some(format!("default {}", describe::value(value?))));
    graph.keyword(&family, on, views, "default", text);
}
