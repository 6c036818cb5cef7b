//! Overlays and `names.toml` while parts of them are deleted.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::ops::{Range, RangeInclusive};

use serde_json::Value;

use super::cut::Cut;
use super::names_toml;
use crate::diagnostic::{Document, Focus};
use crate::layout::Replacement;
use crate::overlay::is_within;
use crate::pointer::Pointer;
use crate::{Input, layout, source};

/// An input without what led nowhere.
#[derive(Debug, Clone)]
pub struct Pruned {
    /// The input with shorter overlays, and a shorter `names.toml`.
    pub input: Input,
    /// What was deleted, in the order of the documents and of their lines.
    pub deleted: Vec<Deleted>,
    /// What is as certain, and is spelt in a way that has to be edited by hand.
    pub stuck: Vec<Deleted>,
}

/// A part of an overlay or of `names.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Deleted {
    /// The overlay, or `names.toml`.
    pub document: Document,
    /// Where it was, in the text as it was; from 1.
    pub lines: RangeInclusive<usize>,
    /// What it was: `…properties.total`.
    pub what: String,
}

/// Something that there is to delete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Deletion {
    /// From the overlay of this number.
    Overlay(usize, Cut),
    /// The entry of `names.toml` whose key is there.
    Names(Range<usize>),
}

pub(super) struct Work {
    pub input: Input,
    /// The overlays; null is one that cannot be read.
    pub trees: Vec<Value>,
    /// For each overlay the number that each of its actions had.
    numbers: Vec<Vec<usize>>,
    /// For each overlay, and then `names.toml`, the number that each line had.
    lines: Vec<Vec<usize>>,
    deleted: Vec<Deleted>,
    stuck: HashSet<Deleted>,
}

impl Work {
    pub(super) fn new(input: &Input) -> Self {
        let texts = input.overlays.iter().chain(&input.names);
        let lines = texts.map(|text| (1..=text.text.matches('\n').count() + 1).collect());
        let tree = |text: &str| {
            let read = source::load(Document::Overlay(0), text);
            read.map_or(Value::Null, |read| read.tree)
        };
        let trees: Vec<Value> = input.overlays.iter().map(|it| tree(&it.text)).collect();
        let actions = |tree: &Value| {
            let actions = tree.get("actions").and_then(Value::as_array);
            (0..actions.map_or(0, Vec::len)).collect()
        };
        Self {
            input: Input {
                before: None,
                ..input.clone()
            },
            numbers: trees.iter().map(actions).collect(),
            trees,
            lines: lines.collect(),
            deleted: Vec::new(),
            stuck: HashSet::new(),
        }
    }

    /// The number that an action of an overlay had.
    pub(super) fn own_number(&self, overlay: usize, action: usize) -> Option<usize> {
        self.numbers.get(overlay)?.get(action).copied()
    }

    /// A line of `names.toml`, from 1.
    pub(super) fn names_line(&self, line: usize) -> String {
        let text = self.input.names.as_ref().map_or("", |names| &names.text);
        let line = text.lines().nth(line.saturating_sub(1));
        line.unwrap_or_default().trim().to_owned()
    }

    /// The line of `names.toml` that a byte is in.
    pub(super) fn line_of_names(&self, at: usize) -> String {
        let text = self.input.names.as_ref().map_or("", |names| &names.text);
        self.names_line(layout::line_of(text, at))
    }

    /// Deletes all of it, and says whether that was anything.
    pub(super) fn delete(&mut self, deletions: Vec<Deletion>) -> bool {
        let mut cuts: Vec<Vec<Cut>> = vec![Vec::new(); self.trees.len()];
        let mut keys: Vec<Range<usize>> = Vec::new();
        for deletion in deletions {
            match deletion {
                Deletion::Overlay(number, cut) => {
                    if let Some(cuts) = cuts.get_mut(number) {
                        cuts.push(cut);
                    }
                }
                Deletion::Names(key) => keys.push(key),
            }
        }
        let mut any = false;
        for (number, mut cuts) in cuts.into_iter().enumerate() {
            // From the back, so that what is in front keeps its number.
            let places: Vec<Pointer> = cuts.iter().filter_map(Cut::entry).cloned().collect();
            let is_below = |cut: &Cut, at: &Pointer| {
                cut.place() != at && is_within(cut.place().as_str(), at.as_str())
            };
            cuts.retain(|cut| !places.iter().any(|at| is_below(cut, at)));
            cuts.sort_by_cached_key(|cut| Reverse(order(cut.place())));
            cuts.dedup();
            for cut in cuts {
                any |= self.cut(number, cut) == Some(true);
            }
        }
        keys.sort_by_key(|key| Reverse(key.start));
        keys.dedup();
        for key in keys {
            any |= self.entry(&key) == Some(true);
        }
        any
    }

