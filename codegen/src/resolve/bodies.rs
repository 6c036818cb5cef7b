//! What operations send and what they give back.

use std::collections::HashSet;

use indexmap::IndexMap;
use openapiv3::{MediaType, ReferenceOr, RequestBody, Responses, Schema, SchemaKind, StatusCode};

use super::Resolver;
use super::media::{self, Way};
use super::references::Node;
use crate::diagnostic::Place;
use crate::ir::{
    Body, Encoding, Field, Media, Nullability, Presence, Response, Scalar, Shape, Ty, TypeId, Verb,
};
use crate::names::Namespace;
use crate::pointer::Pointer;

impl<'a> Resolver<'a> {
    /// The body of a request. Where a parameter is called like a property, the parameter keeps
    /// the name.
    pub(super) fn body(
        &mut self,
        id: &str,
        verb: Verb,
        body: Option<&'a ReferenceOr<RequestBody>>,
        at: &Pointer,
        namespace: &mut Namespace,
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
        if verb == Verb::Trace {
            self.report_key(
                "unsupported-body",
                &at,
                "a `TRACE` request has no body in HTTP",
                "remove the body with an overlay",
            );
        }
        let at = at.child("content");
        let Some((media, ty)) =
            self.content(&body.content, Way::Sent, &at, &format!("{id}.Request"))
        else {
            return Body::None;
        };
        let presence = match body.required {
            true => Presence::Required,
            false => Presence::Optional,
        };
        let object = self.fields_of(&ty);
        let object = object.map(|(id, fields)| {
            let sent = fields.iter().filter(|field| field.is_sent());
            (id.clone(), sent.cloned().collect::<Vec<Field>>())
        });
        if media.encoding == Encoding::Form {
            self.form(object.as_ref().map(|(_, fields)| &fields[..]), &at);
        }
        let needs = |field: &Field| field.presence == Presence::Required;
        let (ty, fields) = match object {
            Some((ty, fields)) if body.required || !fields.iter().any(needs) => (ty, fields),
            // A body that is sent has all that is required of it, so it is given in one piece.
            _ => {
                return Body::Whole {
                    media,
                    presence,
                    ty,
                };
            }
        };
        let mut setters = Vec::with_capacity(fields.len());
        for field in fields {
            let mut setter = self.names.setter(&field.name);
            if namespace.has(&setter) {
                setter = self.names.elsewhere("body", &setter);
            }
            self.names.claim(namespace, &setter, &field.wire, &at);
            setters.push(setter);
        }
        Body::Fields {
            media,
            presence,
            ty,
            setters,
        }
    }

    /// Reports what cannot be written as an HTML form.
    fn form(&mut self, fields: Option<&[Field]>, at: &Pointer) {
        let Some(fields) = fields else {
            self.report(
                "unsupported-body",
                at,
                "a form needs an object with known properties",
                "replace the schema with an overlay",
            );
            return;
        };
        for field in fields {
            if !self.fits_form(&field.ty) {
                self.report(
                    "unsupported-body",
                    &field.origin,
                    format!("`{}` is nested too deeply for a form", field.wire),
                    "give it the schema of a string, a number, a boolean or an array of those with an overlay",
                );
            }
        }
    }

    /// Whether the style `form` of OpenAPI, with `explode`, is defined for a property: a scalar, an
    /// array of them, or an object of them.
    fn fits_form(&self, ty: &Ty) -> bool {
        self.fits(ty, true)
            || match self.unaliased(ty) {
                Ty::Json | Ty::JsonObject => true,
                Ty::Map(value) => self.fits(value, false),
                Ty::Named(id) => match self.types.get(id).map(|ty| &ty.shape) {
                    Some(Shape::Struct { fields, .. }) => {
                        fields.iter().all(|field| self.fits(&field.ty, false))
                    }
                    _ => false,
                },
                _ => false,
            }
    }

    /// The struct that a type is, by its own name or another one, and its fields.
    pub(super) fn fields_of<'t>(&'t self, ty: &'t Ty) -> Option<(&'t TypeId, &'t [Field])> {
        let Ty::Named(id) = self.unaliased(ty) else {
            return None;
        };
        match &self.types.get(id)?.shape {
            Shape::Struct {
                fields, rest: None, ..
            } => Some((id, fields)),
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

    /// The responses that several operations have.
    fn shared_responses(&self) -> Option<&'a IndexMap<String, ReferenceOr<openapiv3::Response>>> {
        let components = self.spec.api.components.as_ref();
        components.map(|components| &components.responses)
    }

