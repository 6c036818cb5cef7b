//! What has another name in one description than in another.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::form::{Form, Forms, similarity};
use super::pairs::{alike, one_to_one};
use super::places::Places;
use super::rename::{Rename, Renames};
use super::tree::{all_names, entries, ids};
use super::{parts, prefixes, schemas};

/// Paths of one form whose names are this much alike, in percent, are one.
const SIMILAR: usize = 50;

/// Finds what has another name in `new` than in `old`, two descriptions of one API. What is gone is
/// compared with what is new, and nothing else is.
#[must_use]
pub fn between(old: &Value, new: &Value) -> Renames {
    let places = Places::between(old, new);
    let operations = operations(old, new, &places);
    let schemas = schemas::pairs(old, new, &places, &operations);
    let forms = Forms::new(old, new, &schemas);
    let paths = paths(old, new, &places, &forms);
    let parts = parts::find(old, new, &paths, &schemas, &forms);
    let mut renames = Renames {
        prefixes: Vec::new(),
        schemas,
        operations,
        paths,
        properties: parts.properties,
        parameters: parts.parameters,
        values: parts.values,
    };
    renames.prefixes = prefixes::of(renames.whole(), &kept(new, &renames));
    renames
}

/// Names of the new description that are no renames: a prefix of theirs did not change.
fn kept<'a>(new: &'a Value, renames: &Renames) -> BTreeSet<&'a str> {
    let news: BTreeSet<&str> = renames.whole().map(|rename| rename.new.as_str()).collect();
    all_names(new).filter(|name| !news.contains(name)).collect()
}

/// Operations at the verb and the path of another one.
fn operations(old: &Value, new: &Value, places: &Places) -> Vec<Rename> {
    let id = |operation: &Value| Some(operation.get("operationId")?.as_str()?.to_owned());
    let (before, after): (BTreeSet<&str>, BTreeSet<&str>) =
        (ids(old).collect(), ids(new).collect());
    let mut found: Vec<Rename> = Vec::new();
    for (path, item) in entries(new, "/paths") {
        let former = places.paths.get(path).unwrap_or(path);
        let was = old.get("paths").and_then(|paths| paths.get(former));
        for (verb, operation) in item.as_object().into_iter().flatten() {
            let was = was.and_then(|item| id(item.get(verb)?));
            let (Some(was), Some(is)) = (was, id(operation)) else {
                continue;
            };
            if !before.contains(is.as_str()) && !after.contains(was.as_str()) {
                found.push(Rename::at_the_same_place(&was, &is, 100));
            }
        }
    }
    one_to_one(found)
}

/// Paths that are gone with the new ones that they became: by an operation, or by their form.
fn paths(old: &Value, new: &Value, places: &Places, forms: &Forms<'_>) -> Vec<Rename> {
    let mut gone = lacking(old, new);
    let mut fresh = lacking(new, old);
    let moved = places
        .paths
        .iter()
        .filter(|(_, former)| gone.contains_key(former.as_str()));
    let moved = moved.map(|(path, former)| Rename::at_the_same_place(former, path, 100));
    let mut found: Vec<Rename> = moved.collect();
    for known in &found {
        gone.remove(known.old.as_str());
        fresh.remove(known.new.as_str());
    }
    let gone = gone.into_iter().map(|(path, item)| (path, forms.was(item)));
    let fresh = fresh
        .into_iter()
        .map(|(path, item)| (path, forms.now(item)));
    let (gone, fresh): (Vec<(&str, Form)>, Vec<_>) = (gone.collect(), fresh.collect());
    let is_one = |old: &str, new: &str, _: &Form| similarity(old, new) >= SIMILAR;
    found.extend(alike(&gone, &fresh, is_one));
    one_to_one(found)
}

/// The paths that another description does not have.
fn lacking<'a>(tree: &'a Value, other: &Value) -> BTreeMap<&'a str, &'a Value> {
    let others = other.get("paths").and_then(Value::as_object);
    let paths = entries(tree, "/paths").map(|(path, item)| (path.as_str(), item));
    paths
        .filter(|(path, _)| others.is_some_and(|all| !all.contains_key(*path)))
        .collect()
}
