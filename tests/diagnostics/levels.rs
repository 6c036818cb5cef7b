//! Errors and warnings: what each does to a run, in each command.

use std::fs;

use serde_json::Value;

use crate::desk::{Desk, text};
use crate::{SHOP, edited, report};

/// A description with one warning.
fn warned() -> String {
    SHOP.replace("id: {type: string}", "id: {type: string, const: x}")
}

#[test]
fn errors_come_first_and_are_counted_on_their_own() {
    let report = report(&edited(&[
        ("id: {type: string}", "id: {type: string, const: x, $id: y}"),
        ("amount: {type: integer}", "amount: {type: integr}"),
    ]));
    let heads: Vec<&str> = report.lines().filter(|line| line.contains("[")).collect();
    assert!(heads[0].starts_with("error[unknown-type]"), "{report}");
    assert!(
        report.matches("\nwarning[unknown-key]").count() == 2,
        "{report}"
    );
    assert!(report.ends_with("\n\n1 error, 2 warnings\n"), "{report}");
}

/// A warning goes to standard error, and stops a command only with `--strict`.
#[test]
fn each_command_tells_warnings_and_succeeds() {
    let desk = Desk::checkout("warnings");
    fs::write(desk.0.join("warned.yaml"), warned()).unwrap();
    // `import` takes the place of nothing that it did not write.
    fs::remove_file(desk.0.join("spec/stytch-b2b.yaml")).unwrap();
    for arguments in [
        &["regen", "--spec", "warned.yaml", "--out", "out"][..],
        &["regen", "--check", "--spec", "warned.yaml", "--out", "out"],
        &["ir", "--spec", "warned.yaml"],
        &["spec", "--spec", "warned.yaml"],
        &["import", "warned.yaml"],
    ] {
        let run = |options: &[&str]| {
            let output = desk.run(&[arguments, options].concat());
            (
                output.status.code(),
                text(&output.stdout),
                text(&output.stderr),
            )
        };
        let strict = run(&["--strict"]);
        assert_eq!(strict.0, Some(1), "{arguments:?}: {strict:?}");
        assert!(strict.2.starts_with("error[unknown-key]"), "{strict:?}");
        assert!(strict.2.ends_with("\n\n1 error\n"), "{strict:?}");

        let (code, stdout, stderr) = run(&[]);
        assert_eq!(code, Some(0), "{arguments:?}: {stderr}");
        assert!(!stdout.is_empty() && !stdout.contains("unknown-key"));
        assert!(stderr.starts_with("warning[unknown-key]"), "{stderr}");
        assert!(stderr.ends_with("\n\n1 warning\n"), "{stderr}");

        if !["ir", "spec"].contains(&arguments[0]) {
            let (code, stdout, _) = run(&["--json"]);
            assert_eq!(code, Some(0));
            let all: Vec<Value> = serde_json::from_str(&stdout).expect("JSON");
            assert_eq!(all.len(), 1, "{stdout}");
            assert_eq!(all[0]["level"], "warning");
        }
    }
}

/// What this repository generates has no warnings.
#[test]
fn regen_of_the_repository_is_strict() {
    let desk = Desk::checkout("strict");
    fs::write(desk.0.join("spec/stytch-b2b.yaml"), warned()).unwrap();
    let before = desk.everything();
    let output = desk.run(&["regen"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).starts_with("error[unknown-key]"));
    assert_eq!(desk.everything(), before);
}

/// Files that are stale are told with the warnings.
#[test]
fn stale_files_beside_warnings() {
    let desk = Desk::new("stale-and-warned");
    let output = desk.try_regen(&warned(), &["--check"]);
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stderr);
    assert!(said.starts_with("warning[unknown-key]"), "{said}");
    assert!(said.contains("files are stale"), "{said}");
}
