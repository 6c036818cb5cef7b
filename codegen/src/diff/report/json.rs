//! The report for tools: everything, one object a fact.

use serde_json::{Value, json};

use super::super::corrections::Fate;
use super::super::fact::{Cause, Fact};
use super::super::surface::{Action, Change, Part};
use super::super::{Diff, Oddity, wire};
use super::changelog;
use crate::pointer::Pointer;
use crate::renames::{Part as Renamed, Rename};

/// The whole comparison.
#[must_use]
pub fn json(diff: &Diff) -> Value {
    let verdict = &diff.verdict;
    let version = verdict.version.as_ref();
    json!({
        "old": diff.old,
        "new": diff.new,
        "verdict": {
            "rust": verdict.rust.map(|level| level.to_string()),
            "wire": verdict.wire.map(wire::rules::Level::name),
            "version": version.map(|(old, _)| old),
            "next_version": version.map(|(_, new)| new),
        },
        "numbers": {
            "operations": [diff.numbers.operations.0, diff.numbers.operations.1],
            "types": [diff.numbers.types.0, diff.numbers.types.1],
            "texts": diff.numbers.texts,
        },
        "errors": diff.errors,
        "facts": diff.facts.iter().map(fact).collect::<Vec<_>>(),
        "renames": {
            "prefixes": diff.renames.prefixes.iter().map(|prefix| json!({
                "old": prefix.old,
                "new": prefix.new,
                "names": prefix.names,
            })).collect::<Vec<_>>(),
            "schemas": diff.renames.schemas.iter().map(rename).collect::<Vec<_>>(),
            "operations": diff.renames.operations.iter().map(rename).collect::<Vec<_>>(),
            "paths": diff.renames.paths.iter().map(rename).collect::<Vec<_>>(),
            "properties": diff.renames.properties.iter().map(part).collect::<Vec<_>>(),
            "parameters": diff.renames.parameters.iter().map(part).collect::<Vec<_>>(),
            "values": diff.renames.values.iter().map(part).collect::<Vec<_>>(),
        },
        "corrections": diff.corrections.iter().map(|correction| json!({
            "overlay": correction.overlay,
            "target": correction.target,
            "description": correction.description,
            "fate": match correction.fate {
                Fate::Bites | Fate::Added => "began",
                Fate::Removed => "removed",
                Fate::Ceased(_) => "ceased",
            },
            "why": match &correction.fate {
                Fate::Ceased(why) => Some(why),
                Fate::Bites | Fate::Added | Fate::Removed => None,
            },
        })).collect::<Vec<_>>(),
        "hidden": diff.hidden.iter().map(|hidden| json!({
            "place": hidden.place,
            "wire": on_the_wire(&hidden.change),
        })).collect::<Vec<_>>(),
        "oddities": diff.oddities.iter().map(oddity).collect::<Vec<_>>(),
        "changelog": changelog::block(diff),
    })
}

fn fact(fact: &Fact) -> Value {
    json!({
        "level": fact.level().to_string(),
        "wire_level": fact.wire_level().map(wire::rules::Level::name),
        "cause": match fact.cause {
            Cause::Facts => "facts",
            Cause::Overlay => "overlay",
            Cause::Names => "names",
        },
        "place": fact.place,
        "rust": fact.rust.iter().map(change).collect::<Vec<_>>(),
        "wire": fact.wire.iter().map(on_the_wire).collect::<Vec<_>>(),
        "uses": fact.uses,
    })
}

fn change(change: &Change) -> Value {
    json!({
        "level": change.level.to_string(),
        "part": match change.part {
            Part::Type => "type",
            Part::Field => "field",
            Part::Variant => "variant",
            Part::Constructor => "constructor",
            Part::Call => "call",
            Part::Setter => "setter",
            Part::Response => "response",
            Part::Stream => "stream",
            Part::Builder => "builder",
        },
        "action": match change.action {
            Action::Added => "added",
            Action::Removed => "removed",
            Action::Renamed => "renamed",
            Action::Retyped => "retyped",
            Action::Arranged => "arranged",
            Action::Redirected => "redirected",
            Action::Behaves => "behaves",
            Action::Deprecated => "deprecated",
        },
        "name": change.name,
        "before": change.before,
        "after": change.after,
        "places": change.places.iter().map(|place| json!({
            "old": pointer(place.old.as_ref()),
            "new": pointer(place.new.as_ref()),
        })).collect::<Vec<_>>(),
        "calls": change.calls,
    })
}

fn on_the_wire(change: &wire::Change) -> Value {
    json!({
        "rule": change.rule.id,
        "level": change.rule.level.name(),
        "old": pointer(change.old.as_ref()),
        "new": pointer(change.new.as_ref()),
        "before": change.before,
        "after": change.after,
        "operations": change.operations,
    })
}

fn pointer(pointer: Option<&Pointer>) -> Option<&str> {
    pointer.map(Pointer::as_str)
}

fn rename(rename: &Rename) -> Value {
    json!({ "old": rename.old, "new": rename.new, "likeness": rename.likeness })
}

fn part(part: &Renamed) -> Value {
    json!({
        "place": part.place,
        "old": part.rename.old,
        "new": part.rename.new,
        "likeness": part.rename.likeness,
    })
}

fn oddity(oddity: &Oddity) -> Value {
    match oddity {
        Oddity::Repeats { operation, name } => {
            json!({ "kind": "repeats", "operation": operation, "name": name })
        }
        Oddity::DeleteWithBody { operation } => {
            json!({ "kind": "delete_with_body", "operation": operation })
        }
        Oddity::TakesBack { place, imports } => {
            json!({ "kind": "takes_back", "place": place, "imports": imports })
        }
    }
}
