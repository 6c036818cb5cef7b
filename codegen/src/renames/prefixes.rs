//! Names that changed in the same way: a common beginning became another one.

use std::collections::{BTreeMap, BTreeSet};

use super::rename::{Prefix, Rename};

/// The prefixes that at least two names share. No name in `kept` begins with one: it would be
/// changed too.
pub(super) fn of<'r>(
    renames: impl Iterator<Item = &'r Rename>,
    kept: &BTreeSet<&str>,
) -> Vec<Prefix> {
    let mut groups: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    for rename in renames {
        let (old, new, rest) = split(&rename.old, &rename.new);
        if !rest.is_empty() {
            groups.entry((old, new)).or_default().insert(rest);
        }
    }
    let mut found = Vec::new();
    for ((old, new), rests) in groups {
        grow(
            old,
            new,
            &rests.into_iter().collect::<Vec<_>>(),
            kept,
            &mut found,
        );
    }
    found.sort();
    found
}

/// What two names begin with, where they end with the same word.
pub(super) fn beginnings(old: &str, new: &str) -> Option<(String, String)> {
    let (old, new, rest) = split(old, new);
    // The separator belongs to the beginning.
    let word = rest.trim_start_matches(is_separator);
    let separator = rest.split_at(rest.len() - word.len()).0;
    let is_word = !word.is_empty() && !old.is_empty() && !new.is_empty();
    is_word.then(|| (format!("{old}{separator}"), format!("{new}{separator}")))
}

/// Two names as what differs, and what both end with from the beginning of a word on.
fn split<'n>(old: &'n str, new: &'n str) -> (&'n str, &'n str, &'n str) {
    let same = old.chars().rev().zip(new.chars().rev());
    let length: usize = same
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a.len_utf8())
        .sum();
    let starts = (old.len() - length..=old.len()).filter(|at| old.is_char_boundary(*at));
    let both = |at: usize| (at, new.len() - (old.len() - at));
    let start = starts
        .map(both)
        .find(|(one, two)| is_boundary(old, *one) && is_boundary(new, *two));
    let (one, two) = start.unwrap_or((old.len(), new.len()));
    let (old, rest) = old.split_at(one);
    (old, new.split_at(two).0, rest)
}

/// Whether a word ends here: before or behind what is no letter, or before a capital.
fn is_boundary(name: &str, at: usize) -> bool {
    let (before, after) = name.split_at(at);
    match (before.chars().next_back(), after.chars().next()) {
        (Some(before), Some(after)) => {
            is_separator(before)
                || is_separator(after)
                || before.is_lowercase() && after.is_uppercase()
        }
        _ => true,
    }
}

fn is_separator(c: char) -> bool {
    !c.is_alphanumeric()
}

/// The longest beginning that the names have in common, up to a separator. Where names that did
/// not change begin so too, one for each word that follows.
fn grow(old: &str, new: &str, rests: &[&str], kept: &BTreeSet<&str>, found: &mut Vec<Prefix>) {
    let (Some(first), true) = (rests.first(), rests.len() > 1) else {
        return;
    };
    let same = |rest: &&str| {
        let pairs = first.chars().zip(rest.chars());
        pairs
            .take_while(|(a, b)| a == b)
            .map(|(a, _)| a.len_utf8())
            .sum()
    };
    let common: usize = rests.iter().map(same).min().unwrap_or_default();
    let common = first.split_at(common).0;
    let end = common.rfind(is_separator).map_or(0, |at| {
        at + common[at..].chars().next().map_or(0, char::len_utf8)
    });
    let shared = first.split_at(end).0;
    let prefix = format!("{old}{shared}");
    let is_kept =
        (kept.range(prefix.as_str()..).next()).is_some_and(|name| name.starts_with(&prefix));
    if !is_kept && !prefix.is_empty() {
        found.push(Prefix {
            new: format!("{new}{shared}"),
            names: rests.iter().map(|rest| format!("{old}{rest}")).collect(),
            old: prefix,
        });
        return;
    }
    let mut by_word: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for rest in rests {
        let tail = rest.split_at(end).1;
        let word = tail.find(is_separator).map_or(tail.len(), |at| {
            at + tail[at..].chars().next().map_or(0, char::len_utf8)
        });
        // A name without another word is no prefix.
        if word < tail.len() && word > 0 {
            by_word
                .entry(rest.split_at(end + word).0)
                .or_default()
                .push(rest);
        }
    }
    for rests in by_word.into_values() {
        grow(old, new, &rests, kept, found);
    }
}
