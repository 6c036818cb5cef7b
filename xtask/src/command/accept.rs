//! `cargo xtask accept`: regenerates, then makes the tests write their snapshots.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use super::{counted, regen};
use crate::arguments::{Accept, Regen};
use crate::checkout;
use crate::failure::Failure;
use crate::report::Outcome;
use crate::terminal::note;

/// The ends of the names of files that insta leaves behind for a review.
const NEW: &str = ".snap.new";
const PENDING: &str = ".pending-snap";

/// What edits the inline snapshots of a source file. `insta` itself writes files only.
const INSTALL: &str = "cargo install --locked cargo-insta";

/// Runs `regen`, updates all snapshots of the test targets, and returns the files that changed.
///
/// # Errors
///
/// A target without snapshots; the failure of `regen`; a test that fails for another reason than a
/// snapshot; inline snapshots that differ, if `cargo insta` is not installed.
pub(crate) fn run(accept: &Accept) -> Result<Outcome, Failure> {
    let root = checkout::root()?;
    let before = Files::read(&root)?;
    let targets = before.targets(&accept.targets)?;
    let outcome = regen::run(&Regen::of_repository(accept.report))?;
    remove_leftovers(&root)?;
    let tested = test(&root, &targets)?;
    let is_inline_accepted = accept_inline(&root)?;
    let pending = remove_leftovers(&root)?;
    let text = outcome.text + &changes(&before, &Files::read(&root)?);
    if !tested.status.success() {
        let tests = [tested.stdout, tested.stderr].concat();
        let tests = String::from_utf8_lossy(&tests);
        return Err(Failure::Refused(format!(
            "{text}{tests}\nTests fail for another reason than their snapshots.\n"
        )));
    }
    match is_inline_accepted || pending.is_empty() {
        true => Ok(Outcome { text, ..outcome }),
        false => Err(Failure::Refused(text + &not_accepted(&pending))),
    }
}

/// Runs the targets. Snapshots that differ fail no test: those of files are written, and inline
/// ones are left for `cargo insta`.
fn test(root: &Path, targets: &BTreeSet<String>) -> Result<Output, Failure> {
    let names: Vec<&str> = targets.iter().map(String::as_str).collect();
    note(&format!("running the tests in {}\n", names.join(", ")));
    let targets = targets.iter().flat_map(|target| ["--test", target]);
    run_cargo(
        cargo(root)
            .args(["test", "--quiet", "--no-fail-fast", "--package", "tests"])
            .args(targets)
            // Compiling the fixtures takes minutes, and has no snapshots.
            .args(["--", "--skip", "crates::"])
            .env("INSTA_UPDATE", "always")
            .env("INSTA_FORCE_PASS", "1")
            .env("UPDATE_DOCS", "1"),
    )
}

/// Accepts the inline snapshots. Returns `false` if `cargo insta` fails, as it does where it is not
/// installed.
fn accept_inline(root: &Path) -> Result<bool, Failure> {
    Ok(run_cargo(cargo(root).args(["insta", "accept"]))?
        .status
        .success())
}

fn cargo(root: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root);
    command
}

fn run_cargo(command: &mut Command) -> Result<Output, Failure> {
    command
        .output()
        .map_err(|error| Failure::Disk(format!("cargo: {error}")))
}

fn not_accepted(pending: &[String]) -> String {
    let mut text = format!(
        "the inline snapshots of {} differ:\n",
        counted(pending.len(), "file")
    );
    for path in pending {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let name = name.trim_start_matches('.').trim_end_matches(PENDING);
        let _ = writeln!(text, "  {folder}/{name}");
    }
    text + &format!(
        "cargo-insta updates them. Install it and accept again:\n  {INSTALL}\n  cargo xtask accept\n"
    )
}

/// The files that `accept` may change, by their paths in the repository.
struct Files(BTreeMap<String, Vec<u8>>);

impl Files {
    fn read(root: &Path) -> Result<Self, Failure> {
        let mut files = BTreeMap::new();
        let mut open = [checkout::TESTS, checkout::README, checkout::DOCS]
            .map(|path| root.join(path))
            .to_vec();
        while let Some(path) = open.pop() {
            let disk = |error| Failure::disk(&path, &error);
            if path.is_dir() {
                for entry in fs::read_dir(&path).map_err(disk)? {
                    open.push(entry.map_err(disk)?.path());
                }
            } else if path.is_file() {
                let name = path.strip_prefix(root).unwrap_or(&path);
                let name = name.to_string_lossy().replace('\\', "/");
                files.insert(name, fs::read(&path).map_err(disk)?);
            }
        }
        Ok(Self(files))
    }

    fn leftovers(&self) -> Vec<String> {
        let is_leftover = |path: &&String| path.ends_with(PENDING) || path.ends_with(NEW);
        self.0.keys().filter(is_leftover).cloned().collect()
    }

    /// The test targets that have snapshots: those that are named, or all.
    fn targets(&self, named: &[String]) -> Result<BTreeSet<String>, Failure> {
        let all = self.targets_with_snapshots();
        match named.iter().find(|name| !all.contains(*name)) {
            Some(name) => {
                let all: Vec<String> = all.into_iter().collect();
                let all = all.join(", ");
                Err(Failure::Usage(format!(
                    "no test target `{name}` has snapshots; these have: {all}"
                )))
            }
            None if named.is_empty() => Ok(all),
            None => Ok(named.iter().cloned().collect()),
        }
    }

    /// The folders in `tests/` that use insta. A target has the name of its folder.
    fn targets_with_snapshots(&self) -> BTreeSet<String> {
        let has_snapshots = |(path, content): &(&String, &Vec<u8>)| {
            path.ends_with(".rs") && String::from_utf8_lossy(content).contains("assert_snapshot!(")
        };
        let sources = self.0.iter().filter(has_snapshots);
        let target = |(path, _): (&String, _)| path.split('/').nth(1).map(str::to_owned);
        sources.filter_map(target).collect()
    }
}

/// Removes the files that insta leaves behind, and returns their paths.
fn remove_leftovers(root: &Path) -> Result<Vec<String>, Failure> {
    let leftovers = Files::read(root)?.leftovers();
    for path in leftovers.iter().map(|path| root.join(path)) {
        fs::remove_file(&path).map_err(|error| Failure::disk(&path, &error))?;
    }
    Ok(leftovers)
}

/// One line for each file that changed.
fn changes(Files(before): &Files, Files(after): &Files) -> String {
    let all: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let mut text = String::new();
    let mut count = 0;
    for path in all {
        let change = match (before.get(path), after.get(path)) {
            (Some(old), Some(new)) if old == new => continue,
            (Some(_), Some(_)) => "changed",
            (Some(_), None) => "removed",
            (None, _) => "added  ",
        };
        count += 1;
        let _ = writeln!(text, "{change} {path}");
    }
    match count {
        0 => "no snapshot changed\n".to_owned(),
        count => format!("{text}{}; review with git diff\n", counted(count, "file")),
    }
}
