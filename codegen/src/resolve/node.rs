//! A schema or a reference to one.

use openapiv3::{ReferenceOr, Schema};

use super::secrets::is_secret;

/// A schema or a reference to one. `openapiv3` has two types for that, boxed and not.
#[derive(Debug, Clone, Copy)]
pub(super) enum Node<'a> {
    Ref(&'a str),
    Item(&'a Schema),
}

impl<'a> From<&'a ReferenceOr<Schema>> for Node<'a> {
    fn from(schema: &'a ReferenceOr<Schema>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::Ref(reference),
            ReferenceOr::Item(schema) => Self::Item(schema),
        }
    }
}

impl<'a> From<&'a ReferenceOr<Box<Schema>>> for Node<'a> {
    fn from(schema: &'a ReferenceOr<Box<Schema>>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::Ref(reference),
            ReferenceOr::Item(schema) => Self::Item(schema),
        }
    }
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Ref(one), Self::Ref(two)) => one == two,
            (Self::Item(one), Self::Item(two)) => {
                let said = |schema: &Schema| {
                    let data = &schema.schema_data;
                    (
                        data.nullable,
                        data.read_only,
                        data.write_only,
                        is_secret(schema),
                    )
                };
                one.schema_kind == two.schema_kind && said(one) == said(two)
            }
            _ => false,
        }
    }
}
