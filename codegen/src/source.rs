//! Text to raw tree, and back from a place in the tree to a place in the text.
//!
//! The only file that knows `serde_yaml`, which is archived. Positions cost nothing until there is
//! something to report: [`locate`] then reads the text a second time, following one JSON pointer,
//! and stops with an error at the node it was sent to; the error carries the position.

use std::cell::Cell;
use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error as _, IgnoredAny, MapAccess, SeqAccess,
    Visitor,
};
use serde_json::{Map, Number, Value};

use crate::diagnostic::{Diagnostic, Document, Focus, Place, Report, Spot};

/// A document read into a tree.
#[derive(Debug)]
pub struct Source {
    /// Which of the inputs this is.
    pub document: Document,
    /// The tree, in the order of the text.
    pub tree: Value,
}

/// Reads YAML (or JSON, which is YAML) into a tree. A key given twice is an error.
pub fn load(document: Document, text: &str) -> Result<Source, Report> {
    match Node.deserialize(serde_yaml::Deserializer::from_str(text)) {
        Ok(tree) => Ok(Source { document, tree }),
        Err(error) => Err(syntax(document, text, &error).into()),
    }
}

/// Writes a tree as YAML.
pub fn write(tree: &Value) -> Result<String, String> {
    serde_yaml::to_string(tree).map_err(|error| error.to_string())
}

/// Line and column (both from 1, in characters) of the node that `pointer` leads to, or of its
/// nearest ancestor that is in the text.
pub fn locate(text: &str, pointer: &str, focus: Focus) -> Option<(usize, usize)> {
    let segments = segments(pointer);
    let mut wanted = &segments[..];
    let mut focus = focus;
    loop {
        if let Some(found) = seek(text, wanted, focus) {
            return Some(found);
        }
        (wanted, focus) = (wanted.split_last()?.1, Focus::Key);
    }
}

/// Whether `pointer` leads to something in the text itself.
pub fn has(text: &str, pointer: &str) -> bool {
    seek(text, &segments(pointer), Focus::Value).is_some()
}

fn segments(pointer: &str) -> Vec<String> {
    pointer
        .split('/')
        .skip(1)
        .map(|segment| segment.replace("~1", "/").replace("~0", "~"))
        .collect()
}

fn seek(text: &str, segments: &[String], focus: Focus) -> Option<(usize, usize)> {
    let found = Cell::new(false);
    let seed = Seek {
        segments,
        focus,
        found: &found,
    };
    let error = seed
        .deserialize(serde_yaml::Deserializer::from_str(text))
        .err()?;
    let location = error.location().filter(|_| found.get())?;
    Some((location.line(), location.column()))
}

fn syntax(document: Document, text: &str, error: &serde_yaml::Error) -> Diagnostic {
    // serde_yaml repeats the position in its message; the report has its own place for it.
    let message = error.to_string();
    let message = message
        .split(" at line ")
        .next()
        .unwrap_or(&message)
        .to_owned();
    let spot = match error.location() {
        Some(at) => Spot::Line {
            line: at.line(),
            column: at.column(),
        },
        // A second document, or a text that ends too early.
        None => {
            let marks = text
                .lines()
                .enumerate()
                .filter(|(_, line)| line.starts_with("---"));
            Spot::Line {
                line: marks
                    .last()
                    .map_or(text.lines().count().max(1), |(above, _)| above + 1),
                column: 1,
            }
        }
    };
    let duplicate = message.contains("given twice");
    Diagnostic::new(
        if duplicate {
            "duplicate-key"
        } else {
            "yaml-syntax"
        },
        Place { document, spot },
        message,
        if duplicate {
            "keep one of the two entries; which of them would win is up to the reader".to_owned()
        } else {
            "mend the YAML here; if the file ends too early, fetch or import it again".to_owned()
        },
    )
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

/// Reads a key; a status code such as `200` is a key too. Fails on a key that is there already,
/// here rather than after its value, so that the error points at the key.
struct Key<'a> {
    seen: &'a Map<String, Value>,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Key<'_> {
    fn fresh<E: serde::de::Error>(self, key: String) -> Result<String, E> {
        if self.seen.contains_key(&key) {
            return Err(E::custom(format_args!("the key `{key}` is given twice")));
        }
        Ok(key)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key that is a text or a number")
    }

    fn visit_bool<E: serde::de::Error>(self, key: bool) -> Result<String, E> {
        self.fresh(key.to_string())
    }

    fn visit_i64<E: serde::de::Error>(self, key: i64) -> Result<String, E> {
        self.fresh(key.to_string())
    }

    fn visit_u64<E: serde::de::Error>(self, key: u64) -> Result<String, E> {
        self.fresh(key.to_string())
    }

    fn visit_f64<E: serde::de::Error>(self, key: f64) -> Result<String, E> {
        self.fresh(key.to_string())
    }

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<String, E> {
        self.fresh(key.to_owned())
    }
}

/// Follows a pointer and fails, on purpose, where it ends.
#[derive(Clone, Copy)]
struct Seek<'a> {
    segments: &'a [String],
    focus: Focus,
    found: &'a Cell<bool>,
}

impl Seek<'_> {
    fn arrive<E: serde::de::Error>(self) -> E {
        self.found.set(true);
        E::custom("here")
    }
}

impl<'de> DeserializeSeed<'de> for Seek<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seek<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A scalar where the pointer ends is rejected by the visitor's defaults, at its position.
        self.found.set(self.segments.is_empty());
        f.write_str("here")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Some((first, rest)) = self.segments.split_first() else {
            return Err(self.arrive());
        };
        let wanted = first.parse::<usize>().map_err(A::Error::custom)?;
        for _ in 0..wanted {
            if items.next_element::<IgnoredAny>()?.is_none() {
                return Ok(());
            }
        }
        items.next_element_seed(Self {
            segments: rest,
            ..self
        })?;
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let Some((first, rest)) = self.segments.split_first() else {
            return Err(self.arrive());
        };
        let key = SeekKey {
            wanted: first,
            stop: rest.is_empty() && self.focus == Focus::Key,
            seek: self,
        };
        while let Some(hit) = entries.next_key_seed(key)? {
            if hit {
                return entries.next_value_seed(Self {
                    segments: rest,
                    ..self
                });
            }
            entries.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

#[derive(Clone, Copy)]
struct SeekKey<'a> {
    wanted: &'a str,
    stop: bool,
    seek: Seek<'a>,
}

impl<'de> DeserializeSeed<'de> for SeekKey<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for SeekKey<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<bool, E> {
        match (key == self.wanted, self.stop) {
            (true, true) => Err(self.seek.arrive()),
            (hit, _) => Ok(hit),
        }
    }
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
            ("/a/b/not/there", Focus::Value, (2, 3)),
        ] {
            assert_eq!(locate(text, pointer, focus), Some(expected), "{pointer}");
        }
    }
}
