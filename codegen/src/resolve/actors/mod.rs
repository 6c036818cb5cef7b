//! `x-actors` at the root of the description: the operations that a user can call with a session,
//! by the headers that carry it, and the inputs that are inferred from the session.
//!
//! ```yaml
//! x-actors:
//!   user:                                  # the module, and the first word of each handle
//!     description: What users may do by themselves.
//!     headers: [X-Session, X-Session-Jwt]  # operations that take these belong to the actor
//!     infers:
//!       tenant_id: tenant_id               # input = what the session calls it
//!       tenant_ids: [tenant_id]            # an array that holds nothing else
//!     omits:
//!       updateUser: [quota]                # optional inputs that only the client sends
//!     free: [logout]                       # operations without inferred inputs
//!     self:                                # calls about the holder of the session
//!       name: me                           # the handle that leads to them
//!       description: The user.
//!       resource: users                    # they are below this resource
//!       argument: user_id                  # and have this in their path, which is inferred
//!       also: [deletePassword]             # or are named here
//!       except: [restoreUser]              # nobody does this to themselves
//!     resources:                           # documentation of handles that have less than the client's
//!       users: Updates users.
//! ```
//!
//! The builders of an actor have no arguments and no setters for inferred inputs, and no setters for
//! those that it omits. An input that cannot be inferred where it stands is an error.

mod extension;
mod tree;

use super::Resolver;
use crate::diagnostic::Code;
use crate::ir::{Acting, Scalar, Ty};
use crate::ir::{
    Actor, Body, Encoding, Inference, InferredInto, Media, Operation, OperationId,
    ParameterLocation, Path, Presence,
};
use crate::names::{Ident, dotted};
use crate::pointer::Pointer;
use extension::{Amount, Extension, Own, Rule, mentions};

/// An operation of an actor.
struct Member {
    place: OperationId,
    is_own: bool,
}

