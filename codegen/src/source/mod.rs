//! Parses a document into a tree, and finds the position of a node in the document.
//!
//! The only file that uses `serde_yaml`, which is archived. The tree holds no positions:
//! [`Positions`] parses the document again, once for all locations of a report.

mod positions;

use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error as _, IgnoredAny, MapAccess, SeqAccess,
    Visitor,
};
use serde_json::{Map, Number, Value};

use crate::diagnostic::{Code, Diagnostic, Document, Focus, Location, Report, Spot};
pub use positions::Positions;

/// A parsed document.
#[derive(Debug)]
pub struct Source {
    pub document: Document,
    /// In the order of the document.
    pub tree: Value,
}

impl Source {
    /// The tree of the description.
    pub fn combined(tree: Value) -> Self {
        Self {
            document: Document::Spec,
            tree,
        }
    }
}

/// Parses JSON or YAML. A duplicate key is an error.
pub fn load(document: Document, text: &str) -> Result<Source, Report> {
    let text = content(text);
    match read(text) {
        Ok(tree) => Ok(Source { document, tree }),
        Err(fault) => Err(syntax(document, text, fault).into()),
    }
}

/// Serializes a tree as YAML.
pub fn write(tree: &Value) -> Result<String, String> {
    serde_yaml::to_string(tree).map_err(|error| error.to_string())
}

fn syntax(document: Document, text: &str, fault: Fault) -> Diagnostic {
    let duplicate = fault.message.contains("given twice");
    let (code, help) = match fault.format {
        _ if duplicate => (Code::DuplicateKey, "remove one of the two entries"),
        Format::Json => (
            Code::JsonSyntax,
            "correct the JSON here; if the file ends too early, fetch or import it again",
        ),
        Format::Yaml => (
            Code::YamlSyntax,
            "correct the YAML here; if the file ends too early, fetch or import it again",
        ),
    };
    let (line, column) = fault.at.unwrap_or_else(|| {
        // A second document, or a file that ends too early.
        let marks = text.lines().enumerate();
        let last = marks.filter(|(_, line)| line.starts_with("---")).last();
        let line = last.map_or(text.lines().count().max(1), |(above, _)| above + 1);
        (line, 1)
    });
    let spot = Spot::Line { line, column };
    Diagnostic::new(code, Location { document, spot }, fault.message, help)
}

/// Removes the byte order mark that some editors write.
pub fn content(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// The format of a document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Json,
    Yaml,
}

/// Why a document cannot be parsed.
struct Fault {
    format: Format,
    message: String,
    /// Line and column, both from 1, in characters; none if the parser does not say.
    at: Option<(usize, usize)>,
}

/// Parses JSON as JSON: as YAML, some escapes and long keys are errors. If a document that begins
/// like JSON is neither, the error that is further down counts.
fn read(text: &str) -> Result<Value, Fault> {
    let fault = match is_like_json(text).then(|| json(text)) {
        Some(Ok(tree)) => return Ok(tree),
        Some(Err(fault)) if fault.is_too_deep() => return Err(fault),
        Some(Err(fault)) => Some(fault),
        None => None,
    };
    yaml(text).map_err(|other| match fault {
        Some(fault) if fault.at >= other.at => fault,
        _ => other,
    })
}

fn is_like_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '['])
}

/// Whether a document is JSON.
fn is_json(text: &str) -> bool {
    is_like_json(text) && serde_json::from_str::<IgnoredAny>(text).is_ok()
}

fn json(text: &str) -> Result<Value, Fault> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = Node.deserialize(&mut reader);
    read.and_then(|tree| reader.end().map(|()| tree))
        .map_err(|error| Fault::of_json(text, &error))
}

fn yaml(text: &str) -> Result<Value, Fault> {
    if let Some(at) = too_deep(text) {
        return Err(Fault {
            format: Format::Yaml,
            message: TOO_DEEP.to_owned(),
            at: Some(at),
        });
    }
    Node.deserialize(serde_yaml::Deserializer::from_str(text))
        .map_err(|error| Fault::of_yaml(text, &error))
}

/// The limit of nesting.
const DEEPEST: usize = 128;
const TOO_DEEP: &str = "this is nested too deep: 128 levels are the limit";

/// Finds brackets so deep that the YAML parser would take quadratic time. Counts those in strings
/// too, unless they are balanced.
fn too_deep(text: &str) -> Option<(usize, usize)> {
    let mut open = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        if open > 20 * DEEPEST {
            return position(text, at);
        }
    }
    None
}

