//! Responses in a content coding, although requests accept none.

use std::fmt;

use http::HeaderMap;
use http::header::CONTENT_ENCODING;

use super::excerpt::Excerpt;

/// The content coding of a body, which cannot be decoded.
pub(in crate::runtime) struct Coding<'a>(&'a str);

impl<'a> Coding<'a> {
    /// `identity` means none (RFC 9110, section 8.4.1).
    pub(in crate::runtime) fn of(headers: &'a HeaderMap) -> Option<Self> {
        headers.get_all(CONTENT_ENCODING).iter().find_map(|coding| {
            let coding = coding.to_str().unwrap_or("?").trim();
            let is_none = coding.is_empty() || coding.eq_ignore_ascii_case("identity");
            (!is_none).then_some(Self(coding))
        })
    }
}

impl fmt::Display for Coding<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0;
        let coding = Excerpt { text, limit: 40 };
        write!(
            f,
            "the body has the content coding `{coding}`, which the request did not accept"
        )
    }
}
