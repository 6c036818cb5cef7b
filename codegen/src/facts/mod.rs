//! A vendor's description to its facts: names, types, formats, required lists, enums and limits
//! stay; prose, samples and examples go. What `cargo xtask import` writes down.

pub mod order;

use serde_json::{Map, Value};

use crate::diagnostic::Report;
use crate::group::grouped;
use crate::keywords::{NAMES, PROSE};
use crate::source::Source;
use crate::{references, selection, spec};

/// Keys below which everything is data.
const DATA: &[&str] = &["enum", "default", "required", "const"];

/// What was kept and what was left behind.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Paths kept, and left out by the selection.
    pub paths: (usize, usize),
    /// Operations kept.
    pub operations: usize,
    /// Schemas kept, and left out since nothing leads to them any more.
    pub schemas: (usize, usize),
    /// The entries of the selection that select no path.
    pub idle: Vec<String>,
    /// Properties of the schemas kept.
    pub properties: usize,
    /// Pieces of prose dropped.
    pub prose: usize,
    /// Their length, in bytes.
    pub prose_bytes: usize,
}

/// Keeps the facts. With a `selection`, only of the paths that it selects and of what those lead to.
/// Warnings about them come beside them.
///
/// # Errors
///
/// If a reference leads nowhere, as it does in a file that was cut off while it was fetched.
pub fn extract(
    source: Source,
    selection: &[String],
) -> Result<(Value, Summary, Option<Report>), Report> {
    let mut tree = source.tree;
    let left_out = selection::select(&mut tree, selection);
    let mut summary = Summary {
        paths: (0, left_out.paths),
        schemas: (0, left_out.schemas),
        idle: left_out.idle,
        ..Summary::default()
    };
    let found = grouped(references::dangling(&tree), &tree);
    let title = tree.pointer("/info/title").cloned();
    strip(&mut tree, &mut summary);
    if let (Some(title), Some(Value::Object(info))) = (title, tree.get_mut("info")) {
        info.shift_insert(0, "title".to_owned(), title);
    }
    describe_responses(&mut tree);
    count(&tree, &mut summary);
    let warnings = Report::of(grouped(spec::warnings(&tree), &tree));
    Report::unless(found, (tree, summary, warnings))
}

fn strip(value: &mut Value, summary: &mut Summary) {
    match value {
        Value::Object(map) => {
            for key in PROSE {
                if let Some(prose) = map.shift_remove(*key) {
                    summary.prose += 1;
                    summary.prose_bytes += size(&prose);
                }
            }
            for (key, value) in map
                .iter_mut()
                .filter(|(key, _)| !DATA.contains(&key.as_str()))
            {
                match value {
                    Value::Object(named) if NAMES.contains(&key.as_str()) => {
                        named.values_mut().for_each(|value| strip(value, summary))
                    }
                    value => strip(value, summary),
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|value| strip(value, summary)),
        _ => {}
    }
}

/// OpenAPI asks for a description of every response, even one that says nothing.
fn describe_responses(tree: &mut Value) {
    let describe = |responses: Option<&mut Value>| {
        for response in responses
            .and_then(Value::as_object_mut)
            .into_iter()
            .flat_map(Map::values_mut)
            .filter_map(Value::as_object_mut)
        {
            if !response.contains_key("$ref") {
                response.shift_insert(0, "description".to_owned(), Value::String(String::new()));
            }
        }
    };
    for item in tree
        .get_mut("paths")
        .and_then(Value::as_object_mut)
        .into_iter()
        .flat_map(Map::values_mut)
    {
        for operation in item.as_object_mut().into_iter().flat_map(Map::values_mut) {
            describe(operation.get_mut("responses"));
        }
    }
    describe(tree.pointer_mut("/components/responses"));
}

fn count(tree: &Value, summary: &mut Summary) {
    let entries = |pointer: &str| {
        tree.pointer(pointer)
            .and_then(Value::as_object)
            .into_iter()
            .flat_map(Map::values)
    };
    summary.paths.0 = entries("/paths").count();
    summary.operations = entries("/paths")
        .flat_map(|item| item.as_object().into_iter().flat_map(Map::values))
        .filter(|operation| operation.get("responses").is_some())
        .count();
    summary.schemas.0 = entries("/components/schemas").count();
    summary.properties = entries("/components/schemas")
        .filter_map(|schema| schema.get("properties")?.as_object())
        .map(Map::len)
        .sum();
}

fn size(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len(),
        Value::Array(list) => list.iter().map(size).sum(),
        Value::Object(map) => map.iter().map(|(key, value)| key.len() + size(value)).sum(),
        _ => 0,
    }
}
