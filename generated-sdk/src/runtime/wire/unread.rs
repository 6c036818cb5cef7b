//! A value that is not decoded yet, since it may turn out that it cannot be.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, Visitor};
use serde_json::Value as Json;

/// The name that [`super::json`] knows this by. Other formats read the value of such a newtype.
pub(super) const NAME: &str = "$stytch_b2b::wire::Unread";

/// One item of a list.
pub(super) enum Unread<'de> {
    /// Its JSON text, whatever is in it.
    Text(&'de str),
    /// What another format makes of it.
    Tree(Json),
}

/// Reads an item as it is.
pub(super) struct Item;

impl<'de> DeserializeSeed<'de> for Item {
    type Value = Unread<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Unread<'de>, D::Error> {
        deserializer.deserialize_newtype_struct(NAME, self)
    }
}

impl<'de> Visitor<'de> for Item {
    type Value = Unread<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Unread<'de>, E> {
        Ok(Unread::Text(text))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, item: D) -> Result<Unread<'de>, D::Error> {
        Json::deserialize(item).map(Unread::Tree)
    }
}
