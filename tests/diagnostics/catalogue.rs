//! No diagnostic without a test: each code that the generator's source mentions is in one of the
//! reports of this folder.

use std::fs;
use std::path::Path;

use tests::root;

/// What looks like a code and is none, or is one that no test can report.
const OTHERS: &[&str] = &[
    // A fault of the generator; no input is known that shows one.
    "conservation",
    "content-type",
    "date-time",
    // Reported where a form is chosen for a request body.
    "x-code-samples",
    "x-documented",
    "x-example",
    "x-idempotent",
    "x-literals",
    "x-pagination",
    "x-removed",
    "x-resources",
    "x-actors",
    "x-secret",
    "x-secret-names",
    "x-skip-unreadable",
];

#[test]
fn every_code_is_reported_by_a_test() {
    let reports = sources(&root().join("tests/diagnostics"));
    // The rules of a comparison are no diagnostics.
    let mut source = String::new();
    for entry in fs::read_dir(root().join("codegen/src")).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            _ if path.ends_with("diff") => {}
            true => source += &sources(&path),
            false => source += &fs::read_to_string(&path).unwrap(),
        }
    }
    let spaceless: String = source.split_whitespace().collect();
    let mut codes: Vec<&str> = source.split('"').filter(|text| is_code(text)).collect();
    codes.extend(reported(&spaceless));
    codes.sort_unstable();
    codes.dedup();
    assert!(codes.len() > 25, "codes are no longer found: {codes:?}");
    let is_reported = |code: &str| {
        ["error", "warning"]
            .iter()
            .any(|level| reports.contains(&format!("{level}[{code}]")))
    };
    codes.retain(|code| !OTHERS.contains(code) && !is_reported(code));
    assert!(codes.is_empty(), "no test reports {codes:?}");
}

/// All code in a folder, up to the unit tests of each file.
fn sources(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            text += &sources(&path);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let code = fs::read_to_string(&path).expect("Rust");
            text += code.split("#[cfg(test)]").next().unwrap_or_default();
        }
    }
    text
}

/// What is given as a code, which may be a single word; in source without spaces.
fn reported(source: &str) -> impl Iterator<Item = &str> {
    ["Diagnostic::new(\"", "report(\"", "report_key(\""]
        .into_iter()
        .flat_map(|before| source.split(before).skip(1))
        .filter_map(|code| code.split('"').next())
}

/// `several-words` in lower case.
fn is_code(text: &str) -> bool {
    let word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
    text.contains('-') && text.split('-').all(word)
}
