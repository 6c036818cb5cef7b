//! Names in `required` without a property: there must be a value, of any type.

use indexmap::IndexMap;

use super::{Resolver, docs};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::ir::{Access, Boxing, Empty, Field, Items, Nullability, Presence, Status, Storage, Ty};
use crate::names::Namespace;
use crate::pointer::Pointer;

impl Resolver<'_> {
    /// Returns a field for each of those names, with the type of additional properties, or any JSON.
    pub(super) fn undeclared(
        &mut self,
        required: &IndexMap<&str, Pointer>,
        declared: &[Field],
        rest: Option<&Ty>,
        schema: &str,
        namespace: &mut Namespace,
    ) -> Vec<Field> {
        let mut fields: Vec<Field> = Vec::new();
        for (rank, (wire, at)) in required.iter().enumerate() {
            if declared
                .iter()
                .chain(&fields)
                .any(|field| field.wire == *wire)
            {
                continue;
            }
            self.found.push(Diagnostic::new(
                Code::RequiredUnknown,
                Location::spec(at),
                format!(
                    "`{wire}` is required, but not a property: it becomes a field of any JSON value"
                ),
                "add the property, or remove the name",
            ));
            let name = self.names.field(schema, wire);
            self.names.claim(namespace, &name, wire, at);
            let text = "Required by the API, whose description does not say what it is.";
            fields.push(Field {
                wire: (*wire).to_owned(),
                name,
                ty: rest.cloned().unwrap_or(Ty::Json),
                presence: Presence::Required,
                rank,
                nullable: Nullability::Never,
                access: Access::Both,
                storage: Storage::Plain,
                boxing: Boxing::Inline,
                items: Items::All,
                empty: Empty::Value,
                docs: docs::of_text(None, Some(text)),
                status: Status::Current,
                origin: at.clone(),
            });
        }
        fields
    }
}
