//! JSON pointers, by which every stage names a node of the tree.

use std::fmt;

use serde_json::Value;

use crate::unprintable::is_unprintable;

/// A JSON pointer, RFC 6901.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, serde::Serialize)]
pub struct Pointer(String);

impl Pointer {
    /// The whole document.
    pub fn root() -> Self {
        Self::default()
    }

    /// Parses a pointer.
    pub fn parse(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The target of a `$ref` into the same document. It is a URI reference, so its fragment is
    /// percent-decoded first (RFC 6901, section 6); a `%` that starts no escape stays.
    pub fn of_reference(reference: &str) -> Option<Self> {
        let fragment = reference.strip_prefix('#')?;
        if !fragment.contains('%') {
            return Some(Self(fragment.to_owned()));
        }
        let mut bytes = Vec::with_capacity(fragment.len());
        let mut rest = fragment.as_bytes();
        while let [first, tail @ ..] = rest {
            let hex = |digit: u8| char::from(digit).to_digit(16);
            let decoded = match rest {
                [b'%', high, low, ..] => hex(*high).zip(hex(*low)),
                _ => None,
            };
            (bytes, rest) = match decoded.and_then(|(high, low)| u8::try_from(high * 16 + low).ok())
            {
                Some(byte) => {
                    bytes.push(byte);
                    (bytes, rest.get(3..).unwrap_or_default())
                }
                None => {
                    bytes.push(*first);
                    (bytes, tail)
                }
            };
        }
        Some(Self(
            String::from_utf8(bytes).unwrap_or_else(|_| fragment.to_owned()),
        ))
    }

    /// One step further down.
    #[must_use]
    pub fn child(&self, segment: &str) -> Self {
        let mut pointer = String::with_capacity(self.0.len() + segment.len() + 1);
        pointer.push_str(&self.0);
        pointer.push('/');
        if segment.contains(['~', '/']) {
            pointer.push_str(&segment.replace('~', "~0").replace('/', "~1"));
        } else {
            pointer.push_str(segment);
        }
        Self(pointer)
    }

    /// Several steps further down.
    #[must_use]
    pub fn children(&self, segments: &[&str]) -> Self {
        segments
            .iter()
            .fold(self.clone(), |pointer, segment| pointer.child(segment))
    }

    /// An element of an array.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.child(&index.to_string())
    }

    /// The pointer as a string.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The pointer without its last step, and that step.
    pub fn split(&self) -> (Self, String) {
        let (parent, last) = self.0.rsplit_once('/').unwrap_or_default();
        (Self(parent.to_owned()), unescape(last))
    }

    /// The steps, unescaped.
    pub fn steps(&self) -> Vec<String> {
        self.0.split('/').skip(1).map(unescape).collect()
    }

    /// The pointer as a JSONPath for an overlay. Selects parameters by name, and by location if two
    /// have one name.
    pub fn json_path(&self, tree: &Value) -> String {
        let selectors = self.selectors(tree);
        selectors.iter().fold("$".to_owned(), |path, selector| {
            path + &Self::segment(selector)
        })
    }

    /// The selectors of that JSONPath, as they stand between brackets.
    pub(crate) fn selectors(&self, tree: &Value) -> Vec<String> {
        let mut at = Some(tree);
        let steps = self.0.split('/').skip(1).map(unescape);
        let selectors = steps.map(|step| {
            let parent = at;
            at = parent.and_then(|parent| match parent {
                Value::Array(list) => list.get(step.parse::<usize>().ok()?),
                parent => parent.get(&step),
            });
            match (parent, at.and_then(|at| text(at, "name"))) {
                (Some(Value::Array(list)), Some(name)) => {
                    let namesakes = list
                        .iter()
                        .filter(|other| text(other, "name") == Some(name));
                    let place = match at.and_then(|at| text(at, "in")) {
                        Some(place) if namesakes.count() > 1 => {
                            format!(" && @.in == '{}'", escaped(place, '\''))
                        }
                        _ => String::new(),
                    };
                    format!("?(@.name == '{}'{place})", escaped(name, '\''))
                }
                (Some(Value::Array(_)), None) => step,
                _ => format!("'{}'", escaped(&step, '\'')),
            }
        });
        selectors.collect()
    }

    /// A selector as a segment of a JSONPath: `.name` for a name that needs no quotes.
    pub(crate) fn segment(selector: &str) -> String {
        let name = selector
            .strip_prefix('\'')
            .and_then(|rest| rest.strip_suffix('\''));
        let plain = |name: &&str| {
            name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
                && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        };
        match name.filter(plain) {
            Some(name) => format!(".{name}"),
            None => format!("[{selector}]"),
        }
    }

    /// The node of the tree at the pointer.
    pub fn of<'t>(&self, tree: &'t Value) -> Option<&'t Value> {
        tree.pointer(&self.0)
    }
}

fn text<'v>(of: &'v Value, key: &str) -> Option<&'v str> {
    of.get(key)?.as_str()
}

fn unescape(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

/// A string between the quotes of a JSONPath or of YAML.
pub(crate) fn escaped(text: &str, quote: char) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c == quote || c == '\\' => escaped.extend(['\\', c]),
            // Beyond four digits, JSONPath and YAML have no escape in common.
            c if is_unprintable(c) && c <= '\u{ffff}' => {
                escaped += &format!("\\u{:04x}", u32::from(c));
            }
            c => escaped.push(c),
        }
    }
    escaped
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Pointer> for String {
    fn from(pointer: Pointer) -> Self {
        pointer.0
    }
}

impl From<&Pointer> for String {
    fn from(pointer: &Pointer) -> Self {
        pointer.0.clone()
    }
}