/// Line and column of a byte.
fn position(text: &str, at: usize) -> Option<(usize, usize)> {
    let before = text.get(..at)?;
    let line = before.rsplit('\n').next()?;
    Some((before.matches('\n').count() + 1, line.chars().count() + 1))
}

impl Fault {
    fn is_too_deep(&self) -> bool {
        self.message == TOO_DEEP
    }

    fn of_json(text: &str, error: &serde_json::Error) -> Self {
        let message = message(error);
        let line = text.lines().nth(error.line().saturating_sub(1));
        let read = line.and_then(|line| line.get(..error.column().min(line.len())));
        let read = read.unwrap_or_default();
        // The position is behind the duplicate key.
        let key = read
            .strip_suffix('"')
            .filter(|_| message.contains("given twice"));
        let before = match key.and_then(|read| read.rfind('"')) {
            Some(quote) => quote,
            None => read.char_indices().last().map_or(0, |(at, _)| at),
        };
        let column = read.get(..before).map_or(0, |head| head.chars().count());
        Self {
            format: Format::Json,
            message: if message.starts_with("recursion limit") {
                TOO_DEEP.to_owned()
            } else {
                message
            },
            at: Some((error.line(), column + 1)),
        }
    }

    fn of_yaml(text: &str, error: &serde_yaml::Error) -> Self {
        let message = message(error);
        Self {
            format: Format::Yaml,
            message: if message.contains("recursion limit") {
                TOO_DEEP.to_owned()
            } else {
                message
            },
            // YAML 1.1 has more line breaks than editors, so only the index is used.
            at: error.location().and_then(|location| {
                let mut characters = text.char_indices().map(|(at, _)| at);
                let at = characters.nth(location.index()).unwrap_or(text.len());
                position(text, at)
            }),
        }
    }
}

/// Removes the position from a message of a parser.
fn message(error: &dyn fmt::Display) -> String {
    let message = error.to_string();
    let at = [" at line ", " at position "].map(|at| message.find(at));
    let end = at.into_iter().flatten().min().unwrap_or(message.len());
    message.get(..end).unwrap_or_default().to_owned()
}

/// Builds the tree.
struct Node;

impl<'de> DeserializeSeed<'de> for Node {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON has too")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    /// Beyond 64 bits, an integer is the nearest `f64`, as in JSON.
    fn visit_i128<E: serde::de::Error>(self, value: i128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_u128<E: serde::de::Error>(self, value: u128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        let number =
            Number::from_f64(value).ok_or_else(|| E::custom("this number has no JSON form"))?;
        Ok(Value::Number(number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    /// An empty document.
    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, _: A) -> Result<Value, A::Error> {
        Err(A::Error::custom("a YAML tag means nothing here"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(Node)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = entries.next_key_seed(Key { seen: &map })? {
            let value = entries.next_value_seed(Node)?;
            map.insert(key, value);
        }
        Ok(Value::Object(map))
    }
}

/// Parses a key as it is written: `200`, `1.10`, `0x1F`, `yes` and `null` are keys too. Fails on a
/// duplicate here rather than after its value, so that the error is at the key.
struct Key<'a> {
    seen: &'a Map<String, Value>,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key that is a string")
    }

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<String, E> {
        if self.seen.contains_key(key) {
            return Err(E::custom(format_args!("the key `{key}` is given twice")));
        }
        Ok(key.to_owned())
    }
}

/// Returns line and column (both from 1, in characters) of the node at `pointer`, or of its nearest
/// ancestor in the document. For many pointers, see [`Positions`].
pub fn locate(text: &str, pointer: &str, focus: Focus) -> Option<(usize, usize)> {
    Positions::of(text, [pointer]).locate(pointer, focus)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_lead_back_to_the_text() {
        let text = "a:\n  b: 1\n  c/d:\n  - x\n  - {e: null, 200: [y]}\n";
        for (pointer, focus, expected) in [
            ("", Focus::Value, (1, 1)),
            ("/a/b", Focus::Key, (2, 3)),
            ("/a/b", Focus::Value, (2, 6)),
            ("/a/c~1d/0", Focus::Value, (4, 5)),
            ("/a/c~1d/1/e", Focus::Value, (5, 9)),
            ("/a/c~1d/1/200/0", Focus::Value, (5, 21)),
            ("/a/c~1d", Focus::Value, (4, 3)),
            ("/a/b/not/there", Focus::Value, (2, 3)),
        ] {
            assert_eq!(locate(text, pointer, focus), Some(expected), "{pointer}");
        }
    }
}
