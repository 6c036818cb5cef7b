//! OpenAPI in, Rust SDK out. Strings go in and strings come out: nothing here touches the disk,
//! the network, the environment or the clock.
//!
//! | stage | from | to | can fail |
//! |---|---|---|---|
//! | [`source`] | text | raw tree | yes |
//! | [`overlay`] | raw tree | corrected tree | yes |
//! | [`spec`] | corrected tree | `openapiv3`, checked for loss | yes |
//! | [`resolve`] | `openapiv3` | draft of the model, by the rules of [`names`] | yes |
//! | [`analyze`] | draft | checked model ([`ir`]) | yes, for the last time |
//! | [`render`] | checked model | tokens | no |
//! | [`mod@format`] | tokens | text | no |
//!
//! A failure is a [`diagnostic::Report`] of everything that the stage found.

pub mod analyze;
pub mod diagnostic;
pub mod diff;
pub mod facts;
pub mod format;
pub mod ir;
pub mod names;
pub mod overlay;
pub mod pointer;
mod references;
pub mod renames;
pub mod render;
pub mod resolve;
mod similar;
pub mod source;
pub mod spec;

use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::thread;

use analyze::Checked;
use diagnostic::{Diagnostic, Document, Place, Report};

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
pub fn model(input: &Input, watch: &mut dyn FnMut(&'static str)) -> Result<Checked, Report> {
    stages(input, watch)
        .map_err(|report| renames::explain(report, input, |input| stages(input, &mut |_| {}).err()))
}

fn stages(input: &Input, watch: &mut dyn FnMut(&'static str)) -> Result<Checked, Report> {
    let source = source::load(Document::Spec, &input.spec.text)?;
    watch("read");
    let source = overlay::apply(source, &input.overlays)?;
    watch("overlay");
    let spec = spec::parse(source)?;
    watch("parse");
    // Two readers of one thing. A loss is reported first: it may be why something cannot be resolved.
    let (loss, draft) = thread::scope(|scope| {
        let loss = scope.spawn(|| spec::check(&spec));
        let draft = resolve::api(&spec, input.names.as_ref());
        (
            loss.join().unwrap_or_else(|panic| resume_unwind(panic)),
            draft,
        )
    });
    loss?;
    let draft = draft?;
    watch("resolve");
    let api = analyze::check(draft, &spec.tree)?;
    watch("analyze");
    Ok(api)
}

/// The description with the overlays applied, as YAML: for other tools that read OpenAPI.
pub fn corrected(input: &Input) -> Result<String, Report> {
    let applied = |input: &Input| {
        let source = source::load(Document::Spec, &input.spec.text)?;
        overlay::apply(source, &input.overlays)
    };
    let source = applied(input)
        .map_err(|report| renames::explain(report, input, |input| applied(input).err()))?;
    source::write(&source.tree).map_err(|message| {
        // A tree that was read can be written.
        let place = Place::spec("");
        let help = "please report this with the description".to_owned();
        Diagnostic {
            code: "conservation",
            message,
            place,
            help,
        }
        .into()
    })
}

/// The whole pipeline.
pub fn generate(input: &Input) -> Result<Files, Report> {
    let api = model(input, &mut |_| {})?;
    Ok(render::sdk(&api))
}
