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

/// Whether a character neither controls a terminal, nor ends a line, nor turns the direction of
/// what stands beside it.
fn is_harmless(character: char) -> bool {
    let turns = matches!(character, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !character.is_control() && !turns
}