    /// Whether something was deleted; none if it is gone with something else.
    fn cut(&mut self, number: usize, cut: Cut) -> Option<bool> {
        let tree = self.trees.get(number)?;
        let own = cut.clone();
        let cut = cut.widened(tree);
        let shorter = cut.without(tree)?;
        let document = Document::Overlay(number);
        let named = if is_action(&cut) { &cut } else { &own };
        let (what, text) = (what(named, tree), &self.input.overlays.get(number)?.text);
        let Some(edit) = cut.edit(text, tree) else {
            let start = layout::offset(text, cut.place().as_str(), Focus::Key)?;
            return self.is_stuck(document, start, what);
        };
        self.note(document, &edit, what);
        self.input
            .overlays
            .get_mut(number)?
            .text
            .replace_range(edit.at, &edit.new);
        if is_action(&cut) {
            let action = cut.place().split().1.parse().ok()?;
            self.numbers.get_mut(number)?.remove(action);
        }
        *self.trees.get_mut(number)? = shorter;
        Some(true)
    }

    fn entry(&mut self, key: &Range<usize>) -> Option<bool> {
        let text = &self.input.names.as_ref()?.text;
        let name = text.get(key.clone())?.to_owned();
        let Some(at) = names_toml::entry(text, key) else {
            return self.is_stuck(Document::Names, key.start, name);
        };
        let new = String::new();
        self.note(
            Document::Names,
            &Replacement {
                at: at.clone(),
                new,
            },
            name,
        );
        self.input.names.as_mut()?.text.replace_range(at, "");
        Some(true)
    }

    fn text(&self, document: Document) -> Option<(&str, usize)> {
        let overlays = &self.input.overlays;
        match document {
            Document::Overlay(number) => Some((&overlays.get(number)?.text, number)),
            Document::Names => Some((&self.input.names.as_ref()?.text, overlays.len())),
            Document::Spec | Document::Source(_) => None,
        }
    }

    fn is_stuck(&mut self, document: Document, start: usize, what: String) -> Option<bool> {
        let (text, index) = self.text(document)?;
        let line = *self
            .lines
            .get(index)?
            .get(layout::line_of(text, start) - 1)?;
        let lines = line..=line;
        self.stuck.insert(Deleted {
            document,
            lines,
            what,
        });
        Some(false)
    }

    /// Notes what is about to go, by the lines that it had.
    fn note(&mut self, document: Document, edit: &Replacement, what: String) -> Option<()> {
        let (text, index) = self.text(document)?;
        let gone = text.get(edit.at.clone())?;
        let is_around = |c: char| c == ',' || c.is_whitespace();
        let start = edit.at.end - gone.trim_start_matches(is_around).len();
        let end = edit.at.start + gone.trim_end_matches(is_around).len();
        let [from, to] = [start, end.max(start)].map(|at| layout::line_of(text, at) - 1);
        let [first, last] = [edit.at.start, edit.at.end].map(|at| layout::line_of(text, at) - 1);
        let is_whole = text.get(..edit.at.start)?.ends_with('\n') || edit.at.start == 0;
        let lines = self.lines.get_mut(index)?;
        let own = *lines.get(from)?..=*lines.get(to)?;
        // The line that is left where several were is the first or the last of them.
        let kept = usize::from(!is_whole || !edit.new.is_empty());
        let end = (last + kept).saturating_sub(edit.new.matches('\n').count());
        lines.drain(first + kept..end.max(first + kept));
        self.deleted.push(Deleted {
            document,
            lines: own,
            what,
        });
        Some(())
    }

    pub(super) fn done(self) -> Pruned {
        let sorted = |mut all: Vec<Deleted>| {
            let document = |document: Document| match document {
                Document::Overlay(number) => number,
                Document::Spec | Document::Source(_) | Document::Names => usize::MAX,
            };
            all.sort_by_key(|it| (document(it.document), *it.lines.start(), *it.lines.end()));
            all
        };
        Pruned {
            input: self.input,
            deleted: sorted(self.deleted),
            stuck: sorted(self.stuck.into_iter().collect()),
        }
    }
}

fn is_action(cut: &Cut) -> bool {
    cut.entry().is_some_and(|at| at.steps().len() == 2)
}

/// A pointer as a key to sort by: elements of a list come in the order of their numbers.
fn order(at: &Pointer) -> Vec<(usize, String)> {
    let steps = at.steps().into_iter();
    steps
        .map(|step| (step.parse().unwrap_or_default(), step))
        .collect()
}

/// What goes, in a few words.
fn what(cut: &Cut, tree: &Value) -> String {
    /// A longer target is cut off.
    const LENGTH: usize = 90;
    let at = match cut {
        Cut::Selector { name, .. } => return format!("{name} in the target"),
        Cut::Entry(at) => at,
    };
    let steps = at.steps();
    if steps.len() == 2 {
        let target = at
            .of(tree)
            .and_then(|action| action.get("target")?.as_str());
        let target = target.unwrap_or_default();
        let short: String = target.chars().take(LENGTH).collect();
        let dots = if short == target { "" } else { "…" };
        return format!("the action for {short}{dots}");
    }
    let (parent, last) = at.split();
    let is_element = parent.of(tree).is_some_and(Value::is_array);
    let last = match at.of(tree) {
        Some(Value::String(text)) if is_element => text.clone(),
        _ => last,
    };
    format!("…{}.{last}", parent.split().1)
}
