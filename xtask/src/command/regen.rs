//! `cargo xtask regen`.

mod check;
mod write_names;

use std::fmt::Write as _;

use codegen::Input;
use codegen::analyze::Checked;
use codegen::diagnostic::Diagnostic;

use super::counted;
use crate::arguments::Regen;
use crate::changes::{self, State};
use crate::disk::{self, Output};
use crate::failure::Failure;
use crate::report::Outcome;
use crate::stopwatch::Stopwatch;
use crate::{checkout, explain, input};

/// Generates, and writes or checks the files. Returns a summary.
pub(crate) fn run(regen: &Regen) -> Result<Outcome, Failure> {
    let mut watch = Stopwatch::start();
    let input = input::read(&regen.inputs)?;
    watch.lap("load");
    let api = model(regen, &input, &mut watch)?;
    let outcome = Outcome::new(api.warnings(), &input, regen.is_strict())?;
    let output = output(regen, &api, &mut watch)?;
    let text = match regen.check {
        true => checked(regen, &output, &api, &input)?,
        false => written(regen, &output, &api, watch)?,
    };
    Ok(Outcome { text, ..outcome })
}

fn model(regen: &Regen, input: &Input, watch: &mut Stopwatch) -> Result<Checked, Failure> {
    codegen::model(input, &mut |stage| watch.lap(stage)).or_else(|report| {
        let written = match &regen.write_names {
            Some(file) => write_names::write(&report, input, file, regen.inputs.names.as_deref())?,
            None => String::new(),
        };
        let again = |input: &Input| codegen::model(input, &mut |_| {}).err();
        let failure = explain::failure(&regen.inputs, input, report, again);
        Err(failure.followed_by(&written))
    })
}

/// The generated files; with the test driver, if they are those of this repository.
fn output(regen: &Regen, api: &Checked, watch: &mut Stopwatch) -> Result<Output, Failure> {
    let generated = codegen::render::sdk(api);
    watch.lap("render");
    let (root, driver) = match &regen.out {
        Some(out) => (out.clone(), None),
        None => {
            let root = checkout::root()?;
            let driver = codegen::render::test_driver(api);
            watch.lap("driver");
            let driver = (root.join(checkout::DRIVER), driver);
            (root.join(checkout::GENERATED), Some(driver))
        }
    };
    let files = generated.into_iter();
    let files = files.map(|(path, text)| (root.join(path), text));
    Ok(Output {
        files: files.chain(driver).collect(),
        owned: codegen::render::FOLDERS
            .map(|name| root.join(name))
            .to_vec(),
        mark: codegen::format::MARK,
        root,
    })
}

fn checked(
    regen: &Regen,
    output: &Output,
    api: &Checked,
    input: &Input,
) -> Result<String, Failure> {
    let changes = match regen.out {
        Some(_) => State::Fresh,
        None => changes::state(&checkout::root()?)?,
    };
    disk::locked(output, false, |plan| match &changes {
        State::Fresh => check::run(&[plan], api, input),
        State::Lost(base) => Err(Failure::Refused(changes::lost(base))),
        State::Stale(changes) => disk::locked(&changes.output, false, |changes| {
            check::run(&[plan, changes], api, input)
        }),
    })
}

fn written(
    regen: &Regen,
    output: &Output,
    api: &Checked,
    mut watch: Stopwatch,
) -> Result<String, Failure> {
    let operations: usize = api.paths.iter().map(|path| path.operations.len()).sum();
    let (paths, schemas) = (api.paths.len(), api.types.len());
    let mut text = format!("{operations} operations on {paths} paths, {schemas} schemas\n");
    disk::locked(output, true, |plan| {
        watch.lap("compare");
        disk::apply(plan)?;
        watch.lap("write");
        let _ = writeln!(
            text,
            "{} files written, {} unchanged, {} removed",
            plan.write.len(),
            plan.unchanged,
            plan.remove.len() + plan.left_over.len()
        );
        Ok(())
    })?;
    if regen.out.is_none() {
        if let State::Lost(base) = changes::write(&checkout::root()?)? {
            text += &changes::lost(&base);
        }
        watch.lap("changes");
    }
    let _ = writeln!(text, "{}", watch.report());
    if let Err(report) = api.documented() {
        let gaps = report.diagnostics.iter().map(Diagnostic::count).sum();
        let _ = writeln!(
            text,
            "{} in the documentation: see `cargo xtask regen --check`",
            counted(gaps, "gap")
        );
    }
    Ok(text)
}
