//! The request id of a call.

use http::HeaderMap;

/// The id from the body, or else from the header that gateways set.
pub(in crate::runtime) fn request_id<'a>(
    of_body: Option<&'a str>,
    headers: &'a HeaderMap,
) -> Option<&'a str> {
    let of_header = || headers.get("x-request-id")?.to_str().ok();
    let is_given = |id: &&str| !id.is_empty();
    of_body
        .filter(is_given)
        .or_else(|| of_header().filter(is_given))
}
