//! The methods of the handles, and which was which.

use super::pairs::Pairs;
use super::reach;
use crate::ir::{Api, Caller, Operation, Path, Resource};

/// A method of a handle.
pub(super) struct Call<'a> {
    pub path: &'a Path,
    pub operation: &'a Operation,
    pub caller: Caller,
    /// `passwords().authenticate`.
    pub name: String,
}

impl Call<'_> {
    /// The calls that a change of this one reaches: itself, for any caller.
    pub(super) fn reach(&self) -> Vec<String> {
        vec![reach::call(self.operation)]
    }
}

/// All methods of the handles: those of the client, then those of the member clients.
pub(super) fn calls(api: &Api) -> Vec<Call<'_>> {
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
pub(super) fn matched(pairs: &Pairs<'_>, old: &[Call<'_>], new: &[Call<'_>]) -> Vec<Option<usize>> {
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

/// Whether both call one endpoint.
pub(super) fn is_same_endpoint(pairs: &Pairs<'_>, old: &Call<'_>, new: &Call<'_>) -> bool {
    old.operation.verb == new.operation.verb && pairs.is_same_path(old.path, new.path)
}
