//! `allOf`: the parts of an object merged.

use std::collections::HashSet;
use std::rc::Rc;

use indexmap::IndexMap;
use openapiv3::{Schema, SchemaKind};

use super::Resolver;
use super::kinds::{Kind, Object, Rest, kind};
use super::node::Node;
use crate::diagnostic::Code;
use crate::pointer::Pointer;

/// An object merged from the parts of an `allOf`.
#[derive(Debug, Default)]
pub(super) struct Merged<'a> {
    pub properties: IndexMap<&'a str, Property<'a>>,
    pub required: IndexMap<&'a str, Pointer>,
    pub rest: Option<(Rest<'a>, Pointer, String)>,
}

/// A property of an object, with the name of the schema that has it.
#[derive(Debug, Clone)]
pub(super) struct Property<'a> {
    pub node: Node<'a>,
    pub at: Pointer,
    pub home: String,
}

/// What is left to be merged.
enum Step<'a> {
    Part(Node<'a>, Pointer, String),
    Own(Object<'a>, Pointer, String),
    /// The target of a reference is merged.
    Leave(Pointer),
}

impl<'a> Resolver<'a> {
    /// Returns the object that a schema describes, itself and by the parts of its `allOf`. Merges the
    /// target of a reference once.
    pub(super) fn merged(
        &mut self,
        schema: &'a Schema,
        at: &Pointer,
        name: &str,
    ) -> Rc<Merged<'a>> {
        if let Some(known) = self.merged.get(at) {
            return Rc::clone(known);
        }
        let (mut within, mut is_circular) = (HashSet::from([at.clone()]), false);
        let mut levels = vec![Merged::default()];
        let mut open = vec![
            Step::Leave(at.clone()),
            Step::Part(Node::Item(schema), at.clone(), name.to_owned()),
        ];
        while let (Some(step), Some(mut level)) = (open.pop(), levels.pop()) {
            match step {
                Step::Part(Node::Item(schema), at, name) => match kind(schema) {
                    Kind::Object(object) => self.own(object, &at, &name, &mut level),
                    Kind::Any => {}
                    Kind::All {
                        keyword,
                        parts,
                        own,
                    } => {
                        self.check_beside(schema, &at);
                        open.push(Step::Own(own, at.clone(), name.clone()));
                        let at = at.child(keyword);
                        for (number, part) in parts.iter().enumerate().rev() {
                            open.push(Step::Part(part.into(), at.index(number), name.clone()));
                        }
                    }
                    _ => self.report(
                        Code::UnsupportedSchema,
                        &at,
                        "`allOf` can only be followed where all of its parts are objects",
                        "replace it by one of its parts with an overlay",
                    ),
                },
                Step::Part(Node::Ref(reference), at, _) => {
                    if let Some(target) = self.schema(reference, &at) {
                        if within.contains(&target.at) {
                            is_circular = true;
                            self.report(
                                Code::CircularReference,
                                &at,
                                format!("`{}` is a part of itself", target.name),
                                "remove one of the references",
                            );
                        } else if let Some(known) = self.merged.get(&target.at).map(Rc::clone) {
                            self.take_in(&known, &mut level);
                        } else {
                            within.insert(target.at.clone());
                            open.push(Step::Leave(target.at.clone()));
                            open.push(Step::Part(target.node, target.at, target.name.to_owned()));
                            levels.push(level);
                            level = Merged::default();
                        }
                    }
                }
                Step::Own(object, at, name) => self.own(object, &at, &name, &mut level),
                Step::Leave(at) => {
                    within.remove(&at);
                    let whole = Rc::new(level);
                    // The schemas of a circle lack each other's properties.
                    if !is_circular {
                        self.merged.insert(at, Rc::clone(&whole));
                    }
                    let Some(mut above) = levels.pop() else {
                        return whole;
                    };
                    self.take_in(&whole, &mut above);
                    level = above;
                }
            }
            levels.push(level);
        }
        Rc::default()
    }

    /// Adds what an object schema says without `allOf`.
    fn own(&mut self, object: Object<'a>, at: &Pointer, home: &str, into: &mut Merged<'a>) {
        for (name, schema) in object.properties.into_iter().flatten() {
            let property = Property {
                node: schema.into(),
                at: at.children(&["properties", name]),
                home: home.to_owned(),
            };
            self.property(name, property, into);
        }
        for (number, name) in object.required.iter().enumerate() {
            let entry = into.required.entry(name);
            entry.or_insert_with(|| at.child("required").index(number));
        }
        if object.rest != Rest::Unsaid {
            let at = at.child("additionalProperties");
            self.rest((object.rest, at, home.to_owned()), into);
        }
    }

    /// Adds a part.
    fn take_in(&mut self, part: &Merged<'a>, into: &mut Merged<'a>) {
        for (name, property) in &part.properties {
            self.property(name, property.clone(), into);
        }
        for (name, at) in &part.required {
            into.required.entry(name).or_insert_with(|| at.clone());
        }
        if let Some(rest) = &part.rest {
            self.rest(rest.clone(), into);
        }
    }

    fn property(&mut self, name: &'a str, property: Property<'a>, into: &mut Merged<'a>) {
        match into.properties.get(name) {
            None => {
                into.properties.insert(name, property);
            }
            Some(known) if known.node == property.node => {}
            Some(known) => self.differ(name, &property.at, &known.at),
        }
    }

    fn rest(&mut self, rest: (Rest<'a>, Pointer, String), into: &mut Merged<'a>) {
        match &into.rest {
            None => into.rest = Some(rest),
            Some((known, ..)) if *known == rest.0 => {}
            Some((_, known, _)) => self.differ("additionalProperties", &rest.1, known),
        }
    }

    fn differ(&mut self, what: &str, at: &Pointer, other: &Pointer) {
        let message = format!(
            "two parts of the `allOf` describe `{what}` in different ways (the other one is at {other})"
        );
        self.report_key(
            Code::UnsupportedSchema,
            at,
            message,
            "remove one of them with an overlay",
        );
    }
    /// Reports what is beside an `allOf` and contradicts its parts.
    pub(super) fn check_beside(&mut self, schema: &'a Schema, at: &Pointer) {
        let SchemaKind::Any(any) = &schema.schema_kind else {
            return;
        };
        let mut differs = |of: &str| {
            any.all_of.iter().any(|part| {
                let end = self.followed(part.into()).end;
                end.is_some_and(|end| kind(end).word().is_some_and(|word| word != of))
            })
        };
        let key = match any.typ.as_deref() {
            _ if any.all_of.is_empty() => return,
            Some(of) if differs(of) => "type",
            _ if !any.enumeration.is_empty() => "enum",
            _ if any.items.is_some() => "items",
            _ => return,
        };
        self.report_key(
            Code::UnsupportedSchema,
            &at.child(key),
            format!("the parts of the `allOf` are not what `{key}` beside it says"),
            format!("remove `{key}` or `allOf` here with an overlay"),
        );
    }
}
