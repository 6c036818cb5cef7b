//! What changes in the calls: the methods of the handles, and the builders behind them.

use std::collections::{BTreeSet, HashSet};

use super::builders;
use super::call::{Call, calls, is_same_endpoint, matched};
use super::change::{Action, Change, Origin, Part, Severity};
use super::inputs;
use super::pairs::Pairs;
use super::servers;
use crate::ir::{Body, Idempotency, Operation, Page, Presence, Response, Status};
use crate::renames::unnamed;
use crate::render::spelling;

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

struct Calls<'a> {
    pairs: &'a Pairs<'a>,
    /// What was said of an operation already, for one of its callers.
    said: HashSet<(String, Part, Action, Severity, Vec<Origin>)>,
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
            handled: _,
            // Compared by what it is, not by its index.
            server: _,
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
            let change = changed(old, new, Part::Call, Action::Renamed);
            self.say(new, change.was(old.name.clone()));
        }
        if !is_same_endpoint(self.pairs, old, new) {
            // Where the old endpoint is still there, programs wanted that one.
            let remains = self.pairs.new.paths.iter().any(|path| {
                unnamed(&path.template) == unnamed(&old.path.template)
                    && (path.operations.iter()).any(|now| now.verb == old.operation.verb)
            });
            let severity = match remains || old.operation.id != *id {
                true => Severity::Silent,
                false => Severity::None,
            };
            let change = changed(old, new, Part::Call, Action::Redirected).with(severity);
            self.say(new, change.was(endpoint(old)).now(endpoint(new)));
        }
        let inputs = builders::compare(self.pairs, old, new);
        let is_called_as_before = inputs.arguments.is_none();
        for change in inputs.arguments.into_iter().chain(inputs.setters) {
            self.say(new, change);
        }
        let destination = |api, call: &Call<'_>| Some(servers::destination(api, call.operation));
        let (before, after) = (
            destination(self.pairs.old, old),
            destination(self.pairs.new, new),
        );
        self.behaves(old, new, before, after);
        self.response(old, new);
        self.stream(old, new);
        if old.operation.idempotency != *idempotency {
            let word = |idempotency| match idempotency {
                Idempotency::Idempotent => "is retried".to_owned(),
                Idempotency::NotIdempotent => "is not retried".to_owned(),
            };
            let (before, after) = (word(old.operation.idempotency), word(*idempotency));
            self.behaves(old, new, Some(before), Some(after));
        }
        // Where callers have to give more or less, they see it.
        if is_called_as_before {
            self.behaves(old, new, inferred(old), inferred(new));
            let (before, after) = (unset(old), unset(new));
            if before.is_some() && after.is_some() {
                self.behaves(old, new, before, after);
            }
        }
        if old.operation.status == Status::Current && *status == Status::Deprecated {
            self.say(new, changed(old, new, Part::Call, Action::Deprecated));
        }
        let was_named = (&old.operation.builder, &old.path.module);
        if !is_renamed && was_named != (builder, &new.path.module) {
            let change = changed(old, new, Part::Builder, Action::Renamed);
            self.say(new, change.was(builder_of(old)));
        }
    }

    fn response(&mut self, old: &Call<'_>, new: &Call<'_>) {
        let (was, is) = (&old.operation.response, &new.operation.response);
        let is_same = match (was, is) {
            (Response::Json(old), Response::Json(new))
            | (Response::MaybeJson(old), Response::MaybeJson(new)) => self.pairs.is_same(old, new),
            (old, new) => old == new,
        };
        if !is_same {
            let before = spelling::response(self.pairs.old, was);
            let after = spelling::response(self.pairs.new, is);
            let change = changed(old, new, Part::Response, Action::Retyped);
            self.say(new, change.was(before).now(after));
        }
    }

    /// `pages()` and `items()`.
    fn stream(&mut self, old: &Call<'_>, new: &Call<'_>) {
        let (was, is) = (&old.operation.page, &new.operation.page);
        let action = match (was, is) {
            (None, Some(_)) => Action::Added,
            (Some(_), None) => Action::Removed,
            (Some(was), Some(is)) if !self.pairs.is_same(&was.item, &is.item) => Action::Retyped,
            _ => return,
        };
        let item = |api, page: &Option<Page>| {
            let item = page.as_ref().map(|page| spelling::value(api, &page.item));
            item.map(|item| format!("Items<{item}>"))
        };
        let (before, after) = (item(self.pairs.old, was), item(self.pairs.new, is));
        let change = changed(old, new, Part::Stream, action);
        self.say(new, change.was(before).now(after));
    }

    /// What a call does beside what it sends.
    fn behaves(
        &mut self,
        old: &Call<'_>,
        new: &Call<'_>,
        before: Option<String>,
        after: Option<String>,
    ) {
        if before != after {
            let change = changed(old, new, Part::Call, Action::Behaves);
            self.say(new, change.was(before).now(after));
        }
    }

    fn added(&mut self, call: &Call<'_>) {
        let paths = (call.path, call.path);
        let (required, _) =
            inputs::of_operation(self.pairs.new, paths, call.operation, call.caller);
        let arguments: Vec<&str> = required.iter().map(|input| input.name).collect();
        let origin = Origin::added(&call.operation.origin);
        let change = change(call, Part::Call, Action::Added, origin);
        let spelt = format!("{}({})", call.name, arguments.join(", "));
        self.changes.push(change.now(spelt));
    }

    fn removed(&mut self, call: &Call<'_>) {
        let origin = Origin::removed(&call.operation.origin);
        let change = change(call, Part::Call, Action::Removed, origin);
        self.changes.push(change);
    }

    /// A change that is equal for all callers of an operation is said for the first one.
    fn say(&mut self, call: &Call<'_>, change: Change) {
        let key = (
            call.operation.id.clone(),
            change.part,
            change.action,
            change.severity,
            change.origins.clone(),
        );
        if self.said.insert(key) {
            self.changes.push(change);
        }
    }
}

/// A change of a call as a whole.
fn change(call: &Call<'_>, part: Part, action: Action, origin: Origin) -> Change {
    let name = match part == Part::Builder {
        true => builder_of(call),
        false => call.name.clone(),
    };
    Change::new(part, action, name, origin, call.reach())
}

fn changed(old: &Call<'_>, new: &Call<'_>, part: Part, action: Action) -> Change {
    let origin = Origin::both(&old.operation.origin, &new.operation.origin);
    change(new, part, action, origin)
}

/// What a session settles, where the caller has no part in it.
fn inferred(call: &Call<'_>) -> Option<String> {
    let inferred = call.operation.inferred(call.caller).iter();
    let inferred: BTreeSet<String> = inferred
        .map(|input| format!("`{}` is the {} of the session", input.wire, input.argument))
        .collect();
    (!inferred.is_empty()).then(|| inferred.into_iter().collect::<Vec<_>>().join(", "))
}

fn endpoint(call: &Call<'_>) -> String {
    format!("{} {}", call.operation.verb, call.path.template)
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
