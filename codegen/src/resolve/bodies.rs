//! The bodies of requests.

use openapiv3::{ReferenceOr, RequestBody};

use super::Resolver;
use super::media::Way;
use crate::diagnostic::Code;
use crate::ir::{Body, Encoding, Field, Presence, Verb};
use crate::names::Namespace;
use crate::pointer::Pointer;

impl<'a> Resolver<'a> {
    /// Returns the body of a request. A parameter keeps its name if a property has it too.
    pub(super) fn body(
        &mut self,
        id: &str,
        verb: Verb,
        body: Option<&'a ReferenceOr<RequestBody>>,
        at: &Pointer,
        namespace: &mut Namespace,
    ) -> Body {
        let at = at.child("requestBody");
        let Some((body, at)) = body
            .and_then(|body| self.follow(body, "requestBodies", |all| &all.request_bodies, &at))
        else {
            return Body::None;
        };
        if verb == Verb::Trace {
            self.report_key(
                Code::UnsupportedBody,
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
            // An optional body with required properties is given in one piece.
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
            if field.presence == Presence::Optional {
                self.names
                    .claim_option_setter(namespace, &setter, &field.wire, &at);
            }
            setters.push(setter);
        }
        Body::Fields {
            media,
            presence,
            ty,
            setters,
        }
    }

    /// Reports what cannot be encoded as an HTML form.
    fn form(&mut self, fields: Option<&[Field]>, at: &Pointer) {
        let Some(fields) = fields else {
            self.report(
                Code::UnsupportedBody,
                at,
                "a form needs an object with known properties",
                "replace the schema with an overlay",
            );
            return;
        };
        for field in fields {
            if !self.fits_form(&field.ty) {
                self.report(
                    Code::UnsupportedBody,
                    &field.origin,
                    format!("`{}` is nested too deeply for a form", field.wire),
                    "give it the schema of a string, a number, a boolean or an array of those with an overlay",
                );
            }
        }
    }
}
