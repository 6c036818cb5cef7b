//! `x-secret`: strings that are redacted and zeroized.

use openapiv3::Schema;

use super::Resolver;
use crate::diagnostic::Code;
use crate::pointer::Pointer;

impl Resolver<'_> {
    /// Reports an extension that has no effect: the secret would not be redacted.
    pub(super) fn check_secret(&mut self, schema: &Schema, is_secret: bool, at: &Pointer) {
        let (code, message, help) = match schema.schema_data.extensions.get("x-secret") {
            Some(serde_json::Value::Bool(extension)) if !extension || is_secret => return,
            None => return,
            Some(serde_json::Value::Bool(_)) => (
                Code::SecretKind,
                "only a string can be a secret",
                "set `x-secret` on the strings in it, or remove it here",
            ),
            Some(_) => (
                Code::SecretExtension,
                "`x-secret` is a boolean",
                "write `x-secret: true`, or remove it",
            ),
        };
        self.report_key(code, &at.child("x-secret"), message, help);
    }
}

/// Whether a schema has `x-secret: true`.
pub(super) fn is_secret(schema: &Schema) -> bool {
    let extension = schema.schema_data.extensions.get("x-secret");
    extension.is_some_and(|extension| *extension == true)
}
