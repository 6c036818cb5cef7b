//! Facts on the model, one analysis a file, and the check that nothing was lost on the way.

mod conservation;
mod direction;
mod recursion;

use std::ops::Deref;

use serde_json::Value;

use crate::diagnostic::Report;
use crate::ir::Api;
use crate::resolve::Draft;

/// A model that can be rendered. Only [`check`] makes one.
#[derive(Debug)]
pub struct Checked(Api);

impl Deref for Checked {
    type Target = Api;

    fn deref(&self) -> &Api {
        &self.0
    }
}

/// Runs the analyses. The last step that can fail.
pub fn check(draft: Draft, tree: &Value) -> Result<Checked, Report> {
    let Draft(mut api) = draft;
    direction::run(&mut api);
    let mut found = recursion::run(&mut api);
    found.extend(conservation::run(&api, tree));
    Report::unless(found, Checked(api))
}
