//! Reading: from any self-describing format of serde into a [`Slot`].

use std::borrow::Cow;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::Value as Json;

use super::fields::read_object;
use super::place::Place;
use super::{List, Map, Number, Slot, Wire};

/// Reads a value from any format. For [`serde::Deserialize`] implementations.
pub(crate) fn deserialize<'de, D>(value: &mut dyn Wire, deserializer: D) -> Result<(), D::Error>
where
    D: Deserializer<'de>,
{
    Reader::new(value, Place::Root).deserialize(deserializer)
}

/// Reads a value from a JSON document.
pub(crate) fn from_json(document: &[u8], value: &mut dyn Wire) -> serde_json::Result<()> {
    // Checked as a whole, which is faster than text by text.
    let document = str::from_utf8(document).map_err(serde_json::Error::custom)?;
    let mut deserializer = serde_json::Deserializer::from_str(document);
    deserialize(value, &mut deserializer)?;
    deserializer.end()
}

/// Reads one value, at its place.
pub(super) struct Reader<'a> {
    slot: Slot<'a>,
    place: Place<'a>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(value: &'a mut dyn Wire, place: Place<'a>) -> Self {
        Self {
            slot: value.slot(),
            place,
        }
    }

    fn mismatch<T, E: Error>(self, found: &str) -> Result<T, E> {
        Err(self.place.mismatch(self.slot.expected(), found))
    }

    fn number<E: Error>(
        self,
        set: impl FnOnce(&mut dyn Number) -> Result<(), &'static str>,
    ) -> Result<(), E> {
        match self.slot {
            Slot::Number(number) => {
                set(number).map_err(|found| self.place.mismatch(number.expected(), found))
            }
            _ => self.mismatch("a number"),
        }
    }

    fn text<E: Error>(self, value: Cow<'_, str>) -> Result<(), E> {
        match self.slot {
            Slot::Text(text) => {
                let expected = text.expected();
                text.set(value)
                    .map_err(|found| self.place.mismatch(expected, found))
            }
            _ => self.mismatch("a string"),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.slot {
            Slot::Nothing => IgnoredAny::deserialize(deserializer).map(drop),
            Slot::Json(json) => Json::deserialize(deserializer).map(|value| *json = value),
            Slot::Optional(_) => deserializer.deserialize_option(self),
            // Not `deserialize_str` and the like: given something else, serde_json's answer to
            // those quotes it.
            _ => deserializer.deserialize_any(self),
        }
    }
}

/// Each method that would by default refuse a value by quoting it is replaced.
impl<'de> Visitor<'de> for Reader<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slot.expected())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        let expected = self.slot.expected();
        let cleared = match self.slot {
            Slot::Optional(optional) => {
                // In `Option<Nullable<T>>`, `null` is a value of the type inside.
                if !matches!(optional.fill().slot(), Slot::Optional(_)) {
                    optional.clear();
                }
                true
            }
            slot => slot.clear(),
        };
        if cleared {
            Ok(())
        } else {
            Err(self.place.mismatch(expected, "null"))
        }
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.slot {
            Slot::Optional(optional) => {
                Reader::new(optional.fill(), self.place).deserialize(deserializer)
            }
            _ => self.deserialize(deserializer),
        }
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        match self.slot {
            Slot::Bool(slot) => {
                *slot = value;
                Ok(())
            }
            _ => self.mismatch("a boolean"),
        }
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.number(|number| number.set_integer(value.into()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.number(|number| number.set_integer(value.into()))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<(), E> {
        self.number(|number| number.set_integer(value))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<(), E> {
        self.number(|number| number.set_integer(value.try_into().unwrap_or(i128::MAX)))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.number(|number| number.set_float(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        self.text(Cow::Borrowed(value))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<(), E> {
        self.text(Cow::Owned(value))
    }

    fn visit_bytes<E: Error>(self, value: &[u8]) -> Result<(), E> {
        match self.slot {
            Slot::Bytes(bytes) => {
                *bytes = value.to_vec().into();
                Ok(())
            }
            _ => self.mismatch("bytes"),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Slot::List(list) = self.slot else {
            return self.mismatch("a list");
        };
        list.clear();
        let mut index = 0;
        while items
            .next_element_seed(Item {
                list,
                place: Place::Item(&self.place, index),
            })?
            .is_some()
        {
            index += 1;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<(), A::Error> {
        match self.slot {
            Slot::Object(object) => read_object(object, &self.place, entries),
            Slot::Map(map) => read_map(map, &self.place, entries),
            Slot::Number(number) => read_wrapped_number(number, &self.place, entries),
            _ => self.mismatch("an object"),
        }
    }
}

/// Reads one item of a list. It is appended only when there turns out to be one.
struct Item<'a> {
    list: &'a mut dyn List,
    place: Place<'a>,
}

impl<'de> DeserializeSeed<'de> for Item<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        Reader::new(self.list.push(), self.place).deserialize(deserializer)
    }
}

fn read_map<'de, A: MapAccess<'de>>(
    map: &mut dyn Map,
    place: &Place<'_>,
    mut entries: A,
) -> Result<(), A::Error> {
    map.clear();
    while let Some(key) = entries.next_key::<String>()? {
        entries.next_value_seed(Reader::new(map.insert(key), Place::Entry(place)))?;
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
    let outcome = match Json::deserialize(MapAccessDeserializer::new(entries))? {
        Json::Number(value) => match (value.as_i64(), value.as_u64(), value.as_f64()) {
            (Some(value), _, _) => number.set_integer(value.into()),
            (_, Some(value), _) => number.set_integer(value.into()),
            (_, _, Some(value)) => number.set_float(value),
            _ => number.set_float(f64::INFINITY),
        },
        _ => Err("an object"),
    };
    outcome.map_err(|found| place.mismatch(number.expected(), found))
}
