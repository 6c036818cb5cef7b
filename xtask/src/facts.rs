//! The facts of a vendor's description, as `spec/` has them.

use codegen::diagnostic::{Document, Report};
use codegen::facts::{self, Summary};
use codegen::{Input, source};
use serde_json::Value;

use crate::failure::Failure;

/// The first line of facts.
pub(crate) const NOTE: &str = "# The facts of the API. Written by `cargo xtask import`; what is wrong with them is put right in overlays/.\n";

/// The facts of a vendor's description.
pub(crate) struct Facts {
    /// The text of `spec/NAME.yaml`.
    pub text: String,
    /// The version in the vendor's file.
    pub version: String,
    pub kept: Summary,
    pub warnings: Option<Report>,
}

impl Facts {
    /// Extracts the facts of the selected paths, in the order that they have in
    /// `before`.
    pub(crate) fn of(
        vendor: &Input,
        selection: &[String],
        before: Option<&Value>,
    ) -> Result<Self, Failure> {
        let invalid = |report: Report| Failure::input(report, vendor);
        let source = source::load(Document::Spec, &vendor.spec.text).map_err(invalid)?;
        let version = source.tree.pointer("/info/version").and_then(Value::as_str);
        let version = version.unwrap_or_default().to_owned();
        let (tree, kept, warnings) = facts::extract(source, selection).map_err(invalid)?;
        if kept.operations == 0 {
            return Err(Failure::Refused(format!(
                "{}: no operation is left; is this the right file, and the right --paths?\n",
                vendor.spec.name
            )));
        }
        let tree = before.map_or_else(|| tree.clone(), |old| facts::order::keep(old, &tree));
        let text = source::write(&tree).map_err(Failure::Refused)?;
        Ok(Self {
            text: format!("{NOTE}{text}"),
            version,
            kept,
            warnings,
        })
    }
}
