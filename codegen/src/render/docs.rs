//! Prose to doc comments. Whatever the prose holds stays prose: no line end leaves the comment, no
//! indentation or fence turns into a doctest, no tag reaches the page.

use std::borrow::Cow;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::wrap::wrap;
use crate::ir::{Docs, Fact, Link, Status, Target};
use crate::names::given;
use crate::unprintable::{is_blank, is_unprintable};

/// A doc comment on the next item: the prose, or `fallback` where there is none, and the facts.
pub(super) fn outer(docs: &Docs, status: Status, fallback: &str) -> TokenStream {
    with_more(docs, status, fallback, &[])
}

/// The same, with more lines of ours between the prose and the targets of its links.
pub(super) fn with_more(
    docs: &Docs,
    status: Status,
    fallback: &str,
    more: &[String],
) -> TokenStream {
    let prose = if is_blank(&docs.text) {
        fallback
    } else {
        &docs.text
    };
    // Each on its own: what the prose leaves open ends with it.
    let mut used = Vec::new();
    let mut lines = wrap(lines(prose, &docs.links, &mut used));
    if status == Status::Deprecated {
        lines.extend([String::new(), "Deprecated by the API.".to_owned()]);
    }
    if !docs.facts.is_empty() {
        let facts: Vec<String> = docs.facts.iter().map(fact).collect();
        lines.push(String::new());
        lines.extend(wrap(vec![facts.join(" ")]));
    }
    lines.extend_from_slice(more);
    if !used.is_empty() {
        lines.push(String::new());
        lines.extend(used.into_iter().map(definition));
    }
    let lines = lines.iter().map(|line| literal(line));
    let hidden = docs.is_hidden.then(|| quote!(#[doc(hidden)]));
    quote!(#(#[doc = #lines])* #hidden)
}

/// The attributes for the words that rustdoc finds an item by.
pub(super) fn aliases(docs: &Docs) -> TokenStream {
    let aliases = &docs.aliases;
    quote!(#(#[doc(alias = #aliases)])*)
}

/// The first paragraph as one line, for a list.
pub(super) fn line(text: &str) -> String {
    let text = printable(text);
    let first = text.trim().split("\n\n").next().unwrap_or_default();
    let words: Vec<&str> = first.split_whitespace().collect();
    plain(&words.join(" "), &[], &mut Vec::new())
}

/// A doc comment of our own words.
pub(super) fn ours(text: &str) -> TokenStream {
    let lines = text.lines().map(literal);
    quote!(#(#[doc = #lines])*)
}

/// A doc comment at the top of a file.
pub(super) fn inner(text: &str) -> TokenStream {
    let lines = lines(text, &[], &mut Vec::new());
    let lines = lines.iter().map(|line| literal(line));
    quote!(#(#![doc = #lines])*)
}

/// Where a link leads, for the end of the comment.
fn definition(link: &Link) -> String {
    let target = match &link.target {
        Target::Type(name) => format!("crate::schemas::{}", name.as_str()),
        Target::Handle(handle) => format!("crate::resources::{}", handle.as_str()),
        Target::Method(handle, method) => {
            // What follows a `#` would be a part of the page.
            format!("crate::resources::{}::{}", handle.as_str(), method.bare())
        }
    };
    format!("[`{}`]: {target}", label(link))
}

/// A link to something of the same type: `[`r#type`](Self::type)`.
pub(super) fn sibling(name: &Ident) -> String {
    let text = name.to_string();
    format!("[`{text}`](Self::{})", text.trim_start_matches("r#"))
}

/// What a link is called: a type by its name, `sessions.exchange` by the call as in code,
/// `sessions().exchange()`.
fn label(link: &Link) -> String {
    match &link.target {
        Target::Type(_) => link.text.clone(),
        Target::Handle(_) | Target::Method(..) => {
            let words = link
                .text
                .split('.')
                .map(|word| given(word).unwrap_or_default());
            format!("{}()", words.collect::<Vec<_>>().join("()."))
        }
    }
}

fn fact(fact: &Fact) -> String {
    match fact {
        Fact::Default(value) => format!("Default: {}.", code(value)),
        Fact::Range(sentence) => sentence.clone(),
        Fact::Pattern(pattern) => format!("Pattern: {}.", code(pattern)),
    }
}

/// Text of the spec as inline code, between more backticks than it has itself.
pub(super) fn code(text: &str) -> String {
    let text = text.replace(is_unprintable, " ");
    // A space alone is code as well; nothing at all is not.
    let text = match text.trim() {
        "" => " ",
        text => text,
    };
    let longest = text.split(|c| c != '`').map(str::len).fold(0, usize::max);
    let fence = "`".repeat(longest + 1);
    let gap = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{gap}{text}{gap}{fence}")
}

fn literal(line: &str) -> Literal {
    // The space keeps `/// …` from becoming `////` or `/**`.
    if line.is_empty() {
        Literal::string("")
    } else {
        Literal::string(&format!(" {line}"))
    }
}

/// The lines of a text as they may stand in a comment, and the links that are in them.
fn lines<'d>(text: &str, links: &'d [Link], used: &mut Vec<&'d Link>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut fence: Option<Fence> = None;
    for line in printable(text).split('\n') {
        let line = line.trim_end();
        match (&fence, fence_of(line)) {
            (None, Some((lead, marker))) => {
                // Whatever language a fence names, rustdoc must not run it.
                let lead = plain(lead, &[], &mut Vec::new());
                lines.push(format!("{lead}{marker}text"));
                fence = Some(Fence::new(&lead, marker));
            }
            (Some(open), Some((_, marker))) if marker.starts_with(&open.marker) => {
                lines.push(open.end());
                fence = None;
            }
            (Some(open), _) => lines.push(open.line(line)),
            (None, None) => lines.push(plain(line, links, used)),
        }
    }
    lines.extend(fence.map(|open| open.end()));
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.dedup_by(|one, two| one.is_empty() && two.is_empty());
    lines
}

/// A text with one kind of line end, and without characters that hide what is there.
fn printable(text: &str) -> Cow<'_, str> {
    // Almost every text is so already.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return Cow::Borrowed(text);
    }
    let text = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    Cow::Owned(text.replace(|c| c != '\n' && is_unprintable(c), " "))
}

/// A block of code that is open.
struct Fence {
    /// What each of its lines begins with, so that it stays in the quote or the list.
    lead: String,
    marker: String,
}

impl Fence {
    fn new(lead: &str, marker: &str) -> Self {
        let lead = lead.chars().map(|c| if c == '>' { c } else { ' ' });
        Self {
            lead: lead.collect(),
            marker: marker.to_owned(),
        }
    }

    fn line(&self, line: &str) -> String {
        let mut code = line;
        for c in self.lead.chars() {
            code = code.strip_prefix(c).unwrap_or(code);
        }
        format!("{}{code}", self.lead).trim_end().to_owned()
    }

    fn end(&self) -> String {
        format!("{}{}", self.lead, self.marker)
    }
}

/// The marker of a fence, also in a quote or a list, and what stands before it.
fn fence_of(line: &str) -> Option<(&str, &str)> {
    let body = line.trim_start_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, '>' | '-' | '*' | '+')
            || c.is_ascii_digit()
            || matches!(c, '.' | ')')
    });
    let extension = body.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = body.len() - body.trim_start_matches(extension).len();
    let (lead, _) = line.split_at(line.len() - body.len());
    let (marker, rest) = body.split_at(length);
    // Inline code that begins a line, such as ```` ```x``` ````, opens nothing.
    (length >= 3 && !rest.contains('`')).then_some((lead, marker))
}

