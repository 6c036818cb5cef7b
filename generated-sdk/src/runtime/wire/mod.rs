//! Serialization: one engine that encodes and decodes every type of the API.
//!
//! A derive would compile a decoder and an encoder for each of some hundreds of types. Here a type
//! only *lists* its fields, as trait objects, and [`encode`] and [`decode`] walk that list. They
//! are compiled once for each data format, so that the build time does not grow with the API.
//! Responses are decoded by way of [`json`].
//!
//! Whether a field must be present follows from its Rust type alone: see [`Slot::clear`].

#![warn(
    clippy::wildcard_enum_match_arm,
    reason = "a new kind of value must not be forgotten"
)]

mod compare;
mod containers;
mod debug;
mod decode;
mod encode;
mod implement;
mod json;
mod nullable;
mod object;
mod place;
#[cfg(feature = "testing")]
pub(crate) mod sample;
mod scalars;
mod seen;
#[cfg(test)]
mod tests;
mod timestamp;
mod unread;

use std::any::Any;
use std::borrow::Cow;

use bytes::Bytes;
use serde_json::{Number as JsonNumber, Value as Json};

pub(crate) use self::compare::equal;
pub(crate) use self::decode::{deserialize, from_json};
pub(crate) use self::encode::{serialize, serialize_redacted, to_json, to_request};
pub(crate) use self::implement::{newtype, object};
pub(crate) use self::json::{member, strings};
pub use self::nullable::Nullable;
pub(crate) use self::object::{Field, FieldMut, Object, VisitMut};
pub(crate) use self::timestamp::rfc3339;

/// A value that can be encoded, and decoded in place.
///
/// Decoding in place keeps the trait object-safe: it starts from a default value.
pub(crate) trait Wire {
    /// The value, to be encoded.
    fn view(&self) -> View<'_>;

    /// The value, to be decoded into.
    fn slot(&mut self) -> Slot<'_>;
}

/// A value to encode.
#[derive(Clone, Copy)]
pub(crate) enum View<'a> {
    /// Absent: an object does not have the field. Inside a list or a map, `null`.
    Absent,
    /// An explicit `null`.
    Null,
    Bool(bool),
    Signed(i64),
    Unsigned(u64),
    /// Apart from [`View::Double`], since widening would turn `0.1` into `0.10000000149011612`.
    Single(f32),
    Double(f64),
    /// A number of free-form JSON, with all the digits that it came with.
    Number(&'a JsonNumber),
    String(&'a str),
    /// A string that is encoded like any other, and redacted in `Debug` output.
    Secret(&'a str),
    /// A string that stands for something else, such as a timestamp.
    Encoded(&'a (dyn EncodeString + 'static)),
    Bytes(&'a [u8]),
    List(&'a dyn List),
    Map(&'a dyn Map),
    /// With the name of its type.
    Object(&'a dyn Object, &'static str),
}

impl View<'_> {
    pub(crate) fn is_absent(&self) -> bool {
        matches!(self, View::Absent)
    }
}

/// A value to decode into.
pub(crate) enum Slot<'a> {
    /// Takes any value, and drops it.
    Nothing,
    Bool(&'a mut bool),
    Number(&'a mut dyn Number),
    String(&'a mut dyn DecodeString),
    Bytes(&'a mut Bytes),
    /// Takes any value, and keeps it.
    Json(&'a mut Json),
    List(&'a mut dyn List),
    Map(&'a mut dyn Map),
    Object(&'a mut dyn Object),
    Optional(&'a mut dyn Optional),
}

impl Slot<'_> {
    /// Makes this the value that stands for absence, or says that the value is required.
    ///
    /// A list and a map are never required: the API sends an empty one as `null` or not at all.
    #[must_use]
    pub(crate) fn clear(self) -> bool {
        match self {
            Slot::Nothing => {}
            Slot::Json(json) => *json = Json::Null,
            Slot::List(list) => list.clear(),
            Slot::Map(map) => map.clear(),
            Slot::Optional(optional) => optional.clear(),
            Slot::Bool(_)
            | Slot::Number(_)
            | Slot::String(_)
            | Slot::Bytes(_)
            | Slot::Object(_) => return false,
        }
        true
    }

    /// What this slot takes, in words for an error message.
    pub(crate) fn expected(&self) -> &'static str {
        match self {
            Slot::Nothing | Slot::Json(_) | Slot::Optional(_) => "any value",
            Slot::Bool(_) => "a boolean",
            Slot::Number(number) => number.expected(),
            Slot::String(string) => string.expected(),
            Slot::Bytes(_) => "bytes",
            Slot::List(_) => "a list",
            Slot::Map(_) | Slot::Object(_) => "an object",
        }
    }
}

/// A number of one of the Rust types. What does not fit comes back as what was found, in words.
pub(crate) trait Number {
    fn expected(&self) -> &'static str;
    fn set_integer(&mut self, value: i128) -> Result<(), &'static str>;
    fn set_float(&mut self, value: f64) -> Result<(), &'static str>;
}

/// A value that is encoded as a string.
pub(crate) trait EncodeString: Any {
    fn encode(&self) -> String;
    /// Whether another value is of this type and equal.
    fn equals(&self, other: &dyn Any) -> bool;
}

/// A value that is decoded from a string. What is none comes back as what was found, in words.
pub(crate) trait DecodeString {
    fn expected(&self) -> &'static str {
        "a string"
    }
    /// Whether an empty string stands for no value, where that may be.
    fn is_absent_if_empty(&self) -> bool {
        false
    }
    /// Which strings it takes.
    #[cfg(feature = "testing")]
    fn takes(&self) -> sample::Takes {
        sample::Takes::Any
    }
    fn set(&mut self, value: Cow<'_, str>) -> Result<(), &'static str>;
}

/// A list of any length.
pub(crate) trait List {
    fn count(&self) -> usize;
    fn each(&self, visit: &mut dyn FnMut(&dyn Wire));
    fn at(&self, index: usize) -> Option<&dyn Wire>;
    fn clear(&mut self);
    /// Appends a default value, to be decoded into.
    fn push(&mut self) -> &mut dyn Wire;
    /// Takes the last value away.
    fn pop(&mut self);
}

/// Values under keys that only the data knows.
pub(crate) trait Map {
    fn count(&self) -> usize;
    fn each(&self, visit: &mut dyn FnMut(&str, &dyn Wire));
    fn at(&self, key: &str) -> Option<&dyn Wire>;
    fn clear(&mut self);
    /// Puts a default value under the key, to be decoded into; it replaces the value that was there.
    fn insert(&mut self, key: String) -> &mut dyn Wire;
}

/// A value that may not be there.
pub(crate) trait Optional {
    fn clear(&mut self);
    /// Puts a default value in place, to be decoded into.
    fn fill(&mut self) -> &mut dyn Wire;
}
