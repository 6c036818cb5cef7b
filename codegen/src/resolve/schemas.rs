//! Schemas to types.

use openapiv3::{ReferenceOr, Schema};

use super::kinds::{Kind, kind};
use super::node::Node;
use super::references::Target;
use super::{Resolver, docs};
use crate::ir::{Docs, Flow, Home, Nullability, Scalar, Shape, Status, Ty, Type, TypeId};
use crate::names::INLINE;
use crate::pointer::Pointer;

/// The type of a value, with what else the schema says about the value.
#[derive(Debug)]
pub(super) struct Typed {
    pub ty: Ty,
    pub nullable: Nullability,
    pub docs: Docs,
    pub status: Status,
}

impl Typed {
    /// The type of a value that is not a property: an item, a value of a map, a body.
    pub(super) fn whole(self) -> Ty {
        match self.nullable {
            // Any JSON can be `null` anyway.
            Nullability::Nullable if self.ty != Ty::Json => Ty::Nullable(Box::new(self.ty)),
            _ => self.ty,
        }
    }
}

/// A type that is to be declared.
#[derive(Debug)]
pub(super) struct Pending<'a> {
    id: TypeId,
    node: Node<'a>,
    at: Pointer,
    home: Home,
}

impl<'a> Resolver<'a> {
    /// Declares a type for each component schema, in order.
    pub(super) fn components(&mut self) {
        let spec = self.spec;
        let at = Pointer::root().children(&["components", "schemas"]);
        for (name, schema) in spec
            .api
            .components
            .iter()
            .flat_map(|components| &components.schemas)
        {
            self.component(name, schema, &at.child(name));
        }
    }

    fn component(&mut self, name: &'a str, schema: &'a ReferenceOr<Schema>, at: &Pointer) {
        let id = TypeId(name.to_owned());
        self.begun.insert((id.clone(), at.clone()));
        self.named(Pending {
            id,
            node: schema.into(),
            at: at.clone(),
            home: Home::Component,
        });
        self.settle();
    }

    /// Declares the types that were used meanwhile, in a loop: recursion would be as deep as there are
    /// types.
    fn settle(&mut self) {
        while let Some(pending) = self.open.pop_front() {
            self.named(pending);
        }
    }

    /// The name of a type that is declared or will be.
    fn begin(&mut self, name: &str, node: Node<'a>, at: &Pointer) -> TypeId {
        let id = TypeId(self.inline_id(name, at));
        if self.begun.insert((id.clone(), at.clone())) {
            self.open.push_back(Pending {
                id: id.clone(),
                node,
                at: at.clone(),
                home: Home::Inline,
            });
        }
        id
    }

    /// The id of an inline type: its name, with its pointer if another type has that name.
    fn inline_id(&self, name: &str, at: &Pointer) -> String {
        let components = self.spec.api.components.as_ref();
        let is_component = components.is_some_and(|all| all.schemas.contains_key(name));
        let mut begun = self.begun.iter();
        match is_component || begun.any(|(id, place)| id.0 == name && place != at) {
            true => format!("{name}{INLINE}{at}"),
            false => name.to_owned(),
        }
    }

    /// Declares a type; an alias if the schema needs no type of its own.
    fn named(&mut self, of: Pending<'a>) {
        let Pending { id, node, at, home } = of;
        let name = id.0.split(INLINE).next().unwrap_or_default().to_owned();
        let (shape, docs, status) = match self.without_wrapper(node, &at) {
            (Node::Item(schema), place) if self.has_own_type(schema, &place) => {
                let outer = match node {
                    Node::Item(outer) => outer,
                    Node::Ref(_) => schema,
                };
                self.check_secret(outer, false, &at);
                if at != place {
                    self.check_beside(outer, &at);
                }
                let data = &outer.schema_data;
                let shape = self.shape(schema, &place, &name);
                (shape, docs::of_data(data), docs::status(data.deprecated))
            }
            _ => {
                let value = self.type_of(node, &at, &name);
                let docs = match node {
                    // The facts about a value are where it is used.
                    Node::Item(schema) => docs::of_data(&schema.schema_data),
                    Node::Ref(_) => value.docs,
                };
                (Shape::Alias(value.ty), docs, value.status)
            }
        };
        self.declare(id, shape, home, docs, status, &at);
    }

    /// The schema inside of `allOf`s that have no other part and say nothing else.
    fn without_wrapper(&self, node: Node<'a>, at: &Pointer) -> (Node<'a>, Pointer) {
        let (mut node, mut at) = (node, at.clone());
        while let Node::Item(schema) = node
            && let Kind::All {
                keyword,
                parts: [only],
                own,
            } = kind(schema)
            && own.says_nothing()
        {
            (node, at) = (only.into(), at.child(keyword).index(0));
        }
        (node, at)
    }

