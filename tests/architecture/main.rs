//! The rules that keep the parts apart. Each is a line in ARCHITECTURE.md; each fails here when
//! somebody breaks it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod directions;
mod how_to_change;
mod modules;
mod reserved;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

use tests::root;

/// The Rust files below a folder of the repository, with their text.
fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    walk(&root().join(folder), &mut found);
    assert!(!found.is_empty(), "{folder} is empty");
    found
}

fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
}

/// The code of a file without its comments and its tests.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap();
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

fn assert_nowhere(folder: &str, words: &[&str], except: &[&str], why: &str) {
    for (path, text) in sources(folder) {
        if except.iter().any(|file| path.ends_with(file)) {
            continue;
        }
        for word in words {
            assert!(
                !code(&text).contains(word),
                "{}: `{word}`: {why}",
                path.display()
            );
        }
    }
}

#[test]
fn the_generator_touches_nothing_outside_of_itself() {
    let outside = [
        "std::fs",
        "std::net",
        "std::env",
        "std::process",
        "SystemTime",
        "Instant",
        "println!",
        "eprintln!",
    ];
    assert_nowhere("codegen/src", &outside, &[], "strings in, strings out");
}

#[test]
fn no_input_can_make_the_generator_panic() {
    let panics = [
        ".unwrap()",
        ".expect(",
        "panic!",
        "todo!",
        "unimplemented!",
        "unreachable!",
        "assert!(",
    ];
    assert_nowhere(
        "codegen/src",
        &panics,
        &[],
        "a problem with the input is a diagnostic",
    );
}

#[test]
fn the_generator_knows_nothing_of_stytch() {
    assert_nowhere(
        "codegen/src",
        &["Stytch", "organization_id", "member_session"],
        &["render/driver.rs"],
        "what is particular to the API is data in spec/",
    );
}

#[test]
fn the_archived_yaml_crate_is_confined_to_one_file() {
    for folder in ["codegen/src", "xtask/src", "tests/src"] {
        assert_nowhere(
            folder,
            &["serde_yaml"],
            &["source/mod.rs"],
            "only source/mod.rs knows it",
        );
    }
}

#[test]
fn only_the_check_makes_a_model_that_can_be_rendered() {
    let makers: Vec<PathBuf> = sources("codegen/src")
        .into_iter()
        .filter(|(_, text)| code(text).contains("Checked {"))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(makers, [root().join("codegen/src/analyze/mod.rs")]);
}

#[test]
fn only_regen_owns_the_generated_folder() {
    for (path, text) in sources("generated-sdk/src/generated") {
        assert!(
            text.starts_with(codegen::format::MARK),
            "{} was not generated",
            path.display()
        );
    }
}

#[test]
fn no_file_is_a_drawer() {
    let mut long = Vec::new();
    for folder in [
        "codegen/src",
        "examples",
        "xtask/src",
        "generated-sdk",
        "tests",
    ] {
        for (path, text) in sources(folder) {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            assert!(
                !["utils", "util", "helpers", "common", "misc"].contains(&name.as_str()),
                "{}",
                path.display()
            );
            if text.lines().count() > 400 && !text.starts_with("// @generated") {
                let path = path.strip_prefix(root()).unwrap();
                long.push(path.to_string_lossy().into_owned());
            }
        }
    }
    long.sort();
    assert!(
        long.is_empty(),
        "more than 400 lines: is it one idea? {long:?}"
    );
}

/// What an application writes around the SDK, as ARCHITECTURE.md has it. It grows with what the SDK lacks.
#[test]
fn the_example_of_a_service_is_short() {
    let sources = sources("examples/saas/src");
    let lines: usize = sources.iter().map(|(_, text)| text.lines().count()).sum();
    assert!((100..400).contains(&lines), "{lines}");
}

/// A number of operations is out of date with the next import, which nobody would notice.
#[test]
fn documents_count_nothing_of_the_api() {
    for name in [
        "README.md",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "docs/another-api.md",
        "docs/api-changes.md",
        "docs/diagnostics.md",
        "docs/overlays.md",
        "docs/supported.md",
        "generated-sdk/CHANGELOG.md",
        "generated-sdk/README.md",
        "generated-sdk/src/lib.rs",
    ] {
        let text = fs::read_to_string(root().join(name)).unwrap();
        let words: Vec<&str> = text.split_whitespace().collect();
        for pair in words.windows(2) {
            let is_number = pair[0].len() > 1 && pair[0].bytes().all(|byte| byte.is_ascii_digit());
            let thing = pair[1].trim_matches(|c: char| !c.is_alphanumeric());
            let is_of_the_api = ["operations", "paths", "schemas", "properties", "resources"];
            assert!(
                !(is_number && is_of_the_api.contains(&thing)),
                "{name}: `{} {}`: the next import changes that",
                pair[0],
                pair[1]
            );
        }
    }
}

/// By default, on Linux. Each package is one more to build, to trust and to keep current.
#[test]
#[cfg(target_os = "linux")]
fn the_sdk_brings_sixty_two_packages_at_most() {
    let packages = tree(&["--package", "stytch-b2b"], "normal,build", "{p}");
    // Itself is one of them.
    assert!((41..=63).contains(&packages.len()), "{}", packages.len());
}

/// What README's first command builds, its second need not build again. Cargo unites the features
/// of the packages that it is asked to build, so each has to ask for all of them.
#[test]
#[cfg(target_os = "linux")]
fn cargo_xtask_and_cargo_test_build_the_same() {
    let run = tree(&["--package", "xtask"], "normal,build", "{p} {f}");
    let test = tree(&["--workspace"], "normal,build,dev", "{p} {f}");
    let name = |line: &str| line.split(' ').next().map(str::to_owned);
    let differ: Vec<String> = run
        .difference(&test)
        .flat_map(|line| {
            let others = test.iter().filter(|other| name(other) == name(line));
            std::iter::once(format!("\n{line}, and for the tests:"))
                .chain(others.map(|other| format!("  {other}")))
        })
        .collect();
    assert!(
        differ.is_empty(),
        "the features are not the same; see xtask/Cargo.toml\n{}",
        differ.join("\n")
    );
}

/// The packages that cargo would build, each line once.
#[cfg(target_os = "linux")]
fn tree(selected: &[&str], edges: &str, format: &str) -> std::collections::BTreeSet<String> {
    let output = std::process::Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--prefix", "none"])
        .args(["--edges", edges, "--format", format])
        .args(selected)
        .current_dir(root())
        .output()
        .expect("cargo");
    assert!(output.status.success());
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines()
        .map(|line| line.replace(" (*)", "").replace(" (proc-macro)", ""))
        .map(|line| line.trim_end().to_owned())
        .collect()
}
