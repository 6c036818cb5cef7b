//! A group of changes as a line.

use std::collections::BTreeSet;

use indexmap::{IndexMap, IndexSet};

use super::super::fact::Cause;
use super::super::surface::{Action, Change, Part};
use super::super::wire;
use super::group::{self, Group, last, of};
use crate::unprintable::is_unprintable;

/// As many names as a line has; the rest are counted.
const NAMES: usize = 12;

/// As many operations as a line has.
const OPERATIONS: usize = 3;

/// What a group says, with its causes and where it is seen.
pub(super) fn line(group: &Group<'_>) -> String {
    let Some(first) = group.first() else {
        return String::new();
    };
    let mut line = brief(group);
    line += &wire_rules(group);
    match first.cause {
        Cause::Facts => {}
        Cause::Overlay => line += "; by an overlay",
        Cause::Names => line += "; its description is unchanged",
    }
    line += &reach(group);
    line += &uses(group);
    line
}

/// What a group says, and nothing else.
pub(super) fn brief(group: &Group<'_>) -> String {
    match group.changes().first() {
        Some(change) => rust(change, &group.changes()),
        None => on_the_wire(group),
    }
}

fn rust(change: &Change, all: &[&Change]) -> String {
    let before = change.before.as_deref().unwrap_or_default();
    let after = change.after.as_deref().unwrap_or_default();
    let names: Vec<&str> = all.iter().map(|change| change.name.as_str()).collect();
    let subject = names_of(&names);
    let verb = if names.len() == 1 { "is" } else { "are" };
    let previous = all.iter().filter_map(|change| change.before.as_deref());
    let afters = all.iter().filter_map(|change| change.after.as_deref());
    match (change.part, change.action) {
        (Part::Type, Action::Added) => format!("types: {subject}"),
        (Part::Type, Action::Renamed) if all.len() > 1 => {
            let (old, new) = group::prefixes(before, &change.name);
            let former = names_of(&previous.collect::<Vec<_>>());
            format!("{} types: `{old}…` → `{new}…`: {former}", all.len())
        }
        (Part::Variant, Action::Added) => {
            format!(
                "{subject} ({})",
                afters.map(code).collect::<Vec<_>>().join(", ")
            )
        }
        (Part::Call, Action::Added) => afters.map(code).collect::<Vec<_>>().join(", "),
        (Part::Call | Part::Constructor, Action::Arranged) => {
            let calls = previous.zip(afters);
            let calls = calls.map(|(before, after)| format!("{} → {}", code(before), code(after)));
            first_of(calls, NAMES, "; ")
        }
        (Part::Field, Action::Added) => match &names[..] {
            [name] => format!("`{name}: {after}`"),
            _ => {
                let types: Vec<&str> = names.iter().map(|name| of(name)).collect();
                let (name, count) = (last(&change.name), names.len());
                format!("`{name}: {after}` in {count} types: {}", names_of(&types))
            }
        },
        (Part::Setter, Action::Added) => match &names[..] {
            [name] => format!("`{name}({after})`"),
            _ => format!("{subject}, each with {}", code(after)),
        },
        (Part::Stream, Action::Added) => format!("`{}(…).items()` gives `{after}`", change.name),
        (Part::Stream, Action::Removed) => {
            format!("{subject} loses `pages()` and `items()`")
        }
        (_, Action::Added) => format!("{subject} is new"),
        (_, Action::Removed) => format!("{subject} {verb} removed"),
        (_, Action::Renamed) => {
            let pairs = previous.zip(&names);
            let pairs = pairs.map(|(before, name)| format!("{} → {}", code(before), code(name)));
            first_of(pairs, NAMES, ", ")
        }
        (Part::Response, _) => format!("{subject} gives {}, was {}", code(after), code(before)),
        (Part::Call, Action::Redirected) => {
            format!("{subject} calls {}, was {}", code(after), code(before))
        }
        (_, Action::Redirected) => {
            let all = names.iter().zip(previous.zip(afters));
            let all = all.map(|(name, (before, after))| {
                let (name, before, after) = (code(name), code(before), code(after));
                format!("{name} is {after} on the wire, was {before}")
            });
            all.collect::<Vec<_>>().join(", ")
        }
        (_, Action::Behaves) => match (before, after) {
            ("", after) => format!("{subject}: {after}, which is new"),
            (before, "") => format!("{subject}: {before}, no longer"),
            (before, after) => format!("{subject} {after} (before: {before})"),
        },
        (_, Action::Deprecated) => format!("{subject} {verb} deprecated"),
        (Part::Type, _) => format!("{subject} {verb} {after}, was {before}"),
        _ => match names.len() {
            1..=3 => format!("{subject}: {} → {}", code(before), code(after)),
            count => format!("{count} × {} → {}: {subject}", code(before), code(after)),
        },
    }
}