impl Resolver<'_> {
    /// The actors; sets in each of their operations what is inferred from the session.
    pub(super) fn actors(&mut self, paths: &mut [Path]) -> Vec<Actor> {
        let mut actors: Vec<Actor> = Vec::new();
        for extension in self.actor_extensions() {
            let actor = self.actor(extension, paths);
            if actors.iter().any(|other| other.module == actor.module) {
                self.report_key(
                    Code::Actor,
                    &actor.origin,
                    format!("two actors are called `{}` in Rust", actor.module.bare()),
                    "rename one of them",
                );
            }
            actors.push(actor);
        }
        actors
    }

    /// The type that stands for the client itself, where there are actors.
    pub(super) fn client_marker(&mut self, actors: &[Actor]) -> Option<Ident> {
        if actors.is_empty() {
            return None;
        }
        let marker = self.names.marker(None);
        let same = actors.iter().find(|actor| actor.marker == marker);
        if let Some(actor) = same {
            self.report_key(
                Code::Actor,
                &actor.origin,
                format!("the client itself acts as `{}`, too", actor.name),
                "change `client` under `[crate]` in names.toml",
            );
        }
        Some(marker)
    }

    fn actor(&mut self, mut extension: Extension, paths: &mut [Path]) -> Actor {
        let mut members = Vec::new();
        for (number, path) in paths.iter_mut().enumerate() {
            for (index, operation) in path.operations.iter_mut().enumerate() {
                let Some((acting, is_own)) = self.acting(&mut extension, operation) else {
                    continue;
                };
                members.push(Member {
                    place: OperationId {
                        path: number,
                        operation: index,
                    },
                    is_own,
                });
                if operation.acting.replace(acting).is_some() {
                    self.report_key(
                        Code::Actor,
                        &operation.origin,
                        format!("`{}` belongs to two actors", operation.id),
                        "remove the headers of one of them with an overlay",
                    );
                }
            }
        }
        let actor = self.actor_tree(&mut extension, &members, paths);
        self.unused(&extension);
        actor
    }

    /// What is inferred in an operation, if it takes the headers of the session, and whether it can
    /// be about the holder of the session.
    fn acting(
        &mut self,
        extension: &mut Extension,
        operation: &Operation,
    ) -> Option<(Acting, bool)> {
        if !self.takes_session(extension, operation) {
            return None;
        }
        let inferred: Vec<Inference> = extension
            .rules
            .iter_mut()
            .flat_map(|rule| self.inferences(rule, operation))
            .collect();
        if inferred.is_empty() && !mentions(&mut extension.free, &operation.id) {
            let help = format!(
                "add a rule to `infers` of the actor, or `{}` to `free` if the session alone is enough",
                operation.id
            );
            self.report_key(
                Code::Actor,
                &operation.origin,
                format!(
                    "`{}` has no input that is inferred from the session of `{}`",
                    operation.id, extension.name
                ),
                help,
            );
        }
        let own = extension
            .own
            .as_mut()
            .and_then(|own| self.about_the_holder(own, operation, &inferred));
        let is_own = own.is_some();
        let omitted = self.omitted(extension, operation, &inferred);
        let acting = Acting {
            project: self.names.marker(None),
            marker: self.names.marker(Some(&extension.name)),
            headers: extension
                .headers
                .iter()
                .map(|header| header.text.clone())
                .collect(),
            own: own.unwrap_or_else(|| inferred.clone()),
            inferred,
            omitted,
        };
        Some((acting, is_own))
    }

    /// The inputs that only the client sends.
    fn omitted(
        &mut self,
        extension: &mut Extension,
        operation: &Operation,
        inferred: &[Inference],
    ) -> Vec<String> {
        let headers = extension.headers.iter().map(|header| &header.text);
        let settled: Vec<&String> = inferred.iter().map(|it| &it.wire).chain(headers).collect();
        let mut omitted = Vec::new();
        let mut omissions = extension.omissions.iter_mut();
        let Some(of) = omissions.find(|of| of.operation.text == operation.id) else {
            return omitted;
        };
        of.operation.is_used = true;
        for input in &mut of.inputs {
            let parameters = operation.parameters.iter();
            let parameters = parameters.filter(|parameter| parameter.wire == input.text);
            let property = self.setter(&operation.body, &input.text);
            let property = property.map(|(_, _, presence)| presence);
            let presences = parameters.map(|parameter| parameter.presence);
            let presences: Vec<Presence> = presences.chain(property).collect();
            input.is_used = presences.first() == Some(&Presence::Optional)
                && !presences.contains(&Presence::Required)
                && !settled.contains(&&input.text);
            omitted.extend(input.is_used.then(|| input.text.clone()));
        }
        omitted
    }

    /// Whether an operation takes the headers of the session: all of them, or it takes none.
    fn takes_session(&mut self, extension: &mut Extension, operation: &Operation) -> bool {
        let (mut taken, mut missing) = (0, None);
        for header in &mut extension.headers {
            let parameter = operation.parameters.iter().find(|parameter| {
                parameter.location == ParameterLocation::Header && parameter.wire == header.text
            });
            let Some(parameter) = parameter else {
                missing = Some(header.text.clone());
                continue;
            };
            header.is_used = true;
            taken += 1;
            let is_string = matches!(
                self.unaliased(&parameter.ty),
                Ty::Scalar(Scalar::String | Scalar::Secret)
            );
            if !is_string || parameter.presence == Presence::Required {
                self.report(
                    Code::Actor,
                    &parameter.origin,
                    format!("the header `{}` cannot carry a session here", header.text),
                    "make it an optional string with an overlay",
                );
            }
        }
        if taken == 0 {
            return false;
        }
        if let Some(missing) = missing {
            self.report_key(
                Code::Actor,
                &operation.origin,
                format!(
                    "`{}` takes a header of the actor `{}`, but not `{missing}`",
                    operation.id, extension.name
                ),
                "give the operation all of the headers with an overlay, or none",
            );
        }
        true
    }

    /// The inputs of an operation that a rule infers.
    fn inferences(&mut self, rule: &mut Rule, operation: &Operation) -> Vec<Inference> {
        let mut found = Vec::new();
        let named = |parameter: &&crate::ir::Parameter| parameter.wire == rule.wire;
        for parameter in operation.parameters.iter().filter(named) {
            let fits = parameter.location == ParameterLocation::Path
                && rule.amount == Amount::One
                && *self.unaliased(&parameter.ty) == Ty::Scalar(Scalar::String);
            found.push((fits.then_some(InferredInto::Path), parameter.origin.clone()));
        }
        if let Some((_, ty, _)) = self.setter(&operation.body, &rule.wire) {
            let is_json = matches!(
                operation.body,
                Body::Fields {
                    media: Media {
                        encoding: Encoding::Json,
                        ..
                    },
                    ..
                }
            );
            let into = match (self.unaliased(ty), rule.amount) {
                (Ty::Scalar(Scalar::String), Amount::One) if is_json => Some(InferredInto::Body),
                (Ty::List(item), Amount::List)
                    if is_json && **item == Ty::Scalar(Scalar::String) =>
                {
                    Some(InferredInto::BodyList)
                }
                _ => None,
            };
            found.push((into, operation.origin.child("requestBody")));
        }
        // A body that is given in one piece has all of its properties from the caller.
        if let Body::Whole { ty, .. } = &operation.body
            && let Some((_, fields)) = self.fields_of(ty)
            && fields.iter().any(|field| field.wire == rule.wire)
        {
            found.push((None, operation.origin.child("requestBody")));
        }
        rule.is_used |= !found.is_empty();
        found
            .into_iter()
            .filter_map(|(into, origin)| {
                if into.is_none() {
                    self.cannot_infer(&rule.wire, &origin);
                }
                Some(Inference {
                    wire: rule.wire.clone(),
                    into: into?,
                    argument: rule.argument.clone(),
                })
            })
            .collect()
    }

    /// What is inferred where the call is about the holder of the session.
    fn about_the_holder(
        &mut self,
        own: &mut Own,
        operation: &Operation,
        inferred: &[Inference],
    ) -> Option<Vec<Inference>> {
        let resource = dotted(&operation.resource);
        let below = resource.strip_prefix(&own.resource.text)?;
        if !below.is_empty() && !below.starts_with('.') {
            return None;
        }
        own.resource.is_used = true;
        let argument = operation.parameters.iter().find(|parameter| {
            parameter.location == ParameterLocation::Path && parameter.wire == own.argument.text
        });
        let Some(argument) = argument else {
            return mentions(&mut own.also, &operation.id).then(|| inferred.to_vec());
        };
        if mentions(&mut own.except, &operation.id) {
            return None;
        }
        own.argument.is_used = true;
        let named = |parameter: &&crate::ir::Parameter| parameter.wire == argument.wire;
        let is_elsewhere = operation.parameters.iter().filter(named).count() > 1
            || self.setter(&operation.body, &argument.wire).is_some();
        if is_elsewhere || *self.unaliased(&argument.ty) != Ty::Scalar(Scalar::String) {
            self.cannot_infer(&argument.wire, &argument.origin);
        }
        let of_holder = Inference {
            wire: argument.wire.clone(),
            into: InferredInto::Path,
            argument: argument.wire.clone(),
        };
        Some(inferred.iter().cloned().chain([of_holder]).collect())
    }

    fn cannot_infer(&mut self, wire: &str, at: &Pointer) {
        self.report(
            Code::Actor,
            at,
            format!("`{wire}` cannot be inferred from a session here"),
            "only a string in the path, or a string or an array of strings in a JSON body can be, and the body is required if the property is: correct the rule of the actor, or remove the headers of the session",
        );
    }
}
