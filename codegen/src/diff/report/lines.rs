//! A group of changes as a line.

use super::super::fact::{Cause, Fact};
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
        Cause::Overlay => line += "; an overlay says so",
        Cause::Names => line += "; not by what the description says of it",
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
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let (before, after) = (text(&change.before), text(&change.after));
    let names: Vec<&str> = all.iter().map(|change| change.name.as_str()).collect();
    let subject = || names_of(&names);
    match (change.part, change.action) {
        (Part::Type, Action::Added) => format!("types: {}", subject()),
        (Part::Type, Action::Renamed) if all.len() > 1 => {
            let (old, new) = group::prefixes(&before, &change.name);
            let former: Vec<&str> = all
                .iter()
                .filter_map(|change| change.before.as_deref())
                .collect();
            format!(
                "{} types: `{old}…` → `{new}…`: {}",
                all.len(),
                names_of(&former)
            )
        }
        (Part::Variant, Action::Added) => {
            let values = all.iter().filter_map(|change| change.after.as_deref());
            let values: Vec<String> = values.map(code).collect();
            format!("{} ({})", subject(), values.join(", "))
        }
        (Part::Call, Action::Added) => {
            let calls: Vec<&str> = all
                .iter()
                .filter_map(|change| change.after.as_deref())
                .collect();
            calls
                .iter()
                .map(|call| code(call))
                .collect::<Vec<_>>()
                .join(", ")
        }
        (Part::Call | Part::Constructor, Action::Arranged) => {
            let calls = all.iter().map(|change| {
                format!(
                    "{} → {}",
                    code(&text(&change.before)),
                    code(&text(&change.after))
                )
            });
            calls.take(NAMES).collect::<Vec<_>>().join("; ") + &more(all.len())
        }
        (Part::Field, Action::Added) => match &names[..] {
            [name] => format!("`{name}: {after}`"),
            _ => {
                let types: Vec<&str> = names.iter().map(|name| of(name)).collect();
                let name = last(&change.name);
                format!(
                    "`{name}: {after}` in {} types: {}",
                    names.len(),
                    names_of(&types)
                )
            }
        },
        (Part::Setter, Action::Added) => match &names[..] {
            [name] => format!("`{name}({after})`"),
            _ => format!("{}, each with {}", subject(), code(&after)),
        },
        (Part::Stream, Action::Added) => format!("`{}(…).items()` gives `{after}`", change.name),
        (Part::Stream, Action::Removed) => {
            format!("{} has no `pages()` and `items()` any more", subject())
        }
        (_, Action::Added) => format!("{} is new", subject()),
        (_, Action::Removed) => format!("{} {} gone", subject(), verb(&names)),
        (_, Action::Renamed) => {
            let pairs = all
                .iter()
                .map(|change| format!("{} → {}", code(&text(&change.before)), code(&change.name)));
            pairs.take(NAMES).collect::<Vec<_>>().join(", ") + &more(all.len())
        }
        (Part::Response, _) => format!(
            "{} gives {}, was {}",
            subject(),
            code(&after),
            code(&before)
        ),
        (Part::Call, Action::Redirected) => {
            format!(
                "{} calls {}, was {}",
                subject(),
                code(&after),
                code(&before)
            )
        }
        (_, Action::Redirected) => {
            let pairs = all.iter().map(|change| {
                let (before, after) = (text(&change.before), text(&change.after));
                format!(
                    "{} is {} on the wire, was {}",
                    code(&change.name),
                    code(&after),
                    code(&before)
                )
            });
            pairs.collect::<Vec<_>>().join(", ")
        }
        (_, Action::Behaves) => match (before.as_str(), after.as_str()) {
            ("", after) => format!("{}: {after}, which was not so", subject()),
            (before, "") => format!("{}: {before}, which is not so any more", subject()),
            (before, after) => format!("{} {after}, and before {before}", subject()),
        },
        (_, Action::Deprecated) => format!("{} {} deprecated", subject(), verb(&names)),
        (Part::Type, _) => format!("{} {} {after}, before {before}", subject(), verb(&names)),
        _ => match names.len() {
            1..=3 => format!("{}: {} → {}", subject(), code(&before), code(&after)),
            count => format!(
                "{count} × {} → {}: {}",
                code(&before),
                code(&after),
                subject()
            ),
        },
    }
}

