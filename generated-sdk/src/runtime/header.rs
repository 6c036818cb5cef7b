//! Names and values of headers.

use http::header::{CONTENT_LENGTH, HOST, TRANSFER_ENCODING};
use http::{HeaderName, HeaderValue};

/// Any name of a header that a caller may add: all but those that delimit or route a message.
pub(super) fn extra_name(name: impl TryInto<HeaderName>) -> Option<HeaderName> {
    let name = name.try_into().ok()?;
    let is_reserved = [HOST, CONTENT_LENGTH, TRANSFER_ENCODING].contains(&name);
    (!is_reserved).then_some(name)
}

/// A value that is marked as sensitive, which keeps it out of logs and of HTTP/2's compression.
pub(super) fn value(value: &str) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_str(value).ok()?;
    value.set_sensitive(true);
    Some(value)
}
