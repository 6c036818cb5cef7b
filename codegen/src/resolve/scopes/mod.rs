//! `x-scopes` at the root of the description: the part of the API that can be used on behalf of
//! somebody, by the headers that carry their session, and what follows from the session.
//!
//! ```yaml
//! x-scopes:
//!   user:                                  # the module, and the first word of each handle
//!     description: What users may do by themselves.
//!     headers: [X-Session, X-Session-Jwt]  # operations that take these belong to the scope
//!     infers:
//!       tenant_id: tenant_id               # input = what the session calls it
//!       tenant_ids: [tenant_id]            # a list that holds nothing else
//!     free: [logout]                       # operations for which nothing of that follows
//!     self:                                # calls about the holder of the session
//!       name: me                           # the handle that leads to them
//!       description: The user.
//!       resource: users                    # they are below this resource
//!       argument: user_id                  # and have this in their path, which follows then
//!       also: [deletePassword]             # or are named here
//! ```
//!
//! An operation takes its inferred inputs from nowhere else: in a scope there is no argument and
//! no setter for them. So one that cannot be inferred where it stands is an error.

mod mark;
mod tree;

use super::Resolver;
use super::tree::dotted;
use crate::ir::{Body, Encoding, Inference, Input, Media, Operation, Path, Place, Presence, Scope};
use crate::ir::{Scoping, Ty};
use crate::pointer::Pointer;
use mark::{Amount, Mark, Own, Rule, mentions};

/// An operation of a scope, by its index among the paths and that in its path.
struct Member {
    place: (usize, usize),
    is_own: bool,
}

