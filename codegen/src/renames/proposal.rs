//! Renames as commands that a maintainer can run.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::edit::{self, Edit};
use super::rename::{Part, Rename, Renames};
use super::tree::{all_names, entries};
use crate::verb::Verb;

/// A rename that a maintainer can carry over.
pub(super) struct Proposal {
    pub edit: Edit,
    /// OLD and NEW of the command.
    pub command: [String; 2],
    /// What happened, without the places that have to follow.
    pub message: String,
    /// Schemas that it is about, by their old names.
    pub schemas: Vec<String>,
    /// The operation that it is about.
    pub operation: Option<Endpoint>,
}

/// Where an operation is, and was.
pub(super) struct Endpoint {
    pub verb: Verb,
    pub path: String,
    pub former_path: String,
}

impl Proposal {
    pub(super) fn prefix(old: &str, new: &str, message: String) -> Option<Self> {
        let starred = |prefix: &str| match edit::is_prefix(prefix) {
            true => prefix.to_owned(),
            false => format!("{prefix}*"),
        };
        // Both with a star, if one needs it.
        let command = [starred(old), starred(new)];
        let is_starred = command.iter().any(|prefix| prefix.ends_with('*'));
        let command = command.map(|prefix| match is_starred && !prefix.ends_with('*') {
            true => prefix + "*",
            false => prefix,
        });
        let edit = Edit::parse(&command[0], &command[1]).ok()?;
        Some(Self {
            edit,
            command,
            message,
            schemas: Vec::new(),
            operation: None,
        })
    }

    fn whole(old: &str, new: &str, likeness: u8) -> Option<Self> {
        Some(Self {
            edit: Edit::parse(old, new).ok()?,
            command: [old.to_owned(), new.to_owned()],
            message: format!("the vendor calls `{old}` `{new}` now{}", doubt(likeness)),
            schemas: Vec::new(),
            operation: None,
        })
    }

    /// A part of these schemas. What has a dot in it cannot be told from a schema.
    fn within(old: &str, new: &str, (schemas, likeness): &(Vec<String>, u8)) -> Option<Self> {
        let command = [old, new].map(|name| format!("{}.{name}", schemas.join(",")));
        let edit = Edit::parse(&command[0], &command[1]).ok()?.within()?;
        let doubt = doubt(*likeness);
        let place = match &schemas[..] {
            [schema] => format!("`{schema}`"),
            schemas => format!("{} schemas", schemas.len()),
        };
        (!old.contains('.') && !new.contains('.')).then(|| Self {
            edit,
            command,
            message: format!("the vendor calls `{old}` of {place} `{new}` now{doubt}"),
            schemas: Vec::new(),
            operation: None,
        })
    }

    /// With the schemas and the operation that it is about.
    fn about(mut self, renames: &Renames, new: &Value) -> Self {
        let schemas = renames.schemas.iter();
        let about =
            schemas.filter(|rename| self.edit.name(&rename.old).as_ref() == Some(&rename.new));
        self.schemas = about.map(|rename| rename.old.clone()).collect();
        if !self.edit.is_prefix() {
            self.operation = endpoint(&self.command[1], renames, new);
        }
        self
    }
}

/// The place of an operation of the new description.
fn endpoint(id: &str, renames: &Renames, new: &Value) -> Option<Endpoint> {
    let (path, key) = entries(new, "/paths").find_map(|(path, item)| {
        let mut operations = item.as_object()?.iter();
        let (verb, _) = operations.find(|(_, operation)| {
            operation.get("operationId").and_then(Value::as_str) == Some(id)
        })?;
        Some((path, verb))
    })?;
    let former = renames.paths.iter().find(|rename| rename.new == *path);
    Some(Endpoint {
        verb: Verb::of_key(key)?,
        former_path: former.map_or(path, |rename| &rename.old).clone(),
        path: path.clone(),
    })
}

fn doubt(likeness: u8) -> String {
    match likeness {
        100 => String::new(),
        percent => format!(" ({percent} % of it is the same)"),
    }
}

/// Prefixes first: they are many names at once.
pub(super) fn proposals(renames: &Renames, new: &Value, patterns: &str) -> Vec<Proposal> {
    let mut found = Vec::new();
    let mut covered = BTreeSet::new();
    for prefix in &renames.prefixes {
        covered.extend(prefix.names.iter().map(String::as_str));
        let message = format!(
            "what began with `{}` begins with `{}` now",
            prefix.old, prefix.new
        );
        let proposal = Proposal::prefix(&prefix.old, &prefix.new, message);
        found.extend(proposal.map(|proposal| proposal.about(renames, new)));
    }
    // What another thing is called still is no name to replace everywhere. A part that is nowhere
    // called so any more needs no schema to be found.
    let names = part_names(new);
    let (parts, single) = parts(renames, &names);
    let is_explained = |rename: &Rename| {
        let path = parts.iter().fold(rename.old.clone(), |path, part| {
            part.edit.name(&path).unwrap_or(path)
        });
        path == rename.new
    };
    let whole = renames.whole().filter(|rename| {
        let old = rename.old.as_str();
        !covered.contains(old) && !names.contains(old) && !is_explained(rename)
    });
    found.extend(whole.filter_map(|rename| {
        let pattern = pattern(rename, patterns, &names);
        let proposal =
            pattern.or_else(|| Proposal::whole(&rename.old, &rename.new, rename.likeness));
        proposal.map(|proposal| proposal.about(renames, new))
    }));
    found.extend(parts);
    found.extend(single);
    found.extend(within(renames.values.iter(), renames));
    found
}

