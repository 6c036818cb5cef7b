//! Writing: from a [`View`] to any format of serde.

use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::{List, Map, Object, View, Wire, rfc3339};

/// Writes a value in any format. For [`serde::Serialize`] implementations.
pub(crate) fn serialize<S: Serializer>(value: &dyn Wire, serializer: S) -> Result<S::Ok, S::Error> {
    value.view().serialize(serializer)
}

/// Writes a value as JSON.
pub(crate) fn to_json(value: &dyn Wire) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&value.view())
}

impl Serialize for View<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            View::Absent => serializer.serialize_none(),
            View::Null => serializer.serialize_unit(),
            View::Bool(value) => serializer.serialize_bool(value),
            View::Signed(value) => serializer.serialize_i64(value),
            View::Unsigned(value) => serializer.serialize_u64(value),
            View::Single(value) if value.is_finite() => serializer.serialize_f32(value),
            View::Double(value) if value.is_finite() => serializer.serialize_f64(value),
            // JSON has no such numbers, and serde_json would quietly write `null`.
            View::Single(_) | View::Double(_) => {
                Err(S::Error::custom("a number is infinite or not a number"))
            }
            View::Number(value) => value.serialize(serializer),
            View::Text(value) | View::Secret(value) => serializer.serialize_str(value),
            View::Time(value) => serializer.serialize_str(&rfc3339(value)),
            View::Bytes(value) => serializer.serialize_bytes(value),
            View::List(list) => write_list(list, serializer),
            View::Map(map) => write_map(map, serializer),
            View::Object(object, _) => write_object(object, serializer),
        }
    }
}

fn write_list<S: Serializer>(list: &dyn List, serializer: S) -> Result<S::Ok, S::Error> {
    let mut output = serializer.serialize_seq(Some(list.count()))?;
    let mut outcome = Ok(());
    list.each(&mut |item| {
        if outcome.is_ok() {
            outcome = output.serialize_element(&item.view());
        }
    });
    outcome?;
    output.end()
}

fn write_map<S: Serializer>(map: &dyn Map, serializer: S) -> Result<S::Ok, S::Error> {
    let mut output = serializer.serialize_map(Some(map.count()))?;
    write_entries(map, &mut output)?;
    output.end()
}

fn write_entries<M: SerializeMap>(map: &dyn Map, output: &mut M) -> Result<(), M::Error> {
    let mut outcome = Ok(());
    map.each(&mut |key, value| {
        if outcome.is_ok() {
            outcome = output.serialize_entry(key, &value.view());
        }
    });
    outcome
}

fn write_object<S: Serializer>(object: &dyn Object, serializer: S) -> Result<S::Ok, S::Error> {
    let mut count = object.rest().map_or(0, Map::count);
    object.fields(&mut |fields| {
        count += fields
            .iter()
            .filter(|(_, value)| !value.view().is_absent())
            .count();
    });

    let mut output = serializer.serialize_map(Some(count))?;
    let mut outcome = Ok(());
    object.fields(&mut |fields| {
        outcome = fields
            .iter()
            .map(|(name, value)| (name, value.view()))
            .filter(|(_, view)| !view.is_absent())
            .try_for_each(|(name, view)| output.serialize_entry(name, &view));
    });
    outcome?;
    if let Some(rest) = object.rest() {
        write_entries(rest, &mut output)?;
    }
    output.end()
}
