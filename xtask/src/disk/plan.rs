//! The difference between an output and the disk, and what is in its way.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use crate::failure::Failure;

const TEMPORARY: &str = ".regen-tmp";

/// The number of bytes that are read for the first line of a file.
const FIRST_LINE: u64 = 256;

/// What a command writes.
#[derive(Debug)]
pub(crate) struct Output {
    /// The folder that is locked. It may be a link; what is in it may not.
    pub root: PathBuf,
    /// The text of each file.
    pub files: BTreeMap<PathBuf, String>,
    /// Folders in which every marked Rust file that is not in `files` is stale.
    pub owned: Vec<PathBuf>,
    /// The part of the first line of a file that says that the command owns it; empty if the
    /// command edits files that are written by hand.
    pub mark: &'static str,
}

impl Output {
    /// An output of files that are written by hand: they have no mark. Without a root, the folder
    /// of the first file is locked.
    pub(crate) fn by_hand(root: Option<PathBuf>, files: BTreeMap<PathBuf, String>) -> Self {
        let first = files.keys().next().and_then(|path| path.parent());
        let first = first.filter(|folder| !folder.as_os_str().is_empty());
        Self {
            root: root.unwrap_or_else(|| first.unwrap_or(Path::new(".")).to_owned()),
            files,
            owned: Vec::new(),
            mark: "",
        }
    }
}

/// The difference between an output and the disk.
#[derive(Debug, Default)]
pub(crate) struct Plan<'a> {
    pub write: Vec<(&'a Path, &'a str)>,
    pub remove: Vec<PathBuf>,
    /// Temporaries of a run that was killed.
    pub left_over: Vec<PathBuf>,
    pub unchanged: usize,
}

impl Plan<'_> {
    pub(crate) fn is_empty(&self) -> bool {
        self.write.is_empty() && self.remove.is_empty() && self.left_over.is_empty()
    }
}

/// Compares an output with the disk.
///
/// # Errors
///
/// All paths that the command would have to overwrite or to remove, and may not.
pub(crate) fn plan(output: &Output) -> Result<Plan<'_>, Failure> {
    let mut plan = Plan::default();
    let mut obstacles = BTreeMap::new();
    let folders = folders(output, &mut obstacles)?;
    for (path, text) in &output.files {
        if path.parent().is_some_and(|folder| folders.contains(folder)) {
            file(output, path, text, &mut plan, &mut obstacles)?;
        } else {
            plan.write.push((path, text));
        }
    }
    for folder in &output.owned {
        if folders.contains(folder.as_path()) {
            stale(output, folder, &mut plan, &mut obstacles)?;
        }
    }
    if obstacles.is_empty() {
        Ok(plan)
    } else {
        Err(in_the_way(&obstacles))
    }
}

type Obstacles<'a> = BTreeMap<PathBuf, &'a str>;

/// The folders of the output that exist.
fn folders<'a>(
    output: &'a Output,
    obstacles: &mut Obstacles<'_>,
) -> Result<BTreeSet<&'a Path>, Failure> {
    let parents = output.files.keys().filter_map(|path| path.parent());
    let owned = output.owned.iter().map(PathBuf::as_path);
    let all: BTreeSet<&Path> = parents
        .chain(owned)
        .chain([output.root.as_path()])
        .collect();
    let mut folders = BTreeSet::new();
    for folder in all {
        let below = folder != output.root && folder.starts_with(&output.root);
        let wrong = match look(folder)? {
            None => continue,
            Some(found) if found.is_symlink() && below => Some("a link; a folder has to be here"),
            Some(found) if found.is_symlink() => match fs::metadata(folder) {
                Ok(target) if target.is_dir() => None,
                Ok(_) => Some("a link to what is not a folder"),
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    Some("a link that leads nowhere")
                }
                Err(error) => return Err(Failure::disk(folder, &error)),
            },
            Some(found) if found.is_dir() => None,
            Some(_) => Some("not a folder; one has to be here"),
        };
        match wrong {
            Some(why) => drop(obstacles.insert(folder.to_owned(), why)),
            None => drop(folders.insert(folder)),
        }
    }
    Ok(folders)
}

