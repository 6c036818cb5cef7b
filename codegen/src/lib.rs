//! OpenAPI in, Rust SDK out. Strings go in and strings come out: nothing here touches the disk,
//! the network, the environment or the clock.
//!
//! | stage | from | to | can fail |
//! |---|---|---|---|
//! | [`source`] | text | raw tree | yes |
//! | [`overlay`] | raw tree | corrected tree | yes |
//! | [`spec`] | corrected tree | `openapiv3`, each key accounted for by [`keys`] | yes |
//! | [`resolve`] | `openapiv3` | draft of the model, by the rules of [`names`] | yes |
//! | [`analyze`] | draft | checked model ([`ir`]) | yes, for the last time |
//! | [`render`] | checked model | tokens | no |
//! | [`mod@format`] | tokens | text | no |
//!
//! What a stage finds is a [`diagnostic::Diagnostic`]. The stages behind it go on with what it could
//! make, so that one run finds as much as it can.

pub mod analyze;
mod attempt;
mod consequences;
pub mod diagnostic;
pub mod diff;
pub mod facts;
pub mod format;
pub mod ir;
pub mod keys;
mod keywords;
mod layout;
pub mod names;
pub mod overlay;
pub mod pointer;
mod references;
pub mod removals;
pub mod renames;
pub mod render;
pub mod resolve;
mod similar;
pub mod source;
pub mod spec;
mod stack;
mod unprintable;

use std::collections::BTreeMap;

use analyze::Checked;
use diagnostic::{Diagnostic, Document, Place, Report};

pub use attempt::{Attempt, attempt};

/// A document and the name by which reports call it.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// Usually a path.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// All that generation depends on.
#[derive(Debug, Clone, Default)]
pub struct Input {
    /// The API description, OpenAPI 3.0.
    pub spec: Text,
    /// Overlays, in the order in which they are applied.
    pub overlays: Vec<Text>,
    /// `names.toml`.
    pub names: Option<Text>,
    /// The description that overlays and `names.toml` were written for. It explains a failure, by
    /// what has another name now, and never changes what is generated.
    pub before: Option<Text>,
}

/// Files by their path below the output folder.
pub type Files = BTreeMap<String, String>;

/// The stages up to the model that is rendered. `watch` hears the name of each stage as it ends.
///
/// # Errors
///
/// Everything that was found, in whichever stage, if there is an error among it. What lacks
/// documentation is then in the report as well; on its own it is not an error. Warnings alone are
/// in the model.
pub fn model(
    input: &Input,
    watch: &mut (dyn FnMut(&'static str) + Send),
) -> Result<Checked, Report> {
    stages(input, watch)
        .map_err(|report| renames::explain(report, input, |input| stages(input, &mut |_| {}).err()))
}

fn stages(input: &Input, watch: &mut (dyn FnMut(&'static str) + Send)) -> Result<Checked, Report> {
    stack::deep(|| attempt::run(input, None, watch).checked())
        .map_err(|diagnostics| Report { diagnostics })
}

/// The description with the overlays applied, as YAML: for other tools that read OpenAPI. Warnings
/// about it come beside it.
pub fn corrected(input: &Input) -> Result<(String, Option<Report>), Report> {
    let applied = |input: &Input| {
        let source = source::load(Document::Spec, &input.spec.text)?;
        let applied = overlay::apply(source, &input.overlays);
        Report::unless(applied.found, applied.source)
    };
    let source = stack::deep(|| applied(input))
        .map_err(|report| renames::explain(report, input, |input| applied(input).err()))?;
    let text = source::write(&source.tree).map_err(|message| {
        // A tree that was read can be written.
        let help = "please report this with the description";
        Diagnostic::new("conservation", Place::spec(""), message, help)
    })?;
    Ok((text, spec::warnings(&source.tree)))
}

/// The whole pipeline. Warnings are in the [`model`].
pub fn generate(input: &Input) -> Result<Files, Report> {
    let api = model(input, &mut |_| {})?;
    Ok(render::sdk(&api))
}
