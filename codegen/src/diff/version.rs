//! One of the two that are compared.

use serde_json::Value;

use super::corrections::{self, Correction};
use crate::diagnostic::Report;
use crate::ir::Api;
use crate::{Attempt, Input};

/// One of the two that are compared.
#[derive(Debug)]
pub struct Version {
    /// What people call it: a revision, a file.
    pub name: String,
    /// The description without overlays.
    pub facts: Value,
    /// With them.
    pub tree: Value,
    /// What is generated from; nothing if it cannot be made.
    pub model: Option<Api>,
    /// What is wrong with it, a line each.
    pub errors: Vec<String>,
    pub(super) corrections: Vec<Correction>,
}

impl Version {
    /// Reads a version as far as the stages come: what is wrong with it is told with it.
    ///
    /// # Errors
    ///
    /// If the description cannot be read at all.
    pub fn of(name: &str, input: &Input) -> Result<Self, Report> {
        let Attempt {
            facts,
            tree,
            model,
            found,
        } = crate::attempt(input);
        let (Some(facts), Some(tree)) = (facts, tree) else {
            return Err(Report { diagnostics: found });
        };
        let errors = found.iter().filter(|found| found.code != "undocumented");
        let errors = errors.map(|found| found.message.clone()).collect();
        Ok(Self {
            name: name.to_owned(),
            corrections: corrections::of(input, &found),
            facts,
            tree,
            model,
            errors,
        })
    }
}
