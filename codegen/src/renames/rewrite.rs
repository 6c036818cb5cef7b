//! A rename carried over to the text of an overlay or of `names.toml`. Only names change: the
//! layout, the comments and the prose stay as they are.

use serde_json::{Map, Value};

use super::edit::{Edit, Extent};
use super::rewritten::Rewritten;
use super::split;
use crate::diagnostic::{Document, Focus};
use crate::keywords::NAMES;
use crate::layout::Replacement;
use crate::pointer::Pointer;
use crate::{layout, source};

/// Rewrites an overlay: its targets, and the names in its updates.
///
/// # Errors
///
/// If the text is not YAML, or has a name in a form that cannot be replaced as text: says why in
/// one line.
pub fn overlay(text: &str, edit: &Edit) -> Result<Rewritten, String> {
    // Most texts do not have the name at all.
    if !text.contains(&edit.old) {
        return Ok(Rewritten::new(text, Vec::new()));
    }
    let (text, split) = match &edit.extent {
        Extent::Within(schemas) => split::apart(text, schemas, &|action| {
            let mut walk = Walk::new(edit);
            walk.action(&mut action.clone(), &Pointer::root());
            !walk.spots.is_empty()
        }),
        Extent::Whole | Extent::Prefix => (text.to_owned(), Vec::new()),
    };
    let mut expected = match source::load(Document::Overlay(0), &text) {
        Ok(source) => source.tree,
        Err(report) => {
            let first = report.diagnostics.into_iter().next();
            return Err(first.map_or_else(String::new, |diagnostic| diagnostic.message));
        }
    };
    let mut walk = Walk::new(edit);
    walk.document(&mut expected);
    if let Some(name) = walk.collision {
        return Err(format!("`{name}` is there already, beside `{}`", edit.old));
    }
    if walk.spots.is_empty() {
        return Ok(Rewritten::new(&text, Vec::new()));
    }
    let replacements = walk.spots.iter().flat_map(|spot| spot.replacements(&text));
    let rewritten = Rewritten::new(&text, replacements.collect());
    let read = source::load(Document::Overlay(0), &rewritten.text);
    match read.is_ok_and(|read| read.tree == expected) {
        true => Ok(Rewritten { split, ..rewritten }),
        false => Err(format!(
            "`{}` is spelt in a way that has to be changed by hand",
            edit.old
        )),
    }
}

/// A string of the document with changes in it.
struct Spot {
    at: Pointer,
    focus: Focus,
    string: String,
    changes: Vec<Replacement>,
}

impl Spot {
    /// The changes of the text that spells the document.
    fn replacements(&self, text: &str) -> Vec<Replacement> {
        let Some(start) = layout::offset(text, self.at.as_str(), self.focus) else {
            return Vec::new();
        };
        let spelt = text.get(start..).unwrap_or_default();
        let found = self.changes.iter().filter_map(|change| {
            let old = self.string.get(change.at.clone())?;
            // Which of its occurrences in the string it is.
            let ahead = self.string.get(..change.at.start)?.matches(old).count();
            let (at, _) = spelt.match_indices(old).nth(ahead)?;
            // In single quotes of YAML, another one is written twice.
            let new = match spelt.starts_with('\'') {
                true => change.new.replace('\'', "''"),
                false => change.new.clone(),
            };
            let at = start + at..start + at + old.len();
            Some(Replacement { at, new })
        });
        found.collect()
    }
}

