//! What git knows of files. Without git, outside of a repository, and beyond the end of a shallow
//! clone there is nothing to know, and that is no error.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// So many versions of a file are looked at for one that differs.
const VERSIONS: &str = "--max-count=50";

/// The versions of the files in a folder, which may be the root of a repository or below it.
#[derive(Debug, Clone)]
pub(crate) struct History {
    folder: PathBuf,
}

impl History {
    pub(crate) fn of(folder: &Path) -> Self {
        let here = Path::new(".");
        let is_here = folder.as_os_str().is_empty();
        Self {
            folder: if is_here { here } else { folder }.to_owned(),
        }
    }

    /// The text of a file, by its path from the folder on, in a revision or in a tree.
    pub(crate) fn show(&self, revision: &str, path: &str) -> Option<String> {
        // What begins with a dash is an option to git, not a revision.
        if revision.starts_with('-') {
            return None;
        }
        self.git(&["show", &format!("{revision}:./{path}")])
    }

    /// The names of what is in a folder, in a revision or in a tree.
    pub(crate) fn list(&self, revision: &str, folder: &str) -> Option<Vec<String>> {
        if revision.starts_with('-') {
            return None;
        }
        let place = format!("{revision}:./{folder}");
        let names = self.git(&["ls-tree", "--name-only", "-z", &place])?;
        let names = names.split('\0').filter(|name| !name.is_empty());
        Some(names.map(str::to_owned).collect())
    }

    /// The text of a file as it was before `now`: what is committed if that is another text, or
    /// else the last version that was.
    pub(crate) fn before(&self, path: &str, now: &str) -> Option<String> {
        let head = self.show("HEAD", path).filter(|text| text != now);
        head.or_else(|| {
            let log = self.git(&["log", VERSIONS, "--format=%H", "--", path])?;
            log.lines()
                .filter_map(|revision| self.show(revision, path))
                .find(|text| text != now)
        })
    }

    /// The id of a folder as a tree, which stays when its commit is rebased or squashed.
    pub(crate) fn tree(&self, revision: &str, folder: &str) -> Option<String> {
        if revision.starts_with('-') {
            return None;
        }
        let place = format!("{revision}:./{folder}");
        let id = self.git(&["rev-parse", "--verify", "--quiet", &place])?;
        Some(id.trim_end().to_owned())
    }

    /// What git prints, if it is there and has nothing to complain about.
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
