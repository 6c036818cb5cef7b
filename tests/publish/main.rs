//! What has to hold on the day that something is published: manifests, the archive of the crate,
//! and the links of the documents.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod archive;
mod links;
mod manifests;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tests::root;

const CRATE: &str = "stytch-b2b";

/// What a cargo command prints.
fn cargo(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO"));
    let output = command.args(arguments).current_dir(root()).output();
    let output = output.expect("cargo");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}\n{errors}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).expect(name)
}

/// The files of the repository by their paths from its root, without what is built.
fn files() -> Vec<String> {
    let (mut open, mut found) = (vec![root()], Vec::new());
    while let Some(folder) = open.pop() {
        let paths = fs::read_dir(folder).unwrap();
        for path in paths.map(|entry| entry.unwrap().path()) {
            match path.is_dir() {
                true if is_foreign(&path) => {}
                true => open.push(path),
                false => found.push(name(&path)),
            }
        }
    }
    found.sort();
    found
}

fn is_foreign(folder: &Path) -> bool {
    [".git", "target"]
        .map(|name| root().join(name))
        .contains(&folder.to_owned())
}

fn name(path: &Path) -> String {
    let parts = path.strip_prefix(root()).unwrap().iter();
    let parts: PathBuf = parts.collect();
    parts.display().to_string().replace('\\', "/")
}