fn on_the_wire(group: &Group<'_>) -> String {
    let mut places: Vec<&str> = group.facts.iter().map(|fact| fact.place.as_str()).collect();
    places.dedup();
    let count = places.len();
    let places = first_of(places.into_iter().map(code), NAMES, ", ");
    let first = group.facts.iter().flat_map(|fact| &fact.wire).next();
    match first.map(|change| (&change.before, &change.after)) {
        Some((Some(before), Some(after))) => format!("{places}: {before} → {after}"),
        Some((Some(before), None)) if count == 1 => format!("{places}: {before}, removed"),
        Some((None, Some(after))) if count == 1 => format!("{places}: {after}, new"),
        Some((Some(_), None)) => format!("{places} are removed"),
        Some((None, Some(_))) => format!("{places} are new"),
        _ => places,
    }
}

fn wire_rules(group: &Group<'_>) -> String {
    let changes = group.facts.iter().flat_map(|fact| &fact.wire);
    let rules: IndexSet<wire::Rule> = changes.map(|change| change.rule).collect();
    let mut rules: Vec<wire::Rule> = rules.into_iter().collect();
    rules.sort_by_key(|rule| std::cmp::Reverse(rule.severity));
    let rules = rules
        .iter()
        .map(|rule| format!("`{}` {}", rule.id, rule.severity.name()));
    behind("; on the wire ", rules.collect::<Vec<_>>().join(", "))
}

/// The operations, where the names do not say them.
fn reach(group: &Group<'_>) -> String {
    let says_it = |change: &&Change| {
        matches!(
            change.part,
            Part::Call | Part::Setter | Part::Response | Part::Stream | Part::Builder
        )
    };
    if group.changes().iter().any(says_it) {
        return String::new();
    }
    let calls: IndexSet<&str> = (group.facts.iter())
        .flat_map(|fact| fact.reach())
        .map(String::as_str)
        .collect();
    behind(
        "; in ",
        first_of(calls.into_iter().map(code), OPERATIONS, ", "),
    )
}

fn uses(group: &Group<'_>) -> String {
    let uses = group.facts.iter().flat_map(|fact| &fact.uses);
    let uses: BTreeSet<&str> = uses.map(String::as_str).collect();
    let uses = first_of(uses.into_iter().map(code), OPERATIONS, ", ");
    behind("; used by hand-written code: ", uses)
}

/// Something with what comes before it, if it is anything.
fn behind(head: &str, text: String) -> String {
    match text.is_empty() {
        true => text,
        false => format!("{head}{text}"),
    }
}

/// The first of a list, and how many more there are.
pub(super) fn first_of(list: impl Iterator<Item = String>, most: usize, separator: &str) -> String {
    let list: Vec<String> = list.collect();
    let shown: Vec<&str> = list.iter().take(most).map(String::as_str).collect();
    let shown = shown.join(separator);
    match list.len().saturating_sub(most) {
        0 => shown,
        rest => format!("{shown} and {rest} more"),
    }
}

/// `Member::{a, b}, Order::c`.
fn names_of(names: &[&str]) -> String {
    let mut by_type: IndexMap<&str, Vec<&str>> = IndexMap::new();
    for name in names.iter().take(NAMES) {
        let (of, last) = name.rsplit_once("::").unwrap_or(("", name));
        by_type.entry(of).or_default().push(last);
    }
    let parts = by_type.iter().map(|(of, names)| match (&names[..], *of) {
        (names, "") => first_of(names.iter().map(|name| code(name)), NAMES, ", "),
        ([name], of) => code(&format!("{of}::{name}")),
        (names, of) => code(&format!("{of}::{{{}}}", names.join(", "))),
    });
    let shown = parts.collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(NAMES) {
        0 => shown,
        rest => format!("{shown} and {rest} more"),
    }
}

/// Inline code: what the input says cannot end it.
pub(super) fn code(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if is_unprintable(c) { ' ' } else { c })
        .collect();
    match text.contains('`') {
        true => format!("`` {text} ``"),
        false => format!("`{text}`"),
    }
}
