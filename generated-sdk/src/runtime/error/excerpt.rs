//! Strings that come from outside, in errors.

use std::fmt::{self, Display, Write};

/// The beginning of a string on one line: its author can neither flood a log nor forge lines of it.
pub(super) struct Excerpt<'a> {
    pub text: &'a str,
    /// The limit in characters.
    pub limit: usize,
}

impl Display for Excerpt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut characters = self.text.trim().chars();
        for character in characters.by_ref().take(self.limit) {
            f.write_char(if is_harmless(character) {
                character
            } else {
                ' '
            })?;
        }
        if characters.next().is_some() {
            f.write_char('…')
        } else {
            Ok(())
        }
    }
}

/// Whether a character neither controls a terminal, nor ends a line, nor changes the direction of
/// its neighbors.
fn is_harmless(character: char) -> bool {
    let turns = matches!(character, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !character.is_control() && !turns
}
