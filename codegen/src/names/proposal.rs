//! A `names.toml` with the entries that help lines propose.

use crate::diagnostic::Proposal;
use crate::pointer::escaped;

/// A `names.toml` with more entries, each in its table.
pub fn with<'p>(names: &str, proposals: impl IntoIterator<Item = &'p Proposal>) -> String {
    let mut proposals: Vec<&Proposal> = proposals.into_iter().collect();
    proposals.sort();
    proposals.dedup();
    // An entry that is there already is not enough.
    let is_kept = |line: &&str| {
        let mut proposals = proposals.iter();
        !proposals.any(|it| line.starts_with(&format!("\"{}\" =", escaped(&it.what, '"'))))
    };
    let mut text: String = names.split_inclusive('\n').filter(is_kept).collect();
    while let Some(first) = proposals.first() {
        let table = first.table;
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

/// Behind the line of a table's header.
fn end_of_line(text: &str, header: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        at += line.len();
        let bare = line.split('#').next().unwrap_or_default();
        if bare.trim() == header && line.ends_with('\n') {
            return Some(at);
        }
    }
    None
}
