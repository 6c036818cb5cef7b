//! Brings files up to date. Only what differs is written, all of it or none of it.

mod lock;
mod plan;

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::thread;

use lock::Lock;
pub(crate) use plan::{Output, Plan};
use plan::{plan, temporary};

use crate::failure::Failure;

/// Compares an output with the disk and hands the difference to `work`. No other run works in the
/// folder meanwhile. Fails before that if anything is in the way of a file. Creates the folder if
/// `make` is set.
pub(crate) fn locked<T>(
    output: &Output,
    make: bool,
    work: impl FnOnce(&Plan<'_>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    if !output.root.is_dir() {
        // The first plan comes before the folder: a run that fails creates none.
        let plan = plan(output)?;
        if !make {
            return work(&plan);
        }
        fs::create_dir_all(&output.root).map_err(|error| Failure::disk(&output.root, &error))?;
    }
    let _lock = Lock::folder(&output.root);
    work(&plan(output)?)
}

/// Writes the difference: first all files under temporary names, then the renames.
pub(crate) fn apply(plan: &Plan<'_>) -> Result<(), Failure> {
    plan.left_over.iter().try_for_each(|path| remove(path))?;
    let folders: BTreeSet<&Path> = plan
        .write
        .iter()
        .filter_map(|(path, _)| path.parent())
        .collect();
    for folder in folders {
        fs::create_dir_all(folder).map_err(|error| Failure::disk(folder, &error))?;
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
            fs::rename(temporary(path), path).map_err(|error| Failure::disk(path, &error))
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

/// Writes files under temporary names. `written` gets each file that has a temporary, also an
/// incomplete one.
fn write_temporary<'a>(
    files: &[(&'a Path, &str)],
    written: &mut Vec<&'a Path>,
) -> Result<(), Failure> {
    files.iter().try_for_each(|(path, text)| {
        let temporary = temporary(path);
        // `create_new` does not follow a link.
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&temporary);
        let mut file = file.map_err(|error| Failure::disk(&temporary, &error))?;
        written.push(path);
        file.write_all(text.as_bytes())
            .map_err(|error| Failure::disk(&temporary, &error))
    })
}

fn remove(path: &Path) -> Result<(), Failure> {
    fs::remove_file(path).map_err(|error| Failure::disk(path, &error))
}
