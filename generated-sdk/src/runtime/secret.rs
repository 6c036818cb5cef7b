//! Secrets: values that are redacted and zeroized.

use std::borrow::Cow;
use std::fmt;

use secrecy::{ExposeSecret as _, SecretString};

use super::wire::{DecodeString, Slot, View, Wire, equal, object};

/// A secret string: a token, a password, a code, or any other credential.
///
/// `{:?}` redacts it, and it has no `Display`. It is zeroized when it is dropped, on a best-effort
/// basis: copies remain in the buffers of HTTP and TLS that it was sent through. (After a call, one
/// copy of the `Authorization` header was found, and three to five of a password or a token.) In JSON
/// it is a plain string; [`Redacted`](crate::Redacted) serializes a response without its secrets.
///
/// Setters take a `&str`, a `String` or a `&Secret`.
///
/// `==` compares secrets of one length in constant time.
///
/// ```
/// let token = stytch_b2b::Secret::from("not for the log");
/// assert_eq!(format!("{token:?}"), "Secret([REDACTED])");
/// assert_eq!(token.expose_secret(), "not for the log");
/// ```
#[derive(Clone, Default)]
pub struct Secret(SecretString);

impl Secret {
    /// Returns the string itself.
    pub fn expose_secret(&self) -> &str {
        self.0.expose_secret()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret([REDACTED])")
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        equal(self, other)
    }
}

impl Eq for Secret {}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<&String> for Secret {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

/// A token from a response, for the next request.
impl From<&Self> for Secret {
    fn from(secret: &Self) -> Self {
        secret.clone()
    }
}

impl Wire for Secret {
    fn view(&self) -> View<'_> {
        View::Secret(self.expose_secret())
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::String(self)
    }
}

impl DecodeString for Secret {
    fn set(&mut self, value: Cow<'_, str>) -> Result<(), &'static str> {
        *self = value.into_owned().into();
        Ok(())
    }
}

object!(@serde Secret);
