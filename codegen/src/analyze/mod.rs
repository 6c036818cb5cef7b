//! Facts on the model, one analysis a file, and the check that nothing was lost on the way.

mod actors;
mod conservation;
mod described;
mod direction;
mod documentation;
mod extensions;
mod items;
mod links;
mod literals;
mod readable;
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
    /// What is wrong with the description and does not stop generation, if anything is.
    pub fn warnings(&self) -> Option<Report> {
        Report::of(self.warnings.clone())
    }

    /// What lacks documentation, where the description asks for all of it. A gap there is no reason
    /// not to generate, only not to be content.
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

/// A model with all that the analyses have to say about it.
#[derive(Debug)]
pub struct Analysis {
    /// The model, right or wrong.
    pub api: Api,
    /// What is wrong with it.
    pub found: Vec<Diagnostic>,
    /// What lacks documentation.
    pub undocumented: Vec<Diagnostic>,
}

impl Analysis {
    /// The model, if it has no error, nor had any stage before. Or all that was found, and what
    /// lacks documentation as well.
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
    // Before properties that travel the other way are taken off.
    let conserved = conservation::run(&api, tree);
    direction::run(&mut api);
    let mut found = recursion::run(&mut api);
    items::run(&mut api);
    // Names that go in a circle would be followed without an end.
    if found.is_empty() {
        found.extend(secrecy::run(&api, tree));
    }
    found.extend(readable::run(&mut api, tree));
    found.extend(actors::run(&api));
    found.extend(conserved);
    found.extend(described::run(&api, tree));
    let index = links::run(&mut api);
    let undocumented = match documentation::is_wanted(tree) {
        Ok(true) => documentation::run(&api, &index, tree),
        Ok(false) => Vec::new(),
        Err(extension) => {
            found.push(*extension);
            Vec::new()
        }
    };
    Analysis {
        api,
        found,
        undocumented,
    }
}
