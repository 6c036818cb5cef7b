//! Brings files up to date: only what differs is written, all of it or none of it.

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;
use std::thread;

use crate::Failure;
use crate::lock::Lock;
use crate::plan::{Output, Plan, plan, temporary};

/// Compares with the disk and hands the difference to `work`. No other run is in the folder
/// meanwhile, and what is in the way of a file is reported before that.
pub(crate) fn locked<T>(
    output: &Output,
    make: bool,
    work: impl FnOnce(&Plan<'_>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    if !output.root.is_dir() {
        // Planned before the folder is made as well: a run that fails makes none.
        let plan = plan(output)?;
        if !make {
            return work(&plan);
        }
        fs::create_dir_all(&output.root).map_err(|error| disk(&output.root, &error))?;
    }
    let _lock = Lock::folder(&output.root);
    work(&plan(output)?)
}

/// Writes what differs under another name first; only when all of it is on the disk do the
/// renames begin.
pub(crate) fn apply(plan: &Plan<'_>) -> Result<(), Failure> {
    plan.left_over.iter().try_for_each(|path| remove(path))?;
    let folders: BTreeSet<&Path> = plan
        .write
        .iter()
        .filter_map(|(path, _)| path.parent())
        .collect();
    for folder in folders {
        fs::create_dir_all(folder).map_err(|error| disk(folder, &error))?;
    }
    let (mut written, mut others) = (Vec::new(), Vec::new());
    let (one, two) = plan.write.split_at(plan.write.len() / 2);
    let done = thread::scope(|scope| {
        let other = scope.spawn(|| write_temporary(two, &mut others));
        let own = write_temporary(one, &mut written);
        own.and(
            other
                .join()
                .unwrap_or_else(|_| Err(Failure::Disk("a writing thread failed".to_owned()))),
        )
    });
    written.append(&mut others);
    let renamed = done.and_then(|()| {
        plan.write.iter().try_for_each(|(path, _)| {
            fs::rename(temporary(path), path).map_err(|error| disk(path, &error))
        })
    });
    if let Err(failure) = renamed {
        written
            .iter()
            .for_each(|path| drop(fs::remove_file(temporary(path))));
        return Err(failure);
    }
    plan.remove.iter().try_for_each(|path| remove(path))
}

/// `written` holds the files that have a temporary afterwards, whole or not.
fn write_temporary<'a>(
    files: &[(&'a Path, &str)],
    written: &mut Vec<&'a Path>,
) -> Result<(), Failure> {
    files.iter().try_for_each(|(path, text)| {
        let temporary = temporary(path);
        // A link by that name is not written through.
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&temporary);
        let mut file = file.map_err(|error| disk(&temporary, &error))?;
        written.push(path);
        file.write_all(text.as_bytes())
            .map_err(|error| disk(&temporary, &error))
    })
}

fn remove(path: &Path) -> Result<(), Failure> {
    fs::remove_file(path).map_err(|error| disk(path, &error))
}

pub(crate) fn disk(path: &Path, error: &io::Error) -> Failure {
    Failure::Disk(format!("{}: {error}", path.display()))
}