/// A line outside of a fence: not indented so far that Markdown takes it for code, and without
/// tags or references. Inline code and links to pages are left alone; inline code that names a part
/// of the SDK becomes a link to it.
fn plain<'d>(line: &str, links: &'d [Link], used: &mut Vec<&'d Link>) -> String {
    // Most lines are plain already, and there are thousands of them.
    let special = ['<', '[', '`', '\t'];
    if !line.starts_with(' ')
        && !special.iter().any(|c| line.contains(*c))
        && !line.contains("  ")
        && !line.contains("://")
    {
        return line.to_owned();
    }
    let mut rest = line.trim_start();
    let mut plain = " ".repeat((line.len() - rest.len()).min(3));
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '`' | '<' | '[' => verbatim(rest),
            'h' => address(rest).and_then(|address| {
                plain.push_str(&format!("<{address}>"));
                rest = rest.get(address.len()..)?;
                Some(0)
            }),
            _ => None,
        };
        if let Some(length) = taken {
            let (head, tail) = rest.split_at(length);
            let code = head
                .strip_prefix('`')
                .and_then(|code| code.strip_suffix('`'));
            match links.iter().find(|link| code == Some(&link.text)) {
                Some(link) => {
                    plain.push_str(&format!("[`{}`]", label(link)));
                    if !used.iter().any(|known| known.target == link.target) {
                        used.push(link);
                    }
                }
                None => plain.push_str(head),
            }
            rest = tail;
            continue;
        }
        // More than one space behind a list marker could begin an indented block.
        let gap = c.is_whitespace() && plain.ends_with(char::is_whitespace);
        if matches!(c, '<' | '[' | '`') && !plain.ends_with('\\') {
            plain.push('\\');
        }
        if !gap {
            plain.push(if c.is_whitespace() { ' ' } else { c });
        }
        rest = rest.split_at(c.len_utf8()).1;
    }
    plain
}

