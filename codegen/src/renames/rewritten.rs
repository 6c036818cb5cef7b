//! A text with other names.

use crate::layout::{self, Replacement};

/// An overlay or `names.toml` with other names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewritten {
    /// The text.
    pub text: String,
    /// The lines with a name that changed, counted from 1, each once for each name, sorted.
    pub lines: Vec<usize>,
    /// Actions of an overlay that two stand for now, by their numbers before, from 0, sorted: one
    /// that is about several schemas, of which only one has another name in it.
    pub split: Vec<usize>,
}

impl Rewritten {
    pub(super) fn new(text: &str, mut replacements: Vec<Replacement>) -> Self {
        replacements.sort_by_key(|it| it.at.start);
        replacements.dedup();
        let lines = replacements.iter();
        let lines = lines.map(|it| layout::line_of(text, it.at.start));
        Self {
            lines: lines.collect(),
            text: layout::replaced(text, &replacements),
            split: Vec::new(),
        }
    }
}
