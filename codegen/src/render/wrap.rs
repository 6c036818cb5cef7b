//! Long lines of prose to lines that can be read: broken at spaces, never inside of inline code or
//! a link, and never so that Markdown sees something else in them.

/// A doc comment on a member of a type then ends at about a hundred columns.
const WIDTH: usize = 92;

/// Breaks the lines that are too long and may be broken; not those of code, tables and headings.
pub(super) fn wrap(lines: Vec<String>) -> Vec<String> {
    if lines.iter().all(|line| line.len() <= WIDTH) {
        return lines;
    }
    let mut wrapped = Vec::with_capacity(lines.len() * 2);
    let mut fence: Option<String> = None;
    for line in lines {
        let body = line.trim_start_matches([' ', '>', '-', '*', '+']);
        let marker: String = body
            .chars()
            .take_while(|c| matches!(c, '`' | '~'))
            .collect();
        let in_code = match &fence {
            Some(open) => {
                if marker.starts_with(open.as_str()) {
                    fence = None;
                }
                true
            }
            None if marker.len() >= 3 => {
                fence = Some(marker);
                true
            }
            None => false,
        };
        if in_code || line.len() <= WIDTH || body.starts_with(['#', '|']) || line.contains('>') {
            wrapped.push(line);
        } else {
            wrapped.extend(broken(&line));
        }
    }
    wrapped
}

/// The lines that one becomes. Those of a list item stand below its text.
fn broken(line: &str) -> Vec<String> {
    let (lead, text) = line.split_at(lead(line));
    let mut lines = vec![lead.to_owned()];
    let (mut width, mut empty) = (lead.chars().count(), true);
    let indent = " ".repeat(width);
    for word in words(text) {
        let length = word.chars().count();
        if !empty && width + 1 + length > WIDTH && !begins_block(word) {
            lines.push(indent.clone());
            (width, empty) = (indent.len(), true);
        }
        if let Some(line) = lines.last_mut() {
            if !empty {
                line.push(' ');
                width += 1;
            }
            line.push_str(word);
        }
        width += length;
        empty = false;
    }
    lines
}

/// How long the indentation and the marker of a list item are.
fn lead(line: &str) -> usize {
    let body = line.trim_start();
    let indent = line.len() - body.len();
    let digits = body.len() - body.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let marker = match body.split_at(digits).1.as_bytes() {
        [b'-' | b'*' | b'+', b' ', ..] if digits == 0 => 2,
        [b'.' | b')', b' ', ..] if digits > 0 => digits + 2,
        _ => 0,
    };
    indent + marker
}

/// The pieces between spaces, but for the spaces in inline code and in links.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut code, mut depth) = (0, false, 0_usize);
    for (at, c) in text.char_indices() {
        match c {
            '`' => code = !code,
            '[' if !code => depth += 1,
            ']' if !code => depth = depth.saturating_sub(1),
            ' ' if !code && depth == 0 => {
                words.extend(text.get(start..at).filter(|word| !word.is_empty()));
                start = at + 1;
            }
            _ => {}
        }
    }
    words.extend(text.get(start..).filter(|word| !word.is_empty()));
    words
}

/// Whether a line that begins with this would be something else than the middle of a paragraph.
fn begins_block(word: &str) -> bool {
    let number = word.trim_start_matches(|c: char| c.is_ascii_digit());
    word.starts_with(['#', '>', '|', '=', '-', '*', '+', '<', '~', ':'])
        || word.starts_with("```")
        || number.len() < word.len() && number.starts_with(['.', ')'])
}

#[cfg(test)]
mod tests {
    use super::{WIDTH, wrap};

    fn of(line: &str) -> Vec<String> {
        wrap(vec![line.to_owned()])
    }

    #[test]
    fn a_long_line_is_broken_at_spaces() {
        let long = "word ".repeat(60);
        let lines = of(long.trim_end());
        assert!(lines.iter().all(|line| line.len() <= WIDTH));
        assert_eq!(lines.join(" "), long.trim_end());
    }

    #[test]
    fn what_belongs_together_stays_together() {
        let code = format!("`{}`", "a b ".repeat(40));
        let link = format!("[{}](https://x.y)", "a b ".repeat(40));
        for whole in [code, link] {
            assert_eq!(of(&format!("see {whole} there")), ["see", &whole, "there"]);
        }
        for line in ["# a heading ", "| a | table ", "> a quote "] {
            let line = line.repeat(20);
            assert_eq!(of(&line).join("\n"), line);
        }
    }

    #[test]
    fn a_list_item_goes_on_below_its_text() {
        for (marker, indent) in [("* ", "  "), ("10. ", "    "), ("  - ", "    ")] {
            let lines = of(&format!("{marker}{}", "word ".repeat(40)));
            assert!(lines[0].starts_with(&format!("{marker}word")));
            assert!(lines[1].starts_with(&format!("{indent}word")));
        }
    }

    #[test]
    fn no_line_begins_a_block() {
        for word in ["-", "1.", "#1", "+", "*"] {
            let text = format!("{}{word} end", "w ".repeat(WIDTH / 2));
            assert!(
                of(&text).iter().all(|line| !line.starts_with(word)),
                "{word}"
            );
        }
    }

    #[test]
    fn code_is_left_alone() {
        let code = "x ".repeat(80);
        let lines = vec!["```text".to_owned(), code.clone(), "```".to_owned()];
        assert_eq!(wrap(lines.clone()), lines);
    }
}
