//! `Retry-After` (RFC 9110, section 10.2.3).

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDateTime};
use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};

/// How long the sender of a response asks to wait: a number of seconds, or until a timestamp.
///
/// A timestamp is by the sender's clock, which `Date` tells; ours may be wrong.
pub(in crate::runtime) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = seconds(text)?;
    let now = headers
        .get(DATE)
        .and_then(|date| seconds(date.to_str().ok()?))
        .or_else(|| {
            let now = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
            now.as_secs().try_into().ok()
        })?;
    // A timestamp in the past means now.
    let wait = until.saturating_sub(now).max(0);
    Some(Duration::from_secs(wait.unsigned_abs()))
}

/// An HTTP date in any of its three forms (RFC 9110, section 5.6.7), in seconds since 1970.
fn seconds(date: &str) -> Option<i64> {
    if let Ok(date) = DateTime::parse_from_rfc2822(date) {
        return Some(date.timestamp());
    }
    ["%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(date, form).ok())
        .map(|date| date.and_utc().timestamp())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use http::{HeaderMap, HeaderValue};

    use super::retry_after;

    #[test]
    fn seconds_and_dates() {
        const DATE: &str = "Sun, 06 Nov 1994 08:49:37 GMT";
        for (value, date, expected) in [
            ("7", None, Some(7)),
            (" 120 ", None, Some(120)),
            ("0", None, Some(0)),
            ("Sun, 06 Nov 1994 08:49:52 GMT", Some(DATE), Some(15)),
            ("Sun, 06 Nov 1994 08:49:00 GMT", Some(DATE), Some(0)),
            ("Sunday, 06-Nov-94 08:49:52 GMT", Some(DATE), Some(15)),
            ("Sun Nov  6 08:49:52 1994", Some(DATE), Some(15)),
            // By our own clock, long ago.
            ("Sun, 06 Nov 1994 08:49:52 GMT", None, Some(0)),
            ("-1", None, None),
            ("1.5", None, None),
            ("soon", Some(DATE), None),
            ("99999999999999999999", None, None),
            ("", None, None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert("retry-after", HeaderValue::from_static(value));
            if let Some(date) = date {
                headers.insert("date", HeaderValue::from_static(date));
            }
            let expected = expected.map(Duration::from_secs);
            assert_eq!(retry_after(&headers), expected, "{value:?}");
        }
        assert_eq!(retry_after(&HeaderMap::new()), None);
    }
}
