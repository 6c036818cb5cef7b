//! What operations send and what they give back.

use indexmap::IndexMap;
use openapiv3::{
    MediaType, ReferenceOr, RequestBody, Response, Responses, Schema, SchemaKind, StatusCode,
};

use super::Resolver;
use super::references::Node;
use super::schemas::Value;
use crate::ir::{Answer, Body, Media, Shape, Ty, TypeId};
use crate::names::{Ident, Scope};
use crate::pointer::Pointer;

impl<'a> Resolver<'a> {
    /// The body of a request. Where a parameter is called like a property, the parameter keeps
    /// the name.
    pub(super) fn body(
        &mut self,
        id: &str,
        body: Option<&'a ReferenceOr<RequestBody>>,
        at: &Pointer,
        scope: &mut Scope,
    ) -> Body {
        let spec = self.spec;
        let components = spec
            .api
            .components
            .as_ref()
            .map(|components| &components.request_bodies);
        let at = at.child("requestBody");
        let Some((body, at)) =
            body.and_then(|body| self.follow(body, "requestBodies", components, &at))
        else {
            return Body::None;
        };
        let at = at.child("content");
        let Some((media, value)) = self.content(&body.content, &at, &format!("{id}.Request"))
        else {
            return Body::None;
        };
        let whole = match media {
            Media::Json => value.whole(),
            _ => value.ty,
        };
        let Some((ty, fields)) = self.fields_of(&whole) else {
            if media == Media::Form {
                self.report(
                    "unsupported-body",
                    &at,
                    "a form needs an object with known properties",
                    "replace the schema with an overlay",
                );
            }
            let ty = if media == Media::Text {
                Ty::String
            } else {
                whole
            };
            return Body::Whole { media, ty };
        };
        let mut setters = Vec::with_capacity(fields.len());
        for (wire, field) in fields {
            let mut setter = self.names.setter(&field);
            if scope.has(&setter) {
                setter = self.names.elsewhere("body", &setter);
            }
            self.names.claim(scope, &setter, &wire, &at);
            setters.push(setter);
        }
        Body::Fields { media, ty, setters }
    }

    /// The struct that a type is, by its own name or another one, and its fields.
    fn fields_of(&self, ty: &Ty) -> Option<(TypeId, Vec<(String, Ident)>)> {
        let Ty::Named(id) = self.unaliased(ty) else {
            return None;
        };
        match &self.types.get(id)?.shape {
            Shape::Struct {
                fields, rest: None, ..
            } => Some((
                id.clone(),
                fields
                    .iter()
                    .filter(|field| field.is_sent())
                    .map(|field| (field.wire.clone(), field.name.clone()))
                    .collect(),
            )),
            _ => None,
        }
    }

    /// The type behind the other names that it has. Bounded, since names can go in a circle.
    pub(super) fn unaliased<'t>(&'t self, mut ty: &'t Ty) -> &'t Ty {
        for _ in 0..self.types.len() {
            match ty {
                Ty::Named(id) => match self.types.get(id).map(|ty| &ty.shape) {
                    Some(Shape::Alias(next)) => ty = next,
                    _ => break,
                },
                _ => break,
            }
        }
        ty
    }

    /// The type of a response. In one, `null` is the empty collection, as in a property.
    fn received(&self, value: Value) -> Ty {
        match self.unaliased(&value.ty) {
            Ty::List(_) | Ty::Map(_) | Ty::JsonObject => value.ty,
            _ => value.whole(),
        }
    }

