//! OpenAPI Overlay 1.0 on the raw tree.
//!
//! Stricter than the specification in one point: an action that matches nothing, or changes
//! nothing, is an error. A correction must not outlive the bug that it corrects.

use serde_json::{Map, Value};
use serde_json_path::JsonPath;

use crate::Text;
use crate::diagnostic::{Diagnostic, Document, Focus, Place, Report, Spot};
use crate::pointer::{Pointer, escaped};
use crate::references;
use crate::source::{self, Source};

/// Applies the overlays in their order.
pub fn apply(mut source: Source, overlays: &[Text]) -> Result<Source, Report> {
    let mut found = Vec::new();
    for (index, overlay) in overlays.iter().enumerate() {
        match source::load(Document::Overlay(index), &overlay.text) {
            Ok(document) => Overlay {
                index,
                found: &mut found,
            }
            .run(&document.tree, &mut source.tree),
            Err(report) => found.extend(report.diagnostics),
        }
    }
    if !found.is_empty() {
        // A file that is cut off looks as if the corrections had nothing left to correct.
        found.splice(0..0, references::dangling(&source.tree));
    }
    Report::unless(found, source)
}

/// An action in one line, as a help line proposes it.
pub(crate) fn action(target: &str, description: &str, update: &str) -> String {
    let target = escaped(target, '"');
    format!("- {{target: \"{target}\", description: {description}, update: {update}}}")
}

/// A key as it stands in such a line: quoted where YAML would take it for something else.
pub(crate) fn key(name: &str) -> String {
    let plain = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c));
    let words = ["true", "false", "null", "yes", "no", "on", "off"];
    if plain && !words.iter().any(|word| word.eq_ignore_ascii_case(name)) {
        name.to_owned()
    } else {
        format!("\"{}\"", escaped(name, '"'))
    }
}

struct Overlay<'a> {
    index: usize,
    found: &'a mut Vec<Diagnostic>,
}

impl Overlay<'_> {
    fn run(&mut self, document: &Value, tree: &mut Value) {
        let root = Pointer::root();
        match document.get("overlay").and_then(Value::as_str) {
            Some(version) if version.starts_with("1.") => {}
            _ => {
                return self.report(
                    &root,
                    "overlay-version",
                    "this is not an Overlay 1.0 document",
                    "begin the file with `overlay: 1.0.0`",
                );
            }
        }
        self.only(document, &root, &["overlay", "info", "extends", "actions"]);
        let Some(actions) = document.get("actions").and_then(Value::as_array) else {
            return self.report(
                &root,
                "overlay-actions",
                "an overlay needs a list of `actions`",
                "add `actions:` with a list of targets",
            );
        };
        let at = root.child("actions");
        for (number, action) in actions.iter().enumerate() {
            self.action(action, &at.index(number), tree);
        }
    }

    fn action(&mut self, action: &Value, at: &Pointer, tree: &mut Value) {
        self.only(action, at, &["target", "description", "update", "remove"]);
        let Some(target) = action.get("target").and_then(Value::as_str) else {
            return self.report(
                at,
                "overlay-target",
                "an action needs a `target`",
                "give a JSONPath such as `$.paths`",
            );
        };
        let target_at = at.child("target");
        let path = match JsonPath::parse(target) {
            Ok(path) => path,
            Err(error) => {
                let message = format!("`{target}` is not a JSONPath: {error}");
                return self.report(
                    &target_at,
                    "overlay-target",
                    &message,
                    "write it as RFC 9535 does, for instance `$.paths['/v1/x'].get`",
                );
            }
        };
        // In the order of the document and each once, whatever the order in which the path names them.
        let mut places: Vec<String> = path
            .query_located(tree)
            .locations()
            .map(|place| place.to_json_pointer())
            .collect();
        places.sort_by_cached_key(|place| steps(place));
        places.dedup();
        if places.is_empty() {
            return self.report(
                &target_at,
                "overlay-no-match",
                &format!("`{target}` matches nothing in the spec"),
                "delete the action if the spec no longer needs it, or mend the path",
            );
        }
        let changed = match (action.get("update"), action.get("remove")) {
            (Some(update), None) => match update_all(tree, &places, update) {
                Ok(changed) => changed,
                Err(message) => {
                    return self.report(
                        &target_at,
                        "overlay-target",
                        &message,
                        "let the target select an object or a list",
                    );
                }
            },
            (None, Some(Value::Bool(true))) if places.iter().any(String::is_empty) => {
                return self.report(
                    &target_at,
                    "overlay-target",
                    "the whole document cannot be removed",
                    "let the target select a part of it",
                );
            }
            (None, Some(Value::Bool(true))) => remove_all(tree, &places),
            _ => {
                return self.report(
                    at,
                    "overlay-action",
                    "an action has either an `update` or `remove: true`",
                    "say one of the two",
                );
            }
        };
        if !changed {
            self.report(
                &target_at,
                "overlay-no-change",
                &format!("the spec already says what this action for `{target}` would make it say"),
                "delete the action: the spec no longer needs it",
            );
        }
    }

    fn only(&mut self, object: &Value, at: &Pointer, known: &[&str]) {
        for key in object.as_object().into_iter().flat_map(Map::keys) {
            if !known.contains(&key.as_str()) && !key.starts_with("x-") {
                let help = format!(
                    "use one of {}, or a name that starts with `x-`",
                    known.join(", ")
                );
                self.report_at(
                    &at.child(key),
                    Focus::Key,
                    "overlay-key",
                    &format!("Overlay 1.0 has no `{key}` here"),
                    &help,
                );
            }
        }
    }

    fn report(&mut self, at: &Pointer, code: &'static str, message: &str, help: &str) {
        self.report_at(at, Focus::Value, code, message, help);
    }

    fn report_at(
        &mut self,
        at: &Pointer,
        focus: Focus,
        code: &'static str,
        message: &str,
        help: &str,
    ) {
        self.found.push(Diagnostic {
            code,
            message: message.to_owned(),
            place: Place {
                document: Document::Overlay(self.index),
                spot: Spot::Pointer(at.into(), focus),
            },
            help: help.to_owned(),
        });
    }
}

