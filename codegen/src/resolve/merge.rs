//! `allOf`: the parts of an object put together.

use super::Resolver;
use super::kinds::{Kind, Object, Rest, kind};
use super::references::Node;
use crate::pointer::Pointer;

/// An object put together from the parts of an `allOf`.
#[derive(Debug, Default)]
pub(super) struct Merged<'a> {
    pub properties: Vec<(&'a str, Node<'a>, Pointer)>,
    pub required: Vec<(&'a str, Pointer)>,
    pub rest: Option<(Rest<'a>, Pointer)>,
    /// The references that lead here, to notice a circle.
    within: Vec<&'a str>,
}

impl<'a> Resolver<'a> {
    /// Adds a part of an `allOf`.
    pub(super) fn part(&mut self, node: Node<'a>, at: &Pointer, merged: &mut Merged<'a>) {
        let schema = match node {
            Node::Item(schema) => schema,
            Node::Ref(reference) => {
                let Some((name, target)) = self.schema(reference, at) else {
                    return;
                };
                if merged.within.contains(&name) {
                    return self.report(
                        "circular-reference",
                        at,
                        format!("`{name}` is put together from itself"),
                        "take one of the references out of the circle",
                    );
                }
                merged.within.push(name);
                self.part(
                    target,
                    &Pointer::root().children(&["components", "schemas", name]),
                    merged,
                );
                merged.within.pop();
                return;
            }
        };
        match kind(schema) {
            Kind::Object(object) => self.own(object, at, merged),
            Kind::Any => {}
            Kind::All {
                keyword,
                parts,
                own,
            } => {
                for (number, part) in parts.iter().enumerate() {
                    self.part(part.into(), &at.child(keyword).index(number), merged);
                }
                self.own(own, at, merged);
            }
            _ => self.report(
                "unsupported-schema",
                at,
                "`allOf` can only be followed where all of its parts are objects",
                "replace it by one of its parts with an overlay",
            ),
        }
    }

    /// Adds what an object schema says itself.
    pub(super) fn own(&mut self, object: Object<'a>, at: &Pointer, merged: &mut Merged<'a>) {
        for (name, schema) in object.properties.into_iter().flatten() {
            let (node, at) = (Node::from(schema), at.children(&["properties", name]));
            match merged.properties.iter().find(|(known, ..)| known == name) {
                None => merged.properties.push((name, node, at)),
                Some((_, known, _)) if *known == node => {}
                Some((.., first)) => {
                    let message = format!(
                        "two parts of the `allOf` describe `{name}` in different ways (the other one is at {first})"
                    );
                    self.report_key(
                        "unsupported-schema",
                        &at,
                        message,
                        "remove one of them with an overlay",
                    );
                }
            }
        }
        for (number, name) in object.required.iter().enumerate() {
            merged
                .required
                .push((name, at.child("required").index(number)));
        }
        if !matches!(object.rest, Rest::Unsaid) {
            merged.rest = Some((object.rest, at.child("additionalProperties")));
        }
    }
}
