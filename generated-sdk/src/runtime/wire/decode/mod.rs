//! Decoding: from any self-describing format of serde into a [`Slot`].

mod fields;

use std::borrow::Cow;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::Value as Json;

use self::fields::read_object;
use super::json::Document;
use super::place::Place;
use super::unread;
use super::{List, Map, Number, Slot, Wire};

/// Decodes a value from any format. For [`serde::Deserialize`] implementations.
pub(crate) fn deserialize<'de, D>(value: &mut dyn Wire, deserializer: D) -> Result<(), D::Error>
where
    D: Deserializer<'de>,
{
    Reader::new(value, &Place::Root)
        .deserialize(deserializer)
        .map(drop)
}

/// Decodes a value from a JSON document.
pub(crate) fn from_json(document: &[u8], value: &mut dyn Wire) -> serde_json::Result<()> {
    // Checked as a whole, which is faster than string by string.
    let document = str::from_utf8(document).map_err(serde_json::Error::custom)?;
    decode_text(document, value, &Place::Root)
}

fn decode_text(text: &str, value: &mut dyn Wire, place: &Place<'_>) -> serde_json::Result<()> {
    let mut document = Document::new(text);
    let outcome = Reader::new(value, place).deserialize(&mut document);
    outcome
        .and_then(|_| document.end())
        .map_err(|error| document.locate(&error))
}

/// Decodes one value. The outcome is whether there is one: an optional timestamp that is an empty
/// string is absent, and so are some other strings.
pub(super) struct Reader<'a> {
    slot: Slot<'a>,
    place: &'a Place<'a>,
    is_optional: bool,
    /// Whether a list leaves out the items that cannot be decoded.
    skips_unreadable: bool,
    /// Whether an empty string stands for no value.
    absent_if_empty: bool,
}

impl<'a> Reader<'a> {
    #[inline]
    pub(super) fn new(value: &'a mut dyn Wire, place: &'a Place<'a>) -> Self {
        Self {
            slot: value.slot(),
            place,
            is_optional: false,
            skips_unreadable: false,
            absent_if_empty: false,
        }
    }

    #[cold]
    fn mismatch<T, E: Error>(self, found: &str) -> Result<T, E> {
        Err(self.place.mismatch(self.slot.expected(), found))
    }

    /// Decodes a value that is not made of others.
    #[inline]
    fn scalar<E: Error>(mut self, found: Found<'_>) -> Result<bool, E> {
        let kind = found.kind();
        let outcome = match (&mut self.slot, found) {
            (Slot::Bool(slot), Found::Boolean(value)) => {
                **slot = value;
                Ok(())
            }
            (Slot::Number(number), Found::Integer(value)) => number.set_integer(value),
            (Slot::Number(number), Found::Float(value)) => number.set_float(value),
            (Slot::String(string), Found::String(value))
                if self.is_optional
                    && value.is_empty()
                    && (self.absent_if_empty || string.is_absent_if_empty()) =>
            {
                return Ok(false);
            }
            (Slot::String(string), Found::String(value)) => string.set(value),
            (Slot::Bytes(bytes), Found::Bytes(value)) => {
                **bytes = value.to_vec().into();
                Ok(())
            }
            (
                Slot::Nothing
                | Slot::Bool(_)
                | Slot::Number(_)
                | Slot::String(_)
                | Slot::Bytes(_)
                | Slot::Json(_)
                | Slot::List(_)
                | Slot::Map(_)
                | Slot::Object(_)
                | Slot::Optional(_),
                _,
            ) => Err(kind),
        };
        match outcome {
            Ok(()) => Ok(true),
            Err(found) => self.mismatch(found),
        }
    }
}

/// A value that is not made of others, as it stands in a document.
enum Found<'a> {
    Boolean(bool),
    Integer(i128),
    Float(f64),
    String(Cow<'a, str>),
    Bytes(&'a [u8]),
}

impl Found<'_> {
    /// What it is, in words.
    fn kind(&self) -> &'static str {
        match self {
            Self::Boolean(_) => "a boolean",
            Self::Integer(_) | Self::Float(_) => "a number",
            Self::String(_) => "a string",
            Self::Bytes(_) => "bytes",
        }
    }
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        match self.slot {
            Slot::Nothing => IgnoredAny::deserialize(deserializer).map(|_| true),
            Slot::Json(json) => {
                *json = Json::deserialize(deserializer)?;
                Ok(true)
            }
            Slot::Optional(_) => deserializer.deserialize_option(self),
            // Not `deserialize_str` and the like: given something else, serde_json's response to
            // those quotes it.
            Slot::Bool(_)
            | Slot::Number(_)
            | Slot::String(_)
            | Slot::Bytes(_)
            | Slot::List(_)
            | Slot::Map(_)
            | Slot::Object(_) => deserializer.deserialize_any(self),
        }
    }
}

