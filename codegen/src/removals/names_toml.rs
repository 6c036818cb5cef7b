//! An entry deleted from the text of `names.toml`.

use std::ops::Range;

use toml::de::{DeTable, DeValue};
use toml::{Spanned, Table, Value};

use crate::{layout, names};

/// What has to go for an entry to go, by the range of its key; none if it is spelt in a way that has
/// to be edited by hand.
pub(super) fn entry(text: &str, key: &Range<usize>) -> Option<Range<usize>> {
    let tables = DeTable::parse(text).ok()?;
    let (path, name, value) = names::tables(tables.get_ref()).find_map(|(path, entries)| {
        let (name, value) = entries.iter().find(|(name, _)| name.span() == *key)?;
        Some((path, name.get_ref().as_ref(), value))
    })?;
    let at = range(text, key.start, end(value))?;
    let mut new = text.to_owned();
    new.replace_range(at.clone(), "");
    let mut expected: Table = text.parse().ok()?;
    let mut table = &mut expected;
    for step in &path {
        table = table.get_mut(*step).and_then(Value::as_table_mut)?;
    }
    table.remove(name)?;
    let mut read: Table = new.parse().ok()?;
    // A table that had nothing else, and no line of its own.
    let mut table = &mut read;
    for step in path {
        let below = table
            .entry(step)
            .or_insert_with(|| Value::Table(Table::new()));
        table = below.as_table_mut()?;
    }
    (read == expected).then_some(at)
}

/// Where a value ends; that of a table with a header is where its last field ends.
fn end(value: &Spanned<DeValue<'_>>) -> usize {
    let fields = value.get_ref().as_table().into_iter().flatten();
    let fields = fields.map(|(_, field)| end(field));
    fields.max().unwrap_or_default().max(value.span().end)
}

fn range(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let line = layout::line_of(text, start);
    let first = layout::line_start(text, line);
    let head = text.get(first..start)?;
    // In braces: the innermost that it is in.
    let mut braces = head.rmatch_indices('{').peekable();
    if braces.peek().is_some() {
        return braces.find_map(|(open, _)| layout::flow_entry(text, first + open, start));
    }
    let last = layout::line_of(text, end);
    let rest = layout::line_start(text, last + 1);
    let comment = own_comment(text, line, last);
    Some(layout::line_start(text, line - comment)..rest)
}

/// How many lines of comment in front of an entry are about it alone: nothing else is in its
/// paragraph, and that does not begin with the header of its table.
fn own_comment(text: &str, first: usize, last: usize) -> usize {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let above = lines.get(..first - 1).unwrap_or_default().iter().rev();
    let comment = above.take_while(|line| line.starts_with('#')).count();
    let before = first.checked_sub(comment + 2).and_then(|at| lines.get(at));
    let is_end = |line: Option<&&str>| line.is_none_or(|line| line.is_empty());
    let follows = lines.get(last);
    let is_alone =
        is_end(before) && (is_end(follows) || follows.is_some_and(|it| it.starts_with('[')));
    if is_alone { comment } else { 0 }
}
