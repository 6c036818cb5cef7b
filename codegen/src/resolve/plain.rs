//! Types that need no declaration: scalars, arrays and maps.

use openapiv3::Schema;

use super::Resolver;
use super::kinds::{Kind, Object, Rest, kind};
use super::node::Node;
use super::schemas::Typed;
use super::secrets::is_secret;
use crate::diagnostic::Code;
use crate::ir::{Form, Scalar, Ty};
use crate::pointer::Pointer;
use crate::similar::nearest;

impl<'a> Resolver<'a> {
    /// The type of a schema that needs no type of its own.
    pub(super) fn plain(&mut self, schema: &'a Schema, at: &Pointer, name: &str) -> Ty {
        match kind(schema) {
            Kind::String { format, .. } => {
                let default = match is_secret(schema) {
                    true => Scalar::Secret,
                    false => Scalar::String,
                };
                scalar(&[Form::String, Form::Bytes], format.as_deref(), default)
            }
            Kind::Integer { format } => scalar(&[Form::Integer], format.as_deref(), Scalar::I64),
            // A float would round the last digits of an `int64`.
            Kind::Number { format } => scalar(
                &[Form::Number, Form::Integer],
                format.as_deref(),
                Scalar::F64,
            ),
            Kind::Boolean => Ty::Scalar(Scalar::Bool),
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
            && Scalar::of_format(&[Form::Bytes], format.as_deref()).is_some()
        {
            value.ty = Ty::Scalar(Scalar::String);
        }
        value
    }
}

/// The scalar that a format of one of these forms stands for, or else the default.
fn scalar(forms: &[Form], format: Option<&str>, default: Scalar) -> Ty {
    Ty::Scalar(Scalar::of_format(forms, format).unwrap_or(default))
}
