//! What changes in the calls: the methods of the handles, and the builders behind them.

use std::collections::{BTreeSet, HashSet};

use super::change::{Action, Change, Level, Part, Place};
use super::inputs;
use super::pairs::{Pairs, skeleton};
use super::reach;
use crate::ir::{
    Api, Body, Caller, Idempotency, Operation, Page, Path, Presence, Resource, Response, Status,
};
use crate::render::spelling;

/// A method of a handle.
pub(super) struct Call<'a> {
    pub path: &'a Path,
    pub operation: &'a Operation,
    pub caller: Caller,
    /// `passwords().authenticate`.
    pub name: String,
}

/// Compares the calls of both models.
pub(super) fn compare(pairs: &Pairs<'_>) -> Vec<Change> {
    let (old, new) = (calls(pairs.old), calls(pairs.new));
    let mut found = Calls {
        pairs,
        said: HashSet::new(),
        changes: Vec::new(),
    };
    let matched = matched(pairs, &old, &new);
    for (call, former) in new.iter().zip(&matched) {
        match former.and_then(|index| old.get(index)) {
            Some(former) => found.both(former, call),
            None => found.added(call),
        }
    }
    for (index, call) in old.iter().enumerate() {
        if !matched.contains(&Some(index)) {
            found.removed(call);
        }
    }
    found.changes
}

/// All methods of the handles: those of the client, then those of the member clients.
fn calls(api: &Api) -> Vec<Call<'_>> {
    let mut calls = Vec::new();
    for resource in &api.resources {
        below(api, resource, Caller::Client, "", &mut calls);
    }
    for actor in &api.actors {
        let client = format!("{}.", actor.client.as_str());
        let callers = [
            (Caller::Actor, &actor.resources[..]),
            (Caller::Oneself, actor.own.as_slice()),
        ];
        for (caller, resources) in callers {
            for resource in resources {
                below(api, resource, caller, &client, &mut calls);
            }
        }
    }
    calls
}

fn below<'a>(
    api: &'a Api,
    resource: &'a Resource,
    caller: Caller,
    before: &str,
    calls: &mut Vec<Call<'a>>,
) {
    let handle = format!("{before}{}().", resource.name.as_str());
    for id in &resource.operations {
        let (path, operation) = api.operation(*id);
        calls.push(Call {
            path,
            operation,
            caller,
            name: format!("{handle}{}", operation.method.as_str()),
        });
    }
    for child in &resource.children {
        below(api, child, caller, &handle, calls);
    }
}

/// For each new call the index of the old one that it was: what programs call by the same name,
/// else what calls the same endpoint, else what has the same `operationId`.
fn matched(pairs: &Pairs<'_>, old: &[Call<'_>], new: &[Call<'_>]) -> Vec<Option<usize>> {
    let mut matched = vec![None; new.len()];
    let mut pair = |is_partner: &dyn Fn(&Call<'_>, &Call<'_>) -> bool| {
        for (place, call) in new.iter().enumerate() {
            if matched.get(place) == Some(&None) {
                let former = old.iter().enumerate().position(|(index, former)| {
                    !matched.contains(&Some(index)) && is_partner(former, call)
                });
                if let Some(slot) = matched.get_mut(place) {
                    *slot = former;
                }
            }
        }
    };
    pair(&|old, new| old.name == new.name);
    pair(&|old, new| old.caller == new.caller && is_same_endpoint(pairs, old, new));
    pair(&|old, new| old.caller == new.caller && old.operation.id == new.operation.id);
    matched
}

fn is_same_endpoint(pairs: &Pairs<'_>, old: &Call<'_>, new: &Call<'_>) -> bool {
    old.operation.verb == new.operation.verb && pairs.is_same_path(old.path, new.path)
}

fn endpoint(call: &Call<'_>) -> String {
    format!("{} {}", call.operation.verb, call.path.template)
}

