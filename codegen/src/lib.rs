//! OpenAPI in, Rust SDK out. Strings go in and strings come out: nothing here touches the disk,
//! the network, the environment or the clock.
//!
//! | stage | from | to | can fail |
//! |---|---|---|---|
//! | [`source`] | text | raw tree | yes |
//! | [`combine`] | raw trees of several sources | one raw tree | yes |
//! | [`overlay`] | raw tree | corrected tree | yes |
//! | [`spec`] | corrected tree | `openapiv3`, each key accounted for by [`keys`] | yes |
//! | [`resolve`] | `openapiv3` | draft of the model, by the rules of [`names`] | yes |
//! | [`analyze`] | draft | checked model ([`ir`]) | yes, for the last time |
//! | [`render`] | checked model | tokens | no |
//! | [`mod@format`] | tokens | text | no |
//!
//! What is wrong with an input becomes a [`diagnostic::Diagnostic`]. The later stages continue with
//! what there is, so that one run reports as much as possible.

pub mod analyze;
mod attempt;
pub mod combine;
mod consequences;
pub mod diagnostic;
pub mod diff;
pub mod facts;
pub mod format;
mod group;
mod input;
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
pub mod report;
pub mod resolve;
mod selection;
mod similar;
pub mod source;
pub mod spec;
mod stack;
mod unprintable;
mod verb;

use analyze::Checked;
use diagnostic::{Code, Diagnostic, Location, Report};
use source::Source;

pub use attempt::{Attempt, attempt};
pub use format::Files;
pub use input::{Addition, Input, Text};

/// Runs the stages up to the model that is rendered. Calls `watch` with the name of each stage when
/// it ends.
///
/// # Errors
///
/// Returns the diagnostics of all stages if one of them is an error, with those about missing
/// documentation, which are no errors on their own. Warnings alone are in the model.
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

/// Returns the description with the overlays applied, as YAML for other tools, and the warnings
/// about it.
pub fn corrected(input: &Input) -> Result<(String, Option<Report>), Report> {
    let applied = |input: &Input| {
        let mut combined = combine::combine(input)?;
        let applied = overlay::apply(Source::combined(combined.tree), &input.overlays);
        combined.found.extend(applied.found);
        Report::unless(combined.found, applied.source)
    };
    let source = stack::deep(|| applied(input))
        .map_err(|report| renames::explain(report, input, |input| applied(input).err()))?;
    let text = source::write(&source.tree).map_err(|message| {
        // A tree that was read can be written.
        let help = "please report this with the description";
        Diagnostic::new(Code::Conservation, Location::spec(""), message, help)
    })?;
    let warnings = group::grouped(spec::warnings(&source.tree), &source.tree);
    Ok((text, Report::of(warnings)))
}

/// Runs the whole pipeline. Warnings are in the [`model`].
pub fn generate(input: &Input) -> Result<Files, Report> {
    let api = model(input, &mut |_| {})?;
    Ok(render::sdk(&api))
}
