//! The comparison of two versions of the description.

use codegen::Input;
use codegen::combine::combine;
use codegen::diff::{self, Diff, Surroundings, Version};
use serde_json::Value;

use crate::failure::Failure;
use crate::input::git::Git;
use crate::input::version;

/// The number of earlier imports that are searched for a change that takes one of theirs back.
const IMPORTS: usize = 5;

/// Compares two versions. They are analyzed in parallel: each takes as long as `regen`.
pub(crate) fn compare(
    old: &version::Version,
    new: &version::Version,
    surroundings: Surroundings<'_>,
) -> Result<Diff, Failure> {
    let analyzed = |version: &version::Version, before: Option<Input>| {
        let input = Input {
            before: before.map(Box::new),
            ..version.input.clone()
        };
        Version::of(&version.name, &input).map_err(|report| Failure::input(report, &input))
    };
    let before = Some(old.input.sources());
    let (old, new) = std::thread::scope(|scope| {
        let old = scope.spawn(|| analyzed(old, None));
        let new = analyzed(new, before);
        let old = old
            .join()
            .unwrap_or_else(|_| Err(Failure::Disk("a thread failed".to_owned())));
        (old, new)
    });
    Ok(diff::compare(&old?, &new?, surroundings))
}

/// The facts of the imports before a version, the latest first, as far as git has them.
pub(crate) fn earlier(git: &Git, of: &version::Version) -> Vec<Value> {
    let mut facts = Vec::new();
    let mut base = of.provenance.base.tree.clone();
    while facts.len() < IMPORTS
        && let Some(version) = base.and_then(|base| version::of_git(git, &base))
    {
        if let Ok(combined) = combine(&version.input) {
            facts.push(combined.tree);
        }
        base = version.provenance.base.tree;
    }
    facts
}
