//! The targets of references.

use std::collections::HashSet;

use indexmap::IndexMap;
use openapiv3::{Components, ReferenceOr, Schema};
use serde_json::{Map, Value};

use super::Resolver;
use super::kinds::{Kind, allows_null, kind};
use super::node::Node;
use crate::diagnostic::Code;
use crate::ir::Nullability;
use crate::pointer::Pointer;
use crate::similar::nearest;

/// What a schema says about a value, together with its target.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Followed<'a> {
    /// The schema at the end of the chain.
    pub end: Option<&'a Schema>,
    pub nullable: bool,
    pub read_only: bool,
    pub write_only: bool,
}

impl<'a> Followed<'a> {
    fn and(self, schema: &'a Schema) -> Self {
        let data = &schema.schema_data;
        Self {
            end: self.end.or(Some(schema)),
            nullable: self.nullable || allows_null(schema),
            read_only: self.read_only || data.read_only,
            write_only: self.write_only || data.write_only,
        }
    }
}

const SCHEMAS: &str = "#/components/schemas/";

/// The target of a reference to a schema.
#[derive(Debug, Clone)]
pub(super) struct Target<'a> {
    /// The name of the component, or of the part of the document.
    pub name: &'a str,
    pub node: Node<'a>,
    pub at: Pointer,
}

impl<'a> Resolver<'a> {
    /// The schema that `reference` leads to: a component, or a part of the document.
    pub(super) fn schema(&mut self, reference: &str, at: &Pointer) -> Option<Target<'a>> {
        let target = self.target(reference);
        if target.is_none() {
            self.dangling(reference, SCHEMAS, &at.child("$ref"));
        }
        target
    }

    /// The same, without a diagnostic for a dangling reference.
    pub(super) fn target(&self, reference: &str) -> Option<Target<'a>> {
        let (spec, parts) = (self.spec, self.parts);
        let at = Pointer::of_reference(reference)?;
        if let Some(name) = component(&at, "schemas") {
            let schemas = &spec.api.components.as_ref()?.schemas;
            let (name, schema) = schemas.get_key_value(&name)?;
            return Some(Target {
                name,
                node: schema.into(),
                at,
            });
        }
        let (at, part) = parts.get_key_value(&at)?;
        Some(Target {
            name: &part.name,
            node: (&part.schema).into(),
            at: at.clone(),
        })
    }

    /// What a schema says about a value, itself and by its target: that of a reference, or the only
    /// part of an `allOf` that says nothing else.
    pub(super) fn followed(&mut self, node: Node<'a>) -> Followed<'a> {
        let (mut node, mut seen) = (node, HashSet::new());
        let (mut way, mut end) = (Vec::new(), Followed::default());
        loop {
            way.push(node);
            node = match node {
                Node::Item(schema) => match kind(schema) {
                    Kind::All {
                        parts: [only], own, ..
                    } if own.says_nothing() => only.into(),
                    _ => break,
                },
                Node::Ref(reference) => {
                    if let Some(known) = self.followed.get(reference) {
                        end = *known;
                        break;
                    }
                    // Circular references are reported where the types are made.
                    match self.target(reference).filter(|_| seen.insert(reference)) {
                        Some(target) => target.node,
                        None => break,
                    }
                }
            };
        }
        for node in way.into_iter().rev() {
            match node {
                Node::Item(schema) => end = end.and(schema),
                Node::Ref(reference) => {
                    self.followed.insert(reference, end);
                }
            }
        }
        end
    }

    /// Whether a value is nullable: by its schema or its target, or by all parts of an `allOf` that
    /// have a type.
    pub(super) fn nullability(&mut self, node: Node<'a>) -> Nullability {
        let (mut open, mut seen, mut allows) = (vec![node], HashSet::new(), false);
        while let Some(node) = open.pop() {
            let Followed { end, nullable, .. } = self.followed(node);
            if nullable {
                allows = true;
                continue;
            }
            match end.map(|end| (end, kind(end))) {
                Some((end, Kind::All { parts, .. })) => {
                    if seen.insert(std::ptr::from_ref(end)) {
                        open.extend(parts.iter().map(Node::from));
                    }
                }
                Some((_, Kind::Any)) if !seen.is_empty() => {}
                _ => return Nullability::Never,
            }
        }
        match allows {
            true => Nullability::Nullable,
            false => Nullability::Never,
        }
    }

    /// Follows references to a parameter, a request body or a response.
    pub(super) fn follow<T>(
        &mut self,
        node: &'a ReferenceOr<T>,
        kind: &str,
        home: fn(&'a Components) -> &'a IndexMap<String, ReferenceOr<T>>,
        at: &Pointer,
    ) -> Option<(&'a T, Pointer)> {
        let prefix = format!("#/components/{kind}/");
        let home = self.spec.api.components.as_ref().map(home);
        let (mut node, mut place) = (node, at.clone());
        // A chain of references that is longer than the components is circular.
        for _ in 0..=home.map_or(0, IndexMap::len) {
            let reference = match node {
                ReferenceOr::Item(item) => return Some((item, place)),
                ReferenceOr::Reference { reference } => reference,
            };
            let name = Pointer::of_reference(reference).and_then(|at| component(&at, kind));
            let found = name.and_then(|name| home?.get_key_value(&name));
            let Some((name, next)) = found else {
                self.dangling(reference, &prefix, &place.child("$ref"));
                return None;
            };
            (node, place) = (next, Pointer::root().children(&["components", kind, name]));
        }
        if let ReferenceOr::Item(item) = node {
            return Some((item, place));
        }
        self.report(
            Code::CircularReference,
            at,
            "this reference leads back to itself",
            "replace one of the references with what it stands for",
        );
        None
    }

    fn dangling(&mut self, reference: &str, prefix: &str, at: &Pointer) {
        let tree = &self.spec.tree;
        let target = Pointer::of_reference(reference);
        let is_there = target.as_ref().is_some_and(|at| at.of(tree).is_some());
        let (parent, wanted) = target.map(|at| at.split()).unwrap_or_default();
        let siblings = parent.of(tree).and_then(Value::as_object);
        let siblings = siblings.into_iter().flat_map(Map::keys);
        let help = if !reference.starts_with('#') {
            "only references into the same document are followed: bundle the files into one"
                .to_owned()
        } else if is_there {
            format!("move what it refers to below `{prefix}`, and refer to it there")
        } else {
            match nearest(&wanted, siblings.map(String::as_str)) {
                Some(similar) => format!("did you mean `#{}`?", parent.child(similar)),
                None if tree.get("components").is_none() => {
                    "the document has no `components`: is it cut off?".to_owned()
                }
                None if reference.starts_with(prefix) && parent.steps().len() == 2 => {
                    format!("add `{wanted}` to the components, or refer to one that exists")
                }
                None => format!("refer to something that is there, such as one of `{prefix}`"),
            }
        };
        self.report(
            Code::DanglingReference,
            at,
            match is_there {
                true => format!("`{reference}` does not lead to one of `{prefix}`"),
                false => format!("`{reference}` leads nowhere"),
            },
            help,
        );
    }
}

/// The name of the component that a pointer leads to.
fn component(at: &Pointer, kind: &str) -> Option<String> {
    match <[String; 3]>::try_from(at.steps()) {
        Ok([components, of, name]) if components == "components" && of == kind => Some(name),
        _ => None,
    }
}
