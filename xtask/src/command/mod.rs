//! The commands, one file each.

pub(crate) mod accept;
pub(crate) mod codes;
pub(crate) mod diff;
pub(crate) mod import;
pub(crate) mod print;
pub(crate) mod prune;
pub(crate) mod regen;
pub(crate) mod rename;

/// `1 file`, `2 files`.
fn counted(count: usize, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        count => format!("{count} {noun}s"),
    }
}
