//! Positions in a YAML document, for edits that keep the rest of it.

use std::ops::Range;

use serde_json::Value;

use crate::diagnostic::{Document, Focus};
use crate::source;

/// A part of a text, and what takes its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Replacement {
    pub at: Range<usize>,
    pub new: String,
}

/// A text with replacements, which are sorted.
pub(crate) fn replaced(text: &str, replacements: &[Replacement]) -> String {
    let mut text = text.to_owned();
    for Replacement { at, new } in replacements.iter().rev() {
        if text.get(at.clone()).is_some() {
            text.replace_range(at.clone(), new);
        }
    }
    text
}

/// The same of a YAML document; none if that does not read as `expected` then.
pub(crate) fn edited(text: &str, replacements: &[Replacement], expected: &Value) -> Option<String> {
    let text = replaced(text, replacements);
    let read = source::load(Document::Overlay(0), &text).ok()?;
    (read.tree == *expected).then_some(text)
}

/// The byte offset of the node at a JSON pointer.
pub(crate) fn offset(text: &str, pointer: &str, focus: Focus) -> Option<usize> {
    let (line, column) = source::locate(text, pointer, focus)?;
    let start = line_start(text, line);
    let rest = text.get(start..)?;
    let within = rest
        .char_indices()
        .nth(column - 1)
        .map_or(rest.len(), |(at, _)| at);
    Some(start + within)
}

/// The byte offset of a line, counted from 1, or of the end of the document.
pub(crate) fn line_start(text: &str, line: usize) -> usize {
    let lines = text.split_inclusive('\n').take(line - 1);
    lines.map(str::len).sum()
}

/// The number of the line with a byte, from 1.
pub(crate) fn line_of(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or_default().matches('\n').count() + 1
}

/// The number of lines behind `first` that are indented to `column` or more; both from 1.
pub(crate) fn extent(text: &str, first: usize, column: usize) -> usize {
    let is_within = |line: &&str| {
        let indent = line.len() - line.trim_start().len();
        line.trim().is_empty() || indent + 1 >= column
    };
    let following: Vec<&str> = text.lines().skip(first).take_while(is_within).collect();
    let blank = following
        .iter()
        .rev()
        .take_while(|line| line.trim().is_empty());
    following.len() - blank.count()
}

/// The range to delete with an entry of a flow collection (JSON, YAML or TOML) that opens at
/// `open`: the entry, found by a byte in it, and the comma beside it.
pub(crate) fn flow_entry(text: &str, open: usize, at: usize) -> Option<Range<usize>> {
    let entries = flow_entries(text, open)?;
    let number = entries.iter().position(|entry| entry.contains(&at))?;
    let own = entries.get(number)?.clone();
    let is_separator = |between: Range<usize>| {
        let between = text.get(between).unwrap_or_default();
        between.chars().all(|c| c == ',' || c.is_whitespace())
    };
    if let Some(next) = entries.get(number + 1) {
        if is_separator(own.end..next.start) {
            return Some(own.start..next.start);
        }
        // There is a comment between them.
        let comma = text.get(own.end..)?.find(',')?;
        return Some(own.start..own.end + comma + 1);
    }
    match number.checked_sub(1).and_then(|last| entries.get(last)) {
        Some(last) if is_separator(last.end..own.start) => Some(last.end..own.end),
        // An entry that is alone on its lines.
        _ => Some(whole_lines(text, &own).unwrap_or(own)),
    }
}

/// The lines of a range, if nothing else is on them.
fn whole_lines(text: &str, at: &Range<usize>) -> Option<Range<usize>> {
    let head = text.get(..at.start)?.trim_end_matches([' ', '\t']);
    let tail = text.get(at.end..)?.trim_start_matches([' ', '\t']);
    let end = text.len() - tail.strip_prefix('\n')?.len();
    head.ends_with('\n').then_some(head.len()..end)
}

/// The ranges of the entries of such a collection.
fn flow_entries(text: &str, open: usize) -> Option<Vec<Range<usize>>> {
    let (mut found, mut depth) = (Vec::new(), 0_usize);
    let mut own: Option<Range<usize>> = None;
    let mut quote: Option<char> = None;
    let mut before = ',';
    let mut chars = text.get(open + 1..)?.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let at = open + 1 + at;
        if quote.is_none() && c == '#' && text.get(..at)?.ends_with(char::is_whitespace) {
            while chars.next_if(|(_, c)| *c != '\n').is_some() {}
            continue;
        }
        match (quote, c) {
            (Some('"'), '\\') => drop(chars.next()),
            // YAML escapes a single quote by a second one.
            (Some('\''), '\'') if chars.next_if(|(_, c)| *c == '\'').is_some() => {}
            (Some(open), _) if c == open => quote = None,
            (Some(_), _) => {}
            (None, ']' | '}') if depth == 0 => {
                found.extend(own);
                return Some(found);
            }
            (None, ',') if depth == 0 => {
                found.extend(own.take());
                before = ',';
                continue;
            }
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => depth -= 1,
            // Elsewhere it is an apostrophe.
            (None, '"' | '\'') if ",:=[{".contains(before) => quote = Some(c),
            (None, _) => {}
        }
        if !c.is_whitespace() {
            before = c;
            let end = at + c.len_utf8();
            own = Some(own.map_or(at, |own| own.start)..end);
        }
    }
    None
}
