//! One of the two that are compared.

use serde_json::Value;

use super::corrections::{self, Correction};
use crate::diagnostic::{Document, Report};
use crate::ir::Api;
use crate::{Input, overlay, source};

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
    /// Reads a version as far as the stages come.
    ///
    /// # Errors
    ///
    /// If the description cannot be read at all.
    pub fn of(name: &str, input: &Input) -> Result<Self, Report> {
        let source = source::load(Document::Spec, &input.spec.text)?;
        let facts = source.tree.clone();
        let tree = overlay::apply(source, &input.overlays)?.tree;
        let (model, found) = match crate::model(input, &mut |_| {}) {
            Ok(checked) => (Some((*checked).clone()), Vec::new()),
            Err(report) => (None, report.diagnostics),
        };
        Ok(Self {
            name: name.to_owned(),
            facts,
            tree,
            model,
            errors: found.iter().map(|found| found.message.clone()).collect(),
            corrections: corrections::of(input, &found),
        })
    }
}
