//! Names and values of headers.

use http::header::{CONTENT_LENGTH, HOST, TRANSFER_ENCODING};
use http::{HeaderName, HeaderValue};

/// The name of a header that a caller may add: any but those that delimit or route a message.
pub(super) fn extra_name(name: &str) -> Option<HeaderName> {
    let name: HeaderName = name.parse().ok()?;
    let is_reserved = [HOST, CONTENT_LENGTH, TRANSFER_ENCODING].contains(&name);
    (!is_reserved).then_some(name)
}

/// A value that is marked as sensitive, which keeps it out of logs and of HTTP/2's compression.
pub(super) fn value(value: &str) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_str(value).ok()?;
    value.set_sensitive(true);
    Some(value)
}
