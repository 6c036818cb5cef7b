//! Equal changes as one line.

use indexmap::IndexMap;

use super::super::fact::{Cause, Fact};
use super::super::surface::{Action, Change, Part, Severity};
use super::super::wire;

/// A part of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Section {
    Silent,
    Programs,
    Wire,
    New,
    Nothing,
}

/// Facts that are equal but for what they are about.
pub(super) struct Group<'d> {
    pub facts: Vec<&'d Fact>,
}

/// What makes facts equal.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    Rust(Severity, Part, Action, Cause, [String; 3]),
    Wire(&'static str, Cause, [Option<String>; 3]),
}

pub(super) fn section(fact: &Fact) -> Section {
    let wire = fact.wire_severity();
    match fact.severity() {
        Severity::Silent => Section::Silent,
        Severity::Breaking => Section::Programs,
        Severity::Additive if wire != Some(wire::Severity::Error) => Section::New,
        Severity::None if wire.is_none_or(|severity| severity == wire::Severity::Info) => {
            Section::Nothing
        }
        Severity::Additive | Severity::None => Section::Wire,
    }
}

/// The groups of a section, in the order of their first facts.
pub(super) fn groups(facts: &[Fact], of: Section) -> Vec<Group<'_>> {
    let mut groups: IndexMap<Key, Vec<&Fact>> = IndexMap::new();
    for fact in facts.iter().filter(|fact| section(fact) == of) {
        if let Some(key) = key(fact) {
            groups.entry(key).or_default().push(fact);
        }
    }
    groups.into_values().map(|facts| Group { facts }).collect()
}

impl<'d> Group<'d> {
    /// What is said of all of them.
    pub(super) fn first(&self) -> Option<&'d Fact> {
        self.facts.first().copied()
    }

    /// The Rust change of each, if it is one in Rust.
    pub(super) fn changes(&self) -> Vec<&'d Change> {
        self.facts.iter().filter_map(|fact| main(fact)).collect()
    }
}

/// The gravest change of a fact.
pub(super) fn main(fact: &Fact) -> Option<&Change> {
    let changes = fact.rust.iter().rev();
    changes.max_by_key(|change| change.severity)
}

fn key(fact: &Fact) -> Option<Key> {
    if let Some(change) = main(fact) {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let same = match (change.part, change.action) {
            (Part::Type, Action::Added | Action::Removed) => Default::default(),
            (Part::Type, Action::Renamed) => {
                let former = text(&change.before);
                let (old, new) = prefixes(&former, &change.name);
                [old.to_owned(), new.to_owned(), String::new()]
            }
            (Part::Variant, _) => [of(&change.name).to_owned(), String::new(), String::new()],
            (Part::Call, Action::Added | Action::Removed) => {
                [of(&change.name).to_owned(), String::new(), String::new()]
            }
            (Part::Call | Part::Constructor, Action::Arranged) => delta(change),
            (_, Action::Added | Action::Removed) => [
                last(&change.name).to_owned(),
                text(&change.before),
                text(&change.after),
            ],
            (_, Action::Renamed) => {
                let before = text(&change.before);
                [
                    last(&before).to_owned(),
                    last(&change.name).to_owned(),
                    String::new(),
                ]
            }
            (_, Action::Deprecated) => Default::default(),
            _ => [text(&change.before), text(&change.after), String::new()],
        };
        return Some(Key::Rust(
            change.severity,
            change.part,
            change.action,
            fact.cause,
            same,
        ));
    }
    let change = fact.wire.first()?;
    let same = match (&change.before, &change.after) {
        // What is gone, or new, in one place.
        (Some(_), None) | (None, Some(_)) => {
            let place = change.new.as_ref().or(change.old.as_ref());
            [place.map(|place| place.split().0.into()), None, None]
        }
        (before, after) => [None, before.clone(), after.clone()],
    };
    Some(Key::Wire(change.rule.id, fact.cause, same))
}

/// What arguments gain and lose.
fn delta(change: &Change) -> [String; 3] {
    let of = |text: &Option<String>| arguments(text.as_deref().unwrap_or_default());
    let (before, after) = (of(&change.before), of(&change.after));
    let without = |some: &[String], others: &[String]| {
        let rest = some.iter().filter(|argument| !others.contains(argument));
        rest.cloned().collect::<Vec<_>>().join(", ")
    };
    let (lost, gained) = (without(&before, &after), without(&after, &before));
    let rest = match lost.is_empty() && gained.is_empty() {
        // The same in another order is of its own each time.
        true => change.name.clone(),
        false => setters(change),
    };
    [lost, gained, rest]
}

/// The setters behind the arguments.
fn setters(change: &Change) -> String {
    let of = |text: &Option<String>| {
        let text = text.as_deref().unwrap_or_default();
        let setter = text.ends_with("(…)").then(|| text.rfind(").")).flatten();
        setter
            .and_then(|at| text.get(at..))
            .unwrap_or_default()
            .to_owned()
    };
    of(&change.before) + &of(&change.after)
}

/// The arguments of a call as it is spelt, types included.
pub(super) fn arguments(call: &str) -> Vec<String> {
    let Some(start) = call.rfind("().").map_or(Some(0), |at| Some(at + 3)) else {
        return Vec::new();
    };
    let rest = call.get(start..).unwrap_or_default();
    let inner = rest.split_once('(').map_or("", |(_, rest)| rest);
    let (mut depth, mut arguments, mut current) = (0_usize, Vec::new(), String::new());
    for c in inner.chars() {
        match c {
            ')' if depth == 0 => break,
            '(' | '<' => depth += 1,
            ')' | '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if c == ',' && depth == 0 {
            arguments.push(std::mem::take(&mut current).trim().to_owned());
        } else {
            current.push(c);
        }
    }
    if !current.trim().is_empty() {
        arguments.push(current.trim().to_owned());
    }
    arguments
}

/// What two names begin with, where they differ.
pub(super) fn prefixes<'n>(old: &'n str, new: &'n str) -> (&'n str, &'n str) {
    let same = old.chars().rev().zip(new.chars().rev());
    let length: usize = same
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a.len_utf8())
        .sum();
    // The common end begins with a word.
    let end = old.get(old.len() - length..).unwrap_or_default();
    let word = end.find(char::is_uppercase).unwrap_or(end.len());
    let length = end.len() - word;
    (
        old.get(..old.len() - length).unwrap_or(old),
        new.get(..new.len() - length).unwrap_or(new),
    )
}

/// What a name is in: of `Member::name` that is `Member`.
pub(super) fn of(name: &str) -> &str {
    let colon = name.rsplit_once("::").map(|(of, _)| of);
    colon
        .or_else(|| name.rsplit_once('.').map(|(of, _)| of))
        .unwrap_or_default()
}

/// The last name of a path.
pub(super) fn last(name: &str) -> &str {
    let rest = name.rsplit_once("::").map_or(name, |(_, rest)| rest);
    rest.rsplit_once('.').map_or(rest, |(_, rest)| rest)
}
