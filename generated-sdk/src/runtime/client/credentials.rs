//! HTTP Basic authentication.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::HeaderValue;
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};

use crate::runtime::error::{Error, Result};

/// The value of the `Authorization` header.
///
/// The bytes are zeroized when the last clone of the value is dropped; clones of a header value
/// share their bytes.
pub(super) fn authorization(project_id: &str, secret: &SecretString) -> Result<HeaderValue> {
    check("project id", project_id)?;
    check("secret", secret.expose_secret())?;
    if project_id.contains(':') {
        return Err(Error::configuration("the project id has a colon in it"));
    }

    let plain = joined(&[project_id, ":", secret.expose_secret()]);
    let encoded = Zeroizing::new(STANDARD.encode(plain.as_slice()));
    let header = joined(&["Basic ", &encoded]);
    let mut value = HeaderValue::from_maybe_shared(Bytes::from_owner(header)).map_err(|error| {
        Error::configuration("the credentials do not fit a header").because(error)
    })?;
    value.set_sensitive(true);
    Ok(value)
}

/// Refuses what can only be a mistake in copying a value. The API would respond with 401, far from
/// the mistake, and with a space in front, a live project id looks like a test one.
fn check(what: &str, value: &str) -> Result<()> {
    let refuse = |why: &str| Err(Error::configuration(format!("the {what} {why}")));
    if value.is_empty() {
        return refuse("is empty");
    }
    if value.ends_with(['\n', '\r']) {
        return refuse("ends with a line break, as files do: trim it");
    }
    let is_space = |c: char| c.is_whitespace() || is_invisible(c);
    if value.starts_with(is_space) || value.ends_with(is_space) {
        return refuse("has whitespace around it");
    }
    if value.contains(char::is_control) {
        return refuse("has a control character in it");
    }
    if value.starts_with(QUOTES) || value.ends_with(QUOTES) {
        return refuse("has quotes around it");
    }
    Ok(())
}

const QUOTES: [char; 3] = ['"', '\'', '`'];

/// Zero-width spaces, and the byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// The value of an environment variable without the line break of the file that it came from.
pub(super) fn without_line_break(value: &str) -> &str {
    let value = value.strip_suffix('\n').unwrap_or(value);
    value.strip_suffix('\r').unwrap_or(value)
}

/// Joins strings in a buffer of the right size: one that grows leaves copies behind.
fn joined(parts: &[&str]) -> Zeroizing<Vec<u8>> {
    let mut buffer = Zeroizing::new(Vec::with_capacity(
        parts.iter().map(|part| part.len()).sum(),
    ));
    for part in parts {
        buffer.extend_from_slice(part.as_bytes());
    }
    buffer
}

#[cfg(test)]
mod tests {
    use super::{authorization, without_line_break};

    #[test]
    fn the_header_is_that_of_rfc_7617() {
        let value = authorization("Aladdin", &"open sesame".into()).unwrap();
        assert_eq!(value, "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assert_eq!(format!("{value:?}"), "Sensitive");
    }

    #[test]
    fn unusable_credentials_are_refused() {
        for (project_id, secret, reason) in [
            ("", "secret", "the project id is empty"),
            ("project", "", "the secret is empty"),
            ("a:b", "secret", "colon"),
            (
                "project\n",
                "secret",
                "the project id ends with a line break",
            ),
            ("project", "secret\r\n", "the secret ends with a line break"),
            (" project-live-1", "secret", "whitespace"),
            ("project", "\tsecret", "whitespace"),
            ("project\u{a0}", "secret", "whitespace"),
            ("\u{feff}project", "secret", "whitespace"),
            ("project", "secret\u{200b}", "whitespace"),
            ("project", "secret\0", "control"),
            ("\"project\"", "secret", "quotes"),
            ("project", "'secret'", "quotes"),
        ] {
            let error = authorization(project_id, &secret.into()).unwrap_err();
            assert!(error.to_string().contains(reason), "{error}");
        }
    }

    #[test]
    fn one_line_break_is_that_of_a_file() {
        for (value, expected) in [
            ("a", "a"),
            ("a\n", "a"),
            ("a\r\n", "a"),
            ("a\r", "a"),
            ("a\n\n", "a\n"),
            (" a \n", " a "),
            ("", ""),
        ] {
            assert_eq!(without_line_break(value), expected);
        }
    }
}