/// Makes the document what it has to be, and notes where it is another one.
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

    fn document(&mut self, tree: &mut Value) {
        let actions = tree.get_mut("actions").and_then(Value::as_array_mut);
        for (number, action) in actions.into_iter().flatten().enumerate() {
            self.action(action, &Pointer::root().child("actions").index(number));
        }
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
        for (key, value) in action.as_object_mut().into_iter().flatten() {
            let at = at.child(key);
            match key.as_str() {
                "target" => self.string(value, &at, |_| selected.changes.clone()),
                "update" => self.value(value, &at, context),
                "x-removed" => self.values(value, &at, context),
                _ => {}
            }
        }
    }

    fn value(&mut self, value: &mut Value, at: &Pointer, context: Context<'_>) {
        match (value, context.home) {
            (Value::Object(map), Some(home)) => self.named(map, home, at, context),
            (Value::Object(map), None) => {
                let is_parameter = map.contains_key("in");
                for (key, value) in map {
                    self.entry(key, value, &at.child(key), context, is_parameter);
                }
            }
            (Value::Array(list), _) => {
                let home = None;
                for (number, value) in list.iter_mut().enumerate() {
                    self.value(value, &at.index(number), Context { home, ..context });
                }
            }
            _ => {}
        }
    }

    /// An object whose keys are names.
    fn named(
        &mut self,
        map: &mut Map<String, Value>,
        home: &str,
        at: &Pointer,
        context: Context<'_>,
    ) {
        for (key, mut value) in std::mem::take(map) {
            let at = at.child(&key);
            let mut inner = Context {
                home: None,
                ..context
            };
            let mut changes = Vec::new();
            match &self.edit.extent {
                Extent::Within(schemas) if home == "schemas" => {
                    inner.is_inside = schemas.contains(&key);
                }
                _ if context.is_inside => changes = self.edit.whole(&key),
                _ => {}
            }
            match value {
                // In the `mapping` of a discriminator.
                Value::String(_) => self.reference(&mut value, &at),
                _ => self.value(&mut value, &at, inner),
            }
            self.insert(map, key, value, &at, changes);
        }
    }

    /// An entry whose key is a word of OpenAPI, or an extension.
    fn entry(
        &mut self,
        key: &str,
        value: &mut Value,
        at: &Pointer,
        context: Context<'_>,
        is_parameter: bool,
    ) {
        let is_whole = !matches!(self.edit.extent, Extent::Within(_));
        match (key, &mut *value) {
            ("$ref", Value::String(_)) => self.reference(value, at),
            ("operationId" | "propertyName", Value::String(_)) if context.is_inside => {
                self.name(value, at);
            }
            ("name", Value::String(_)) if context.is_inside && is_parameter => {
                self.name(value, at);
            }
            ("required" | "x-example", Value::Array(_)) if context.is_inside => {
                self.list(value, at);
            }
            ("x-derive", Value::Object(derives)) if context.is_inside => {
                for (name, fields) in derives {
                    self.list(fields, &at.child(name));
                }
            }
            ("enum", Value::Array(_)) => self.values(value, at, context),
            ("x-enumDescriptions", Value::Object(_)) if !is_whole && context.is_inside => {
                self.keys(value, at);
            }
            ("x-pagination", Value::Object(pages)) if is_whole => {
                for (key, value) in pages {
                    let edit = self.edit;
                    self.string(value, &at.child(key), |text| edit.steps(text));
                }
            }
            ("x-actors", Value::Object(actors)) if is_whole => {
                for (name, actor) in actors {
                    self.actor(actor, &at.child(name));
                }
            }
            ("default" | "example" | "examples" | "const" | "description", _) => {}
            _ if key.starts_with("x-") => {}
            _ => {
                let is_home = NAMES.contains(&key) && value.is_object();
                let home = is_home.then_some(key);
                self.value(value, at, Context { home, ..context });
            }
        }
    }

    /// An actor, or its `self`.
    fn actor(&mut self, actor: &mut Value, at: &Pointer) {
        for (key, value) in actor.as_object_mut().into_iter().flatten() {
            let at = at.child(key);
            match key.as_str() {
                "headers" | "free" | "also" | "except" => self.list(value, &at),
                "infers" => self.keys(value, &at),
                "omits" => {
                    for (operation, inputs) in value.as_object_mut().into_iter().flatten() {
                        self.list(inputs, &at.child(operation));
                    }
                    self.keys(value, &at);
                }
                // A resource has a name of our own.
                "argument" => self.name(value, &at),
                "self" => self.actor(value, &at),
                _ => {}
            }
        }
    }

    fn reference(&mut self, value: &mut Value, at: &Pointer) {
        let edit = self.edit;
        self.string(value, at, |text| match edit.extent {
            Extent::Within(_) => Vec::new(),
            Extent::Whole | Extent::Prefix if text.contains("#/") => edit.steps(text),
            Extent::Whole | Extent::Prefix => edit.whole(text),
        });
    }

    /// Values of an `enum`, which only an edit within a schema is about: a schema that is called
    /// like one changes none.
    fn values(&mut self, value: &mut Value, at: &Pointer, context: Context<'_>) {
        if matches!(self.edit.extent, Extent::Within(_)) && context.is_inside {
            self.list(value, at);
        }
    }

    /// The strings of an array.
    fn list(&mut self, value: &mut Value, at: &Pointer) {
        let list = value.as_array_mut().into_iter().flatten();
        for (number, value) in list.enumerate() {
            self.name(value, &at.index(number));
        }
    }

    /// The keys of an object.
    fn keys(&mut self, value: &mut Value, at: &Pointer) {
        let Value::Object(map) = value else { return };
        for (key, value) in std::mem::take(map) {
            let (at, changes) = (at.child(&key), self.edit.whole(&key));
            self.insert(map, key, value, &at, changes);
        }
    }

    /// A string that is a name.
    fn name(&mut self, value: &mut Value, at: &Pointer) {
        let edit = self.edit;
        self.string(value, at, |text| edit.whole(text));
    }

    /// A string, with the changes that it has.
    fn string(
        &mut self,
        value: &mut Value,
        at: &Pointer,
        changes: impl FnOnce(&str) -> Vec<Replacement>,
    ) {
        if let Value::String(string) = value {
            let changes = changes(string);
            *string = self.changed(string, changes, at, Focus::Value);
        }
    }

    /// An entry, with the changes that its key has.
    fn insert(
        &mut self,
        map: &mut Map<String, Value>,
        key: String,
        value: Value,
        at: &Pointer,
        changes: Vec<Replacement>,
    ) {
        let key = self.changed(&key, changes, at, Focus::Key);
        match map.contains_key(&key) {
            true => self.collision = Some(key),
            false => drop(map.insert(key, value)),
        }
    }

    /// A string with its changes, which are noted.
    fn changed(
        &mut self,
        string: &str,
        changes: Vec<Replacement>,
        at: &Pointer,
        focus: Focus,
    ) -> String {
        let new = layout::replaced(string, &changes);
        if !changes.is_empty() {
            self.spots.push(Spot {
                at: at.clone(),
                focus,
                string: string.to_owned(),
                changes,
            });
        }
        new
    }
}
