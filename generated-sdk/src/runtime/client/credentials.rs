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
/// The secret is wiped from memory when the last copy of the value is dropped: the bytes belong to
/// a buffer that does so, and copies of a header value share their bytes.
pub(super) fn authorization(project_id: &str, secret: &SecretString) -> Result<HeaderValue> {
    if project_id.is_empty() {
        return Err(Error::configuration("the project id is empty"));
    }
    if project_id.contains(':') {
        return Err(Error::configuration("the project id has a colon in it"));
    }
    if secret.expose_secret().is_empty() {
        return Err(Error::configuration("the secret is empty"));
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

/// Joins texts in a buffer of the right size: one that grows leaves copies behind.
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
    use super::authorization;

    #[test]
    fn the_header_is_that_of_rfc_7617() {
        let value = authorization("Aladdin", &"open sesame".into()).unwrap();
        assert_eq!(value, "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assert_eq!(format!("{value:?}"), "Sensitive");
    }

    #[test]
    fn unusable_credentials_are_refused() {
        for (project_id, secret) in [("", "secret"), ("project", ""), ("a:b", "secret")] {
            assert!(authorization(project_id, &secret.into()).is_err());
        }
    }
}