pub(super) struct Calls<'a> {
    pub pairs: &'a Pairs<'a>,
    /// What was said of an operation already, for one of its callers.
    said: HashSet<(String, Part, Action, Level, Vec<Place>)>,
    changes: Vec<Change>,
}

impl Calls<'_> {
    fn both(&mut self, old: &Call<'_>, new: &Call<'_>) {
        let Operation {
            id,
            verb: _,
            resource: _,
            method: _,
            builder,
            parameters: _,
            body: _,
            response: _,
            // What is asked for is on the wire, and no part of what programs write.
            accepts: _,
            failures: _,
            idempotency,
            page: _,
            acting: _,
            // What the API asks for is told on the wire.
            credentials: _,
            example: _,
            docs: _,
            status,
            origin: _,
        } = new.operation;
        let is_renamed = old.name != new.name;
        if is_renamed {
            self.say(
                (old, new),
                Level::Breaking,
                Part::Call,
                Action::Renamed,
                Some(old.name.clone()),
                None,
            );
        }
        if !is_same_endpoint(self.pairs, old, new) {
            // Where the old endpoint is still there, programs wanted that one.
            let remains = self.pairs.new.paths.iter().any(|path| {
                skeleton(&path.template) == skeleton(&old.path.template)
                    && (path.operations.iter()).any(|now| now.verb == old.operation.verb)
            });
            let level = match remains || old.operation.id != *id {
                true => Level::Silent,
                false => Level::None,
            };
            let (before, after) = (Some(endpoint(old)), Some(endpoint(new)));
            self.say(
                (old, new),
                level,
                Part::Call,
                Action::Redirected,
                before,
                after,
            );
        }
        let is_called_as_before = self.inputs(old, new);
        self.response(old, new);
        if old.operation.idempotency != *idempotency {
            let word = |idempotency| {
                Some(match idempotency {
                    Idempotency::Idempotent => "is retried".to_owned(),
                    Idempotency::NotIdempotent => "is not retried".to_owned(),
                })
            };
            let (before, after) = (word(old.operation.idempotency), word(*idempotency));
            self.say(
                (old, new),
                Level::Silent,
                Part::Call,
                Action::Behaves,
                before,
                after,
            );
        }
        // Where callers have to give more or less, they see it.
        if is_called_as_before {
            self.inferences(old, new);
            let (before, after) = (unset(old), unset(new));
            if before.is_some() && after.is_some() && before != after {
                self.say(
                    (old, new),
                    Level::Silent,
                    Part::Call,
                    Action::Behaves,
                    before,
                    after,
                );
            }
        }
        if old.operation.status == Status::Current && *status == Status::Deprecated {
            self.say(
                (old, new),
                Level::Additive,
                Part::Call,
                Action::Deprecated,
                None,
                None,
            );
        }
        let was_named = (&old.operation.builder, &old.path.module);
        if !is_renamed && was_named != (builder, &new.path.module) {
            self.say(
                (old, new),
                Level::Breaking,
                Part::Builder,
                Action::Renamed,
                Some(builder_of(old)),
                None,
            );
        }
    }

    fn response(&mut self, old: &Call<'_>, new: &Call<'_>) {
        let pairs = self.pairs;
        let (was, is) = (&old.operation.response, &new.operation.response);
        let is_same = match (was, is) {
            (Response::Json(old), Response::Json(new))
            | (Response::MaybeJson(old), Response::MaybeJson(new)) => pairs.is_same(old, new),
            (old, new) => old == new,
        };
        if !is_same {
            let before = Some(spelling::response(pairs.old, was));
            let after = Some(spelling::response(pairs.new, is));
            self.say(
                (old, new),
                Level::Breaking,
                Part::Response,
                Action::Retyped,
                before,
                after,
            );
        }
        let (was, is) = (&old.operation.page, &new.operation.page);
        let item = |api, page: &Option<Page>| {
            let item = page.as_ref().map(|page| spelling::value(api, &page.item));
            item.map(|item| format!("Items<{item}>"))
        };
        let (before, after) = (item(pairs.old, was), item(pairs.new, is));
        let change = match (was, is) {
            (None, Some(_)) => Some((Level::Additive, Action::Added)),
            (Some(_), None) => Some((Level::Breaking, Action::Removed)),
            (Some(was), Some(is)) if !pairs.is_same(&was.item, &is.item) => {
                Some((Level::Breaking, Action::Retyped))
            }
            _ => None,
        };
        if let Some((level, action)) = change {
            self.say((old, new), level, Part::Stream, action, before, after);
        }
    }

    /// What a session settles, where the caller has no part in it.
    fn inferences(&mut self, old: &Call<'_>, new: &Call<'_>) {
        let settled = |call: &Call<'_>| {
            let inferred = call.operation.inferred(call.caller).iter();
            let inferred: BTreeSet<String> = inferred
                .map(|input| format!("`{}` is the {} of the session", input.wire, input.argument))
                .collect();
            (!inferred.is_empty()).then(|| inferred.into_iter().collect::<Vec<_>>().join(", "))
        };
        let (before, after) = (settled(old), settled(new));
        if before != after {
            self.say(
                (old, new),
                Level::Silent,
                Part::Call,
                Action::Behaves,
                before,
                after,
            );
        }
    }

    fn added(&mut self, call: &Call<'_>) {
        let (required, _) = inputs::of_operation(
            self.pairs.new,
            (call.path, call.path),
            call.operation,
            call.caller,
        );
        let arguments = required.iter().map(|input| input.name);
        let arguments = arguments.collect::<Vec<_>>().join(", ");
        self.changes.push(Change {
            level: Level::Additive,
            part: Part::Call,
            action: Action::Added,
            name: call.name.clone(),
            before: None,
            after: Some(format!("{}({arguments})", call.name)),
            places: vec![Place::added(&call.operation.origin)],
            calls: vec![reach::call(call.operation)],
        });
    }

    fn removed(&mut self, call: &Call<'_>) {
        self.changes.push(Change {
            level: Level::Breaking,
            part: Part::Call,
            action: Action::Removed,
            name: call.name.clone(),
            before: None,
            after: None,
            places: vec![Place::gone(&call.operation.origin)],
            calls: vec![reach::call(call.operation)],
        });
    }

    /// A change of a call as a whole, which is said for one of its callers alone.
    fn say(
        &mut self,
        (old, new): (&Call<'_>, &Call<'_>),
        level: Level,
        part: Part,
        action: Action,
        before: Option<String>,
        after: Option<String>,
    ) {
        let name = match part {
            Part::Builder => builder_of(new),
            _ => new.name.clone(),
        };
        self.change(
            new.operation,
            Change {
                level,
                part,
                action,
                name,
                before,
                after,
                places: vec![Place::both(&old.operation.origin, &new.operation.origin)],
                calls: vec![reach::call(new.operation)],
            },
        );
    }

    /// A change that is equal for all callers of an operation is said for the first one.
    pub(super) fn change(&mut self, operation: &Operation, change: Change) {
        let places = change.places.clone();
        let level = change.level;
        if self.said.insert((
            operation.id.clone(),
            change.part,
            change.action,
            level,
            places,
        )) {
            self.changes.push(change);
        }
    }
}

/// What is sent where no property of a body is set, if that can be.
fn unset(call: &Call<'_>) -> Option<String> {
    const NOTHING: &str = "sends no body where nothing is set";
    let said = match &call.operation.body {
        Body::Fields {
            presence: Presence::Required,
            ..
        } => "sends `{}` where nothing is set",
        Body::Fields { .. } | Body::None => NOTHING,
        Body::Whole { .. } => return None,
    };
    Some(said.to_owned())
}

/// The type of a builder, as it is named outside.
fn builder_of(call: &Call<'_>) -> String {
    let module = call.path.module.as_str();
    format!("paths::{module}::{}", call.operation.builder.as_str())
}
