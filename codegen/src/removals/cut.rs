//! Something deleted from the text of an overlay. The layout, and every other comment, stay as they
//! are.

use std::ops::Range;

use serde_json::{Map, Value};

use crate::diagnostic::Focus;
use crate::layout::{self, Replacement};
use crate::overlay::segments;
use crate::pointer::Pointer;

/// What is deleted from an overlay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cut {
    /// What is at this place: an action, a key with its value, an element of a list.
    Entry(Pointer),
    /// A selector out of several in a segment of the target at this place.
    Selector {
        target: Pointer,
        segment: usize,
        name: String,
    },
}

impl Cut {
    pub(super) fn place(&self) -> &Pointer {
        match self {
            Self::Entry(at) | Self::Selector { target: at, .. } => at,
        }
    }

    /// The place of what goes as a whole.
    pub(super) fn entry(&self) -> Option<&Pointer> {
        match self {
            Self::Entry(at) => Some(at),
            Self::Selector { .. } => None,
        }
    }

    /// With what would be empty without it: lists, objects, the action whose update it is all of.
    pub(super) fn widened(self, tree: &Value) -> Self {
        let Self::Entry(mut at) = self else {
            return self;
        };
        while let [_, _, below @ ..] = &at.steps()[..]
            && let [.., last] = below
        {
            let parent = at.split().0;
            let is_all = match below.len() {
                1 => last == "update",
                _ => parent.of(tree).is_some_and(|parent| len(parent) == 1),
            };
            if !is_all {
                break;
            }
            at = parent;
        }
        Self::Entry(at)
    }

    /// The document without it.
    pub(super) fn without(&self, tree: &Value) -> Option<Value> {
        let mut tree = tree.clone();
        match self {
            Self::Entry(at) => {
                let (parent, last) = at.split();
                match tree.pointer_mut(parent.as_str())? {
                    Value::Object(map) => drop(Map::shift_remove(map, &last)?),
                    Value::Array(list) => {
                        let number = last.parse().ok().filter(|at: &usize| *at < list.len())?;
                        list.remove(number);
                    }
                    _ => return None,
                }
            }
            Self::Selector { target, .. } => {
                let old = target.of(&tree)?.as_str()?;
                let (at, new) = self.selectors(old)?;
                let mut old = old.to_owned();
                old.replace_range(at, &new);
                *tree.pointer_mut(target.as_str())? = Value::String(old);
            }
        }
        Some(tree)
    }

    /// The edit of the text that makes it a document without it; none if it is spelt in a way that
    /// has to be edited by hand.
    pub(super) fn edit(&self, text: &str, tree: &Value) -> Option<Replacement> {
        let edit = match self {
            Self::Entry(at) => entry(text, tree, at)?,
            Self::Selector { target, .. } => self.selector(text, target.of(tree)?.as_str()?)?,
        };
        let edits = std::slice::from_ref(&edit);
        layout::edited(text, edits, &self.without(tree)?)?;
        Some(edit)
    }

    /// The selectors that its own is one of, within the target, and the others.
    fn selectors(&self, path: &str) -> Option<(Range<usize>, String)> {
        let Self::Selector { segment, name, .. } = self else {
            return None;
        };
        let segments = segments(path);
        let all = &segments.get(*segment)?.selectors;
        let spelt = all
            .iter()
            .filter_map(|at| Some((at, path.get(at.clone())?)));
        let others: Vec<&str> = spelt
            .filter(|(_, text)| text.trim() != name)
            .map(|(_, text)| text)
            .collect();
        let (first, last) = (all.first()?, all.last()?);
        let is_one = !others.is_empty() && others.len() < all.len();
        is_one.then(|| (first.start..last.end, others.join(",").trim().to_owned()))
    }

    fn selector(&self, text: &str, path: &str) -> Option<Replacement> {
        let start = layout::offset(text, self.place().as_str(), Focus::Value)?;
        let (at, new) = self.selectors(path)?;
        let rest = text.get(start..)?;
        let spelt = |part: &str| match rest.chars().next() {
            Some('\'') => part.replace('\'', "''"),
            Some('"') => part.replace('\\', "\\\\").replace('"', "\\\""),
            _ => part.to_owned(),
        };
        let old = spelt(path.get(at)?);
        let found = start + rest.find(&old)?;
        Some(Replacement {
            at: found..found + old.len(),
            new: spelt(&new),
        })
    }
}

fn len(value: &Value) -> usize {
    match value {
        Value::Object(map) => map.len(),
        Value::Array(list) => list.len(),
        _ => 0,
    }
}

fn entry(text: &str, tree: &Value, at: &Pointer) -> Option<Replacement> {
    let parent = at.split().0;
    let list = parent.of(tree)?.as_array();
    let open = layout::offset(text, parent.as_str(), Focus::Value)?;
    let focus = list.map_or(Focus::Key, |_| Focus::Value);
    let start = layout::offset(text, at.as_str(), focus)?;
    if text.get(open..)?.starts_with(['{', '[']) {
        let at = layout::flow_entry(text, open, start)?;
        let new = String::new();
        return Some(Replacement { at, new });
    }
    match list {
        Some(list) => element(text, start, list.len() == 1),
        None => pair(text, start),
    }
}

/// An element of a list in block style, from its dash on.
fn element(text: &str, start: usize, is_only: bool) -> Option<Replacement> {
    let dash = text.get(..start)?.trim_end().strip_suffix('-')?.len();
    let line = layout::line_of(text, dash);
    let first = layout::line_start(text, line);
    let indent = text
        .get(first..dash)
        .filter(|head| head.trim().is_empty())?;
    let last = line + layout::extent(text, line, indent.len() + 2);
    let new = match is_only {
        true => format!("{}[]\n", if indent.is_empty() { "  " } else { indent }),
        false => String::new(),
    };
    Some(Replacement {
        at: first..layout::line_start(text, last + 1),
        new,
    })
}

/// A key with its value in block style.
fn pair(text: &str, start: usize) -> Option<Replacement> {
    let line = layout::line_of(text, start);
    let first = layout::line_start(text, line);
    let head = text.get(first..start)?;
    let mut last = line + layout::extent(text, line, head.len() + 2);
    // A list may be indented like its key.
    let is_dash = |line: &str| {
        let rest = line.trim_start();
        line.len() - rest.len() == head.len() && (rest == "-" || rest.starts_with("- "))
    };
    while text.lines().nth(last).is_some_and(is_dash) {
        last += 1 + layout::extent(text, last + 1, head.len() + 2);
    }
    let end = layout::line_start(text, last + 1);
    let at = match head.trim().is_empty() {
        true => first..end,
        // Behind a dash, the next key takes its place.
        false => start..end + head.len(),
    };
    Some(Replacement {
        at,
        new: String::new(),
    })
}
