//! The members of types: the fields of an object, the values of an enum.

use super::kinds::Rest;
use super::merge::{Merged, Property};
use super::node::Node;
use super::{Resolver, docs};
use crate::diagnostic::{Code, Location};
use crate::ir::{Access, Boxing, Empty, Field, Items, Presence, Shape, Storage, Ty, Variant};
use crate::names::Namespace;
use crate::pointer::Pointer;

impl<'a> Resolver<'a> {
    pub(super) fn fields(&mut self, merged: &Merged<'a>, is_open: bool, schema: &str) -> Shape {
        let mut namespace = Namespace::fields(schema);
        let mut fields = Vec::with_capacity(merged.properties.len());
        for (wire, Property { node, at, home }) in &merged.properties {
            let wire = *wire;
            let name = self.names.field(schema, wire);
            self.names.claim(&mut namespace, &name, wire, at);
            let value = self.inside(*node, at, &format!("{home}.{wire}"));
            let access = self.access(*node, at);
            let rank = merged.required.get_index_of(wire);
            fields.push(Field {
                wire: wire.to_owned(),
                name,
                ty: value.ty,
                presence: match rank {
                    Some(_) => Presence::Required,
                    None => Presence::Optional,
                },
                rank: rank.unwrap_or(merged.required.len()),
                nullable: value.nullable,
                access,
                storage: Storage::Plain,
                boxing: Boxing::Inline,
                items: Items::All,
                empty: Empty::Value,
                docs: value.docs,
                status: value.status,
                origin: at.clone(),
            });
        }
        let rest = match &merged.rest {
            Some((Rest::Any, ..)) => Some(Ty::Json),
            Some((Rest::Of(node), at, home)) => {
                Some(self.element(*node, at, &format!("{home}.value")))
            }
            None if is_open => Some(Ty::Json),
            _ => None,
        };
        let undeclared = self.undeclared(
            &merged.required,
            &fields,
            rest.as_ref(),
            schema,
            &mut namespace,
        );
        fields.extend(undeclared);
        if let Some(field) = fields
            .iter()
            .find(|field| rest.is_some() && field.name.as_str() == "additional_properties")
        {
            let (at, wire) = (field.origin.clone(), &field.wire);
            let message = format!(
                "the property `{wire}` would be called `additional_properties` in Rust, like the field for all other properties"
            );
            let what = format!("{schema}.{wire}");
            let name = "additional_properties_other".to_owned();
            let location = Location::spec_key(&at);
            self.names
                .collision(location, message, "properties", &what, name);
        }
        Shape::Struct { fields, rest }
    }

    pub(super) fn variants(
        &mut self,
        values: &[&str],
        descriptions: Option<&serde_json::Value>,
        at: &Pointer,
        schema: &str,
    ) -> Shape {
        let mut namespace = Namespace::variants(schema);
        let mut variants = Vec::with_capacity(values.len());
        for (number, wire) in values.iter().enumerate() {
            let name = self.names.variant(schema, wire);
            let at = at.child("enum").index(number);
            if values.iter().take(number).any(|known| known == wire) {
                self.report(
                    Code::DuplicateValue,
                    &at,
                    format!("the value `{wire}` is listed twice"),
                    "remove one of the two with an overlay",
                );
                continue;
            }
            self.names.claim(&mut namespace, &name, wire, &at);
            variants.push(Variant {
                wire: (*wire).to_owned(),
                name,
                docs: docs::of_value(descriptions, wire),
            });
        }
        Shape::Enum(variants)
    }

    /// Whether a property is only in requests, or only in responses.
    fn access(&mut self, node: Node<'a>, at: &Pointer) -> Access {
        let followed = self.followed(node);
        match (followed.read_only, followed.write_only) {
            (false, false) => Access::Both,
            (true, false) => Access::ReadOnly,
            (false, true) => Access::WriteOnly,
            (true, true) => {
                self.report_key(
                    Code::OneWayProperty,
                    at,
                    "a property cannot be `readOnly` and `writeOnly`",
                    "remove one of them with an overlay",
                );
                Access::Both
            }
        }
    }
}
