//! Media types: which of those in a description is used, and how its bodies are encoded.

use indexmap::IndexMap;

use crate::ir::{Encoding, Media};

/// The direction of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// In a request, which names one media type.
    Sent,
    /// In a response, for which a request may accept a range.
    Received,
}

/// A media type, or a range of them, in a description.
#[derive(Debug, Clone)]
pub(super) struct Offer<'a> {
    pub key: &'a str,
    pub encoding: Encoding,
    /// The prefix of its range, if it is one: `image/`.
    range: Option<String>,
}

/// Chooses one: JSON, else a form, a string, or bytes. Of those with one encoding, prefers a type to
/// a range, then the usual one, then the first.
pub(super) fn choose<T>(content: &IndexMap<String, T>, way: Way) -> Option<(Offer<'_>, &T)> {
    let offers = content
        .iter()
        .filter_map(|(key, content)| Some((Offer::of(key, way)?, content)));
    offers
        .filter(|(offer, _)| offer.media(offer.encoding, way).is_some())
        .min_by_key(|(offer, _)| {
            let is_usual = essence(offer.key) == offer.encoding.media();
            (offer.encoding, offer.range.is_some(), !is_usual)
        })
}

impl<'a> Offer<'a> {
    fn of(key: &'a str, way: Way) -> Option<Self> {
        let essence = essence(key);
        let (kind, subtype) = essence.split_once('/')?;
        let is_sendable = key.bytes().all(|byte| (b' '..=b'~').contains(&byte));
        if !is_sendable || !is_token(kind) || !is_token(subtype) {
            return None;
        }
        let suffix = subtype.rsplit_once('+').map(|(_, suffix)| suffix);
        let encoding = match (kind, subtype) {
            // Both ranges contain JSON.
            ("*" | "application", "*") => Encoding::Json,
            ("text", "*") => Encoding::Text,
            ("*" | "multipart", _) => return None,
            (_, subtype) if subtype != "*" && subtype.contains('*') => return None,
            (_, "json") => Encoding::Json,
            _ if suffix == Some("json") => Encoding::Json,
            // No response is decoded from a form.
            _ if essence == Encoding::Form.media() => match way {
                Way::Sent => Encoding::Form,
                Way::Received => Encoding::Text,
            },
            _ if is_string(kind, suffix.unwrap_or(subtype)) && is_utf8(key) => Encoding::Text,
            _ => Encoding::Binary,
        };
        Some(Self {
            key,
            encoding,
            range: essence.split_once('*').map(|(kind, _)| kind.to_owned()),
        })
    }

    /// The media type of a body with this encoding; none for a request if the range leaves it open.
    pub(super) fn media(&self, encoding: Encoding, way: Way) -> Option<Media> {
        let usual = encoding.media();
        let name = match &self.range {
            None => self.key.trim(),
            Some(range) if usual.starts_with(range) => match (way, encoding) {
                (Way::Sent, _) | (_, Encoding::Json) => usual,
                _ => self.key.trim(),
            },
            Some(_) if way == Way::Received => self.key.trim(),
            Some(_) => return None,
        };
        let name = name.to_owned();
        Some(Media { encoding, name })
    }
}

/// Whether bodies of the type are strings.
fn is_string(kind: &str, subtype: &str) -> bool {
    kind == "text" || kind == "application" && matches!(subtype, "xml" | "yaml" | "jwt")
}

/// Whether the charset is UTF-8 or a subset.
fn is_utf8(key: &str) -> bool {
    let mut settings = key
        .split(';')
        .skip(1)
        .filter_map(|text| text.split_once('='));
    let charset = settings.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
    charset.is_none_or(|(_, charset)| {
        let charset = charset.trim().trim_matches('"').to_uppercase();
        matches!(charset.as_str(), "UTF-8" | "UTF8" | "US-ASCII")
    })
}

/// The media type without its parameters: `text/html` of `Text/HTML; charset=utf-8`.
fn essence(key: &str) -> String {
    let essence = key.split(';').next().unwrap_or_default();
    essence.trim().to_lowercase()
}

/// Whether it is a token of HTTP (RFC 9110, section 5.6.2), such as the name of a header.
pub(super) fn is_token(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_part)
}