/// A pointer as a key to sort by: elements of a list come in the order of their numbers.
fn steps(place: &str) -> Vec<(usize, String)> {
    place
        .split('/')
        .map(|step| (step.parse().unwrap_or_default(), step.to_owned()))
        .collect()
}

/// Merges into an object, appends to a list; says whether anything became different.
fn update_all(tree: &mut Value, places: &[String], update: &Value) -> Result<bool, String> {
    let mut changed = false;
    for place in places {
        match (tree.pointer_mut(place), update) {
            (Some(target @ Value::Object(_)), Value::Object(_)) => changed |= merge(target, update),
            (Some(Value::Array(list)), _) => {
                list.push(update.clone());
                changed = true;
            }
            (Some(Value::Object(_)), _) => {
                return Err(format!(
                    "an object at {place} can only be updated with an object"
                ));
            }
            _ => return Err(format!("{place} is neither an object nor a list")),
        }
    }
    Ok(changed)
}

fn merge(target: &mut Value, update: &Value) -> bool {
    match (target, update) {
        (Value::Object(target), Value::Object(update)) => {
            update.iter().fold(false, |changed, (key, value)| {
                changed
                    | match target.get_mut(key) {
                        Some(old) => merge(old, value),
                        None => target.insert(key.clone(), value.clone()).is_none(),
                    }
            })
        }
        (Value::Array(target), Value::Array(update)) => {
            target.extend(update.iter().cloned());
            !update.is_empty()
        }
        (target, update) if target == update => false,
        (target, update) => {
            *target = update.clone();
            true
        }
    }
}

/// Removes from the back, so that the places in front stay where they are.
fn remove_all(tree: &mut Value, places: &[String]) -> bool {
    places.iter().rev().fold(false, |changed, place| {
        changed | remove(tree, place).is_some()
    })
}

fn remove(tree: &mut Value, place: &str) -> Option<Value> {
    let (parent, last) = place.rsplit_once('/')?;
    match tree.pointer_mut(parent)? {
        Value::Object(map) => map.shift_remove(&last.replace("~1", "/").replace("~0", "~")),
        Value::Array(list) => last
            .parse()
            .ok()
            .filter(|at| *at < list.len())
            .map(|at: usize| list.remove(at)),
        _ => None,
    }
}
