//! The archive that `cargo package` makes. `.ci/package` builds and tests it.

use std::collections::BTreeSet;

use crate::{CRATE, cargo, files, read};

/// Beside the sources and the examples, with what cargo adds.
const WHOLE: [&str; 8] = [
    ".cargo_vcs_info.json",
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "Cargo.toml.orig",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
];

/// The files in the archive.
pub(crate) fn listed() -> BTreeSet<String> {
    let list = cargo(&["package", "--list", "--allow-dirty", "--package", CRATE]);
    list.lines().map(|line| line.replace('\\', "/")).collect()
}

#[test]
fn the_archive_holds_all_that_a_crate_needs_and_nothing_else() {
    let of_crate = files();
    let of_crate = of_crate
        .iter()
        .filter_map(|file| file.strip_prefix("generated-sdk/"));
    let is_source = |file: &&str| {
        (file.starts_with("src/") || file.starts_with("examples/"))
            && (file.ends_with(".rs") || file.ends_with(".md"))
    };
    let expected: BTreeSet<String> = of_crate
        .filter(is_source)
        .chain(WHOLE)
        .map(str::to_owned)
        .collect();
    let mut listed = listed();
    // Where there is no git, cargo cannot say which commit it packs.
    listed.insert(".cargo_vcs_info.json".to_owned());
    let differ: Vec<&String> = listed.symmetric_difference(&expected).collect();
    assert!(differ.is_empty(), "in one and not the other: {differ:#?}");
}

/// A link would be packed as well, but not every checkout can have one.
#[test]
fn the_licenses_of_the_crate_are_those_of_the_repository() {
    for license in ["LICENSE-APACHE", "LICENSE-MIT"] {
        let copy = read(&format!("generated-sdk/{license}"));
        assert_eq!(copy, read(license), "{license}");
    }
}
