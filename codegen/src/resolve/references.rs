//! Where a `$ref` leads.

use indexmap::IndexMap;
use openapiv3::{ReferenceOr, Schema};

use super::Resolver;
use crate::pointer::Pointer;
use crate::similar::nearest;

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
                one.schema_kind == two.schema_kind
                    && one.schema_data.nullable == two.schema_data.nullable
            }
            _ => false,
        }
    }
}

const SCHEMAS: &str = "#/components/schemas/";

impl<'a> Resolver<'a> {
    /// The name of the component schema that `reference` leads to, and the schema.
    pub(super) fn schema(&mut self, reference: &str, at: &Pointer) -> Option<(&'a str, Node<'a>)> {
        let spec = self.spec;
        let name = unescape(reference.strip_prefix(SCHEMAS).unwrap_or_default());
        let schemas = spec
            .api
            .components
            .as_ref()
            .map(|components| &components.schemas);
        if let Some((name, schema)) =
            schemas.and_then(|schemas| schemas.get_key_value(name.as_str()))
        {
            return Some((name, schema.into()));
        }
        let known = schemas
            .into_iter()
            .flat_map(IndexMap::keys)
            .map(String::as_str);
        self.dangling(reference, SCHEMAS, known, &at.child("$ref"));
        None
    }

    /// Follows references to a parameter, a request body or a response.
    pub(super) fn follow<T>(
        &mut self,
        node: &'a ReferenceOr<T>,
        kind: &str,
        home: Option<&'a IndexMap<String, ReferenceOr<T>>>,
        at: &Pointer,
    ) -> Option<(&'a T, Pointer)> {
        let prefix = format!("#/components/{kind}/");
        let (mut node, mut place) = (node, at.clone());
        // A chain of references that is longer than there are components goes in a circle.
        for _ in 0..=home.map_or(0, IndexMap::len) {
            let reference = match node {
                ReferenceOr::Item(item) => return Some((item, place)),
                ReferenceOr::Reference { reference } => reference,
            };
            let name = unescape(reference.strip_prefix(&prefix).unwrap_or_default());
            let Some(next) = home.and_then(|home| home.get(name.as_str())) else {
                let known = home
                    .into_iter()
                    .flat_map(IndexMap::keys)
                    .map(String::as_str);
                self.dangling(reference, &prefix, known, &place.child("$ref"));
                return None;
            };
            (node, place) = (next, Pointer::root().children(&["components", kind, &name]));
        }
        if let ReferenceOr::Item(item) = node {
            return Some((item, place));
        }
        self.report(
            "circular-reference",
            at,
            "this reference leads back to itself",
            "let one of the references be the thing itself",
        );
        None
    }

    fn dangling<'n>(
        &mut self,
        reference: &str,
        prefix: &str,
        known: impl Iterator<Item = &'n str>,
        at: &Pointer,
    ) {
        let wanted = reference.rsplit('/').next().unwrap_or_default();
        let help = if !reference.starts_with('#') {
            "only references into the same document are followed: bundle the files into one"
                .to_owned()
        } else if !reference.starts_with(prefix) {
            format!("move what it refers to below `{prefix}`, and refer to it there")
        } else {
            match nearest(wanted, known) {
                Some(similar) => format!("did you mean `{prefix}{similar}`?"),
                None if self.spec.api.components.is_none() => {
                    "the document has no `components`: is it cut off?".to_owned()
                }
                None => format!("add `{wanted}` to the components, or refer to one that exists"),
            }
        };
        self.report(
            "dangling-reference",
            at,
            format!("`{reference}` leads nowhere"),
            help,
        );
    }
}

fn unescape(segment: &str) -> String {
    segment.replace("~1", "/").replace("~0", "~")
}
