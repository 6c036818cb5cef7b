//! Schemas to types.

use openapiv3::{ReferenceOr, Schema, SchemaKind};

use super::kinds::{Kind, Object, Rest, kind};
use super::merge::Merged;
use super::references::Node;
use super::secrets::is_secret;
use super::{Resolver, docs};
use crate::diagnostic::Place;
use crate::ir::{
    Boxing, Docs, Field, Flow, Home, Items, Nullability, Presence, Shape, Status, Storage, Ty,
    Type, TypeId, Variant,
};
use crate::names::{INLINE, Scope};
use crate::pointer::Pointer;
use crate::similar::nearest;

/// The type of a value, with what the schema says about the value beside its type.
#[derive(Debug)]
pub(super) struct Value {
    pub ty: Ty,
    pub nullable: Nullability,
    pub docs: Docs,
    pub status: Status,
}

impl<'a> Resolver<'a> {
    /// One type for each component schema, in their order.
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
        let schema = match schema {
            ReferenceOr::Item(schema) => schema,
            ReferenceOr::Reference { .. } => {
                let value = self.value(schema.into(), at, name);
                return self.declare(
                    id,
                    Shape::Alias(value.ty),
                    Home::Component,
                    value.docs,
                    value.status,
                    at,
                );
            }
        };
        let shape = self.shape(schema, at, name);
        let shape = match shape {
            Some(shape) => shape,
            None => Shape::Alias(self.plain(schema, at, name)),
        };
        self.check_mark(schema, matches!(shape, Shape::Alias(Ty::Secret)), at);
        let data = &schema.schema_data;
        self.declare(
            id,
            shape,
            Home::Component,
            docs::of_data(data),
            docs::status(data.deprecated),
            at,
        );
    }

    /// The type of a value; `name` is for a type that the spec gives none.
    pub(super) fn value(&mut self, node: Node<'a>, at: &Pointer, name: &str) -> Value {
        let schema = match node {
            Node::Item(schema) => schema,
            Node::Ref(reference) => {
                let target = self.schema(reference, at);
                let nullable = target.is_some_and(|(_, target)| matches!(target, Node::Item(schema) if schema.schema_data.nullable));
                let ty = target.map_or(Ty::Json, |(name, _)| Ty::Named(TypeId(name.to_owned())));
                return Value {
                    ty,
                    nullable: nullability(nullable),
                    docs: Docs::default(),
                    status: Status::Current,
                };
            }
        };
        let data = &schema.schema_data;
        let own = (docs::of_schema(schema), docs::status(data.deprecated));
        if let Kind::All {
            keyword,
            parts: [only],
            own: object,
        } = kind(schema)
            && object.says_nothing()
        {
            let value = self.value(only.into(), &at.child(keyword).index(0), name);
            self.check_mark(schema, value.ty == Ty::Secret, at);
            let nullable = data.nullable || value.nullable == Nullability::Nullable;
            let docs = if own.0.text.is_empty() {
                value.docs
            } else {
                own.0
            };
            return Value {
                ty: value.ty,
                nullable: nullability(nullable),
                docs,
                status: own.1,
            };
        }
        let null_value = match &schema.schema_kind {
            SchemaKind::Type(openapiv3::Type::String(text)) => text.enumeration.contains(&None),
            SchemaKind::Any(any) => any.enumeration.iter().any(|value| value.is_null()),
            _ => false,
        };
        let ty = match self.shape(schema, at, name) {
            Some(shape) => {
                let id = TypeId(self.inline_id(name, at));
                self.declare(
                    id.clone(),
                    shape,
                    Home::Inline,
                    docs::of_data(data),
                    own.1,
                    at,
                );
                Ty::Named(id)
            }
            None => self.plain(schema, at, name),
        };
        self.check_mark(schema, ty == Ty::Secret, at);
        Value {
            ty,
            nullable: nullability(data.nullable || null_value),
            docs: own.0,
            status: own.1,
        }
    }

    /// The shape of a schema that becomes a type of its own.
    fn shape(&mut self, schema: &'a Schema, at: &Pointer, name: &str) -> Option<Shape> {
        match kind(schema) {
            Kind::String { values, .. } if !values.is_empty() => {
                let docs = schema.schema_data.extensions.get("x-enumDescriptions");
                Some(self.variants(&values, docs, at, name))
            }
            Kind::Object(object)
                if object
                    .properties
                    .is_some_and(|properties| !properties.is_empty())
                    || self.is_closed(at) =>
            {
                let mut merged = Merged::default();
                self.own(object, at, &mut merged);
                Some(self.fields(merged, name))
            }
            Kind::All {
                parts: [only], own, ..
            } if own.says_nothing() && matches!(Node::from(only), Node::Ref(_)) => None,
            Kind::All {
                keyword,
                parts,
                own,
            } => {
                let mut merged = Merged::default();
                for (number, part) in parts.iter().enumerate() {
                    self.part(part.into(), &at.child(keyword).index(number), &mut merged);
                }
                self.own(own, at, &mut merged);
                Some(self.fields(merged, name))
            }
            _ => None,
        }
    }

    /// An object that lists no properties on purpose, rather than one that allows any.
    fn is_closed(&self, at: &Pointer) -> bool {
        let Some(schema) = at.of(&self.spec.tree) else {
            return false;
        };
        match schema.get("additionalProperties") {
            None => schema.get("properties").is_some(),
            Some(additional) => additional == false,
        }
    }

    /// The type of a schema that needs no type of its own.
    fn plain(&mut self, schema: &'a Schema, at: &Pointer, name: &str) -> Ty {
        match kind(schema) {
            Kind::String { format, .. } => match format.as_deref() {
                Some("binary") => Ty::Binary,
                Some("date-time") => Ty::DateTime,
                _ if is_secret(schema) => Ty::Secret,
                _ => Ty::String,
            },
            Kind::Integer { format } => match format.as_deref() {
                Some("int32" | "int16" | "int8" | "uint8" | "uint16") => Ty::I32,
                Some("uint32") => Ty::U32,
                Some("uint64") => Ty::U64,
                _ => Ty::I64,
            },
            Kind::Number { format } if format.as_deref() == Some("float") => Ty::F32,
            Kind::Number { .. } => Ty::F64,
            Kind::Boolean => Ty::Bool,
            Kind::List { items: None } => Ty::List(Box::new(Ty::Json)),
            Kind::List { items: Some(items) } => Ty::List(Box::new(self.element(
                items,
                &at.child("items"),
                &format!("{name}.item"),
            ))),
            Kind::Object(Object {
                rest: Rest::Of(node),
                ..
            }) => Ty::Map(Box::new(self.element(
                node,
                &at.child("additionalProperties"),
                &format!("{name}.value"),
            ))),
            Kind::Object(_) => Ty::JsonObject,
            Kind::All {
                keyword,
                parts: [only],
                ..
            } => {
                self.value(only.into(), &at.child(keyword).index(0), name)
                    .ty
            }
            Kind::All { .. } | Kind::Any => Ty::Json,
            Kind::UnknownType(unknown) => {
                let known = ["string", "integer", "number", "boolean", "array", "object"];
                let help = match nearest(unknown, known.into_iter()) {
                    Some(similar) => format!("did you mean `{similar}`?"),
                    None => format!("use one of {}", known.join(", ")),
                };
                self.report(
                    "unknown-type",
                    &at.child("type"),
                    format!("OpenAPI 3.0 has no type `{unknown}`"),
                    help,
                );
                Ty::Json
            }
            Kind::Unsupported(keyword) => {
                let help = format!(
                    "with an overlay, replace the schema by one of its alternatives, or by `{{}}` to pass any JSON through: remove `{keyword}` here"
                );
                self.report_key(
                    "unsupported-schema",
                    &at.child(keyword),
                    format!("`{keyword}` has no faithful Rust type without a guess"),
                    help,
                );
                Ty::Json
            }
        }
    }

    fn element(&mut self, node: Node<'a>, at: &Pointer, name: &str) -> Ty {
        let value = self.value(node, at, name);
        match value.nullable {
            Nullability::Nullable => Ty::Nullable(Box::new(value.ty)),
            Nullability::Never => value.ty,
        }
    }

    fn fields(&mut self, merged: Merged<'a>, schema: &str) -> Shape {
        for (name, at) in &merged.required {
            if !merged
                .properties
                .iter()
                .any(|(property, ..)| property == name)
            {
                let help = "add the property, or take the name off the list";
                self.report(
                    "required-unknown",
                    at,
                    format!("`{name}` is required, but there is no such property"),
                    help,
                );
            }
        }
        let mut scope = Scope::fields(schema);
        let mut fields = Vec::with_capacity(merged.properties.len());
        for (wire, node, at) in merged.properties {
            let name = self.names.field(schema, wire);
            self.names.claim(&mut scope, &name, wire, &at);
            let value = self.value(node, &at, &format!("{schema}.{wire}"));
            let required = merged
                .required
                .iter()
                .any(|(required, _)| *required == wire);
            fields.push(Field {
                wire: wire.to_owned(),
                name,
                ty: value.ty,
                presence: if required {
                    Presence::Required
                } else {
                    Presence::Optional
                },
                nullable: value.nullable,
                storage: Storage::Plain,
                boxing: Boxing::Inline,
                items: Items::All,
                docs: value.docs,
                status: value.status,
                origin: at,
            });
        }
        let rest = match merged.rest {
            Some((Rest::Any, _)) => Some(Ty::Json),
            Some((Rest::Of(node), at)) => Some(self.element(node, &at, &format!("{schema}.value"))),
            _ => None,
        };
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
            let place = Place::spec_key(&at);
            self.names
                .collision(place, message, "properties", &what, name);
        }
        let mut required: Vec<usize> = Vec::new();
        for (name, _) in &merged.required {
            let index = fields.iter().position(|field| field.wire == *name);
            required.extend(index.filter(|index| !required.contains(index)));
        }
        Shape::Struct {
            fields,
            required,
            rest,
        }
    }

    fn variants(
        &mut self,
        values: &[&str],
        descriptions: Option<&serde_json::Value>,
        at: &Pointer,
        schema: &str,
    ) -> Shape {
        let mut scope = Scope::variants(schema);
        let mut variants = Vec::with_capacity(values.len());
        for (number, wire) in values.iter().enumerate() {
            let name = self.names.variant(schema, wire);
            let at = at.child("enum").index(number);
            if values.iter().take(number).any(|known| known == wire) {
                self.report(
                    "duplicate-value",
                    &at,
                    format!("the value `{wire}` is listed twice"),
                    "remove one of the two with an overlay",
                );
                continue;
            }
            self.names.claim(&mut scope, &name, wire, &at);
            variants.push(Variant {
                wire: (*wire).to_owned(),
                name,
                docs: docs::of_value(descriptions, wire),
            });
        }
        Shape::Enum(variants)
    }

    /// The id of an inline type: what it is called, and where that is another type's id, its place.
    fn inline_id(&self, name: &str, at: &Pointer) -> String {
        let components = self.spec.api.components.as_ref();
        let is_component = components.is_some_and(|all| all.schemas.contains_key(name));
        let other = self.types.get(&TypeId(name.to_owned()));
        match is_component || other.is_some_and(|other| other.origin != *at) {
            true => format!("{name}{INLINE}{at}"),
            false => name.to_owned(),
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
        // Types with one name have one module as well.
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
            origin: at.clone(),
        };
        self.types.insert(id, ty);
    }
}

fn nullability(nullable: bool) -> Nullability {
    if nullable {
        Nullability::Nullable
    } else {
        Nullability::Never
    }
}
