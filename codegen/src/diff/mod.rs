//! What is other in one version of a description than in another: data in, data out.
//!
//! Every change has two severities: one on the wire, for which the corrected trees are compared
//! ([`wire`]), and one for programs in Rust, for which the models are ([`surface`]). A [`Fact`] holds
//! both.

mod corrections;
mod fact;
mod names;
mod oddities;
pub mod report;
pub mod surface;
mod uses;
mod verdict;
mod version;
pub mod wire;

use serde_json::Value;

use crate::Text;
use crate::renames::{self, Renames};
pub use corrections::{Correction, Fate};
pub use fact::{Cause, Fact, Hidden};
pub use oddities::Oddity;
pub use verdict::{Numbers, Verdict};
pub use version::Version;

/// What is compared with nothing, and helps to understand what is.
#[derive(Debug, Default, Clone, Copy)]
pub struct Surroundings<'a> {
    /// The version of the crate, `0.1.0`.
    pub crate_version: Option<&'a str>,
    /// The code of the crate that is written by hand.
    pub sources: &'a [Text],
    /// Facts from before the old ones, the latest first.
    pub earlier: &'a [Value],
}

/// Everything that is other.
#[derive(Debug, Clone, PartialEq)]
pub struct Diff {
    /// What the old one is called.
    pub old: String,
    /// What the new one is called.
    pub new: String,
    /// What it comes to.
    pub verdict: Verdict,
    /// How much there is.
    pub numbers: Numbers,
    /// The sources of both, by the names of their files.
    pub sources: Vec<String>,
    /// What changed, each thing once.
    pub facts: Vec<Fact>,
    /// What has another name.
    pub renames: Renames,
    /// Which corrections began or ceased to bite.
    pub corrections: Vec<Correction>,
    /// What changed in the facts and does not arrive, since an overlay says otherwise.
    pub hidden: Vec<Hidden>,
    /// What a maintainer should look at twice.
    pub oddities: Vec<Oddity>,
    /// What is wrong with the new one and not with the old one, a line each.
    pub errors: Vec<String>,
}

impl Diff {
    /// Whether nothing changed that a user of the API or of the crate can see.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty()
            && self.renames.is_empty()
            && self.corrections.is_empty()
            && self.hidden.is_empty()
            && self.errors.is_empty()
    }
}

/// Compares two versions.
#[must_use]
pub fn compare(old: &Version, new: &Version, surroundings: Surroundings<'_>) -> Diff {
    let renames = renames::between(&old.facts, &new.facts);
    let names = names::Names::of(&renames);
    let changes = match (&old.model, &new.model) {
        (Some(old), Some(new)) => surface::compare(old, new, &names),
        _ => Vec::new(),
    };
    let wire = wire::compare(&old.tree, &new.tree);
    let hidden = fact::hidden(old, new, &wire);
    let mut facts = fact::together(old, new, changes, wire);
    uses::find(&mut facts, surroundings.sources);
    let mut sources = old.sources.clone();
    sources.extend(
        new.sources
            .iter()
            .filter(|name| !old.sources.contains(name))
            .cloned(),
    );
    if new.sources.len() == 1 && old.sources.len() == 1 {
        sources.truncate(1);
    }
    Diff {
        old: old.name.clone(),
        new: new.name.clone(),
        verdict: verdict::of(old, new, &facts, surroundings.crate_version),
        numbers: verdict::numbers(old, new),
        oddities: oddities::find(old, new, &facts, surroundings.earlier),
        corrections: corrections::compare(&old.corrections, &new.corrections),
        hidden,
        errors: new
            .errors
            .iter()
            .filter(|error| !old.errors.contains(error))
            .cloned()
            .collect(),
        sources,
        facts,
        renames,
    }
}
