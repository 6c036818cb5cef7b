//! A rename carried over to the text of an overlay or of `names.toml`. Only names change: the
//! layout, the comments and the prose stay as they are.

use serde_json::{Map, Value};

use super::edit::{Change, Edit, Scope};
use super::{names_toml, split};
use crate::diagnostic::{Document, Focus};
use crate::facts::NAMES;
use crate::pointer::Pointer;
use crate::{layout, source};

/// An overlay or `names.toml` with other names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewritten {
    /// The text.
    pub text: String,
    /// The lines with a name that changed, counted from 1, each once for each name, sorted.
    pub lines: Vec<usize>,
    /// Actions of an overlay that two stand for now, by their numbers before, from 0, sorted: one
    /// that is about several schemas, of which only one has another name in it.
    pub split: Vec<usize>,
}

impl Rewritten {
    fn unchanged(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            lines: Vec::new(),
            split: Vec::new(),
        }
    }
}

/// Rewrites an overlay: its targets, and the names in its updates.
///
/// # Errors
///
/// If the text is not YAML, or has a name in a form that cannot be replaced as text: says why in
/// one line.
pub fn overlay(text: &str, edit: &Edit) -> Result<Rewritten, String> {
    // Most texts do not have the name at all.
    if !text.contains(&edit.old) {
        return Ok(Rewritten::unchanged(text));
    }
    let (text, split) = match &edit.scope {
        Scope::Within(schemas) => split::apart(text, schemas, &|action| {
            let mut walk = Walk::new(edit);
            walk.action(&mut action.clone(), &Pointer::root());
            !walk.spots.is_empty()
        }),
        _ => (text.to_owned(), Vec::new()),
    };
    let text = text.as_str();
    let read = |text: &str| {
        let source = source::load(Document::Overlay(0), text);
        source.map(|source| source.tree).map_err(|report| {
            let first = report.diagnostics.into_iter().next();
            first.map_or_else(String::new, |diagnostic| diagnostic.message)
        })
    };
    let tree = read(text)?;
    let mut walk = Walk::new(edit);
    let expected = walk.document(&tree);
    if let Some(name) = walk.collision {
        return Err(format!("`{name}` is there already, beside `{}`", edit.old));
    }
    if walk.spots.is_empty() {
        return Ok(Rewritten::unchanged(text));
    }
    let mut edits = Vec::new();
    for spot in &walk.spots {
        let start = layout::offset(text, spot.at.as_str(), spot.focus);
        for change in &spot.changes {
            let (Some(start), Some(old)) = (start, spot.text.get(change.at.clone())) else {
                continue;
            };
            // Which of its occurrences in the string it is.
            let before = spot.text.get(..change.at.start).unwrap_or_default();
            let ahead = before.matches(old).count();
            let found = text
                .get(start..)
                .and_then(|rest| rest.match_indices(old).nth(ahead).map(|(at, _)| start + at));
            // In single quotes of YAML, another one is written twice.
            let is_quoted = text.get(start..).is_some_and(|rest| rest.starts_with('\''));
            let new = match is_quoted {
                true => change.new.replace('\'', "''"),
                false => change.new.clone(),
            };
            edits.extend(found.map(|at| (at..at + old.len(), new)));
        }
    }
    let rewritten = replace(text, edits);
    if read(&rewritten.text).ok() == Some(expected) {
        Ok(Rewritten { split, ..rewritten })
    } else {
        Err(format!(
            "`{}` is spelt in a way that has to be changed by hand",
            edit.old
        ))
    }
}

/// Rewrites `names.toml`: what its entries apply to. The names that they give stay.
///
/// # Errors
///
/// If the text is not TOML, or an entry for the new name is there already: says why in one line.
pub fn names(text: &str, edit: &Edit) -> Result<Rewritten, String> {
    if !text.contains(&edit.old) {
        return Ok(Rewritten::unchanged(text));
    }
    names_toml::rewrite(text, edit)
}

/// Replaces ranges of bytes.
pub(super) fn replace(text: &str, mut edits: Vec<(std::ops::Range<usize>, String)>) -> Rewritten {
    edits.sort_by_key(|(at, _)| at.start);
    edits.dedup();
    let line = |at: usize| text.get(..at).unwrap_or_default().matches('\n').count() + 1;
    let lines = edits.iter().map(|(at, _)| line(at.start)).collect();
    let mut text = text.to_owned();
    for (at, new) in edits.into_iter().rev() {
        if text.get(at.clone()).is_some() {
            text.replace_range(at, &new);
        }
    }
    Rewritten {
        text,
        lines,
        split: Vec::new(),
    }
}

