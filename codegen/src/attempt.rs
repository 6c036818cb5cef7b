//! The stages one after the other, each with what the one before could make.
//!
//! A stage hands on what it could make beside what it found, so that one run tells all of it.

use std::thread;

use serde_json::Value;

use crate::analyze::{self, Analysis, Checked};
use crate::consequences::Found;
use crate::diagnostic::{Diagnostic, Document, Report};
use crate::group::grouped;
use crate::{Input, ir, overlay, resolve, source, spec, stack};

/// As far as the stages come: the corrected tree and the model wherever they could be made, and
/// everything that was found.
#[derive(Debug, Default)]
pub struct Attempt {
    /// The description before the overlays; none if it is no YAML.
    pub facts: Option<Value>,
    /// The description with every correction that could be made.
    pub tree: Option<Value>,
    /// The model, right or wrong; none if the tree has not the form of OpenAPI 3.0, or if an overlay
    /// or `names.toml` cannot be read.
    pub model: Option<ir::Api>,
    /// Everything that was found, what lacks documentation included.
    pub found: Vec<Diagnostic>,
}

/// Runs the stages for what they make on the way, whether or not it can be rendered.
pub fn attempt(input: &Input) -> Attempt {
    let mut attempt = Attempt::default();
    let run = stack::deep(|| run(input, Some(&mut attempt), &mut |_| {}));
    attempt.found = run.found;
    if let Some(analysis) = run.analysis {
        attempt.found.extend(analysis.found);
        attempt.found.extend(analysis.undocumented);
        attempt.model = Some(analysis.api);
    }
    attempt
}

/// What came of the stages.
#[derive(Debug, Default)]
pub(crate) struct Run {
    /// What the analyses made, if the stages came so far.
    analysis: Option<Analysis>,
    /// What the stages in front of them found.
    found: Vec<Diagnostic>,
}

impl Run {
    /// The model that can be rendered, or everything that was found.
    pub(crate) fn checked(self) -> Result<Checked, Vec<Diagnostic>> {
        match self.analysis {
            Some(analysis) => analysis.checked(self.found),
            None => Err(self.found),
        }
    }

    fn of(found: Found<'_>, mut analysis: Option<Analysis>, tree: &Value) -> Self {
        if let Some(analysis) = &mut analysis {
            for found in [&mut analysis.found, &mut analysis.undocumented] {
                *found = grouped(std::mem::take(found), tree);
            }
        }
        Self {
            analysis,
            found: grouped(found.all, tree),
        }
    }

    fn ends(report: Report) -> Self {
        Self {
            analysis: None,
            found: report.diagnostics,
        }
    }
}

/// Runs the stages up to the model. `kept` gets the trees, which takes copies of them.
pub(crate) fn run(
    input: &Input,
    mut kept: Option<&mut Attempt>,
    watch: &mut (dyn FnMut(&'static str) + Send),
) -> Run {
    let source = match source::load(Document::Spec, &input.spec.text) {
        Ok(source) => source,
        Err(report) => return Run::ends(report),
    };
    watch("read");
    if let Some(kept) = &mut kept {
        kept.facts = Some(source.tree.clone());
    }
    let applied = overlay::apply(source, &input.overlays);
    watch("overlay");
    if let Some(kept) = &mut kept {
        kept.tree = Some(applied.source.tree.clone());
    }
    let mut found = Found::new(input, applied.found, applied.damage);
    if !applied.is_read {
        return Run::of(found, None, &Value::Null);
    }
    let mut keys = Vec::new();
    let spec = spec::parse(applied.source, &mut keys);
    found.extend(keys);
    let spec = match spec {
        Ok(spec) => spec,
        Err(report) => {
            found.extend(report.diagnostics);
            return Run::of(found, None, &Value::Null);
        }
    };
    watch("parse");
    // Two readers of one thing. A loss is reported first: it may be why something cannot be resolved.
    let (loss, resolved) = thread::scope(|scope| {
        let loss = stack::spawned(scope, || spec::lost(&spec));
        let resolved = resolve::api(&spec, input.names.as_ref());
        (stack::joined(loss), resolved)
    });
    found.tree = Some(&spec.tree);
    found.is_bare = spec.tree.get("components").is_none();
    found.extend(loss);
    let draft = match resolved {
        Ok((draft, resolved)) => {
            found.extend(resolved);
            draft
        }
        Err(report) => {
            found.extend(report.diagnostics);
            return Run::of(found, None, &spec.tree);
        }
    };
    watch("resolve");
    let mut analysis = analyze::run(draft, &spec.tree);
    found.trim(&mut analysis);
    watch("analyze");
    Run::of(found, Some(analysis), &spec.tree)
}
