//! The report for tools: everything, one object a fact.

use serde_json::{Value, json};

use super::super::Diff;
use super::super::corrections::{Correction, Fate};
use super::super::fact::Fact;
use super::changelog;

/// The whole comparison.
#[must_use]
pub fn json(diff: &Diff) -> Value {
    let verdict = &diff.verdict;
    let version = verdict.version.as_ref();
    json!({
        "old": diff.old,
        "new": diff.new,
        "verdict": {
            "rust": verdict.rust,
            "wire": verdict.wire,
            "version": version.map(|(old, _)| old),
            "next_version": version.map(|(_, new)| new),
        },
        "numbers": diff.numbers,
        "errors": diff.errors,
        "facts": diff.facts.iter().map(fact).collect::<Vec<_>>(),
        "renames": diff.renames,
        "corrections": diff.corrections.iter().map(correction).collect::<Vec<_>>(),
        "hidden": diff.hidden,
        "oddities": diff.oddities,
        "changelog": changelog::block(diff),
    })
}

fn fact(fact: &Fact) -> Value {
    json!({
        "severity": fact.severity(),
        "wire_severity": fact.wire_severity(),
        "cause": fact.cause,
        "source": fact.source,
        "place": fact.place,
        "rust": fact.rust,
        "wire": fact.wire,
        "uses": fact.uses,
    })
}

fn correction(correction: &Correction) -> Value {
    let (fate, why) = match &correction.fate {
        Fate::Bites | Fate::Added => ("began", None),
        Fate::Removed => ("removed", None),
        Fate::Ceased(why) => ("ceased", Some(why)),
    };
    json!({
        "overlay": correction.overlay,
        "target": correction.target,
        "description": correction.description,
        "fate": fate,
        "why": why,
    })
}
