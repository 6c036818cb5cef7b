//! The target of an action: a JSONPath (RFC 9535), and what each name in it selects.

use std::ops::Range;

use serde_json::Value;
use serde_json_path::{JsonPath, ParseError};

use crate::pointer::{Pointer, escaped};
use crate::similar::nearest;

/// A parsed target.
pub(super) struct Target<'t> {
    text: &'t str,
    path: JsonPath,
}

/// One selector of several in a pair of brackets, with the pointers that it selects.
pub(super) struct Part {
    /// As in the target: `'a'`.
    pub text: String,
    /// The number of its segment, from 0.
    pub segment: usize,
    /// The target with this selector alone.
    pub path: String,
    /// JSON pointers.
    pub places: Vec<String>,
}

impl<'t> Target<'t> {
    pub(super) fn parse(text: &'t str) -> Result<Self, ParseError> {
        let path = JsonPath::parse(text)?;
        Ok(Self { text, path })
    }

    /// The JSON pointers that it selects, each once, in the order of the document.
    pub(super) fn places(&self, tree: &Value) -> Vec<String> {
        places(&self.path, tree)
    }

    /// The selectors that share a pair of brackets with others, each on its own.
    pub(super) fn parts(&self, tree: &Value) -> Vec<Part> {
        let unions = segments(self.text)
            .into_iter()
            .enumerate()
            .filter(|(_, segment)| segment.selectors.len() > 1);
        let mut parts: Vec<Part> = Vec::new();
        for (number, segment) in unions {
            let before = slice(self.text, 0..segment.whole.start);
            let after = slice(self.text, segment.whole.end..self.text.len());
            let descends = slice(self.text, segment.whole.clone()).starts_with("..");
            for selector in segment.selectors {
                let text = slice(self.text, selector).trim();
                let dots = if descends { ".." } else { "" };
                let path = format!("{before}{dots}[{text}]{after}");
                if parts.iter().any(|part| part.path == path) {
                    continue;
                }
                // A part of a valid path is valid.
                let Ok(alone) = JsonPath::parse(&path) else {
                    continue;
                };
                parts.push(Part {
                    text: text.to_owned(),
                    segment: number,
                    path,
                    places: places(&alone, tree),
                });
            }
        }
        parts
    }
}

/// A name similar to the first one in a path that matches nothing.
pub(super) fn similar(path: &str, tree: &Value) -> Option<String> {
    wrong(path, tree)?.similar().map(str::to_owned)
}

/// The pointers that do not exist and keep a path from a match.
pub(super) fn absent(path: &str, tree: &Value) -> Vec<Pointer> {
    let Some(wrong) = wrong(path, tree) else {
        return Vec::new();
    };
    let before = JsonPath::parse(slice(path, 0..wrong.range.start));
    let parents = before.map(|path| places(&path, tree)).unwrap_or_default();
    let parents = parents.iter().map(|parent| Pointer::parse(parent));
    parents.map(|parent| parent.child(wrong.name)).collect()
}

/// The pointers that a path without a match was meant for: with names that are similar to the wrong
/// one, or end like it after another prefix.
pub(super) fn meant(path: &str, tree: &Value) -> Vec<String> {
    // Each round corrects one name.
    const ROUNDS: usize = 4;
    let mut found = Vec::new();
    let mut open = vec![path.to_owned()];
    for _ in 0..ROUNDS {
        for path in std::mem::take(&mut open) {
            let places = JsonPath::parse(&path).map(|path| places(&path, tree));
            let Some(wrong) = wrong(&path, tree) else {
                found.extend(places.unwrap_or_default());
                continue;
            };
            for name in wrong.meant() {
                let mut path = path.clone();
                let name = format!("['{}']", escaped(name, '\''));
                path.replace_range(wrong.range.clone(), &name);
                open.push(path);
            }
        }
    }
    found
}

/// The first name in a path that selects nothing.
struct Wrong<'p, 't> {
    /// Of its segment.
    range: Range<usize>,
    name: &'p str,
    /// The names that exist.
    known: Vec<&'t str>,
}

