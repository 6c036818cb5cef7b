//! `regen --check`: compares the disk with what would be written, and the API with its
//! documentation.

use std::fmt::Write as _;
use std::fs;

use codegen::Input;
use codegen::analyze::Checked;
use codegen::diagnostic::Report;
use similar::TextDiff;

use crate::disk::Plan;
use crate::failure::{Diagnosed, Failure};

/// The number of lines of difference that are shown.
const SHOWN: usize = 200;

/// Fails if files are stale, or if the documentation has gaps.
pub(super) fn run(plans: &[&Plan<'_>], api: &Checked, input: &Input) -> Result<String, Failure> {
    let unchanged: usize = plans.iter().map(|plan| plan.unchanged).sum();
    let fresh = format!("{unchanged} files, all as generated\n");
    let is_fresh = plans.iter().all(|plan| plan.is_empty());
    let (before, after) = match is_fresh {
        true => (fresh, String::new()),
        false => (String::new(), stale(plans)),
    };
    let gaps = api.documented().err();
    if is_fresh && gaps.is_none() {
        return Ok(before);
    }
    let reports = gaps.into_iter().chain(api.warnings());
    let diagnostics = reports.flat_map(|report| report.diagnostics).collect();
    Err(match Report::of(diagnostics) {
        Some(report) => Failure::Input(Box::new(Diagnosed {
            before,
            report,
            input: input.clone(),
            after,
        })),
        None => Failure::Refused(after),
    })
}

/// The difference to the disk.
fn stale(plans: &[&Plan<'_>]) -> String {
    let mut text = String::new();
    let mut lines = 0;
    let mut count = 0;
    for (path, new) in plans.iter().flat_map(|plan| &plan.write) {
        let old = fs::read_to_string(path).unwrap_or_default();
        let name = path.display().to_string();
        let diff = TextDiff::from_lines(old.as_str(), *new)
            .unified_diff()
            .context_radius(2)
            .header(&name, &name)
            .to_string();
        lines += diff.lines().count();
        count += 1;
        if lines <= SHOWN {
            text.push_str(&diff);
        } else {
            let _ = writeln!(text, "--- {name} differs");
        }
    }
    for path in plans
        .iter()
        .flat_map(|plan| plan.remove.iter().chain(&plan.left_over))
    {
        count += 1;
        let _ = writeln!(text, "--- {} does not belong here any more", path.display());
    }
    let _ = writeln!(
        text,
        "\n{count} files are stale. Run `cargo xtask regen` and commit what it writes."
    );
    text
}
