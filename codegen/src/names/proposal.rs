//! A `names.toml` with the entries that help lines propose.

use crate::diagnostic::Proposal;
use crate::pointer::escaped;

/// A `names.toml` with more entries, each in its table.
pub fn with<'p>(names: &str, proposals: impl IntoIterator<Item = &'p Proposal>) -> String {
    let mut proposals: Vec<&Proposal> = proposals.into_iter().collect();
    proposals.sort();
    proposals.dedup();
    // An entry that is there already is not enough.
    let mut text = String::new();
    let mut table = "";
    for line in names.split_inclusive('\n') {
        table = if line.starts_with('[') {
            bare(line)
        } else {
            table
        };
        let is_proposed = proposals.iter().any(|it| {
            table == format!("[{}]", it.table)
                && line.starts_with(&format!("\"{}\" =", escaped(&it.what, '"')))
        });
        if !is_proposed {
            text.push_str(line);
        }
    }
    while let Some(first) = proposals.first() {
        let table = first.table.clone();
        let mine = |proposal: &&Proposal| proposal.table == table;
        let entries = proposals.iter().copied().filter(mine);
        let entries: String = entries.map(|entry| format!("{entry}\n")).collect();
        proposals.retain(|proposal| !mine(proposal));
        let header = format!("[{table}]");
        match end_of_line(&text, &header) {
            Some(at) => text.insert_str(at, &entries),
            None => {
                if !text.is_empty() {
                    text.push_str(if text.ends_with('\n') { "\n" } else { "\n\n" });
                }
                text += &format!("{header}\n{entries}");
            }
        }
    }
    text
}

/// A line without its comment.
fn bare(line: &str) -> &str {
    line.split('#').next().unwrap_or_default().trim()
}

/// Behind the line of a table's header.
fn end_of_line(text: &str, header: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        at += line.len();
        if bare(line) == header && line.ends_with('\n') {
            return Some(at);
        }
    }
    None
}