impl<'t> Wrong<'_, 't> {
    fn similar(&self) -> Option<&'t str> {
        nearest(self.name, self.known.iter().copied())
    }

    fn meant(&self) -> Vec<&'t str> {
        let end = |name: &str| name.rfind(['_', '/', '.']).map(|at| at + 1);
        let last = end(self.name).and_then(|at| self.name.get(at..));
        let last = last.filter(|last| !last.is_empty());
        let ends_alike =
            |name: &&&str| last.is_some() && end(name).and_then(|at| name.get(at..)) == last;
        let mut meant: Vec<&str> = self.known.iter().filter(ends_alike).copied().collect();
        meant.extend(self.similar().filter(|name| !meant.contains(name)));
        meant
    }
}

fn wrong<'p, 't>(path: &'p str, tree: &'t Value) -> Option<Wrong<'p, 't>> {
    let mut found = vec![tree];
    let mut end = 1;
    for segment in segments(path) {
        let prefix = JsonPath::parse(slice(path, 0..segment.whole.end)).ok()?;
        let next = prefix.query(tree).all();
        if next.is_empty() {
            let range = end..segment.whole.end;
            let known = found.iter().filter_map(|value| value.as_object());
            return Some(Wrong {
                name: name(slice(path, range.clone()))?,
                range,
                known: known
                    .flat_map(|map| map.keys().map(String::as_str))
                    .collect(),
            });
        }
        (found, end) = (next, segment.whole.end);
    }
    None
}

fn places(path: &JsonPath, tree: &Value) -> Vec<String> {
    let mut places: Vec<String> = path
        .query_located(tree)
        .locations()
        .map(|place| place.to_json_pointer())
        .collect();
    places.sort_by_cached_key(|place| steps(place));
    places.dedup();
    places
}

/// A pointer as a sort key: elements of an array are sorted by number.
fn steps(place: &str) -> Vec<(usize, String)> {
    place
        .split('/')
        .map(|step| (step.parse().unwrap_or_default(), step.to_owned()))
        .collect()
}

/// The name in a segment with one name: `.a` or `['a']`.
fn name(segment: &str) -> Option<&str> {
    let segment = segment.trim_start_matches('.');
    let Some(inner) = segment.strip_prefix('[') else {
        return Some(segment).filter(|name| *name != "*");
    };
    let inner = inner.strip_suffix(']')?.trim();
    let quoted = |quote| inner.strip_prefix(quote)?.strip_suffix(quote);
    quoted('\'').or_else(|| quoted('"'))
}

/// A step of a path, as ranges of its bytes.
pub(crate) struct Segment {
    pub(crate) whole: Range<usize>,
    /// The selectors in brackets.
    pub(crate) selectors: Vec<Range<usize>>,
}

/// The segments of a valid path.
pub(crate) fn segments(path: &str) -> Vec<Segment> {
    let bytes = path.as_bytes();
    let mut segments = Vec::new();
    let mut at = 1;
    while at < bytes.len() {
        let start = at;
        while bytes.get(at) == Some(&b'.') {
            at += 1;
        }
        let mut selectors = Vec::new();
        if bytes.get(at) == Some(&b'[') {
            (selectors, at) = bracketed(bytes, at + 1);
        } else {
            // At least one byte, so that the loop ends.
            at = at.max(start + 1);
            while bytes.get(at).is_some_and(|byte| !b".[".contains(byte)) {
                at += 1;
            }
        }
        segments.push(Segment {
            whole: start..at,
            selectors,
        });
    }
    segments
}

/// The selectors behind a `[`, and the end of the `]`.
fn bracketed(bytes: &[u8], mut at: usize) -> (Vec<Range<usize>>, usize) {
    let (mut selectors, mut start) = (Vec::new(), at);
    let (mut depth, mut quote) = (0_usize, None);
    while let Some(&byte) = bytes.get(at) {
        match (quote, byte) {
            (Some(_), b'\\') => at += 1,
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'\'' | b'"') => quote = Some(byte),
            (None, b'[' | b'(') => depth += 1,
            (None, b']') if depth == 0 => {
                selectors.push(start..at);
                return (selectors, at + 1);
            }
            (None, b']' | b')') => depth = depth.saturating_sub(1),
            (None, b',') if depth == 0 => {
                selectors.push(start..at);
                start = at + 1;
            }
            (None, _) => {}
        }
        at += 1;
    }
    (selectors, bytes.len())
}

/// Ranges begin and end at ASCII characters.
fn slice(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}