/// A string with changes in it.
struct Spot {
    at: Pointer,
    focus: Focus,
    text: String,
    changes: Vec<Change>,
}

/// Builds the document as it has to be, and notes where it is another one.
struct Walk<'e> {
    edit: &'e Edit,
    spots: Vec<Spot>,
    /// A key that is there by its old and by its new name.
    collision: Option<String>,
}

/// Where a value stands.
#[derive(Clone, Copy)]
struct Context<'a> {
    /// The keys of an object are names, below this key: `schemas`.
    home: Option<&'a str>,
    /// It is what the edit is about.
    is_inside: bool,
}

impl<'e> Walk<'e> {
    fn new(edit: &'e Edit) -> Self {
        Self {
            edit,
            spots: Vec::new(),
            collision: None,
        }
    }

    fn document(&mut self, tree: &Value) -> Value {
        let mut tree = tree.clone();
        let actions = tree.get_mut("actions").and_then(Value::as_array_mut);
        for (number, action) in actions.into_iter().flatten().enumerate() {
            let at = Pointer::root().child("actions").index(number);
            self.action(action, &at);
        }
        tree
    }

    fn action(&mut self, action: &mut Value, at: &Pointer) {
        let Some(target) = action.get("target").and_then(Value::as_str) else {
            return;
        };
        let selected = self.edit.path(target);
        let context = Context {
            home: selected.home.as_deref(),
            is_inside: selected.is_inside,
        };
        let target = self.string(target, selected.changes, &at.child("target"), Focus::Value);
        for (key, value) in action.as_object_mut().into_iter().flatten() {
            let at = at.child(key);
            match key.as_str() {
                "target" => *value = Value::String(target.clone()),
                "update" => *value = self.value(value, &at, context),
                "x-removed" => *value = self.values(value, &at, context),
                _ => {}
            }
        }
    }

    fn value(&mut self, value: &Value, at: &Pointer, context: Context<'_>) -> Value {
        match value {
            Value::Object(map) => {
                let is_parameter = map.contains_key("in");
                let mut new = Map::new();
                for (key, value) in map {
                    let below = at.child(key);
                    let (key, value) = match context.home {
                        Some(home) => self.named(home, key, value, &below, context),
                        None => (
                            key.clone(),
                            self.entry(key, value, &below, context, is_parameter),
                        ),
                    };
                    self.insert(&mut new, key, value);
                }
                Value::Object(new)
            }
            Value::Array(list) => {
                let context = Context {
                    home: None,
                    ..context
                };
                let values = list.iter().enumerate();
                let values =
                    values.map(|(number, value)| self.value(value, &at.index(number), context));
                Value::Array(values.collect())
            }
            scalar => scalar.clone(),
        }
    }

    /// An entry whose key is a name.
    fn named(
        &mut self,
        home: &str,
        key: &str,
        value: &Value,
        at: &Pointer,
        context: Context<'_>,
    ) -> (String, Value) {
        let mut inner = Context {
            home: None,
            ..context
        };
        let mut changes = Vec::new();
        match &self.edit.scope {
            Scope::Within(schemas) if home == "schemas" => {
                inner.is_inside = schemas.iter().any(|schema| schema == key);
            }
            _ if context.is_inside => changes = self.edit.whole(key),
            _ => {}
        }
        let value = match value.as_str() {
            // In the `mapping` of a discriminator.
            Some(reference) => self.reference(reference, at),
            None => self.value(value, at, inner),
        };
        (self.string(key, changes, at, Focus::Key), value)
    }

