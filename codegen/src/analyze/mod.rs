//! Analyses of the model, one a file, and the check that nothing was lost.

mod actors;
mod aliases;
mod conservation;
mod derives;
mod described;
mod direction;
mod documentation;
mod errors;
mod extensions;
mod fields;
mod hidden;
mod items;
mod links;
mod literals;
mod recursion;
mod secrecy;

use std::ops::Deref;

use serde_json::Value;

use crate::diagnostic::{Diagnostic, Report};
use crate::ir::Api;
use crate::resolve::Draft;
pub(crate) use links::removed;

/// A model that can be rendered. Only [`Analysis::checked`] makes one.
#[derive(Debug)]
pub struct Checked {
    api: Api,
    undocumented: Vec<Diagnostic>,
    warnings: Vec<Diagnostic>,
}

impl Checked {
    /// Returns the warnings about the description, if there are any.
    pub fn warnings(&self) -> Option<Report> {
        Report::of(self.warnings.clone())
    }

    /// Returns what lacks documentation, if the description has `x-documented: true`. It does not
    /// stop generation, only `regen --check`.
    pub fn documented(&self) -> Result<(), Report> {
        Report::unless(self.undocumented.clone(), ())
    }
}

impl Deref for Checked {
    type Target = Api;

    fn deref(&self) -> &Api {
        &self.api
    }
}

/// A model with the results of the analyses.
#[derive(Debug)]
pub struct Analysis {
    /// The model, valid or not.
    pub api: Api,
    /// What is wrong with it.
    pub found: Vec<Diagnostic>,
    /// What lacks documentation.
    pub undocumented: Vec<Diagnostic>,
}

impl Analysis {
    /// Returns the model if no stage reported an error; otherwise all diagnostics, including those
    /// about missing documentation.
    pub fn checked(self, earlier: Vec<Diagnostic>) -> Result<Checked, Vec<Diagnostic>> {
        let mut found = earlier;
        found.extend(self.found);
        if !found.iter().any(Diagnostic::is_error) {
            return Ok(Checked {
                api: self.api,
                undocumented: self.undocumented,
                warnings: found,
            });
        }
        found.extend(self.undocumented);
        Err(found)
    }
}

/// Runs the analyses. The last step that can fail.
pub fn run(draft: Draft, tree: &Value) -> Analysis {
    let Draft(mut api) = draft;
    // Before properties of the other direction are removed.
    let conserved = conservation::run(&api, tree);
    direction::run(&mut api);
    let mut found = recursion::run(&mut api);
    items::run(&mut api);
    // Circular aliases would be followed without end.
    if found.is_empty() {
        found.extend(secrecy::run(&api, tree));
    }
    found.extend(fields::run(&mut api, tree));
    found.extend(derives::run(&mut api, tree));
    found.extend(errors::run(&mut api, tree));
    found.extend(actors::run(&api));
    found.extend(conserved);
    found.extend(described::run(&api, tree));
    let (malformed, dead_aliases) = aliases::run(&mut api, tree);
    found.extend(malformed);
    found.extend(hidden::run(&mut api, tree));
    let index = links::run(&mut api);
    let mut undocumented = match documentation::is_wanted(tree) {
        Ok(true) => documentation::run(&api, &index, tree),
        Ok(false) => Vec::new(),
        Err(extension) => {
            found.push(*extension);
            Vec::new()
        }
    };
    undocumented.extend(dead_aliases);
    Analysis {
        api,
        found,
        undocumented,
    }
}