/// What is renamed in schemas, those with the same names together.
fn within<'r>(
    parts: impl Iterator<Item = &'r Part>,
    renames: &Renames,
) -> impl Iterator<Item = Proposal> {
    let mut groups: BTreeMap<(&str, &str), (Vec<String>, u8)> = BTreeMap::new();
    for part in parts {
        let Some(schema) = schema(part, renames) else {
            continue;
        };
        let names = (part.rename.old.as_str(), part.rename.new.as_str());
        let (schemas, likeness) = groups.entry(names).or_insert((Vec::new(), 100));
        if !schemas.contains(&schema) {
            schemas.push(schema);
        }
        *likeness = part.rename.likeness.min(*likeness);
    }
    let groups = groups.into_iter();
    groups.filter_map(|((old, new), group)| Proposal::within(old, new, &group))
}

/// Properties and parameters that are renamed everywhere, and those that are in one schema.
fn parts(renames: &Renames, names: &BTreeSet<&str>) -> (Vec<Proposal>, Vec<Proposal>) {
    let mut single = Vec::new();
    let mut whole: BTreeMap<(&str, &str), u8> = BTreeMap::new();
    for part in renames.properties.iter().chain(&renames.parameters) {
        let (old, new) = (part.rename.old.as_str(), part.rename.new.as_str());
        if !names.contains(old) {
            let likeness = whole.entry((old, new)).or_insert(100);
            *likeness = part.rename.likeness.min(*likeness);
        } else {
            single.push(part);
        }
    }
    let is_one = |old: &str| whole.keys().filter(|(other, _)| *other == old).count() == 1;
    let whole = whole.iter().filter(|((old, _), _)| is_one(old));
    let whole = whole.filter_map(|((old, new), likeness)| Proposal::whole(old, new, *likeness));
    (
        whole.collect(),
        within(single.into_iter(), renames).collect(),
    )
}

/// The prefix that one name alone has in `names.toml`, where a pattern covers nothing else: the
/// pattern has to follow.
fn pattern(rename: &Rename, patterns: &str, names: &BTreeSet<&str>) -> Option<Proposal> {
    let heads = patterns
        .split('"')
        .filter_map(|entry| entry.strip_suffix('*'));
    let prefix = heads.filter_map(|head| {
        let rest = rename.old.strip_prefix(head).filter(|_| !head.is_empty())?;
        let is_alone = !names.iter().any(|name| name.starts_with(head));
        let new = rename.new.strip_suffix(rest).filter(|_| !rest.is_empty())?;
        (is_alone && !new.is_empty()).then_some((head, new))
    });
    let (old, new) = prefix.min_by_key(|(head, _)| head.len())?;
    let message = format!("what began with `{old}` begins with `{new}` now");
    Proposal::prefix(old, new, message)
}

/// The schema that a part is in, as it is called when the commands in front have been run.
fn schema(part: &Part, renames: &Renames) -> Option<String> {
    let rest = part.place.strip_prefix("/components/schemas/")?;
    let name = rest
        .split('/')
        .next()?
        .replace("~1", "/")
        .replace("~0", "~");
    let renamed = renames.schemas.iter().find(|rename| rename.old == name);
    Some(renamed.map_or(name, |rename| rename.new.clone()))
}

/// What properties and parameters are called, and everything else that a name can stand for.
fn part_names(tree: &Value) -> BTreeSet<&str> {
    fn collect<'t>(tree: &'t Value, found: &mut BTreeSet<&'t str>) {
        match tree {
            Value::Object(map) => {
                let properties = map.get("properties").and_then(Value::as_object);
                found.extend(
                    properties
                        .into_iter()
                        .flat_map(|all| all.keys())
                        .map(String::as_str),
                );
                if map.contains_key("in") {
                    found.extend(map.get("name").and_then(Value::as_str));
                }
                map.values().for_each(|value| collect(value, found));
            }
            Value::Array(list) => list.iter().for_each(|value| collect(value, found)),
            _ => {}
        }
    }
    let mut found: BTreeSet<&str> = all_names(tree).collect();
    collect(tree, &mut found);
    found
}
