//! Encoding: from a [`View`] to any format of serde.

use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::{List, Map, Object, View, Wire};

/// Encodes a value in any format. For [`serde::Serialize`] implementations.
pub(crate) fn serialize<S: Serializer>(value: &dyn Wire, serializer: S) -> Result<S::Ok, S::Error> {
    Whole(value.view(), Fields::All).serialize(serializer)
}

/// Encodes a value without its secrets, in any format.
pub(crate) fn serialize_redacted<S: Serializer>(
    value: &dyn Wire,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    Whole(value.view(), Fields::Public).serialize(serializer)
}

/// Encodes a value as JSON.
pub(crate) fn to_json(value: &dyn Wire) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&Whole(value.view(), Fields::All))
}

/// Encodes a request body as JSON.
pub(crate) fn to_request(value: &dyn Wire) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&Whole(value.view(), Fields::Sent))
}

/// Which fields of an object are encoded.
#[derive(Clone, Copy, PartialEq)]
enum Fields {
    All,
    /// All but those that only the API sets, which a value has that was received before.
    Sent,
    /// All but secrets and lists of secrets.
    Public,
}

/// A value with all that is in it.
struct Whole<'a>(View<'a>, Fields);

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(view, which) = *self;
        match view {
            View::Absent => serializer.serialize_none(),
            View::Null => serializer.serialize_unit(),
            View::Bool(value) => serializer.serialize_bool(value),
            View::Signed(value) => serializer.serialize_i64(value),
            View::Unsigned(value) => serializer.serialize_u64(value),
            View::Single(value) if value.is_finite() => serializer.serialize_f32(value),
            View::Double(value) if value.is_finite() => serializer.serialize_f64(value),
            // JSON has no such numbers, and serde_json would encode them as `null`.
            View::Single(_) | View::Double(_) => {
                Err(S::Error::custom("a number is infinite or not a number"))
            }
            View::Number(value) => value.serialize(serializer),
            // Not in a field, but the item of a list or a map.
            View::Secret(_) if which == Fields::Public => serializer.serialize_none(),
            View::String(value) | View::Secret(value) => serializer.serialize_str(value),
            View::Encoded(value) => serializer.serialize_str(&value.encode()),
            View::Bytes(value) => serializer.serialize_bytes(value),
            View::List(list) => write_list(list, which, serializer),
            View::Map(map) => write_map(map, which, serializer),
            View::Object(object, _) => write_object(object, which, serializer),
        }
    }
}

fn write_list<S: Serializer>(
    list: &dyn List,
    which: Fields,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut output = serializer.serialize_seq(Some(list.count()))?;
    let mut outcome = Ok(());
    list.each(&mut |item| {
        if outcome.is_ok() {
            outcome = output.serialize_element(&Whole(item.view(), which));
        }
    });
    outcome?;
    output.end()
}

fn write_map<S: Serializer>(
    map: &dyn Map,
    which: Fields,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut output = serializer.serialize_map(Some(map.count()))?;
    write_entries(map, which, &mut output)?;
    output.end()
}

fn write_entries<M: SerializeMap>(
    map: &dyn Map,
    which: Fields,
    output: &mut M,
) -> Result<(), M::Error> {
    let mut outcome = Ok(());
    map.each(&mut |key, value| {
        if outcome.is_ok() {
            outcome = output.serialize_entry(key, &Whole(value.view(), which));
        }
    });
    outcome
}

fn write_object<S: Serializer>(
    object: &dyn Object,
    which: Fields,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let left_out = match which {
        Fields::All | Fields::Public => &[],
        Fields::Sent => object.read_only(),
    };
    let empty = object.absent_if_empty();
    // A field that an empty string stands for is one again.
    let is_written = |name: &str, view: &View<'_>| match which {
        Fields::Public => !view.is_absent() && !is_secret(view),
        Fields::All | Fields::Sent => {
            (!view.is_absent() || empty.contains(&name)) && !left_out.contains(&name)
        }
    };
    let mut count = object.rest().map_or(0, Map::count);
    object.fields(&mut |fields| {
        count += fields
            .iter()
            .filter(|(name, value)| is_written(name, &value.view()))
            .count();
    });

    let mut output = serializer.serialize_map(Some(count))?;
    let mut outcome = Ok(());
    object.fields(&mut |fields| {
        outcome = fields
            .iter()
            .map(|(name, value)| (name, value.view()))
            .filter(|(name, view)| is_written(name, view))
            .map(|(name, view)| {
                (
                    name,
                    if view.is_absent() {
                        View::String("")
                    } else {
                        view
                    },
                )
            })
            .try_for_each(|(name, view)| output.serialize_entry(name, &Whole(view, which)));
    });
    outcome?;
    if let Some(rest) = object.rest() {
        write_entries(rest, which, &mut output)?;
    }
    output.end()
}

/// Whether a field is a secret or a list of secrets.
fn is_secret(view: &View<'_>) -> bool {
    if let View::List(list) = view {
        return list.at(0).is_some_and(|item| is_secret(&item.view()));
    }
    matches!(view, View::Secret(_))
}