impl Resolver<'_> {
    /// The scopes, and in each operation of one what it has from the session.
    pub(super) fn scopes(&mut self, paths: &mut [Path]) -> Vec<Scope> {
        let mut scopes: Vec<Scope> = Vec::new();
        for mark in self.scope_marks() {
            let scope = self.scope(mark, paths);
            if scopes.iter().any(|other| other.module == scope.module) {
                self.report_key(
                    "scope",
                    &scope.origin,
                    format!(
                        "another scope is called `{}` in Rust too",
                        scope.module.bare()
                    ),
                    "call one of them by another name",
                );
            }
            scopes.push(scope);
        }
        scopes
    }

    fn scope(&mut self, mut mark: Mark, paths: &mut [Path]) -> Scope {
        let mut members = Vec::new();
        for (number, path) in paths.iter_mut().enumerate() {
            for (index, operation) in path.operations.iter_mut().enumerate() {
                let Some(scoping) = self.scoping(&mut mark, operation) else {
                    continue;
                };
                members.push(Member {
                    place: (number, index),
                    is_own: scoping.own.is_some(),
                });
                if operation.scoping.replace(scoping).is_some() {
                    self.report_key(
                        "scope",
                        &operation.origin,
                        format!("`{}` belongs to two scopes", operation.id),
                        "take the headers of one of them away with an overlay",
                    );
                }
            }
        }
        self.unused(&mark);
        self.scoped_tree(&mark, &members, paths)
    }

    /// What an operation has from the session, if it takes the headers.
    fn scoping(&mut self, mark: &mut Mark, operation: &Operation) -> Option<Scoping> {
        if !self.takes_session(mark, operation) {
            return None;
        }
        let inferred: Vec<Inference> = mark
            .rules
            .iter_mut()
            .flat_map(|rule| self.inferences(rule, operation))
            .collect();
        if inferred.is_empty() && !mentions(&mut mark.free, &operation.id) {
            let help = format!(
                "add a rule to `infers` of the scope, or `{}` to `free` if the session alone is enough",
                operation.id
            );
            self.report_key(
                "scope",
                &operation.origin,
                format!(
                    "nothing in `{}` follows from the session of a `{}`",
                    operation.id, mark.name
                ),
                help,
            );
        }
        let own = mark
            .own
            .as_mut()
            .and_then(|own| self.about_the_holder(own, operation, &inferred));
        Some(Scoping {
            headers: mark
                .headers
                .iter()
                .map(|header| header.text.clone())
                .collect(),
            inferred,
            own,
        })
    }

    /// Whether an operation takes the headers of the session: all of them, or it takes none.
    fn takes_session(&mut self, mark: &mut Mark, operation: &Operation) -> bool {
        let (mut taken, mut missing) = (0, None);
        for header in &mut mark.headers {
            let parameter = operation.parameters.iter().find(|parameter| {
                parameter.place == Place::Header && parameter.wire == header.text
            });
            let Some(parameter) = parameter else {
                missing = Some(header.text.clone());
                continue;
            };
            header.is_used = true;
            taken += 1;
            let is_text = matches!(self.unaliased(&parameter.ty), Ty::String | Ty::Secret);
            if !is_text || parameter.presence == Presence::Required {
                self.report(
                    "scope",
                    &parameter.origin,
                    format!("the header `{}` cannot carry a session here", header.text),
                    "make it a text that may be left out, with an overlay",
                );
            }
        }
        if taken == 0 {
            return false;
        }
        if let Some(missing) = missing {
            self.report_key(
                "scope",
                &operation.origin,
                format!(
                    "`{}` takes a header of the scope `{}`, but not `{missing}`",
                    operation.id, mark.name
                ),
                "give the operation all of the headers with an overlay, or none",
            );
        }
        true
    }

    /// The inputs of an operation that a rule settles.
    fn inferences(&mut self, rule: &mut Rule, operation: &Operation) -> Vec<Inference> {
        let mut found = Vec::new();
        let named = |parameter: &&crate::ir::Parameter| parameter.wire == rule.wire;
        for parameter in operation.parameters.iter().filter(named) {
            let fits = parameter.place == Place::Path
                && rule.amount == Amount::One
                && *self.unaliased(&parameter.ty) == Ty::String;
            found.push((fits.then_some(Input::Path), parameter.origin.clone()));
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
            let input = match (self.unaliased(ty), rule.amount) {
                (Ty::String, Amount::One) if is_json => Some(Input::Body),
                (Ty::List(item), Amount::List) if is_json && **item == Ty::String => {
                    Some(Input::BodyList)
                }
                _ => None,
            };
            found.push((input, operation.origin.child("requestBody")));
        }
        // One that is given in one piece has all of its properties from the caller.
        if let Body::Whole { ty, .. } = &operation.body
            && let Some((_, fields)) = self.fields_of(ty)
            && fields.iter().any(|field| field.wire == rule.wire)
        {
            found.push((None, operation.origin.child("requestBody")));
        }
        rule.is_used |= !found.is_empty();
        found
            .into_iter()
            .filter_map(|(input, origin)| {
                if input.is_none() {
                    self.cannot_follow(&rule.wire, &origin);
                }
                Some(Inference {
                    wire: rule.wire.clone(),
                    input: input?,
                    argument: rule.argument.clone(),
                })
            })
            .collect()
    }

    /// What the session settles where the call is about its holder.
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
            parameter.place == Place::Path && parameter.wire == own.argument.text
        });
        let Some(argument) = argument else {
            return mentions(&mut own.also, &operation.id).then(|| inferred.to_vec());
        };
        own.argument.is_used = true;
        let named = |parameter: &&crate::ir::Parameter| parameter.wire == argument.wire;
        let is_elsewhere = operation.parameters.iter().filter(named).count() > 1
            || self.setter(&operation.body, &argument.wire).is_some();
        if is_elsewhere || *self.unaliased(&argument.ty) != Ty::String {
            self.cannot_follow(&argument.wire, &argument.origin);
        }
        let of_holder = Inference {
            wire: argument.wire.clone(),
            input: Input::Path,
            argument: argument.wire.clone(),
        };
        Some(inferred.iter().cloned().chain([of_holder]).collect())
    }

    fn cannot_follow(&mut self, wire: &str, at: &Pointer) {
        self.report(
            "scope",
            at,
            format!("`{wire}` cannot follow from a session here"),
            "only a text in the path, and a text or a list of texts in a JSON body can, and the body is required if a property of it is: mend the rule of the scope, or take the headers of the session away",
        );
    }
}
