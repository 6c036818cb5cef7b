//! The target of an action: a JSONPath (RFC 9535), and what each name in it selects.

use std::ops::Range;

use serde_json::Value;
use serde_json_path::{JsonPath, ParseError};

use crate::similar::nearest;

/// A target that was parsed.
pub(super) struct Target<'t> {
    text: &'t str,
    path: JsonPath,
}

/// One selector of several in a pair of brackets, with the places that it selects.
pub(super) struct Part {
    /// As it stands in the target: `'a'`.
    pub text: String,
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

    /// JSON pointers to what is selected, in the order of the document and each once, whatever
    /// the order in which the path names them.
    pub(super) fn places(&self, tree: &Value) -> Vec<String> {
        places(&self.path, tree)
    }

    /// The selectors that share a pair of brackets with others, each on its own.
    pub(super) fn parts(&self, tree: &Value) -> Vec<Part> {
        let unions = segments(self.text)
            .into_iter()
            .filter(|segment| segment.selectors.len() > 1);
        let mut parts: Vec<Part> = Vec::new();
        for segment in unions {
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
                // A part of a path that was parsed can be parsed.
                let Ok(alone) = JsonPath::parse(&path) else {
                    continue;
                };
                parts.push(Part {
                    text: text.to_owned(),
                    path,
                    places: places(&alone, tree),
                });
            }
        }
        parts
    }
}

/// The name that a path without a match should have where it goes wrong.
pub(super) fn similar(path: &str, tree: &Value) -> Option<String> {
    let mut found = vec![tree];
    let mut end = 1;
    for segment in segments(path) {
        let prefix = JsonPath::parse(slice(path, 0..segment.whole.end)).ok()?;
        let next = prefix.query(tree).all();
        if next.is_empty() {
            let name = name(slice(path, end..segment.whole.end))?;
            let known = found.iter().filter_map(|value| value.as_object());
            let known = known.flat_map(|map| map.keys().map(String::as_str));
            return nearest(name, known).map(str::to_owned);
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

/// A pointer as a key to sort by: elements of a list come in the order of their numbers.
fn steps(place: &str) -> Vec<(usize, String)> {
    place
        .split('/')
        .map(|step| (step.parse().unwrap_or_default(), step.to_owned()))
        .collect()
}

/// The name in a segment that has one and nothing else: `.a` or `['a']`.
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
    /// What is in brackets, between the commas.
    pub(crate) selectors: Vec<Range<usize>>,
}

/// The segments of a path that is known to be one.
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
            // At least one byte, so that the end is reached.
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

/// The selectors from behind a `[` on, and where the `]` ends.
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
