//! Paths and schemas that stand where another one was. Without this a schema that is renamed would
//! be new, and the order of its properties and arguments the vendor's.

use std::collections::{BTreeSet, HashMap, VecDeque};

use serde_json::{Map, Value};

/// Former names by present ones.
pub(crate) type Names = HashMap<String, String>;

/// What has a name that the old facts do not have, and was there.
#[derive(Debug, Default)]
pub(crate) struct Places {
    /// Paths with an operation that another path had, or with other names of their parameters.
    pub(crate) paths: Names,
    /// Schemas that stand where another schema was; of several, the first.
    pub(crate) schemas: Names,
    /// All of them, the former name first.
    pub(super) pairs: BTreeSet<(String, String)>,
}

impl Places {
    /// Follows both facts from what has kept its name. It goes through the old ones in their
    /// order, so the order of the new ones makes no difference.
    pub(crate) fn between(old: &Value, new: &Value) -> Self {
        let (no, none) = (Map::new(), Map::new());
        let (before, after) = (
            entries(old, "/paths").unwrap_or(&no),
            entries(new, "/paths").unwrap_or(&none),
        );
        let paths = paths(before, after);
        let mut open: VecDeque<(&Value, &Value)> = VecDeque::new();
        for (path, item) in before {
            let is_now = |(name, _): &(&String, &Value)| paths.get(*name).unwrap_or(name) == path;
            let mut now: Vec<(&String, &Value)> = after.iter().filter(is_now).collect();
            now.sort_by_key(|(name, _)| *name);
            open.extend(now.into_iter().map(|(_, now)| (item, now)));
        }
        open.extend(old.get("components").zip(new.get("components")));
        let mut renamed = Self {
            paths,
            schemas: Names::new(),
            pairs: BTreeSet::new(),
        };
        let pointer = "/components/schemas";
        let (Some(before), Some(after)) = (entries(old, pointer), entries(new, pointer)) else {
            return renamed;
        };
        let mut found = Vec::new();
        while let Some((old, new)) = open.pop_front() {
            differences(old, new, &mut found);
            for (former, name) in found.drain(..) {
                let Some(schemas) = before.get(former).zip(after.get(name)) else {
                    continue;
                };
                let (former, name) = (former.to_owned(), name.to_owned());
                if !before.contains_key(&name)
                    && renamed.pairs.insert((former.clone(), name.clone()))
                {
                    renamed.schemas.entry(name).or_insert(former);
                    open.push_back(schemas);
                }
            }
        }
        renamed
    }
}

fn entries<'a>(tree: &'a Value, pointer: &str) -> Option<&'a Map<String, Value>> {
    tree.pointer(pointer)?.as_object()
}

/// New paths with the old one that had one of their operations, by its `operationId`, or that
/// differs in the names of its parameters alone.
fn paths(before: &Map<String, Value>, after: &Map<String, Value>) -> Names {
    let mut homes: HashMap<&str, &String> = HashMap::new();
    let mut templates: HashMap<String, &String> = HashMap::new();
    for (path, item) in before {
        homes.extend(operations(item).map(|id| (id, path)));
        if !after.contains_key(path) {
            templates.insert(unnamed(path), path);
        }
    }
    let new = after.iter().filter(|(path, _)| !before.contains_key(*path));
    new.filter_map(|(path, item)| {
        let former = operations(item)
            .filter_map(|id| homes.get(id).copied())
            .min()
            .or_else(|| templates.get(&unnamed(path)).copied())?;
        Some((path.clone(), former.clone()))
    })
    .collect()
}

/// A path without the names of its parameters, which are not on the wire: `/orders/{}`.
pub(crate) fn unnamed(path: &str) -> String {
    let mut is_name = false;
    let is_left = |c: &char| {
        is_name &= *c != '}';
        let is_left = !is_name;
        is_name |= *c == '{';
        is_left
    };
    path.chars().filter(is_left).collect()
}

fn operations(item: &Value) -> impl Iterator<Item = &str> {
    let operations = item.as_object().into_iter().flat_map(Map::values);
    operations.filter_map(|operation| operation.get("operationId")?.as_str())
}

/// The schemas that two values refer to at the same place, by their names, where those differ.
fn differences<'a>(old: &'a Value, new: &'a Value, found: &mut Vec<(&'a str, &'a str)>) {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            if let Some(names) = schema(old).zip(schema(new))
                && names.0 != names.1
            {
                found.push(names);
            }
            for (key, old) in old {
                if let Some(new) = new.get(key) {
                    differences(old, new, found);
                }
            }
        }
        (Value::Array(old), Value::Array(new)) => {
            // Of several, the order does not tell which was which.
            if let ([old], [new]) = (&old[..], &new[..]) {
                differences(old, new, found);
            }
        }
        _ => {}
    }
}

fn schema(node: &Map<String, Value>) -> Option<&str> {
    let reference = node.get("$ref")?.as_str()?;
    reference.strip_prefix("#/components/schemas/")
}
