//! A value that is not decoded yet, since that may fail.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, Visitor};
use serde_json::Value as Json;

/// The name that [`super::json`] knows this by. Other formats decode the value of such a newtype.
pub(super) const NAME: &str = concat!("$", module_path!());

/// Takes an item of a list as JSON: as it stands in the document, or converted from another format.
pub(super) struct Item;

impl<'de> DeserializeSeed<'de> for Item {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cow<'de, str>, D::Error> {
        deserializer.deserialize_newtype_struct(NAME, self)
    }
}

impl<'de> Visitor<'de> for Item {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        item: D,
    ) -> Result<Cow<'de, str>, D::Error> {
        Json::deserialize(item).map(|value| Cow::Owned(value.to_string()))
    }
}
