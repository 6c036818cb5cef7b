//! Showing text that someone else wrote.

use std::fmt::{self, Display, Write};

/// The beginning of a text on one line: whoever wrote it can neither flood a log nor forge lines
/// of it.
pub(super) struct Excerpt<'a> {
    pub text: &'a str,
    /// How many characters are shown at most.
    pub limit: usize,
}

impl Display for Excerpt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut characters = self.text.trim().chars();
        for character in characters.by_ref().take(self.limit) {
            f.write_char(if character.is_control() {
                ' '
            } else {
                character
            })?;
        }
        if characters.next().is_some() {
            f.write_char('…')
        } else {
            Ok(())
        }
    }
}
