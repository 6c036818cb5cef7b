//! Characters of an input that show nothing and do something.

/// Control characters begin terminal commands. Those that turn the direction of writing, and those
/// without a width, can hide what a line says; rustc refuses some of them in comments. A separator
/// of Unicode is the end of a line to some readers.
///
/// The joiners of U+200C and U+200D are letters to some scripts.
pub(crate) fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// Whether a reader sees nothing of a string.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_whitespace() || is_unprintable(c) || matches!(c, '\u{200c}' | '\u{200d}'))
}
