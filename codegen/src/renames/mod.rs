//! What has another name in one version of a description than in another: found by where it stands
//! and by its form, and carried over to the overlays and to `names.toml`.

mod carried;
mod edit;
mod explain;
mod form;
mod guess;
mod hints;
mod kept;
mod names_toml;
mod parts;
mod places;
mod prefixes;
mod rewrite;
mod schemas;
mod split;

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::{Map, Value};

pub use edit::Edit;
pub(crate) use explain::before;
pub use explain::{explain, followed, removed_links};
pub(crate) use places::{Names, Places, unnamed};
pub use rewrite::{Rewritten, names, overlay};

/// What has another name than before. Each list is sorted, no old name is in it twice at one place,
/// and no new one.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
pub struct Renames {
    /// Names that changed in the same way: in place of many entries below, one.
    pub prefixes: Vec<Prefix>,
    /// Component schemas, by their keys.
    pub schemas: Vec<Rename>,
    /// Operations, by their `operationId`.
    pub operations: Vec<Rename>,
    /// Paths, as they are written: `/orders/{order_id}`.
    pub paths: Vec<Rename>,
    /// Properties of a schema.
    pub properties: Vec<Part>,
    /// Parameters of a path or of an operation.
    pub parameters: Vec<Part>,
    /// Values of an `enum`, as far as they are strings.
    pub values: Vec<Part>,
}

/// Something that has another name than before.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Rename {
    /// The name that is gone.
    pub old: String,
    /// The name that is new.
    pub new: String,
    /// How it was recognized.
    #[serde(skip)]
    pub why: Why,
    /// How much of the form is the same, in percent: 0 to 100.
    pub likeness: u8,
}

/// Something within a schema, a path or an operation that has another name than before.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Part {
    /// What it is in, as a JSON pointer into the old description: `/components/schemas/Order` for
    /// a property, `/components/schemas/Order/properties/status` for a value.
    pub place: String,
    /// The names.
    #[serde(flatten)]
    pub rename: Rename,
}

/// How something was recognized, from the surest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It stands where the old one was: at the verb and the path of an operation, at the reference
    /// to a schema, at the position of a property.
    SamePlace,
    /// It has the form of the old one, and nothing else has.
    EqualForm,
    /// It has nearly the form of the old one.
    Alike,
}

/// Names that changed in the same way.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Prefix {
    /// What they began with.
    pub old: String,
    /// What they begin with now.
    pub new: String,
    /// The old names, sorted.
    pub names: Vec<String>,
}

impl Renames {
    /// Whether nothing has another name.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Schemas, operations and paths: what a name stands for wherever it is.
    pub fn whole(&self) -> impl Iterator<Item = &Rename> {
        let schemas = self.schemas.iter().chain(&self.operations);
        schemas.chain(&self.paths)
    }
}

/// Finds what has another name in `new` than in `old`, two descriptions of one API. What is gone is
/// compared with what is new, and nothing else is.
#[must_use]
pub fn between(old: &Value, new: &Value) -> Renames {
    let places = Places::between(old, new);
    let operations = operations(old, new, &places);
    let schemas = schemas::pairs(old, new, &places, &operations);
    let forms = form::Forms::new(old, new, &schemas);
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

fn all_names(tree: &Value) -> impl Iterator<Item = &str> {
    let keys = entries(tree, "/paths").chain(entries(tree, "/components/schemas"));
    keys.map(|(name, _)| name.as_str()).chain(ids(tree))
}

/// The `operationId` of each operation.
fn ids(tree: &Value) -> impl Iterator<Item = &str> {
    entries(tree, "/paths").flat_map(|(_, item)| {
        let operations = item.as_object().into_iter().flat_map(Map::values);
        operations.filter_map(|operation| operation.get("operationId")?.as_str())
    })
}

fn entries<'a>(tree: &'a Value, pointer: &str) -> impl Iterator<Item = (&'a String, &'a Value)> {
    let map = tree.pointer(pointer).and_then(Value::as_object);
    map.into_iter().flatten()
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
                found.push(Rename {
                    old: was,
                    new: is,
                    why: Why::SamePlace,
                    likeness: 100,
                });
            }
        }
    }
    one_to_one(found)
}

/// Paths that are gone with the new ones that they became: by an operation, or by their form.
fn paths(old: &Value, new: &Value, places: &Places, forms: &form::Forms<'_>) -> Vec<Rename> {
    let is_gone = |path: &str| {
        new.pointer("/paths")
            .is_some_and(|all| all.get(path).is_none())
    };
    let mut found: Vec<Rename> = (places.paths.iter())
        .filter(|(_, former)| is_gone(former))
        .map(|(path, former)| Rename {
            old: former.clone(),
            new: path.clone(),
            why: Why::SamePlace,
            likeness: 100,
        })
        .collect();
    let item = |tree: &Value, path: &str, is_old: bool| {
        let item = tree.get("paths").and_then(|paths| paths.get(path));
        item.map(|item| {
            if is_old {
                forms.was(item)
            } else {
                forms.now(item)
            }
        })
    };
    let gone: Vec<_> = entries(old, "/paths")
        .filter(|(path, _)| is_gone(path) && !found.iter().any(|known| known.old == **path))
        .filter_map(|(path, _)| Some((path, item(old, path, true)?)))
        .collect();
    let fresh: Vec<_> = entries(new, "/paths")
        .filter(|(path, _)| {
            old.pointer("/paths")
                .is_some_and(|all| all.get(*path).is_none())
        })
        .filter(|(path, _)| !found.iter().any(|known| known.new == **path))
        .filter_map(|(path, _)| Some((path, item(new, path, false)?)))
        .collect();
    for (path, form) in &gone {
        for (now, other) in &fresh {
            let likeness = form.likeness(other);
            if likeness >= form::ALIKE && form::similarity(path, now) >= 50 {
                found.push(form::by_form(path, now, likeness));
            }
        }
    }
    one_to_one(found)
}

/// The surest pairs, so that each name is in one: those with the better reason, the more similar
/// form, the more similar names. Sorted by the old name.
fn one_to_one(mut found: Vec<Rename>) -> Vec<Rename> {
    // What stands at the same place and is half new may as well be another thing.
    let is_doubtful = |rename: &Rename| rename.likeness < form::ALIKE;
    found.sort_by_cached_key(|rename| {
        (
            is_doubtful(rename),
            rename.why,
            100 - rename.likeness,
            100 - form::similarity(&rename.old, &rename.new),
            rename.old.clone(),
            rename.new.clone(),
        )
    });
    let (mut olds, mut news) = (BTreeSet::new(), BTreeSet::new());
    found.retain(|rename| {
        let is_free = !olds.contains(&rename.old) && !news.contains(&rename.new);
        is_free && olds.insert(rename.old.clone()) && news.insert(rename.new.clone())
    });
    found.sort();
    found
}
