//! What overlays and `names.toml` have to follow, and the input with that carried over.

use std::collections::BTreeSet;

use serde_json::Value;

use super::carried::Carried;
use super::proposal::proposals;
use super::rename::Renames;
use super::{between, guess};
use crate::combine::combine;
use crate::diagnostic::{Diagnostic, Report};
use crate::{Attempt, Input, attempt};

/// The input with the renames carried over that its overlays and `names.toml` have to follow, and
/// what they are; nothing if there are none.
pub fn followed(input: &Input) -> Option<(Input, Vec<Diagnostic>)> {
    let carry = Carry::of(input)?;
    (!carry.found.is_empty()).then_some((carry.carried.input, carry.found))
}

/// What the corrections were to the description that they were written for.
pub(crate) struct Before {
    /// With the places of the input as it stands.
    pub attempt: Attempt,
    /// What has another name now, by the name before.
    pub renamed: BTreeSet<String>,
}

/// Runs the stages on `input.before`, with the names in overlays and in `names.toml` that it had for
/// what has another one since.
pub(crate) fn before(input: &Input) -> Option<Before> {
    let then = Input {
        overlays: input.overlays.clone(),
        names: input.names.clone(),
        before: Some(Box::new(input.sources())),
        ..input.before.as_ref()?.sources()
    };
    let carry = Carry::of(&then)?;
    let (_, _, back) = carry.before?;
    let parts = back.properties.iter().chain(&back.parameters);
    let parts = parts.chain(&back.values).map(|part| &part.rename);
    let renamed = back.whole().chain(parts).map(|rename| rename.new.clone());
    let mut attempt = attempt(&carry.carried.input);
    let found = std::mem::take(&mut attempt.found);
    let found = carry.carried.places(Report { diagnostics: found }, &then);
    attempt.found = found.diagnostics;
    Some(Before {
        attempt,
        renamed: renamed.collect(),
    })
}

/// Renames, carried over.
pub(super) struct Carry {
    pub carried: Carried,
    pub found: Vec<Diagnostic>,
    /// What the description was before, what it is, and what has another name since.
    pub before: Option<(Value, Value, Renames)>,
}

impl Carry {
    /// Nothing if the description cannot be read.
    pub(super) fn of(input: &Input) -> Option<Self> {
        let tree = |sources: &Input| {
            let sources = Input {
                names: input.names.clone(),
                ..sources.sources()
            };
            combine(&sources).map(|combined| combined.tree).ok()
        };
        let new = tree(input)?;
        let old = input.before.as_ref().and_then(|before| tree(before));
        let renames = old.as_ref().map(|old| between(old, &new));
        let proposals = match &renames {
            Some(renames) => {
                let names = input.names.as_ref().map_or("", |names| &names.text);
                proposals(renames, &new, names)
            }
            None => guess::prefixes(input, &new),
        };
        let before = old.zip(renames);
        let before = before.map(|(old, renames)| (old, new, renames));
        let mut carried = Carried::new(input);
        let found = proposals.iter();
        let found = found
            .filter_map(|proposal| carried.over(proposal))
            .collect();
        Some(Self {
            carried,
            found,
            before,
        })
    }
}
