//! `x-secret`: texts that must not be seen.

use openapiv3::Schema;

use super::Resolver;
use crate::diagnostic::Code;
use crate::pointer::Pointer;

impl Resolver<'_> {
    /// A extension that has no effect would leave a secret to be seen.
    pub(super) fn check_mark(&mut self, schema: &Schema, is_secret: bool, at: &Pointer) {
        let (code, message, help) = match schema.schema_data.extensions.get("x-secret") {
            Some(serde_json::Value::Bool(extension)) if !extension || is_secret => return,
            None => return,
            Some(serde_json::Value::Bool(_)) => (
                Code::SecretKind,
                "only a text can be marked as a secret",
                "extension the texts that it is made of, or take the extension away",
            ),
            Some(_) => (
                Code::SecretExtension,
                "whether a text is a secret is true or false",
                "write `x-secret: true`, or take the extension away",
            ),
        };
        self.report_key(code, &at.child("x-secret"), message, help);
    }
}

/// `x-secret: true`, which an overlay says of a text that must not be seen.
pub(super) fn is_secret(schema: &Schema) -> bool {
    let extension = schema.schema_data.extensions.get("x-secret");
    extension.is_some_and(|extension| *extension == true)
}
