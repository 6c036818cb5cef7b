//! The values of an enum, and defaults.

use serde_json::Value;

use super::describe;
use super::families::{
    BECAME_ENUM, BECAME_NOT_ENUM, DEFAULT_ADDED, DEFAULT_CHANGED, DEFAULT_REMOVED, VALUE_ADDED,
    VALUE_REMOVED,
};
use super::graph::{Graph, Sides, Use};
use super::places::{Place, Spot, Tree};
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

    fn place(&self, tree: &mut Tree<'t>, number: usize) -> Place {
        let element = tree.element(self.part, "enum", number);
        element.unwrap_or(self.part).place
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
    let (old, new) = match (Values::of(&views.old), Values::of(&views.new)) {
        (None, None) => return,
        (Some(old), Some(new)) => (old, new),
        (old, new) => {
            let family = if new.is_some() {
                BECAME_ENUM
            } else {
                BECAME_NOT_ENUM
            };
            let text = |values: Option<Values<'_>>| values.map(|values| values.text());
            let text = Sides::new(text(old), text(new));
            return graph.keyword(&family, on, views, "enum", text);
        }
    };
    for (number, value) in old.without(&new) {
        let place = old.place(&mut graph.old, number);
        let found = Sides::new(Some((place, describe::value(value))), None);
        graph.found(VALUE_REMOVED.rule(on.site), found);
    }
    for (number, value) in new.without(&old) {
        let place = new.place(&mut graph.new, number);
        let found = Sides::new(None, Some((place, describe::value(value))));
        graph.found(VALUE_ADDED.rule(on.site), found);
    }
}

/// Compares what is taken where nothing is said.
pub(super) fn defaults<'t>(graph: &mut Graph<'t>, views: &Sides<View<'t>>, on: Use) {
    let (old, new) = (views.old.get("default"), views.new.get("default"));
    let family = match (old, new) {
        (old, new) if old == new => return,
        (None, _) => DEFAULT_ADDED,
        (_, None) => DEFAULT_REMOVED,
        _ => DEFAULT_CHANGED,
    };
    let said = |value: &Value| format!("default {}", describe::value(value));
    graph.keyword(
        &family,
        on,
        views,
        "default",
        Sides::new(old.map(said), new.map(said)),
    );
}