    /// The type of a value; `name` is for an inline type.
    pub(super) fn typed(&mut self, node: Node<'a>, at: &Pointer, name: &str) -> Typed {
        let value = self.type_of(node, at, name);
        self.settle();
        value
    }

    /// The same; types that are used are named, and declared later.
    pub(super) fn type_of(&mut self, node: Node<'a>, at: &Pointer, name: &str) -> Typed {
        let nullable = self.nullability(node);
        let schema = match node {
            Node::Item(schema) => schema,
            Node::Ref(reference) => {
                return Typed {
                    ty: self.referred(reference, at).map_or(Ty::Json, Ty::Named),
                    nullable,
                    docs: Docs::default(),
                    status: Status::Current,
                };
            }
        };
        let data = &schema.schema_data;
        let raw = at.of(&self.spec.tree);
        let (mut docs, status) = (docs::of_schema(schema, raw), docs::status(data.deprecated));
        let ty = match kind(schema) {
            Kind::All {
                keyword,
                parts: [only],
                own,
            } if own.says_nothing() => {
                self.check_beside(schema, at);
                let value = self.type_of(only.into(), &at.child(keyword).index(0), name);
                if docs.text.is_empty() {
                    docs = value.docs;
                }
                value.ty
            }
            _ if self.has_own_type(schema, at) => Ty::Named(self.begin(name, node, at)),
            _ => self.plain(schema, at, name),
        };
        // That of a type of its own is checked when it is declared.
        if !self.has_own_type(schema, at) {
            self.check_secret(schema, ty == Ty::Scalar(Scalar::Secret), at);
        }
        Typed {
            ty,
            nullable,
            docs,
            status,
        }
    }

    /// The type of the target of a reference.
    fn referred(&mut self, reference: &str, at: &Pointer) -> Option<TypeId> {
        let target = self.schema(reference, at)?;
        let Target { name, node, at } = target;
        Some(match at.steps().len() {
            // A component is declared in any case.
            3 => TypeId(name.to_owned()),
            _ => self.begin(name, node, &at),
        })
    }

    /// Whether a schema becomes a type of its own.
    fn has_own_type(&self, schema: &Schema, at: &Pointer) -> bool {
        match kind(schema) {
            Kind::String { values, .. } => !values.is_empty(),
            Kind::Object(object) => {
                let properties = object.properties;
                properties.is_some_and(|properties| !properties.is_empty())
                    || !object.required.is_empty()
                    || self.is_closed(at)
            }
            Kind::All {
                parts: [_], own, ..
            } => !own.says_nothing(),
            Kind::All { .. } => true,
            _ => false,
        }
    }

    /// The shape of such a type.
    fn shape(&mut self, schema: &'a Schema, at: &Pointer, name: &str) -> Shape {
        if let Kind::String { values, .. } = kind(schema) {
            let docs = schema.schema_data.extensions.get("x-enumDescriptions");
            return self.variants(&values, docs, at, name);
        }
        let merged = self.merged(schema, at, name);
        // Without properties, the others are kept.
        let is_open = merged.properties.is_empty() && !self.is_closed(at);
        self.fields(&merged, is_open, name)
    }

    /// Whether an object has empty `properties`, rather than none.
    fn is_closed(&self, at: &Pointer) -> bool {
        let Some(schema) = at.of(&self.spec.tree) else {
            return false;
        };
        match schema.get("additionalProperties") {
            None => schema.get("properties").is_some(),
            Some(additional) => additional == false,
        }
    }

    fn declare(
        &mut self,
        id: TypeId,
        shape: Shape,
        home: Home,
        docs: Docs,
        status: Status,
        at: &Pointer,
    ) {
        let name = self.names.schema(&id.0);
        let module = self.names.module_of(&name);
        let is_taken = self.type_names.has(&name);
        self.names.claim(&mut self.type_names, &name, &id.0, at);
        // Types with one name have one module too.
        if !is_taken {
            let (modules, other) = (&mut self.type_modules, format!("{}Other", name.as_str()));
            self.names
                .claim_or(modules, &module, &id.0, at, &id.0, &other);
        }
        let ty = Type {
            id: id.clone(),
            name,
            module,
            shape,
            flow: Flow::Unused,
            home,
            docs,
            status,
            derives: Vec::new(),
            origin: at.clone(),
        };
        self.types.insert(id, ty);
    }
}
