//! Names and values of headers.

use http::header::{
    ACCEPT_ENCODING, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HOST, TRANSFER_ENCODING,
    USER_AGENT,
};
use http::{HeaderName, HeaderValue};

/// The headers that delimit or route a message, and those that calls set themselves.
const RESERVED: [HeaderName; 7] = [
    HOST,
    CONTENT_LENGTH,
    TRANSFER_ENCODING,
    ACCEPT_ENCODING,
    AUTHORIZATION,
    CONTENT_TYPE,
    USER_AGENT,
];

/// Any name of a header that a caller may add.
pub(super) fn extra_name(name: impl TryInto<HeaderName>) -> Option<HeaderName> {
    let name = name.try_into().ok()?;
    (!RESERVED.contains(&name)).then_some(name)
}

/// A value that is marked as sensitive, which keeps it out of logs and of HTTP/2's compression.
pub(super) fn value(value: &str) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_str(value).ok()?;
    value.set_sensitive(true);
    Some(value)
}
