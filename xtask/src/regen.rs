//! `cargo xtask regen`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use codegen::Input;
use codegen::analyze::Checked;
use codegen::diagnostic::{Diagnostic, Report};
use similar::TextDiff;

use crate::arguments::Regen;
use crate::changes::{self, State};
use crate::done::Done;
use crate::failure::Wrong;
use crate::plan::{Output, Plan};
use crate::stopwatch::Stopwatch;
use crate::{Failure, checkout, explain, folder, inputs};

/// Lines of difference that are shown; the rest are counted.
const SHOWN: usize = 200;

/// Generates and writes, and returns what there is to say about it.
pub(crate) fn run(regen: &Regen) -> Result<Done, Failure> {
    let mut watch = Stopwatch::start();
    let input = inputs::read(&regen.source)?;
    watch.lap("load");
    let api = match codegen::model(&input, &mut |stage| watch.lap(stage)) {
        Ok(api) => api,
        Err(report) => {
            let after = match &regen.write_names {
                Some(file) => written(&report, &input, file, regen.source.names.as_deref())?,
                None => String::new(),
            };
            let model = |input: &Input| codegen::model(input, &mut |_| {}).err();
            let failure = explain::failure(&regen.source, &input, report, model);
            return Err(failure.with(after));
        }
    };
    let done = Done::new(api.warnings(), &input, regen.source.told)?;
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
    let output = Output {
        files: generated
            .into_iter()
            .map(|(path, text)| (root.join(path), text))
            .chain(driver)
            .collect(),
        owned: codegen::render::FOLDERS
            .map(|name| root.join(name))
            .to_vec(),
        mark: codegen::format::MARK,
        root,
    };
    if regen.check {
        let state = match regen.out {
            Some(_) => State::Fresh,
            None => changes::state(&checkout::root()?)?,
        };
        let text = folder::locked(&output, false, |plan| match &state {
            State::Fresh => check(&[plan], &api, &input),
            State::Lost(base) => Err(Failure::Found(changes::lost(base))),
            State::Stale(changes) => folder::locked(&changes.output, false, |changes| {
                check(&[plan, changes], &api, &input)
            }),
        })?;
        return Ok(Done { text, ..done });
    }
    let mut text = folder::locked(&output, true, |plan| {
        watch.lap("compare");
        folder::apply(plan)?;
        watch.lap("write");
        Ok(format!(
            "{} files written, {} unchanged, {} removed\n",
            plan.write.len(),
            plan.unchanged,
            plan.remove.len() + plan.left_over.len()
        ))
    })?;
    if regen.out.is_none() {
        if let State::Lost(base) = changes::write(&checkout::root()?)? {
            text += &changes::lost(&base);
        }
        watch.lap("changes");
    }
    let operations: usize = api.paths.iter().map(|path| path.operations.len()).sum();
    text.insert_str(
        0,
        &format!(
            "{operations} operations on {} paths, {} schemas\n",
            api.paths.len(),
            api.types.len()
        ),
    );
    let _ = writeln!(text, "{}", watch.report());
    if let Err(report) = api.documented() {
        let gaps = match report.diagnostics.iter().map(Diagnostic::count).sum() {
            1_usize => "1 gap".to_owned(),
            count => format!("{count} gaps"),
        };
        let _ = writeln!(
            text,
            "{gaps} in the documentation: see `cargo xtask regen --check`"
        );
    }
    Ok(Done { text, ..done })
}

/// Writes the entries of `names.toml` that a report proposes, behind those of the input, and says
/// so. Only a file that the names were read from is replaced.
fn written(
    report: &Report,
    input: &Input,
    file: &Path,
    read: Option<&Path>,
) -> Result<String, Failure> {
    let found = report.diagnostics.iter();
    let proposals: Vec<_> = found.filter_map(|found| found.name.as_deref()).collect();
    if proposals.is_empty() {
        return Ok("no names to write\n".to_owned());
    }
    if file.exists() && read != Some(file) {
        let message = format!("{}: there is such a file already", file.display());
        return Err(Failure::Disk(message));
    }
    let before = input.names.as_ref().map_or("", |names| &names.text);
    let text = codegen::names::with(before, proposals.iter().copied());
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new(".")).to_owned();
    let output = Output::by_hand(folder, [(file.to_owned(), text)].into());
    folder::locked(&output, true, folder::apply)?;
    Ok(format!(
        "{} names proposed, written to {}: give each its reason, and a better name where there is one\n",
        proposals.len(),
        file.display()
    ))
}

/// Fails if files are stale, or if there are gaps in the documentation.
fn check(plans: &[&Plan<'_>], api: &Checked, input: &Input) -> Result<String, Failure> {
    let unchanged: usize = plans.iter().map(|plan| plan.unchanged).sum();
    let fresh = format!("{unchanged} files, all as generated\n");
    let is_fresh = plans.iter().all(|plan| plan.is_empty());
    let (before, after) = if is_fresh {
        (fresh, String::new())
    } else {
        (String::new(), stale(plans))
    };
    let gaps = api.documented().err();
    if is_fresh && gaps.is_none() {
        return Ok(before);
    }
    let found = gaps.into_iter().chain(api.warnings());
    let found = found.flat_map(|report| report.diagnostics).collect();
    Err(match Report::of(found) {
        Some(report) => Failure::Wrong(Box::new(Wrong {
            before,
            report,
            input: input.clone(),
            after,
        })),
        None => Failure::Found(after),
    })
}

/// What differs.
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
