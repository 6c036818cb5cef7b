//! `cargo xtask regen`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use similar::TextDiff;

use crate::arguments::Regen;
use crate::folder::{self, Plan};
use crate::stopwatch::Stopwatch;
use crate::{Failure, checkout, inputs};

/// Lines of difference that are shown; the rest are counted.
const SHOWN: usize = 200;

pub(crate) fn run(regen: &Regen) -> Result<(), Failure> {
    let mut watch = Stopwatch::start();
    let input = inputs::read(&regen.source)?;
    watch.lap("load");
    let api = codegen::model(&input, &mut |stage| watch.lap(stage))
        .map_err(|report| Failure::Found(report.render(&input)))?;
    let generated = codegen::render::sdk(&api);
    watch.lap("render");

    let (root, driver) = match &regen.out {
        Some(out) => (out.clone(), None),
        None => {
            let root = checkout::root()?;
            let driver = (
                root.join(checkout::DRIVER),
                codegen::render::test_driver(&api),
            );
            watch.lap("driver");
            (root.join(checkout::GENERATED), Some(driver))
        }
    };
    let files: BTreeMap<PathBuf, String> = generated
        .into_iter()
        .map(|(path, text)| (root.join(path), text))
        .chain(driver)
        .collect();
    let plan = folder::plan(files, std::slice::from_ref(&root))?;
    watch.lap("compare");
    let gaps = api.documented().err();
    if regen.check {
        return check(&plan, gaps.map(|report| report.render(&input)));
    }
    folder::apply(&plan)?;
    watch.lap("write");

    let operations: usize = api.paths.iter().map(|path| path.operations.len()).sum();
    println!(
        "{operations} operations on {} paths, {} schemas",
        api.paths.len(),
        api.types.len()
    );
    println!(
        "{} files written, {} unchanged, {} removed",
        plan.write.len(),
        plan.unchanged,
        plan.remove.len()
    );
    println!("{}", watch.report());
    if let Some(report) = gaps {
        let gaps = match report.diagnostics.len() {
            1 => "1 gap".to_owned(),
            count => format!("{count} gaps"),
        };
        println!("{gaps} in the documentation: see `cargo xtask regen --check`");
    }
    Ok(())
}

/// Fails if files are stale, or if there are gaps in the documentation.
fn check(plan: &Plan, gaps: Option<String>) -> Result<(), Failure> {
    if !plan.is_empty() {
        let text = gaps.unwrap_or_default() + &stale(plan);
        return Err(Failure::Found(text));
    }
    println!("{} files, all as generated", plan.unchanged);
    gaps.map_or(Ok(()), |gaps| Err(Failure::Found(gaps)))
}

/// What differs.
fn stale(plan: &Plan) -> String {
    let mut text = String::new();
    let mut lines = 0;
    for (path, new) in &plan.write {
        let old = fs::read_to_string(path).unwrap_or_default();
        let name = path.display().to_string();
        let diff = TextDiff::from_lines(&old, new)
            .unified_diff()
            .context_radius(2)
            .header(&name, &name)
            .to_string();
        lines += diff.lines().count();
        if lines <= SHOWN {
            text.push_str(&diff);
        } else {
            let _ = writeln!(text, "--- {name} differs");
        }
    }
    for path in &plan.remove {
        let _ = writeln!(text, "--- {} does not belong here any more", path.display());
    }
    let _ = writeln!(
        text,
        "\n{} files are stale. Run `cargo xtask regen` and commit what it writes.",
        plan.write.len() + plan.remove.len()
    );
    text
}