/// Plans one file.
fn file<'a>(
    output: &Output,
    path: &'a Path,
    text: &'a str,
    plan: &mut Plan<'a>,
    obstacles: &mut Obstacles<'_>,
) -> Result<(), Failure> {
    let temporary = temporary(path);
    if look(&temporary)?.is_some_and(|found| found.is_file()) {
        plan.left_over.push(temporary);
    }
    let wrong = match look(path)? {
        None => None,
        Some(found) if found.is_symlink() => Some("a link; a file has to be here"),
        Some(found) if found.is_dir() => Some("a folder; a file has to be here"),
        Some(found) if !found.is_file() => Some("not a file; one has to be here"),
        Some(found) if holds(path, &found, text)? => {
            plan.unchanged += 1;
            return Ok(());
        }
        Some(_) if !is_marked(path, output.mark)? => {
            Some("not generated: its first line would say so")
        }
        Some(found) if found.permissions().readonly() => Some("read-only"),
        Some(_) => None,
    };
    match wrong {
        Some(why) => drop(obstacles.insert(path.to_owned(), why)),
        None => plan.write.push((path, text)),
    }
    Ok(())
}

/// Plans the removal of files that an earlier run wrote and this one does not.
fn stale(
    output: &Output,
    folder: &Path,
    plan: &mut Plan<'_>,
    obstacles: &mut Obstacles<'_>,
) -> Result<(), Failure> {
    for entry in fs::read_dir(folder).map_err(|error| Failure::disk(folder, &error))? {
        let path = entry.map_err(|error| Failure::disk(folder, &error))?.path();
        let expected = |path: &Path| output.files.contains_key(path);
        if expected(&path) || !look(&path)?.is_some_and(|found| found.is_file()) {
            continue;
        }
        if let Some(file) = finished(&path) {
            // The temporary of an expected file is planned with that file.
            if !expected(&file) && is_rust(&file) {
                plan.left_over.push(path);
            }
        } else if is_rust(&path) && is_marked(&path, output.mark)? {
            if look(&path)?.is_some_and(|found| found.permissions().readonly()) {
                obstacles.insert(path, "read-only, and to be removed");
            } else {
                plan.remove.push(path);
            }
        }
    }
    Ok(())
}

/// What is at a path; links are not followed.
fn look(path: &Path) -> Result<Option<Metadata>, Failure> {
    match fs::symlink_metadata(path) {
        Ok(found) => Ok(Some(found)),
        // A path below a file does not exist either.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(error) => Err(Failure::disk(path, &error)),
    }
}

fn holds(path: &Path, found: &Metadata, text: &str) -> Result<bool, Failure> {
    if found.len() != text.len() as u64 {
        return Ok(false);
    }
    let bytes = fs::read(path).map_err(|error| Failure::disk(path, &error))?;
    Ok(bytes == text.as_bytes())
}

fn is_marked(path: &Path, mark: &str) -> Result<bool, Failure> {
    if mark.is_empty() {
        return Ok(true);
    }
    let read = || -> io::Result<Vec<u8>> {
        let mut start = Vec::new();
        File::open(path)?.take(FIRST_LINE).read_to_end(&mut start)?;
        Ok(start)
    };
    let start = read().map_err(|error| Failure::disk(path, &error))?;
    let line = start
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    Ok(line.windows(mark.len()).any(|part| part == mark.as_bytes()))
}

fn is_rust(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "rs")
}

/// The temporary name of a file: `.pet.rs.regen-tmp` for `pet.rs`.
pub(crate) fn temporary(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}{TEMPORARY}"))
}

/// The file that a temporary is for.
fn finished(temporary: &Path) -> Option<PathBuf> {
    let name = temporary.file_name()?.to_str()?;
    let name = name.strip_prefix('.')?.strip_suffix(TEMPORARY)?;
    Some(temporary.with_file_name(name))
}

fn in_the_way(obstacles: &Obstacles<'_>) -> Failure {
    let mut text = String::new();
    for (path, why) in obstacles {
        let _ = writeln!(text, "{}: {why}", path.display());
    }
    let (count, verb) = match obstacles.len() {
        1 => ("1 path".to_owned(), "is"),
        several => (format!("{several} paths"), "are"),
    };
    let _ = writeln!(
        text,
        "\n{count} {verb} in the way; nothing was written. Move your files to another place, or choose another output folder."
    );
    Failure::Refused(text)
}