fn on_the_wire(group: &Group<'_>) -> String {
    let mut places: Vec<String> = group.facts.iter().map(|fact| code(&fact.place)).collect();
    places.dedup();
    let count = places.len();
    places.truncate(NAMES);
    let places = places.join(", ") + &more(count);
    let first = group.facts.iter().flat_map(|fact| &fact.wire).next();
    match first.map(|change| (&change.before, &change.after)) {
        Some((Some(before), Some(after))) => format!("{places}: {before} → {after}"),
        Some((Some(before), None)) if count == 1 => format!("{places}: was {before}, is gone"),
        Some((None, Some(after))) if count == 1 => format!("{places}: {after}, which is new"),
        Some((Some(_), None)) => format!("{places} are gone"),
        Some((None, Some(_))) => format!("{places} are new"),
        _ => places,
    }
}

fn wire_rules(group: &Group<'_>) -> String {
    let mut rules: Vec<wire::Rule> = Vec::new();
    for change in group.facts.iter().flat_map(|fact| &fact.wire) {
        if !rules.contains(&change.rule) {
            rules.push(change.rule);
        }
    }
    rules.sort_by_key(|rule| std::cmp::Reverse(rule.severity));
    match &rules[..] {
        [] => String::new(),
        rules => {
            let rules = rules
                .iter()
                .map(|rule| format!("`{}` {}", rule.id, rule.severity.name()));
            format!("; on the wire {}", rules.collect::<Vec<_>>().join(", "))
        }
    }
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
    let mut calls: Vec<&String> = Vec::new();
    for call in group.facts.iter().flat_map(|fact| fact.reach()) {
        if !calls.contains(&call) {
            calls.push(call);
        }
    }
    match calls.is_empty() {
        true => String::new(),
        false => format!("; in {}", some(&calls)),
    }
}

fn uses(group: &Group<'_>) -> String {
    let mut uses: Vec<&String> = group
        .facts
        .iter()
        .flat_map(|fact: &&Fact| &fact.uses)
        .collect();
    uses.sort();
    uses.dedup();
    match uses.is_empty() {
        true => String::new(),
        false => format!("; used by hand-written code: {}", some(&uses)),
    }
}

/// The first of a list, and how many more there are.
fn some(list: &[&String]) -> String {
    let shown: Vec<String> = list
        .iter()
        .take(OPERATIONS)
        .map(|item| code(item))
        .collect();
    match list.len().saturating_sub(OPERATIONS) {
        0 => shown.join(", "),
        rest => format!("{} and {rest} more", shown.join(", ")),
    }
}

fn verb(names: &[&str]) -> &'static str {
    if names.len() == 1 { "is" } else { "are" }
}

/// `Member::{a, b}, Order::c`.
fn names_of(names: &[&str]) -> String {
    let mut by_type: indexmap::IndexMap<&str, Vec<&str>> = indexmap::IndexMap::new();
    for name in names.iter().take(NAMES) {
        let (of, last) = name.rsplit_once("::").unwrap_or(("", name));
        by_type.entry(of).or_default().push(last);
    }
    let parts = by_type.iter().map(|(of, names)| match (&names[..], *of) {
        (names, "") => names
            .iter()
            .map(|name| code(name))
            .collect::<Vec<_>>()
            .join(", "),
        ([name], of) => code(&format!("{of}::{name}")),
        (names, of) => code(&format!("{of}::{{{}}}", names.join(", "))),
    });
    parts.collect::<Vec<_>>().join(", ") + &more(names.len())
}

fn more(count: usize) -> String {
    match count.saturating_sub(NAMES) {
        0 => String::new(),
        rest => format!(" and {rest} more"),
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
