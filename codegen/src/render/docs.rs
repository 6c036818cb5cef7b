//! Prose to doc comments. Whatever the prose holds stays prose: no line end leaves the comment, no
//! indentation or fence turns into a doctest, no tag reaches the page.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir::{Docs, Status};

/// A doc comment on the next item: the prose, or `fallback` where there is none, and the facts.
pub(super) fn outer(docs: &Docs, status: Status, fallback: &str) -> TokenStream {
    let mut text = if docs.text.trim().is_empty() {
        fallback.to_owned()
    } else {
        docs.text.clone()
    };
    if status == Status::Deprecated {
        text.push_str("\n\nDeprecated by the API.");
    }
    if !docs.facts.is_empty() {
        text.push_str("\n\n");
        text.push_str(&docs.facts.join(" "));
    }
    let lines = lines(&text).into_iter().map(|line| literal(&line));
    quote!(#(#[doc = #lines])*)
}

/// A doc comment of which we wrote every word.
pub(super) fn ours(text: &str) -> TokenStream {
    let lines = text.lines().map(literal);
    quote!(#(#[doc = #lines])*)
}

/// A doc comment at the top of a file.
pub(super) fn inner(text: &str) -> TokenStream {
    let lines = lines(text).into_iter().map(|line| literal(&line));
    quote!(#(#![doc = #lines])*)
}

/// Text of the spec as inline code.
pub(super) fn code(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| {
            if c == '`' || is_unprintable(c) {
                ' '
            } else {
                c
            }
        })
        .collect();
    format!("`{}`", text.trim())
}

fn literal(line: &str) -> Literal {
    // The space keeps `/// …` from becoming `////` or `/**`.
    if line.is_empty() {
        Literal::string("")
    } else {
        Literal::string(&format!(" {line}"))
    }
}

/// The lines of a text as they may stand in a comment.
fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut fence: Option<char> = None;
    for line in text
        .replace("\r\n", "\n")
        .split(['\n', '\r', '\u{2028}', '\u{2029}'])
    {
        let line = line.replace(is_unprintable, " ");
        let marker = fence_of(&line);
        match (fence, marker) {
            (None, Some((lead, marker))) => {
                // Whatever language a fence names, rustdoc must not run it.
                fence = marker.chars().next();
                lines.push(format!("{}{marker}text", plain(lead)));
            }
            (Some(open), Some((_, marker))) if marker.starts_with(open) => {
                fence = None;
                lines.push(marker.to_owned());
            }
            (Some(_), _) => lines.push(line.trim_end().to_owned()),
            (None, None) => lines.push(plain(line.trim_end())),
        }
    }
    if let Some(open) = fence {
        lines.push(open.to_string().repeat(3));
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.dedup_by(|one, two| one.is_empty() && two.is_empty());
    lines
}

/// The marker of a fence, also in a quote or a list, and what stands before it.
fn fence_of(line: &str) -> Option<(&str, &str)> {
    let body = line.trim_start_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, '>' | '-' | '*' | '+')
            || c.is_ascii_digit()
            || matches!(c, '.' | ')')
    });
    let mark = body.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = body.len() - body.trim_start_matches(mark).len();
    let rest = body.get(length..)?;
    // Inline code that begins a line, such as ```` ```x``` ````, opens nothing.
    (length >= 3 && !rest.contains('`')).then(|| {
        (
            line.get(..line.len() - body.len()).unwrap_or_default(),
            body.get(..length).unwrap_or_default(),
        )
    })
}

/// A line outside of a fence: not indented so far that Markdown takes it for code, and without
/// tags. Inline code is left alone.
fn plain(line: &str) -> String {
    // Most lines are plain already, and there are thousands of them.
    if !line.starts_with(' ') && !line.contains(['<', '\t']) && !line.contains("  ") {
        return line.to_owned();
    }
    let indent = line.len() - line.trim_start().len();
    let mut plain = " ".repeat(indent.min(3));
    let mut in_code = false;
    let mut gap = false;
    for (at, c) in line.char_indices().skip_while(|(_, c)| c.is_whitespace()) {
        if c == '`' {
            in_code = !in_code;
        }
        // More than one space behind a list marker could begin an indented block.
        if c.is_whitespace() && gap {
            continue;
        }
        gap = c.is_whitespace();
        let link = |rest: &str| rest.starts_with("<http://") || rest.starts_with("<https://");
        if c == '<' && !in_code && !line.get(at..).is_some_and(link) {
            plain.push('\\');
        }
        plain.push(if c.is_whitespace() { ' ' } else { c });
    }
    plain
}

/// Control characters, and those that turn the direction of writing: rustc refuses some of them in
/// comments, and all of them can hide what the code says.
fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn prose_stays_prose() {
        for (text, expected) in [
            ("one\r\ntwo\rthree", vec!["one", "two", "three"]),
            ("*/ pub fn x() {}", vec!["*/ pub fn x() {}"]),
            ("    let x = 1;", vec!["   let x = 1;"]),
            ("-     code", vec!["- code"]),
            ("```\npanic!()\n```", vec!["```text", "panic!()", "```"]),
            ("```rust\npanic!()", vec!["```text", "panic!()", "```"]),
            ("> ~~~\n> x", vec!["> ~~~text", "> x", "~~~"]),
            (
                "a <b> `<c>` <https://x.y>",
                vec!["a \\<b> `<c>` <https://x.y>"],
            ),
            ("a\u{202e}b", vec!["a b"]),
        ] {
            assert_eq!(lines(text), expected, "{text:?}");
        }
    }
}
