//! Runs the stages one after the other. A stage passes on what it could make together with its
//! diagnostics, so that one run reports all of them.

use std::thread;

use serde_json::Value;

use crate::analyze::{self, Analysis, Checked};
use crate::combine::{self, Origins};
use crate::consequences::Found;
use crate::diagnostic::{Diagnostic, Report};
use crate::group::grouped;
use crate::source::Source;
use crate::{Input, ir, overlay, resolve, spec, stack};

/// What the stages made, as far as they came, and all diagnostics.
#[derive(Debug, Default)]
pub struct Attempt {
    /// The description before the overlays; none if it cannot be parsed.
    pub facts: Option<Value>,
    /// Which source has what of it.
    pub origins: Origins,
    /// The description with every correction that could be made.
    pub tree: Option<Value>,
    /// The model, checked or not; none if the tree is not OpenAPI 3.0, or if an overlay or
    /// `names.toml` cannot be parsed.
    pub model: Option<ir::Api>,
    /// All diagnostics, including those about missing documentation.
    pub found: Vec<Diagnostic>,
}

/// Runs the stages and returns what they make, whether or not it can be rendered.
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

/// The result of the stages.
#[derive(Debug, Default)]
pub(crate) struct Run {
    /// None if an earlier stage ended the run.
    analysis: Option<Analysis>,
    /// The diagnostics of the stages in front of the analyses.
    found: Vec<Diagnostic>,
}

impl Run {
    /// The model that can be rendered, or all diagnostics.
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

/// Runs the stages up to the model. Copies the trees into `kept`.
pub(crate) fn run(
    input: &Input,
    mut kept: Option<&mut Attempt>,
    watch: &mut (dyn FnMut(&'static str) + Send),
) -> Run {
    let combined = match combine::combine(input) {
        Ok(combined) => combined,
        Err(report) => return Run::ends(report),
    };
    watch("read");
    if let Some(kept) = &mut kept {
        kept.facts = Some(combined.tree.clone());
        kept.origins = combined.origins;
    }
    let applied = overlay::apply(Source::combined(combined.tree), &input.overlays);
    watch("overlay");
    if let Some(kept) = &mut kept {
        kept.tree = Some(applied.source.tree.clone());
    }
    let mut found = Found::new(input, applied.found, applied.damage);
    found.extend(combined.found);
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
    // At the same time. A loss is reported first: it may be why something cannot be resolved.
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