/// Each method that would by default refuse a value by quoting it is replaced.
impl<'de> Visitor<'de> for Reader<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slot.expected())
    }

    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        let expected = self.slot.expected();
        let cleared = if let Slot::Optional(optional) = self.slot {
            // In `Option<Nullable<T>>`, `null` is a value of the type inside.
            if !matches!(optional.fill().slot(), Slot::Optional(_)) {
                optional.clear();
            }
            true
        } else {
            self.slot.clear()
        };
        if cleared {
            Ok(true)
        } else {
            Err(self.place.mismatch(expected, "null"))
        }
    }

    fn visit_none<E: Error>(self) -> Result<bool, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        let Slot::Optional(optional) = self.slot else {
            return self.deserialize(deserializer);
        };
        let reader = Reader {
            slot: optional.fill().slot(),
            place: self.place,
            is_optional: true,
            skips_unreadable: self.skips_unreadable,
            absent_if_empty: self.absent_if_empty,
        };
        let is_there = reader.deserialize(deserializer)?;
        if !is_there {
            optional.clear();
        }
        Ok(is_there)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<bool, E> {
        self.scalar(Found::Boolean(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<bool, E> {
        self.scalar(Found::Integer(value.into()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<bool, E> {
        self.scalar(Found::Integer(value.into()))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<bool, E> {
        self.scalar(Found::Integer(value))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<bool, E> {
        self.scalar(Found::Integer(value.try_into().unwrap_or(i128::MAX)))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<bool, E> {
        self.scalar(Found::Float(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<bool, E> {
        self.scalar(Found::String(Cow::Borrowed(value)))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<bool, E> {
        self.scalar(Found::String(Cow::Owned(value)))
    }

    fn visit_bytes<E: Error>(self, value: &[u8]) -> Result<bool, E> {
        self.scalar(Found::Bytes(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<bool, A::Error> {
        match self.slot {
            Slot::List(list) if self.skips_unreadable => read_readable(list, self.place, items)?,
            Slot::List(list) => read_list(list, self.place, items)?,
            Slot::Nothing
            | Slot::Bool(_)
            | Slot::Number(_)
            | Slot::String(_)
            | Slot::Bytes(_)
            | Slot::Json(_)
            | Slot::Map(_)
            | Slot::Object(_)
            | Slot::Optional(_) => return self.mismatch("a list"),
        }
        Ok(true)
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<bool, A::Error> {
        match self.slot {
            Slot::Object(object) => read_object(object, self.place, entries)?,
            Slot::Map(map) => read_map(map, self.place, entries)?,
            Slot::Number(number) => read_wrapped_number(number, self.place, entries)?,
            Slot::Nothing
            | Slot::Bool(_)
            | Slot::String(_)
            | Slot::Bytes(_)
            | Slot::Json(_)
            | Slot::List(_)
            | Slot::Optional(_) => return self.mismatch("an object"),
        }
        Ok(true)
    }
}

fn read_list<'de, A: SeqAccess<'de>>(
    list: &mut dyn List,
    place: &Place<'_>,
    mut items: A,
) -> Result<(), A::Error> {
    list.clear();
    let mut place = Place::Item(place, 0);
    while items
        .next_element_seed(Item {
            list,
            place: &place,
        })?
        .is_some()
    {
        if let Place::Item(_, index) = &mut place {
            *index += 1;
        }
    }
    Ok(())
}

/// Keeps the items that can be decoded, and leaves the others out.
fn read_readable<'de, A: SeqAccess<'de>>(
    list: &mut dyn List,
    place: &Place<'_>,
    mut items: A,
) -> Result<(), A::Error> {
    list.clear();
    while let Some(item) = items.next_element_seed(unread::Item)? {
        let outcome = decode_text(&item, list.push(), place);
        if outcome.is_err() {
            list.pop();
        }
    }
    Ok(())
}

/// Decodes one item of a list. It is appended only when there turns out to be one.
struct Item<'a> {
    list: &'a mut dyn List,
    place: &'a Place<'a>,
}

impl<'de> DeserializeSeed<'de> for Item<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        Reader::new(self.list.push(), self.place)
            .deserialize(deserializer)
            .map(drop)
    }
}

fn read_map<'de, A: MapAccess<'de>>(
    map: &mut dyn Map,
    place: &Place<'_>,
    mut entries: A,
) -> Result<(), A::Error> {
    map.clear();
    let place = Place::Entry(place);
    while let Some(key) = entries.next_key::<String>()? {
        entries.next_value_seed(Reader::new(map.insert(key), &place))?;
    }
    Ok(())
}

/// With its feature `arbitrary_precision`, which any crate of a build may switch on, serde_json
/// presents a number as a map. Only serde_json knows how to read that.
fn read_wrapped_number<'de, A: MapAccess<'de>>(
    number: &mut dyn Number,
    place: &Place<'_>,
    entries: A,
) -> Result<(), A::Error> {
    let outcome =
        if let Json::Number(value) = Json::deserialize(MapAccessDeserializer::new(entries))? {
            match (value.as_i64(), value.as_u64(), value.as_f64()) {
                (Some(value), _, _) => number.set_integer(value.into()),
                (_, Some(value), _) => number.set_integer(value.into()),
                (_, _, Some(value)) => number.set_float(value),
                _ => number.set_float(f64::INFINITY),
            }
        } else {
            Err("an object")
        };
    outcome.map_err(|found| place.mismatch(number.expected(), found))
}