    /// What the operation gives back, by its 2xx responses, or by `default` where there is none, and
    /// the media types of that.
    pub(super) fn response(
        &mut self,
        id: &str,
        verb: Verb,
        responses: &'a Responses,
        at: &Pointer,
    ) -> (Response, Vec<String>) {
        let components = self.shared_responses();
        let at = at.child("responses");
        let codes = &responses.responses;
        let mut nodes: Vec<_> = codes
            .iter()
            .filter(|(code, _)| is_success(code))
            .map(|(code, node)| (Some(code), node, at.child(&code.to_string())))
            .collect();
        if nodes.is_empty() {
            let default = responses.default.iter();
            nodes.extend(default.map(|node| (None, node, at.child("default"))));
        }
        if nodes.is_empty() && codes.keys().any(is_redirect) {
            self.report_key(
                "unsupported-response",
                &at,
                "this operation only ever redirects, and redirects are not followed",
                "remove the operation with an overlay, or add the response `'200'` if it can have one",
            );
        }
        let (mut answers, mut accepts): (Vec<Response>, Vec<String>) = (Vec::new(), Vec::new());
        for (code, node, at) in nodes {
            let Some((response, at)) = self.follow(node, "responses", components, &at) else {
                continue;
            };
            let content = &response.content;
            // HTTP lets none of these have a body, so what is described is that of others.
            let has_none = matches!(code, Some(StatusCode::Code(204 | 205)));
            if has_none && !content.is_empty() {
                self.warn(
                    "ignored-body",
                    Place::spec_key(at.child("content")),
                    "a response with this status code has no body, so its content is ignored",
                    "remove `content` with an overlay, or describe it with another status code",
                );
            }
            let (media, answer) = if content.is_empty() || has_none {
                (None, Response::Empty)
            } else if verb == Verb::Head {
                let offer = media::choose(content, Way::Received);
                let media = offer.and_then(|(offer, _)| offer.media(offer.encoding, Way::Received));
                (media, Response::Empty)
            } else {
                let name = if answers.iter().any(|answer| *answer != Response::Empty) {
                    format!("{id}.Response{}", answers.len() + 1)
                } else {
                    format!("{id}.Response")
                };
                match self.content(content, Way::Received, &at.child("content"), &name) {
                    Some((media, ty)) => {
                        let answer = match media.encoding {
                            Encoding::Text => Response::Text,
                            Encoding::Binary => Response::Binary,
                            Encoding::Json | Encoding::Form => Response::Json(ty),
                        };
                        (Some(media), answer)
                    }
                    None => continue,
                }
            };
            if !answers.contains(&answer) {
                answers.push(answer);
            }
            accepts.extend(media.map(|media| media.name));
        }
        let answer = match &answers[..] {
            [] => Response::Empty,
            [only] => only.clone(),
            [Response::Empty, Response::Json(ty)] | [Response::Json(ty), Response::Empty] => {
                match ty {
                    Ty::Nullable(ty) => Response::MaybeJson((**ty).clone()),
                    ty => Response::MaybeJson(ty.clone()),
                }
            }
            _ => {
                self.report_key(
                    "unsupported-response",
                    &at,
                    "the successful responses of this operation have different bodies",
                    "keep one of them with an overlay",
                );
                Response::Empty
            }
        };
        let mut seen = HashSet::new();
        accepts.retain(|name| seen.insert(name.to_lowercase()));
        (answer, accepts)
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
        way: Way,
        at: &Pointer,
        name: &str,
    ) -> Option<(Media, Ty)> {
        let Some((offer, content)) = media::choose(content, way) else {
            self.report("unsupported-media", at, "none of these media types is supported", "add one of application/json, application/x-www-form-urlencoded, text/plain, application/octet-stream with an overlay");
            return None;
        };
        let key = at.child(offer.key);
        if offer.encoding == Encoding::Form && !content.encoding.is_empty() {
            self.report_key(
                "unsupported-encoding",
                &key.child("encoding"),
                "how the properties of a form are written cannot be chosen: an array is written as a pair for each item",
                "remove `encoding` with an overlay, if the server takes that",
            );
        }
        let at = key.child("schema");
        let (ty, nullable) = match &content.schema {
            Some(schema) => {
                let value = self.value(schema.into(), &at, name);
                (value.ty, value.nullable)
            }
            None => (Ty::Json, Nullability::Never),
        };
        let encoding = match *self.unaliased(&ty) {
            Ty::Scalar(Scalar::Binary) => Encoding::Binary,
            _ => offer.encoding,
        };
        let Some(media) = offer.media(encoding, way) else {
            let message = format!("`{}` does not say which media type bytes have", offer.key);
            self.report_key(
                "unsupported-media",
                &key,
                message,
                "name the media type in its place with an overlay",
            );
            return None;
        };
        let ty = match encoding {
            // In a response, `null` is the empty collection, as in a property.
            Encoding::Json
                if nullable == Nullability::Nullable
                    && ty != Ty::Json
                    && (way == Way::Sent || !self.is_collection(&ty)) =>
            {
                Ty::Nullable(Box::new(ty))
            }
            Encoding::Json | Encoding::Form => ty,
            Encoding::Text | Encoding::Binary if self.has_parts(&ty) => {
                let message = format!(
                    "an object or an array cannot be written as `{}`",
                    media.name
                );
                let help = "replace the schema by `{type: string}` with an overlay, or add application/json beside it";
                self.report("unsupported-media", &at, message, help);
                return None;
            }
            Encoding::Text => Ty::Scalar(Scalar::String),
            Encoding::Binary => Ty::Scalar(Scalar::Binary),
        };
        Some((media, ty))
    }

    fn is_collection(&self, ty: &Ty) -> bool {
        matches!(
            self.unaliased(ty),
            Ty::List(_) | Ty::Map(_) | Ty::JsonObject
        )
    }

    /// Whether a value consists of others.
    fn has_parts(&self, ty: &Ty) -> bool {
        match self.unaliased(ty) {
            _ if self.is_collection(ty) => true,
            Ty::Nullable(ty) => self.has_parts(ty),
            Ty::Named(id) => {
                let shape = self.types.get(id).map(|ty| &ty.shape);
                matches!(shape, Some(Shape::Struct { .. } | Shape::Newtype(_)))
            }
            _ => false,
        }
    }
}

fn is_success(code: &StatusCode) -> bool {
    matches!(code, StatusCode::Code(200..=299) | StatusCode::Range(2))
}

fn is_redirect(code: &StatusCode) -> bool {
    matches!(code, StatusCode::Code(300..=303 | 305..=399) | StatusCode::Range(3))
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
