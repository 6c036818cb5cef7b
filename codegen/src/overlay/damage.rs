//! What failed actions would have changed. A later diagnostic about the same is a consequence, which
//! goes when the action is repaired.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::ghosts::Ghost;
use super::kind::Kind;
use crate::Text;
use crate::diagnostic::{Code, Diagnostic, Document, Focus, Location, Spot};
use crate::pointer::Pointer;

/// What the corrected tree lacks because of failed actions.
#[derive(Debug, Default)]
pub(crate) struct Damage {
    /// Annotations that are missing: `/components/schemas/Pet/description`.
    sets: HashSet<Pointer>,
    /// Nodes that have not the type that an action gives them, with all below them.
    areas: Vec<Pointer>,
    /// The strings in these actions.
    texts: Vec<String>,
}

impl Damage {
    /// Adds an action that was not carried out at these pointers.
    pub(super) fn action(&mut self, action: &Value, places: &[String]) {
        let update = action.get("update");
        if let Some(update) = update {
            self.say(update);
        }
        for place in places {
            let at = Pointer::parse(place);
            match update {
                Some(update) => self.walk(Kind::at(place), &at, update),
                None => self.areas.push(at),
            }
        }
    }

    /// Adds descriptions of what does not exist, and removes from the tree what was merged of them.
    pub(super) fn ghosts(&mut self, ghosts: &[Ghost], overlay: &Value, tree: &mut Value) {
        for ghost in ghosts {
            let Some(text) = ghost.from.of(overlay) else {
                continue;
            };
            self.say(text);
            exorcise(tree, &ghost.text(), text);
            match ghost.meant(tree) {
                Some(meant) if meant.kind == Kind::Value => self.annotation(&meant.text(), text),
                Some(meant) => self.walk(meant.kind, &meant.at, text),
                None => {}
            }
        }
    }

    /// Adds an annotation, or each entry of it.
    fn annotation(&mut self, at: &Pointer, value: &Value) {
        match value.as_object() {
            Some(entries) if !entries.is_empty() => {
                for (name, value) in entries {
                    self.annotation(&at.child(name), value);
                }
            }
            _ => drop(self.sets.insert(at.clone())),
        }
    }

    fn walk(&mut self, kind: Kind, at: &Pointer, update: &Value) {
        let Some(entries) = update.as_object().filter(|entries| !entries.is_empty()) else {
            return self.areas.push(at.clone());
        };
        for (key, value) in entries {
            let (inner, below) = (kind.child(key), at.child(key));
            match inner {
                _ if !kind.holds_names() && is_annotation(key) => self.annotation(&below, value),
                Kind::Other | Kind::Parts | Kind::Reference
                    if kind == Kind::Schema && key != "required" =>
                {
                    self.areas.push(at.clone());
                }
                Kind::Other | Kind::Parts | Kind::Reference => self.areas.push(below),
                _ => self.walk(inner, &below, value),
            }
        }
    }

    fn say(&mut self, value: &Value) {
        match value {
            Value::String(text) => self.texts.push(text.clone()),
            Value::Object(map) => map.values().for_each(|value| self.say(value)),
            Value::Array(list) => list.iter().for_each(|value| self.say(value)),
            _ => {}
        }
    }

    /// Whether all these pointers are within what is missing.
    pub(super) fn covers<'p>(&self, places: impl IntoIterator<Item = &'p Pointer>) -> bool {
        let within = |place: &Pointer| {
            let mut areas = self.areas.iter();
            areas.any(|area| is_within(place.as_str(), area.as_str()))
        };
        let mut places = places.into_iter().peekable();
        places.peek().is_some() && places.all(within)
    }

    /// Whether a diagnostic of a later stage is a consequence.
    pub(crate) fn explains(&self, diagnostic: &Diagnostic, names: Option<&Text>) -> bool {
        match &diagnostic.location {
            Location {
                document: Document::Spec,
                spot: Spot::Pointer(place, focus),
            } => {
                let action = diagnostic.action.as_ref();
                action.is_some_and(|action| self.sets.contains(&action.sets))
                    || self
                        .areas
                        .iter()
                        .any(|area| is_within(place, area.as_str()))
                    // Missing documentation may have needed it.
                    || diagnostic.code == Code::Literals
                        && *focus == Focus::Key
                        && self.mentions(&Pointer::parse(place).split().1)
            }
            Location {
                document: Document::Names,
                spot: Spot::Bytes(span),
            } if diagnostic.code == Code::NamesUnused => {
                let entry = names.and_then(|names| names.text.get(span.clone()));
                entry.is_some_and(|entry| self.names(entry.trim_matches(['"', '\''])))
            }
            _ => false,
        }
    }

    fn mentions(&self, literal: &str) -> bool {
        let literal = match literal.strip_suffix('*') {
            Some(start) => format!("`{start}"),
            None => format!("`{literal}`"),
        };
        self.texts.iter().any(|text| text.contains(&literal))
    }

    /// Whether an entry of `names.toml` is about something missing: `Pet.kind` or a value of it.
    fn names(&self, entry: &str) -> bool {
        let about = |area: &Pointer| {
            let name = dotted(area)?;
            let rest = entry.strip_prefix(&name)?;
            Some(rest.is_empty() || rest.starts_with('.'))
        };
        self.areas.iter().any(|area| about(area) == Some(true))
    }
}

/// Whether the pointer `at` is `area` or below it.
pub(crate) fn is_within(at: &str, area: &str) -> bool {
    let rest = at.strip_prefix(area);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// `Pet.kind` for the property of a component schema, as in `names.toml`.
fn dotted(at: &Pointer) -> Option<String> {
    let steps: Vec<&str> = at.as_str().split('/').skip(1).collect();
    let ["components", "schemas", schema, below @ ..] = &steps[..] else {
        return None;
    };
    let properties = below.windows(2).step_by(2);
    let mut names = vec![*schema];
    names.extend(properties.filter_map(|pair| (pair[0] == "properties").then_some(pair[1])));
    (names.len() > 1).then(|| names.join("."))
}

/// Whether a key describes something without a change of its type.
fn is_annotation(key: &str) -> bool {
    let keys = ["description", "summary", "title", "deprecated", "example"];
    keys.contains(&key) || key.starts_with("x-")
}

/// Removes from the tree what was merged of a ghost.
fn exorcise(tree: &mut Value, at: &Pointer, brought: &Value) {
    if at.of(tree) != Some(brought) {
        return;
    }
    let (parent, name) = at.split();
    let parent = tree.pointer_mut(parent.as_str());
    if let Some(entries) = parent.and_then(Value::as_object_mut) {
        Map::shift_remove(entries, &name);
    }
}
