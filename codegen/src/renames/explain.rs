//! A report of an input that fails since the vendor renamed something: what to rename, in place of
//! what that led to.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Edit, Part, Rename, Renames, all_names, between, guess, removed, rewrite};
use crate::diagnostic::{Diagnostic, Document, Place, Report, Spot};
use crate::{Input, source};

/// Explains a report by what has another name than in `input.before`, the description that overlays
/// and `names.toml` were written for. Without one, by prefixes alone.
///
/// Each rename that overlays or `names.toml` have to follow is one diagnostic. Behind them is what
/// `again` finds when they have followed. What the vendor removed is said to be removed.
pub fn explain(
    report: Report,
    input: &Input,
    again: impl FnOnce(&Input) -> Option<Report>,
) -> Report {
    let load = |text: &str| source::load(Document::Spec, text).map(|source| source.tree);
    let Ok(new) = load(&input.spec.text) else {
        return report;
    };
    let old = (input.before.as_ref()).and_then(|before| load(&before.text).ok());
    let proposals = match &old {
        Some(old) => {
            let names = input.names.as_ref().map_or("", |names| &names.text);
            proposals(&between(old, &new), &new, names)
        }
        None => guess::prefixes(input, &new),
    };
    let mut carried = Carried::new(input);
    let found: Vec<Diagnostic> = (proposals.iter())
        .filter_map(|proposal| carried.over(proposal))
        .collect();
    let mut rest = if found.is_empty() {
        report
    } else {
        again(&carried.input).map_or_else(
            || Report {
                diagnostics: Vec::new(),
            },
            |rest| carried.places(rest, input),
        )
    };
    if let Some(old) = &old {
        removed::say(&mut rest, input, old);
    }
    rest.diagnostics.splice(0..0, found);
    rest
}

/// A rename that a maintainer can carry over.
pub(super) struct Proposal {
    pub edit: Edit,
    /// OLD and NEW of the command.
    pub command: [String; 2],
    /// What happened, without the places that have to follow.
    pub message: String,
}

impl Proposal {
    pub(super) fn prefix(old: &str, new: &str, message: String) -> Option<Self> {
        let starred = |prefix: &str| match prefix.ends_with(char::is_alphanumeric) {
            true => format!("{prefix}*"),
            false => prefix.to_owned(),
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
        })
    }

    fn whole(old: &str, new: &str, likeness: u8) -> Option<Self> {
        Some(Self {
            edit: Edit::parse(old, new).ok()?,
            command: [old.to_owned(), new.to_owned()],
            message: format!("the vendor calls `{old}` `{new}` now{}", doubt(likeness)),
        })
    }

    fn within(schema: &str, part: &Part) -> Option<Self> {
        let (old, new) = (&part.rename.old, &part.rename.new);
        let command = [format!("{schema}.{old}"), format!("{schema}.{new}")];
        let edit = Edit::parse(&command[0], &command[1]).ok()?.within()?;
        let doubt = doubt(part.rename.likeness);
        Some(Self {
            edit,
            command,
            message: format!("the vendor calls `{old}` of `{schema}` `{new}` now{doubt}"),
        })
    }
}

fn doubt(likeness: u8) -> String {
    match likeness {
        100 => String::new(),
        percent => format!(" ({percent} % of it is the same)"),
    }
}