/// How long a piece of Markdown at the beginning is that is right as it stands: inline code,
/// `<https://…>`, `[…](https://…)`.
fn verbatim(text: &str) -> Option<usize> {
    let length = text.len() - text.trim_start_matches('`').len();
    if length > 0 {
        let (fence, code) = text.split_at(length);
        let mut from = 0;
        while let Some(at) = code.get(from..)?.find(fence).map(|at| from + at) {
            let run = code.get(at..)?.len() - code.get(at..)?.trim_start_matches('`').len();
            if run == length {
                return Some(length + at + length);
            }
            from = at + run;
        }
        return None;
    }
    if let Some(page) = text.strip_prefix('<') {
        let end = page.find('>')?;
        return is_page(page.get(..end)?).then_some(end + 2);
    }
    let (title, target) = text.strip_prefix('[')?.split_once("](")?;
    let (target, _) = target.split_once(')')?;
    let simple = !title.contains(['[', ']', '`', '<']);
    (simple && is_page(target)).then_some(title.len() + target.len() + 4)
}

/// The address of a page that a text begins with.
fn address(text: &str) -> Option<&str> {
    let end = text
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '`' | '"' | ')' | ']'))
        .unwrap_or(text.len());
    let address = text
        .get(..end)?
        .trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_']);
    is_page(address).then_some(address)
}

fn is_page(address: &str) -> bool {
    let page = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"));
    page.is_some_and(|page| !page.is_empty() && !page.contains([' ', '<', '>', '\\', '`']))
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
            ("> ~~~\n> x", vec!["> ~~~text", "> x", "> ~~~"]),
            ("> ```\nx\n```", vec!["> ```text", "> x", "> ```"]),
            ("- ```\n  x\n  ```", vec!["- ```text", "  x", "  ```"]),
            ("````\n```\n````", vec!["````text", "```", "````"]),
            (
                "a <b> `<c>` <https://x.y>",
                vec!["a \\<b> `<c>` <https://x.y>"],
            ),
            ("a\u{202e}b", vec!["a b"]),
            ("a <T> ` b", vec!["a \\<T> \\` b"]),
            ("``a`b`` c", vec!["``a`b`` c"]),
            ("see [Type] and [^1]", vec!["see \\[Type] and \\[^1]"]),
            ("[x]: javascript:x", vec!["\\[x]: javascript:x"]),
            (
                "[a](Type) [b](https://x.y)",
                vec!["\\[a](Type) [b](https://x.y)"],
            ),
            ("at https://x.y/z.", vec!["at <https://x.y/z>."]),
        ] {
            assert_eq!(lines(text, &[], &mut Vec::new()), expected, "{text:?}");
        }
    }
}
