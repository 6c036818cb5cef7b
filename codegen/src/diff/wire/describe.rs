//! What a schema is, in a few words.

use serde_json::Value;

use super::tree::{Spot, Tree};
use super::view::View;

/// How deep a description goes into arrays.
const DEPTH: usize = 4;

/// `string (uuid)`, `array of object`, `one of 3 schemas`.
pub(super) fn schema<'t>(tree: &mut Tree<'t>, view: &View<'t>) -> String {
    below(tree, view, DEPTH)
}

fn below<'t>(tree: &mut Tree<'t>, view: &View<'t>, depth: usize) -> String {
    for (keyword, word) in [("oneOf", "one"), ("anyOf", "any")] {
        let list = view
            .choice(keyword)
            .and_then(|part| part.get(keyword)?.as_array());
        if let Some(list) = list {
            return format!("{word} of {} schemas", list.len());
        }
    }
    let kind = view.kind().unwrap_or("any value");
    if kind == "array" {
        return match view
            .part("items")
            .and_then(|part| tree.child(part, "items"))
        {
            Some(items) if depth > 0 => {
                let items = View::of(tree, items);
                format!("array of {}", below(tree, &items, depth - 1))
            }
            _ => "array".to_owned(),
        };
    }
    match view.text("format") {
        Some(format) => format!("{kind} ({format})"),
        None => kind.to_owned(),
    }
}

/// What is said about the properties that a schema does not name.
pub(super) fn rest<'t>(tree: &mut Tree<'t>, rest: Option<Spot<'t>>) -> String {
    match rest {
        Some(rest) if rest.value == &Value::Bool(false) => "no other properties".to_owned(),
        Some(rest) => {
            let view = View::of(tree, rest);
            format!("other properties of {}", schema(tree, &view))
        }
        None => "any other properties".to_owned(),
    }
}

/// `required` or `optional`.
pub(super) fn presence(required: bool) -> &'static str {
    if required { "required" } else { "optional" }
}

/// `deprecated`, or not.
pub(super) fn deprecation(is: bool) -> String {
    if is { "deprecated" } else { "not deprecated" }.to_owned()
}

/// A value as it is said in a change.
pub(super) fn value(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
