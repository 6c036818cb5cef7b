//! `x-pagination`: an operation whose responses come in pages.
//!
//! ```yaml
//! x-pagination:
//!   cursor: $request.body#/cursor          # where the cursor goes in; or `$request.query.cursor`
//!   limit: $request.body#/limit            # how many items a page has; optional
//!   items: $response.body#/members         # the array that comes out
//!   next: $response.body#/metadata/next    # the cursor of the next page
//! ```
//!
//! The values are runtime expressions, as OpenAPI has them for links.

use serde_json::Value;

use super::Resolver;
use crate::diagnostic::Code;
use crate::ir::{Body, Operation, Page, ParameterLocation, Presence, Response, Shape, Ty};
use crate::names::Ident;
use crate::pointer::Pointer;

const KEYS: [&str; 4] = ["cursor", "limit", "items", "next"];

impl Resolver<'_> {
    /// The pages of an operation with `x-pagination`.
    pub(super) fn page(
        &mut self,
        extension: Option<&Value>,
        operation: &Operation,
    ) -> Option<Page> {
        let extension = extension?;
        let at = operation.origin.child("x-pagination");
        let Some(entries) = extension.as_object() else {
            self.report(
                Code::Pagination,
                &at,
                "`x-pagination` is an object",
                "write `x-pagination: {cursor: …, items: …, next: …}`",
            );
            return None;
        };
        for (key, _) in entries {
            if !KEYS.contains(&key.as_str()) {
                self.report_key(
                    Code::Pagination,
                    &at.child(key),
                    format!("`x-pagination` has no `{key}`"),
                    format!("use {}", KEYS.join(", ")),
                );
            }
        }
        let is_string = |ty: &Ty| *ty == Ty::String;
        let is_count = |ty: &Ty| matches!(ty, Ty::I32 | Ty::I64 | Ty::U32 | Ty::U64);
        let is_list = |ty: &Ty| matches!(ty, Ty::List(_));
        let cursor = self.input(extension, "cursor", "a string", is_string, operation, &at);
        let limit = match extension.get("limit") {
            Some(_) => self
                .input(extension, "limit", "an integer", is_count, operation, &at)
                .map(Some),
            None => Some(None),
        };
        let items = self.output(extension, "items", "an array", is_list, operation, &at);
        let next = self.output(extension, "next", "a string", is_string, operation, &at);
        let (items, Ty::List(item)) = items? else {
            return None;
        };
        Some(Page {
            cursor: cursor?,
            limit: limit?,
            items,
            item: *item,
            next: next?.0,
        })
    }

    /// The setter for an expression of the request.
    fn input(
        &mut self,
        extension: &Value,
        key: &str,
        kind: &str,
        fits: fn(&Ty) -> bool,
        operation: &Operation,
        at: &Pointer,
    ) -> Option<Ident> {
        let value = extension.get(key);
        let expression = value.and_then(Value::as_str).unwrap_or_default();
        let found = if let Some(name) = expression.strip_prefix("$request.query.") {
            let parameter = operation.parameters.iter().find(|parameter| {
                parameter.wire == name && matches!(parameter.location, ParameterLocation::Query(_))
            });
            parameter.map(|found| (found.name.clone(), &found.ty, found.presence))
        } else {
            let name = expression.strip_prefix("$request.body#/");
            name.and_then(|name| self.setter(&operation.body, name))
        };
        match found {
            Some((setter, ty, Presence::Optional)) if fits(self.unaliased(ty)) => Some(setter),
            _ => {
                let help = format!(
                    "`{key}` is {kind}, and optional: `$request.body#/name` or `$request.query.name`"
                );
                self.wrong_expression(key, value, at, help)
            }
        }
    }

    /// The setter for a property of a body, with its type.
    pub(super) fn setter(&self, body: &Body, name: &str) -> Option<(Ident, &Ty, Presence)> {
        let Body::Fields { ty, setters, .. } = body else {
            return None;
        };
        let Shape::Struct { fields, .. } = &self.types.get(ty)?.shape else {
            return None;
        };
        let sent = fields.iter().filter(|field| field.is_sent());
        let mut both = sent.zip(setters);
        let (field, setter) = both.find(|(field, _)| field.wire == name)?;
        Some((setter.clone(), &field.ty, field.presence))
    }

    /// The fields in an expression of the response, and the type of the last one.
    fn output(
        &mut self,
        extension: &Value,
        key: &str,
        kind: &str,
        fits: fn(&Ty) -> bool,
        operation: &Operation,
        at: &Pointer,
    ) -> Option<(Vec<Ident>, Ty)> {
        let value = extension.get(key);
        let expression = value.and_then(Value::as_str).unwrap_or_default();
        let path = expression.strip_prefix("$response.body#/");
        match path.and_then(|path| self.walk(&operation.response, path)) {
            Some((fields, ty)) if fits(&ty) => Some((fields, ty)),
            _ => {
                let help = format!("`{key}` is {kind} of the response: `$response.body#/name`");
                self.wrong_expression(key, value, at, help)
            }
        }
    }

    fn walk(&self, response: &Response, path: &str) -> Option<(Vec<Ident>, Ty)> {
        let Response::Json(ty) = response else {
            return None;
        };
        let (mut fields, mut ty) = (Vec::new(), ty);
        for name in path.split('/') {
            let Ty::Named(id) = self.unaliased(ty) else {
                return None;
            };
            let Shape::Struct { fields: all, .. } = &self.types.get(id)?.shape else {
                return None;
            };
            let field = all.iter().find(|field| field.wire == name)?;
            fields.push(field.name.clone());
            ty = &field.ty;
        }
        Some((fields, self.unaliased(ty).clone()))
    }

    fn wrong_expression<T>(
        &mut self,
        key: &str,
        value: Option<&Value>,
        at: &Pointer,
        help: String,
    ) -> Option<T> {
        match value {
            None => self.report_key(
                Code::Pagination,
                at,
                format!("`x-pagination` needs `{key}`"),
                help,
            ),
            Some(value) => {
                let value = value
                    .as_str()
                    .map_or_else(|| value.to_string(), str::to_owned);
                let message = format!("`{value}` does not lead to such a value");
                self.report(Code::Pagination, &at.child(key), message, help);
                self.about(&value, None);
            }
        }
        None
    }
}
