//! Points in time: RFC 3339 on the wire, with the fraction of a second and the offset that they
//! came with.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, SecondsFormat};

use super::{Slot, Text, View, Wire};

/// A point in time as it is sent.
pub(crate) fn rfc3339(time: &DateTime<FixedOffset>) -> String {
    time.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

impl Wire for DateTime<FixedOffset> {
    fn view(&self) -> View<'_> {
        View::Time(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Text(self)
    }
}

impl Text for DateTime<FixedOffset> {
    fn expected(&self) -> &'static str {
        "a time (RFC 3339)"
    }

    fn set(&mut self, value: Cow<'_, str>) -> Result<(), &'static str> {
        *self = DateTime::parse_from_rfc3339(&value).map_err(|_| "another string")?;
        Ok(())
    }

    #[cfg(feature = "testing")]
    fn takes(&self) -> super::sample::Takes {
        super::sample::Takes::Time
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, FixedOffset};

    use crate::runtime::wire::{from_json, to_json};

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
            "\"\"",
            "\"2021-12-29T12:33:09\"",
            "1640781189",
        ] {
            let mut time = Some(DateTime::<FixedOffset>::default());
            let error = from_json(json.as_bytes(), &mut time).expect_err(json);
            let message = error.to_string();
            assert!(
                message.starts_with("expected a time (RFC 3339), found "),
                "{message}"
            );
            assert!(
                !message.contains(json.trim_matches('"')) || json == "\"\"",
                "{message}"
            );
        }
    }
}
