//! No diagnostic without a test and an explanation: each code is in one of the reports of this folder.

use std::fs;

use codegen::diagnostic::{Code, Level};
use tests::root;

use crate::desk::{Desk, text};

/// Reported if the generator has a fault; no input is known that shows one.
const UNREACHABLE: [Code; 1] = [Code::Conservation];

fn title(code: Code) -> String {
    match code.level() {
        Level::Error => format!("error[{code}]"),
        Level::Warning => format!("warning[{code}]"),
    }
}

#[test]
fn every_code_is_reported_by_a_test() {
    let folder = fs::read_dir(root().join("tests/diagnostics")).unwrap();
    let reports: String = folder
        .map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap())
        .collect();
    let missing: Vec<Code> = Code::ALL
        .iter()
        .copied()
        .filter(|code| !UNREACHABLE.contains(code) && !reports.contains(&title(*code)))
        .collect();
    assert!(missing.is_empty(), "no test reports {missing:?}");
}

#[test]
fn codes_are_sorted_and_explained() {
    let names: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    assert!(names.is_sorted_by(|one, next| one < next), "{names:?}");
    for code in Code::ALL {
        assert_eq!(Code::find(code.name()), Some(*code));
        let explanation = code.explanation();
        assert!(explanation.trim_end().ends_with('.'), "{code}");
        assert!(explanation.lines().all(|line| line.len() <= 100), "{code}");
    }
}

#[test]
fn codes_lists_all_and_explains_one() {
    let desk = Desk::new("codes");
    let list = text(&desk.run(&["codes"]).stdout);
    let titles: Vec<String> = Code::ALL.iter().map(|code| title(*code)).collect();
    assert_eq!(list.lines().collect::<Vec<_>>(), titles);

    insta::assert_snapshot!(text(&desk.run(&["codes", "duplicate-key"]).stdout), @"
    error[duplicate-key]

    An object has one key twice. Which of the two counts depends on the parser. Remove one.
    ");

    let unknown = desk.run(&["codes", "duplicate"]);
    assert_eq!(unknown.status.code(), Some(2));
    let said = text(&unknown.stderr);
    assert!(said.contains("there is no code `duplicate`"), "{said}");
}
