//! Decoding the fields of an object.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use super::super::place::Place;
use super::super::seen::Seen;
use super::super::{FieldMut, Map, Object};
use super::Reader;

/// Decodes an object: property after property, and then what the absence of others means.
pub(super) fn read_object<'de, A: MapAccess<'de>>(
    object: &mut dyn Object,
    place: &Place<'_>,
    mut entries: A,
) -> Result<(), A::Error> {
    let mut outcome = Ok(());
    let special = Special {
        skips_unreadable: object.skips_unreadable(),
        absent_if_empty: object.absent_if_empty(),
    };
    object.fields_mut(&mut |fields, rest| {
        outcome = read_fields(fields, rest, &special, place, &mut entries);
    });
    outcome
}

/// The names of the fields that are decoded in another way.
struct Special {
    skips_unreadable: &'static [&'static str],
    absent_if_empty: &'static [&'static str],
}

fn read_fields<'de, A: MapAccess<'de>>(
    fields: &mut [FieldMut<'_>],
    mut rest: Option<&mut dyn Map>,
    special: &Special,
    place: &Place<'_>,
    entries: &mut A,
) -> Result<(), A::Error> {
    if let Some(rest) = &mut rest {
        rest.clear();
    }
    let mut seen = Seen::default();
    let mut next = 0;
    while let Some(key) = entries.next_key_seed(Name {
        fields,
        next,
        keep: rest.is_some(),
    })? {
        match (key, &mut rest) {
            (Key::Field(index), _) => {
                let (name, value) = &mut fields[index];
                let place = Place::Field(place, name);
                let reader = Reader {
                    skips_unreadable: special.skips_unreadable.contains(name),
                    absent_if_empty: special.absent_if_empty.contains(name),
                    ..Reader::new(*value, &place)
                };
                entries.next_value_seed(reader)?;
                seen.insert(index);
                next = index + 1;
            }
            (Key::Other(name), Some(rest)) => {
                let place = Place::Entry(place);
                entries.next_value_seed(Reader::new(rest.insert(name), &place))?;
            }
            _ => drop(entries.next_value::<IgnoredAny>()?),
        }
    }
    if seen.count() == fields.len() {
        return Ok(());
    }

    let mut missing = Vec::new();
    for (index, (name, value)) in fields.iter_mut().enumerate() {
        if !seen.contains(index) && !value.slot().clear() {
            missing.push(*name);
        }
    }
    if missing.is_empty() {
        Ok(())
    } else {
        Err(place.missing(&missing))
    }
}

/// The name of a property, once it has been looked up.
enum Key {
    Field(usize),
    Other(String),
    Ignored,
}

/// Looks up the name of a property, without a copy of it.
///
/// Documents list properties in much the order of the fields, so the search starts at the field
/// after the last hit, where it usually ends as well.
struct Name<'a, 'f> {
    fields: &'a [FieldMut<'f>],
    next: usize,
    keep: bool,
}

impl<'de> DeserializeSeed<'de> for Name<'_, '_> {
    type Value = Key;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Name<'_, '_> {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    #[inline]
    fn visit_str<E: Error>(self, name: &str) -> Result<Key, E> {
        let matches = |field: &FieldMut<'_>| field.0 == name;
        if self.fields.get(self.next).is_some_and(matches) {
            return Ok(Key::Field(self.next));
        }
        let (before, after) = self.fields.split_at(self.next);
        let index = after
            .iter()
            .position(matches)
            .map(|index| self.next + index)
            .or_else(|| before.iter().position(matches));
        Ok(match index {
            Some(index) => Key::Field(index),
            None if self.keep => Key::Other(name.to_owned()),
            None => Key::Ignored,
        })
    }
}