/// Prefixes first: they are many names at once.
fn proposals(renames: &Renames, new: &Value, patterns: &str) -> Vec<Proposal> {
    let mut found = Vec::new();
    let mut covered = BTreeSet::new();
    for prefix in &renames.prefixes {
        covered.extend(prefix.names.iter().map(String::as_str));
        let message = format!(
            "what began with `{}` begins with `{}` now",
            prefix.old, prefix.new
        );
        found.extend(Proposal::prefix(&prefix.old, &prefix.new, message));
    }
    // What another thing is called still is no name to replace everywhere.
    let names = part_names(new);
    let whole = renames.whole().filter(|rename| {
        let old = rename.old.as_str();
        !covered.contains(old) && !names.contains(old)
    });
    found.extend(whole.filter_map(|rename| {
        let pattern = pattern(rename, patterns, &names);
        pattern.or_else(|| Proposal::whole(&rename.old, &rename.new, rename.likeness))
    }));
    // A part that is nowhere called so any more needs no schema to be found.
    let parts = renames.properties.iter().chain(&renames.parameters);
    let mut whole: BTreeMap<(&str, &str), u8> = BTreeMap::new();
    for part in parts {
        let (old, new) = (part.rename.old.as_str(), part.rename.new.as_str());
        if !names.contains(old) {
            let likeness = whole.entry((old, new)).or_insert(100);
            *likeness = part.rename.likeness.min(*likeness);
        } else if let Some(schema) = schema(part, renames) {
            found.extend(Proposal::within(&schema, part));
        }
    }
    let is_single = |old: &str| whole.keys().filter(|(other, _)| *other == old).count() == 1;
    for ((old, new), likeness) in &whole {
        if is_single(old) {
            found.extend(Proposal::whole(old, new, *likeness));
        }
    }
    for part in &renames.values {
        found.extend(schema(part, renames).and_then(|schema| Proposal::within(&schema, part)));
    }
    found
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

/// The input with the renames carried over.
struct Carried {
    input: Input,
}

impl Carried {
    fn new(input: &Input) -> Self {
        Self {
            input: Input {
                before: None,
                ..input.clone()
            },
        }
    }

    /// Carries one over, and says so where anything has to follow.
    fn over(&mut self, proposal: &Proposal) -> Option<Diagnostic> {
        let mut first: Option<(Place, String)> = None;
        let (mut lines, mut files) = (0, 0);
        let names = self
            .input
            .names
            .iter_mut()
            .map(|text| (Document::Names, text));
        let overlays = self.input.overlays.iter_mut().enumerate();
        let overlays = overlays.map(|(number, text)| (Document::Overlay(number), text));
        for (document, text) in overlays.chain(names) {
            let rewritten = match document {
                Document::Names => rewrite::names(&text.text, &proposal.edit),
                _ => rewrite::overlay(&text.text, &proposal.edit),
            };
            // What cannot be rewritten has a diagnostic of its own.
            let Ok(rewritten) = rewritten else { continue };
            let mut changed = rewritten.lines;
            changed.dedup();
            if let Some(line) = changed.first() {
                let column = text.text.lines().nth(line - 1).map_or(1, |line| {
                    let head = line.find(&proposal.edit.old).and_then(|at| line.get(..at));
                    head.map_or(0, |head| head.chars().count()) + 1
                });
                let spelt = rewritten.text.lines().nth(line - 1).unwrap_or_default();
                let place = Place {
                    document,
                    spot: Spot::Line {
                        line: *line,
                        column,
                    },
                };
                first.get_or_insert((place, spelt.trim().to_owned()));
                (lines, files) = (lines + changed.len(), files + 1);
                text.text = rewritten.text;
            }
        }
        let (place, spelt) = first?;
        let [old, new] = &proposal.command;
        let quoted = |name: &str| match name.contains(['*', '{', '$', ' ', '\'', '#']) {
            true => format!("'{name}'"),
            false => name.to_owned(),
        };
        let command = format!("`cargo xtask rename {} {}`", quoted(old), quoted(new));
        let (where_, help) = match (lines, files) {
            (1, _) if spelt.len() <= 200 => (
                "one line has the old name".to_owned(),
                format!("write `{spelt}`, or run {command}"),
            ),
            (1, _) => (
                "one line has the old name".to_owned(),
                format!("run {command}"),
            ),
            (lines, 1) => (
                format!("{lines} lines have the old name"),
                format!("run {command}"),
            ),
            (lines, files) => (
                format!("{lines} lines in {files} files have the old name"),
                format!("run {command}"),
            ),
        };
        Some(Diagnostic {
            code: "renamed",
            message: format!("{}; {where_}", proposal.message),
            place,
            help,
        })
    }

    /// A report on the carried input as one on the input itself. Both have the same lines, but for
    /// entries of `names.toml` that are there twice.
    fn places(&self, mut report: Report, input: &Input) -> Report {
        let carried = self.input.names.as_ref().map(|names| &names.text);
        let own = input.names.as_ref().map(|names| &names.text);
        let (Some(carried), Some(own)) = (carried, own) else {
            return report;
        };
        for diagnostic in &mut report.diagnostics {
            if let Spot::Bytes(range) = &diagnostic.place.spot
                && carried != own
            {
                let line = carried
                    .get(..range.start)
                    .map_or(0, |head| head.matches('\n').count());
                let spelt = carried.lines().nth(line);
                let same = own.lines().position(|other| Some(other) == spelt);
                diagnostic.place.spot = Spot::Line {
                    line: same.unwrap_or(line) + 1,
                    column: 1,
                };
            }
        }
        report
    }
}
