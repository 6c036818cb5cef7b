//! Paths: a template and its parameters.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

use crate::runtime::error::{Error, Result};

/// Everything but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Percent-encodes a string as one segment of a path, or as one name or value of a query.
pub(super) fn encode(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, RESERVED)
}

/// Replaces each `{name}` of the template with its argument.
///
/// # Errors
///
/// An argument that is empty, `.` or `..` would change which operation is called, since URLs are
/// normalized on the way (`DELETE /members/..` is `DELETE /`), and no encoding prevents that.
pub(super) fn expand(
    template: &'static str,
    arguments: &[(&'static str, String)],
) -> Result<String> {
    let mut path = String::with_capacity(template.len() + 32);
    let mut remaining = template;
    while let Some((literal, (name, after))) = next_placeholder(remaining) {
        let value = arguments
            .iter()
            .find(|(argument, _)| *argument == name)
            .map_or("", |(_, value)| value.as_str());
        if value.is_empty() {
            return Err(Error::argument(name, "must not be empty"));
        }
        if matches!(value, "." | "..") {
            return Err(Error::argument(
                name,
                "must not be `.` or `..`, which have a meaning in a path",
            ));
        }
        path.push_str(literal);
        path.extend(encode(value));
        remaining = after;
    }
    path.push_str(remaining);
    Ok(path)
}

/// Splits `a/{b}/c` into `a/`, `b` and `/c`.
fn next_placeholder(template: &str) -> Option<(&str, (&str, &str))> {
    let (literal, rest) = template.split_once('{')?;
    Some((literal, rest.split_once('}')?))
}

#[cfg(test)]
mod tests {
    use super::expand;

    #[test]
    fn an_argument_is_exactly_one_segment() {
        for (argument, encoded) in [
            ("organization-test-07971b06", "organization-test-07971b06"),
            ("A-z_0.9~", "A-z_0.9~"),
            ("...", "..."),
            ("a/b", "a%2Fb"),
            ("../..", "..%2F.."),
            ("%2e%2e", "%252e%252e"),
            ("%2E", "%252E"),
            ("a?b#c", "a%3Fb%23c"),
            ("a b+c", "a%20b%2Bc"),
            ("a\\b", "a%5Cb"),
            ("{id}", "%7Bid%7D"),
            ("\r\n\0", "%0D%0A%00"),
            ("é", "%C3%A9"),
            ("user@example.com:1;2,3", "user%40example.com%3A1%3B2%2C3"),
        ] {
            let path = expand("/v1/{id}/x", &[("id", argument.to_owned())]);
            assert_eq!(path.unwrap(), format!("/v1/{encoded}/x"), "{argument}");
        }
    }

    #[test]
    fn an_argument_that_would_change_the_path_is_refused() {
        for argument in ["", ".", ".."] {
            let error = expand("/v1/{id}", &[("id", argument.to_owned())]).unwrap_err();
            assert!(
                error
                    .to_string()
                    .starts_with("invalid argument `id`: must not be"),
                "{error}"
            );
        }
    }

    #[test]
    fn arguments_go_by_name() {
        let arguments = [("b", "2".to_owned()), ("a", "1".to_owned())];
        assert_eq!(expand("/{a}/x/{b}:do", &arguments).unwrap(), "/1/x/2:do");
        assert_eq!(expand("/plain", &[]).unwrap(), "/plain");
        assert!(expand("/{c}", &arguments).is_err());
    }
}
