//! Serialization without secrets.

use serde::{Serialize, Serializer};

use super::wire::{self, Wire};

/// Serializes a request or a response without its secrets, such as for a browser or a log.
///
/// In an axum handler, `Json(Redacted(&found)).into_response()` is the response.
///
/// Fields that are a [`Secret`](crate::Secret), or a list of them, are absent. Everything else
/// remains, including names, email addresses, phone numbers and metadata, trusted or not. Send a browser
/// only what it needs: a struct of your own with these fields.
///
/// `T` is a type of [`schemas`](crate::schemas), such as a response or a part of one, a `Vec` or an
/// `Option` of one, or [`Json`](crate::Json). In a struct of your own, each field is a `Redacted`.
///
/// ```
/// use stytch_b2b::Redacted;
/// use stytch_b2b::schemas::MagicLinksAuthenticateResponse;
///
/// # fn main() -> serde_json::Result<()> {
/// let login = MagicLinksAuthenticateResponse {
///     member_id: "member-test-1".to_owned(),
///     session_token: Some("not for the browser".into()),
///     ..Default::default()
/// };
/// let json = serde_json::to_value(Redacted(&login))?;
/// assert_eq!(json["member_id"], "member-test-1");
/// assert!(json.get("session_token").is_none());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Redacted<'a, T>(pub &'a T);

impl<T: Wire> Serialize for Redacted<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        wire::serialize_redacted(self.0, serializer)
    }
}