    /// The responses that several operations have.
    fn shared_responses(&self) -> Option<&'a IndexMap<String, ReferenceOr<Response>>> {
        let components = self.spec.api.components.as_ref();
        components.map(|components| &components.responses)
    }

    /// What the operation gives back, by its 2xx responses, or by `default` where there is none.
    pub(super) fn answer(&mut self, id: &str, responses: &'a Responses, at: &Pointer) -> Answer {
        let components = self.shared_responses();
        let at = at.child("responses");
        let mut nodes: Vec<_> = responses
            .responses
            .iter()
            .filter(|(code, _)| is_success(code))
            .map(|(code, node)| (node, at.child(&code.to_string())))
            .collect();
        if nodes.is_empty() {
            nodes.extend(
                responses
                    .default
                    .iter()
                    .map(|node| (node, at.child("default"))),
            );
        }
        let mut answers: Vec<Answer> = Vec::new();
        for (node, at) in nodes {
            let Some((response, at)) = self.follow(node, "responses", components, &at) else {
                continue;
            };
            let answer = if response.content.is_empty() {
                Answer::Empty
            } else {
                let name = if answers.iter().any(|answer| *answer != Answer::Empty) {
                    format!("{id}.Response{}", answers.len() + 1)
                } else {
                    format!("{id}.Response")
                };
                match self.content(&response.content, &at.child("content"), &name) {
                    Some((Media::Text, _)) => Answer::Text,
                    Some((Media::Binary, _)) => Answer::Binary,
                    Some((_, value)) => Answer::Json(self.received(value)),
                    None => continue,
                }
            };
            if !answers.contains(&answer) {
                answers.push(answer);
            }
        }
        match &answers[..] {
            [] => Answer::Empty,
            [only] => only.clone(),
            [Answer::Empty, Answer::Json(ty)] | [Answer::Json(ty), Answer::Empty] => {
                // `null` and nothing are the same to a caller.
                Answer::MaybeJson(match ty {
                    Ty::Nullable(ty) => (**ty).clone(),
                    ty => ty.clone(),
                })
            }
            _ => {
                self.report_key(
                    "unsupported-response",
                    &at,
                    "the successful responses of this operation have different bodies",
                    "keep one of them with an overlay",
                );
                Answer::Empty
            }
        }
    }

    /// The named types of what comes back when the operation fails. Nothing has to choose between
    /// them, so several alternatives are welcome here.
    pub(super) fn failures(
        &mut self,
        id: &str,
        responses: &'a Responses,
        at: &Pointer,
    ) -> Vec<TypeId> {
        let components = self.shared_responses();
        let at = at.child("responses");
        let mut failures = Vec::new();
        for (code, node) in &responses.responses {
            if is_success(code) {
                continue;
            }
            let at = at.child(&code.to_string());
            let Some((response, at)) = self.follow(node, "responses", components, &at) else {
                continue;
            };
            let schemas = response.content.values();
            for reference in schemas
                .filter_map(|content| content.schema.as_ref())
                .flat_map(named)
            {
                if let Ty::Named(id) = self.value(Node::Ref(reference), &at, id).ty
                    && !failures.contains(&id)
                {
                    failures.push(id);
                }
            }
        }
        failures
    }

    /// The media type that is used, of those offered, and the type of its content.
    fn content(
        &mut self,
        content: &'a IndexMap<String, MediaType>,
        at: &Pointer,
        name: &str,
    ) -> Option<(Media, Value)> {
        let order = [Media::Json, Media::Form, Media::Text, Media::Binary];
        let best = content
            .iter()
            .filter_map(|(name, content)| Some((media(name)?, name, content)))
            .min_by_key(|(media, ..)| order.iter().position(|known| known == media));
        let Some((media, key, content)) = best else {
            self.report("unsupported-media", at, "none of these media types is supported", "add one of application/json, application/x-www-form-urlencoded, text/plain, application/octet-stream with an overlay");
            return None;
        };
        let at = at.children(&[key, "schema"]);
        let nothing = Value {
            ty: Ty::Json,
            nullable: crate::ir::Nullability::Never,
            docs: Default::default(),
            status: crate::ir::Status::Current,
        };
        let value = match &content.schema {
            Some(schema) => self.value(schema.into(), &at, name),
            None => nothing,
        };
        let media = if value.ty == Ty::Binary {
            Media::Binary
        } else {
            media
        };
        Some((media, value))
    }
}

fn is_success(code: &StatusCode) -> bool {
    matches!(code, StatusCode::Code(200..=299) | StatusCode::Range(2))
}

/// The references in a schema that is one, or a choice of several.
fn named(schema: &ReferenceOr<Schema>) -> Vec<&str> {
    let alternatives = match schema {
        ReferenceOr::Reference { reference } => return vec![reference],
        ReferenceOr::Item(schema) => match &schema.schema_kind {
            SchemaKind::OneOf { one_of: parts } | SchemaKind::AnyOf { any_of: parts } => parts,
            _ => return Vec::new(),
        },
    };
    alternatives.iter().flat_map(named).collect()
}

fn media(name: &str) -> Option<Media> {
    let essence = name
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_lowercase();
    match essence.as_str() {
        "application/json" | "*/*" => Some(Media::Json),
        "application/x-www-form-urlencoded" => Some(Media::Form),
        "application/octet-stream" | "application/pdf" | "application/zip" => Some(Media::Binary),
        _ if essence.ends_with("+json") => Some(Media::Json),
        _ if essence.starts_with("text/") => Some(Media::Text),
        _ if ["image/", "audio/", "video/", "font/"]
            .iter()
            .any(|kind| essence.starts_with(kind)) =>
        {
            Some(Media::Binary)
        }
        _ => None,
    }
}
