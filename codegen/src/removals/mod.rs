//! What the vendor removed, deleted from the overlays and from `names.toml`: what led there, and
//! what changes nothing any more. Only what is certain is.

mod certain;
mod cut;
mod names_toml;
mod origin;
mod work;

use crate::diagnostic::Diagnostic;
use crate::{Input, attempt, renames};
use certain::Certainty;
use work::Work;
pub use work::{Deleted, Pruned};

/// Deletes what leads nowhere since the vendor removed it, by what the description was in
/// `input.before`, and what changes nothing any more. What is not needed without that goes as well.
/// Without an earlier version, nothing is known to be removed.
///
/// # Errors
///
/// The renames that overlays or `names.toml` have to follow first. What leads to the old name of
/// something looks as if it led nowhere.
pub fn prune(input: &Input) -> Result<Pruned, Vec<Diagnostic>> {
    if let Some((_, renamed)) = renames::followed(input) {
        return Err(renamed);
    }
    let certainty = Certainty::of(input);
    let mut work = Work::new(input);
    loop {
        let attempt = attempt(&work.input);
        let certain = certainty.all(&attempt, &work);
        if !work.delete(certain.into_iter().flatten().collect()) {
            return Ok(work.done());
        }
    }
}

/// How many diagnostics about an input ask for what [`prune`] does.
#[must_use]
pub fn certain(input: &Input) -> usize {
    if renames::followed(input).is_some() {
        return 0;
    }
    let (certainty, work) = (Certainty::of(input), Work::new(input));
    certainty.all(&attempt(input), &work).len()
}
