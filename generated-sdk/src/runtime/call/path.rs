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
        if is_dots(value) {
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
    if path.split('/').any(is_dots) {
        return Err(Error::argument("path", DOTS));
    }
    Ok(path)
}

const DOTS: &str = "must not have a segment `.` or `..`, which have a meaning in a path";

fn is_dots(segment: &str) -> bool {
    matches!(segment, "." | "..")
}

/// Checks a template of the caller's: that it is a path, and can lead to no other host.
///
/// # Errors
///
/// If it does not begin with a single `/`, or has anything but segments and placeholders in it.
#[inline]
pub(super) fn check(template: &'static str) -> Result<()> {
    let refuse = |why: String| Err(Error::argument("path", why));
    let Some(segments) = template.strip_prefix('/') else {
        return refuse("must begin with `/`: the client has the scheme and the host".to_owned());
    };
    let (mut literals, mut remaining) = (String::new(), segments);
    while let Some((literal, (name, after))) = next_placeholder(remaining) {
        if name.is_empty() || name.contains(['{', '/']) {
            return refuse(format!(
                "has the placeholder `{{{name}}}`, which is not a name"
            ));
        }
        literals.push_str(literal);
        // What stands for a segment, so that none is empty.
        literals.push('_');
        remaining = after;
    }
    literals.push_str(remaining);
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || "/-._~!$&'()*+,;=:@".contains(c);
    if let Some(c) = literals.chars().find(|c| !is_allowed(*c)) {
        return refuse(format!(
            "must not have {c:?}: arguments are path and query parameters of the call"
        ));
    }
    let last = literals.strip_suffix('/').unwrap_or(&literals);
    if !literals.is_empty() && last.split('/').any(str::is_empty) {
        return refuse("must not have an empty segment".to_owned());
    }
    if literals.split('/').any(is_dots) {
        return refuse(DOTS.to_owned());
    }
    Ok(())
}

/// The names of the parameters of a template.
#[inline]
pub(super) fn names(template: &'static str) -> impl Iterator<Item = &'static str> {
    let mut remaining = template;
    std::iter::from_fn(move || {
        let (_, (name, after)) = next_placeholder(remaining)?;
        remaining = after;
        Some(name)
    })
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