    /// An entry whose key is a word of OpenAPI, or an extension.
    fn entry(
        &mut self,
        key: &str,
        value: &Value,
        at: &Pointer,
        context: Context<'_>,
        is_parameter: bool,
    ) -> Value {
        let is_whole = !matches!(self.edit.scope, Scope::Within(_));
        let is_name =
            matches!(key, "operationId" | "propertyName") || key == "name" && is_parameter;
        match (key, value) {
            ("$ref", Value::String(text)) => self.reference(text, at),
            (_, Value::String(text)) if is_name && context.is_inside => {
                Value::String(self.string(text, self.edit.whole(text), at, Focus::Value))
            }
            ("required" | "x-example", Value::Array(_)) if context.is_inside => {
                self.list(value, at)
            }
            ("enum", Value::Array(_)) => self.values(value, at, context),
            ("x-enumDescriptions", Value::Object(_)) if !is_whole && context.is_inside => {
                self.keys(value, at)
            }
            ("x-pagination", Value::Object(places)) if is_whole => {
                let mut new = Map::new();
                for (key, place) in places {
                    let place = match place.as_str() {
                        Some(text) => {
                            let (at, changes) = (at.child(key), self.edit.steps(text));
                            Value::String(self.string(text, changes, &at, Focus::Value))
                        }
                        None => place.clone(),
                    };
                    new.insert(key.clone(), place);
                }
                Value::Object(new)
            }
            ("x-actors", Value::Object(actors)) if is_whole => {
                let actors = actors.iter();
                let actors =
                    actors.map(|(name, actor)| (name.clone(), self.actor(actor, &at.child(name))));
                Value::Object(actors.collect())
            }
            ("default" | "example" | "examples" | "const" | "description", _) => value.clone(),
            _ if key.starts_with("x-") => value.clone(),
            _ => {
                let home = NAMES.contains(&key) && value.is_object();
                let context = Context {
                    home: home.then_some(key),
                    ..context
                };
                self.value(value, at, context)
            }
        }
    }

    /// An actor, or its `self`.
    fn actor(&mut self, actor: &Value, at: &Pointer) -> Value {
        let Value::Object(entries) = actor else {
            return actor.clone();
        };
        let mut new = Map::new();
        for (key, value) in entries {
            let at = at.child(key);
            let value = match (key.as_str(), value) {
                ("headers" | "free" | "also", _) => self.list(value, &at),
                ("infers", _) => self.keys(value, &at),
                // A resource has a name of our own.
                ("argument", Value::String(text)) => {
                    Value::String(self.string(text, self.edit.whole(text), &at, Focus::Value))
                }
                ("self", _) => self.actor(value, &at),
                _ => value.clone(),
            };
            new.insert(key.clone(), value);
        }
        Value::Object(new)
    }

    fn reference(&mut self, text: &str, at: &Pointer) -> Value {
        let changes = match self.edit.scope {
            Scope::Within(_) => Vec::new(),
            _ if text.contains("#/") => self.edit.steps(text),
            _ => self.edit.whole(text),
        };
        Value::String(self.string(text, changes, at, Focus::Value))
    }

    /// Values of an `enum`, which only an edit within a schema is about: a schema that is called
    /// like one changes none.
    fn values(&mut self, value: &Value, at: &Pointer, context: Context<'_>) -> Value {
        match self.edit.scope {
            Scope::Within(_) if context.is_inside => self.list(value, at),
            _ => value.clone(),
        }
    }

    /// The strings of a list.
    fn list(&mut self, value: &Value, at: &Pointer) -> Value {
        let Value::Array(list) = value else {
            return value.clone();
        };
        let list = list
            .iter()
            .enumerate()
            .map(|(number, value)| match value.as_str() {
                Some(text) => {
                    let (at, changes) = (at.index(number), self.edit.whole(text));
                    Value::String(self.string(text, changes, &at, Focus::Value))
                }
                None => value.clone(),
            });
        Value::Array(list.collect())
    }

    /// The keys of an object.
    fn keys(&mut self, value: &Value, at: &Pointer) -> Value {
        let mut new = Map::new();
        for (key, value) in value.as_object().into_iter().flatten() {
            let name = self.string(key, self.edit.whole(key), &at.child(key), Focus::Key);
            self.insert(&mut new, name, value.clone());
        }
        Value::Object(new)
    }

    fn insert(&mut self, map: &mut Map<String, Value>, key: String, value: Value) {
        if map.contains_key(&key) {
            self.collision = Some(key);
        } else {
            map.insert(key, value);
        }
    }

    /// A string with its changes, which are noted.
    fn string(&mut self, text: &str, changes: Vec<Change>, at: &Pointer, focus: Focus) -> String {
        let mut new = text.to_owned();
        for change in changes.iter().rev() {
            new.replace_range(change.at.clone(), &change.new);
        }
        if !changes.is_empty() {
            self.spots.push(Spot {
                at: at.clone(),
                focus,
                text: text.to_owned(),
                changes,
            });
        }
        new
    }
}
