//! Earlier versions of files, from git. Without git, outside of a repository, and beyond the end
//! of a shallow clone there are none, which is no error.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The number of versions of a file that are searched for one that differs.
const VERSIONS: &str = "--max-count=50";

/// The versions of the files in a folder: the root of a repository, or a folder below it.
#[derive(Debug, Clone)]
pub(crate) struct Git {
    folder: PathBuf,
}

impl Git {
    pub(crate) fn of(folder: &Path) -> Self {
        let here = Path::new(".");
        let is_here = folder.as_os_str().is_empty();
        Self {
            folder: if is_here { here } else { folder }.to_owned(),
        }
    }

    /// The text of a file in a revision or in a tree, by its path in the folder.
    pub(crate) fn show(&self, revision: &str, path: &str) -> Option<String> {
        // Git takes what begins with a dash for an option.
        if revision.starts_with('-') {
            return None;
        }
        self.git(&["show", &format!("{revision}:./{path}")])
    }

    /// The names of the files in a folder, in a revision or in a tree.
    pub(crate) fn list(&self, revision: &str, folder: &str) -> Option<Vec<String>> {
        if revision.starts_with('-') {
            return None;
        }
        let tree = format!("{revision}:./{folder}");
        let names = self.git(&["ls-tree", "--name-only", "-z", &tree])?;
        let names = names.split('\0').filter(|name| !name.is_empty());
        Some(names.map(str::to_owned).collect())
    }

    /// The first version that `read` takes: the committed one, or else the last of those that
    /// changed one of the files.
    pub(crate) fn last<T>(&self, paths: &[String], read: impl Fn(&str) -> Option<T>) -> Option<T> {
        read("HEAD").or_else(|| {
            let mut arguments = vec!["log", VERSIONS, "--format=%H", "--"];
            arguments.extend(paths.iter().map(String::as_str));
            self.git(&arguments)?.lines().find_map(read)
        })
    }

    /// The id of a folder as a tree. It stays the same when its commit is rebased or squashed.
    pub(crate) fn tree(&self, revision: &str, folder: &str) -> Option<String> {
        if revision.starts_with('-') {
            return None;
        }
        let tree = format!("{revision}:./{folder}");
        let id = self.git(&["rev-parse", "--verify", "--quiet", &tree])?;
        Some(id.trim_end().to_owned())
    }

    /// The output of a command of git, if it succeeds.
    fn git(&self, arguments: &[&str]) -> Option<String> {
        let output = Command::new("git")
            .arg("-C")
            .arg(&self.folder)
            .args(arguments)
            .stdin(Stdio::null())
            .output()
            .ok()?;
        let printed = String::from_utf8(output.stdout).ok()?;
        output.status.success().then_some(printed)
    }
}
