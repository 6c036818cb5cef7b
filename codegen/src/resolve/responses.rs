//! The responses of operations.

use std::collections::HashSet;

use openapiv3::{ReferenceOr, Responses, Schema, SchemaKind, StatusCode};

use super::Resolver;
use super::media::{self, Way};
use super::node::Node;
use crate::diagnostic::Code;
use crate::ir::{Encoding, Response, Ty, TypeId, Verb};
use crate::pointer::Pointer;

impl<'a> Resolver<'a> {
    /// Returns the response of an operation, by its 2xx responses or by `default` without any, and the
    /// media types to accept.
    pub(super) fn response(
        &mut self,
        id: &str,
        verb: Verb,
        responses: &'a Responses,
        at: &Pointer,
    ) -> (Response, Vec<String>) {
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
                Code::UnsupportedResponse,
                &at,
                "this operation only redirects, and redirects are not followed",
                "remove the operation with an overlay, or add the response `'200'` if it can have one",
            );
        }
        let (mut kinds, mut accepts): (Vec<Response>, Vec<String>) = (Vec::new(), Vec::new());
        for (code, node, at) in nodes {
            let Some((response, at)) = self.follow(node, "responses", |all| &all.responses, &at)
            else {
                continue;
            };
            let content = &response.content;
            // HTTP allows no body with these.
            let has_none = matches!(code, Some(StatusCode::Code(204 | 205)));
            if has_none && !content.is_empty() {
                self.report_key(
                    Code::IgnoredBody,
                    &at.child("content"),
                    "a response with this status code has no body, so its content is ignored",
                    "remove `content` with an overlay, or describe it with another status code",
                );
            }
            let (media, kind) = if content.is_empty() || has_none {
                (None, Response::Empty)
            } else if verb == Verb::Head {
                let offer = media::choose(content, Way::Received);
                let media = offer.and_then(|(offer, _)| offer.media(offer.encoding, Way::Received));
                (media, Response::Empty)
            } else {
                let name = if kinds.iter().any(|kind| *kind != Response::Empty) {
                    format!("{id}.Response{}", kinds.len() + 1)
                } else {
                    format!("{id}.Response")
                };
                match self.content(content, Way::Received, &at.child("content"), &name) {
                    Some((media, ty)) => {
                        let kind = match media.encoding {
                            Encoding::Text => Response::Text,
                            Encoding::Binary => Response::Binary,
                            Encoding::Json | Encoding::Form => Response::Json(ty),
                        };
                        (Some(media), kind)
                    }
                    None => continue,
                }
            };
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
            accepts.extend(media.map(|media| media.name));
        }
        let kind = match &kinds[..] {
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
                    Code::UnsupportedResponse,
                    &at,
                    "the successful responses of this operation have different bodies",
                    "keep one of them with an overlay",
                );
                Response::Empty
            }
        };
        let mut seen = HashSet::new();
        accepts.retain(|name| seen.insert(name.to_lowercase()));
        (kind, accepts)
    }

    /// Returns the named types in the responses of other status codes. Several alternatives are
    /// supported here, since no code chooses between them.
    pub(super) fn failures(
        &mut self,
        id: &str,
        responses: &'a Responses,
        at: &Pointer,
    ) -> Vec<TypeId> {
        let at = at.child("responses");
        let mut failures = Vec::new();
        for (code, node) in &responses.responses {
            if is_success(code) {
                continue;
            }
            let at = at.child(&code.to_string());
            let Some((response, at)) = self.follow(node, "responses", |all| &all.responses, &at)
            else {
                continue;
            };
            let schemas = response.content.values();
            for reference in schemas
                .filter_map(|content| content.schema.as_ref())
                .flat_map(named)
            {
                if let Ty::Named(id) = self.typed(Node::Ref(reference), &at, id).ty
                    && !failures.contains(&id)
                {
                    failures.push(id);
                }
            }
        }
        failures
    }
}

fn is_success(code: &StatusCode) -> bool {
    matches!(code, StatusCode::Code(200..=299) | StatusCode::Range(2))
}

fn is_redirect(code: &StatusCode) -> bool {
    matches!(code, StatusCode::Code(300..=303 | 305..=399) | StatusCode::Range(3))
}

/// The references in a schema that is one, or has several alternatives.
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
