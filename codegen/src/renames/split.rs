//! An action for several schemas as two: one for those in which a name changes, and one for the
//! others.

use std::ops::Range;

use serde_json::Value;

use super::edit::literals;
use crate::diagnostic::{Document, Focus};
use crate::layout::{self, Replacement};
use crate::overlay::segments;
use crate::source;

/// Takes each action apart that is about some of `chosen` among others, if `is_changed` says so of
/// its part for those. What cannot be taken apart as text stays as it is. Returns the numbers of
/// those that were one action before, too.
pub(super) fn apart(
    text: &str,
    chosen: &[String],
    is_changed: &dyn Fn(&Value) -> bool,
) -> (String, Vec<usize>) {
    let Ok(source) = source::load(Document::Overlay(0), text) else {
        return (text.to_owned(), Vec::new());
    };
    let (tree, mut expected) = (&source.tree, source.tree.clone());
    let (mut text, mut numbers) = (text.to_owned(), Vec::new());
    let actions = tree.get("actions").and_then(Value::as_array);
    let actions = actions.map_or(&[][..], Vec::as_slice);
    // From the back, so that the actions in front stay where they are.
    for (number, action) in actions.iter().enumerate().rev() {
        let target = action
            .get("target")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let Some(union) = Union::of(target, chosen) else {
            continue;
        };
        let with = |names: &str| {
            let mut action = action.clone();
            let mut target = target.to_owned();
            target.replace_range(union.at.clone(), names);
            if let Value::Object(action) = &mut action {
                action.insert("target".to_owned(), Value::String(target));
            }
            action
        };
        let (others, alone) = (with(&union.others), with(&union.alone));
        if !is_changed(&alone) {
            continue;
        }
        let names = target.get(union.at.clone()).unwrap_or_default();
        let mut split = expected.clone();
        if let Some(actions) = split.get_mut("actions").and_then(Value::as_array_mut) {
            actions.splice(number..=number, [others, alone]);
        }
        let both = lines_of(&text, number).and_then(|at| {
            let own = text.get(at.clone())?;
            let copies = [&union.others, &union.alone].map(|new| own.replacen(names, new, 1));
            let new = copies.concat();
            layout::edited(&text, &[Replacement { at, new }], &split)
        });
        if let Some(both) = both {
            (text, expected) = (both, split);
            numbers.insert(0, number);
        }
    }
    (text, numbers)
}

/// The bytes of the lines of an action.
fn lines_of(text: &str, action: usize) -> Option<Range<usize>> {
    let pointer = format!("/actions/{action}");
    let (first, column) = source::locate(text, &pointer, Focus::Value)?;
    let end = first + layout::extent(text, first, column) + 1;
    Some(layout::line_start(text, first)..layout::line_start(text, end))
}

/// The names of schemas in a target that has several.
struct Union {
    /// Where they stand, without their brackets.
    at: Range<usize>,
    /// Those in which a name changes, and the others, as they have to be spelt in its place.
    alone: String,
    others: String,
}

impl Union {
    fn of(target: &str, chosen: &[String]) -> Option<Self> {
        let segments = segments(target);
        let mut pairs = segments.iter().zip(segments.iter().skip(1));
        let (_, segment) = pairs.find(|(before, _)| {
            let before = target.get(before.whole.clone());
            matches!(before, Some(".schemas" | "['schemas']" | "[\"schemas\"]"))
        })?;
        let (first, last) = (segment.selectors.first()?, segment.selectors.last()?);
        let at = first.start..last.end;
        let is_chosen = |selector: &Range<usize>| {
            let names = literals(target, selector.clone()).into_iter();
            let mut names = names.filter_map(|name| target.get(name));
            names.any(|name| chosen.iter().any(|chosen| chosen == name))
        };
        let spelt = |selector: &Range<usize>| target.get(selector.clone()).map(str::trim);
        let (chosen, others): (Vec<_>, Vec<_>) = segment
            .selectors
            .iter()
            .partition(|selector| is_chosen(selector));
        let joined = |selectors: Vec<&Range<usize>>| -> String {
            let names: Vec<&str> = selectors.into_iter().filter_map(spelt).collect();
            names.join(",")
        };
        (!chosen.is_empty() && !others.is_empty()).then(|| Self {
            at,
            alone: joined(chosen),
            others: joined(others),
        })
    }
}
