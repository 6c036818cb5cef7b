//! Types that need no declaration: scalars, arrays and maps.

use openapiv3::Schema;

use super::Resolver;
use super::kinds::{Kind, Object, Rest, kind};
use super::node::Node;
use super::schemas::Typed;
use super::secrets::is_secret;
use crate::diagnostic::Code;
use crate::ir::Ty;
use crate::pointer::Pointer;
use crate::similar::nearest;

impl<'a> Resolver<'a> {
    /// The type of a schema that needs no type of its own.
    pub(super) fn plain(&mut self, schema: &'a Schema, at: &Pointer, name: &str) -> Ty {
        match kind(schema) {
            Kind::String { format, .. } => match format.as_deref() {
                Some("binary") => Ty::Binary,
                Some("date-time") => Ty::DateTime,
                _ if is_secret(schema) => Ty::Secret,
                _ => Ty::String,
            },
            Kind::Integer { format } => integer(format.as_deref()).unwrap_or(Ty::I64),
            // A float would round the last digits of an `int64`.
            Kind::Number { format } => match format.as_deref() {
                Some("float") => Ty::F32,
                format => integer(format).unwrap_or(Ty::F64),
            },
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
            // Resolved before, or a type of its own.
            Kind::All { .. } | Kind::Any => Ty::Json,
            Kind::UnknownType(unknown) => {
                let known = ["string", "integer", "number", "boolean", "array", "object"];
                let help = match nearest(unknown, known.into_iter()) {
                    Some(similar) => format!("did you mean `{similar}`?"),
                    None => format!("use one of {}", known.join(", ")),
                };
                self.report(
                    Code::UnknownType,
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
                    Code::UnsupportedSchema,
                    &at.child(keyword),
                    format!("`{keyword}` is not supported here"),
                    help,
                );
                Ty::Json
            }
        }
    }

    pub(super) fn element(&mut self, node: Node<'a>, at: &Pointer, name: &str) -> Ty {
        self.inside(node, at, name).whole()
    }

    /// The type of a value inside of another one. OpenAPI defines no encoding of bytes there, so they
    /// are a string.
    pub(super) fn inside(&mut self, node: Node<'a>, at: &Pointer, name: &str) -> Typed {
        let mut value = self.type_of(node, at, name);
        if let Some(Kind::String { format, .. }) = self.followed(node).end.map(kind)
            && format.as_deref() == Some("binary")
        {
            value.ty = Ty::String;
        }
        value
    }
}

/// The type of integers of a format.
fn integer(format: Option<&str>) -> Option<Ty> {
    match format? {
        "int32" | "int16" | "int8" | "uint8" | "uint16" => Some(Ty::I32),
        "int64" => Some(Ty::I64),
        "uint32" => Some(Ty::U32),
        "uint64" => Some(Ty::U64),
        _ => None,
    }
}
