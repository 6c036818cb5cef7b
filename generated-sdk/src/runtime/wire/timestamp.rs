//! Timestamps: RFC 3339 on the wire, with the fraction of a second and the offset that they
//! came with.

use std::any::Any;
use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, SecondsFormat};

use super::{DecodeString, EncodeString, Slot, View, Wire};

/// A timestamp as it is sent.
pub(crate) fn rfc3339(time: &DateTime<FixedOffset>) -> String {
    time.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

impl Wire for DateTime<FixedOffset> {
    fn view(&self) -> View<'_> {
        View::Encoded(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::String(self)
    }
}

impl EncodeString for DateTime<FixedOffset> {
    fn encode(&self) -> String {
        rfc3339(self)
    }

    fn equals(&self, other: &dyn Any) -> bool {
        other.downcast_ref() == Some(self)
    }
}

impl DecodeString for DateTime<FixedOffset> {
    fn expected(&self) -> &'static str {
        "a timestamp (RFC 3339)"
    }

    fn is_absent_if_empty(&self) -> bool {
        true
    }

    #[cfg(feature = "testing")]
    fn takes(&self) -> super::sample::Takes {
        super::sample::Takes::Timestamp
    }

    fn set(&mut self, value: Cow<'_, str>) -> Result<(), &'static str> {
        *self = DateTime::parse_from_rfc3339(&value).map_err(|_| "another string")?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use chrono::{DateTime, FixedOffset};
    use serde_json::Value as Json;

    use crate::runtime::wire::{Nullable, Wire, deserialize, equal, from_json, to_json};

    #[test]
    fn a_time_is_written_as_it_was_read() {
        for text in [
            "2021-12-29T12:33:09Z",
            "2021-12-29T12:33:09.123Z",
            "2021-12-29T12:33:09.123456+02:00",
            "2021-12-29T12:33:09.123456789-11:30",
            "1969-12-31T23:59:59.001Z",
            "2016-12-31T23:59:60Z",
            "0001-01-01T00:00:00Z",
        ] {
            let mut time = DateTime::<FixedOffset>::default();
            from_json(format!("{text:?}").as_bytes(), &mut time).expect(text);
            assert_eq!(to_json(&time).expect(text), format!("{text:?}").as_bytes());
        }
    }

    #[test]
    fn what_is_no_time_is_not_quoted() {
        for json in [
            "\"yesterday\"",
            "\"  \"",
            "\"2021-12-29T12:33:09\"",
            "1640781189",
        ] {
            let mut time = Some(DateTime::<FixedOffset>::default());
            let error = from_json(json.as_bytes(), &mut time).expect_err(json);
            let message = error.to_string();
            assert!(
                message.starts_with("expected a timestamp (RFC 3339), found "),
                "{message}"
            );
            assert!(!message.contains(json.trim_matches('"')), "{message}");
        }
    }

    type Timestamp = DateTime<FixedOffset>;

    fn decoded<T: Wire + Default>(json: &str) -> Option<T> {
        let mut value = T::default();
        let by_text = from_json(json.as_bytes(), &mut value).ok();
        let mut other = T::default();
        let tree: Json = serde_json::from_str(json).expect(json);
        let by_tree = deserialize(&mut other, tree).ok();
        assert_eq!((by_text, equal(&value, &other)), (by_tree, true), "{json}");
        by_text.map(|()| value)
    }

    #[test]
    fn an_empty_one_is_absent_where_it_may_be() {
        assert_eq!(decoded::<Option<Timestamp>>("\"\""), Some(None));
        assert_eq!(decoded("\"\""), Some(Nullable::<Timestamp>::Null));
        assert_eq!(decoded("\"\""), Some(None::<Nullable<Timestamp>>));
        // Items that may be `null`, in a list and in a map.
        assert_eq!(decoded("[\"\"]"), Some(vec![None::<Timestamp>]));
        let entries = BTreeMap::from([("k".to_owned(), Nullable::<Timestamp>::Null)]);
        assert_eq!(decoded("{\"k\":\"\"}"), Some(entries));

        assert_eq!(decoded::<Timestamp>("\"\""), None);
        assert_eq!(decoded::<Vec<Timestamp>>("[\"\"]"), None);
        assert_eq!(decoded::<BTreeMap<String, Timestamp>>("{\"k\":\"\"}"), None);
        // An empty string is a value of its own everywhere else.
        assert_eq!(decoded("\"\""), Some(Some(String::new())));
    }
}
