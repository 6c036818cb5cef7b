//! The same reports through `cargo xtask regen`, and what a run leaves on the disk: after a
//! failure, what was there before.

use std::fs;

use crate::SHOP;
use crate::desk::{Desk, text};

#[test]
fn a_failing_run_touches_nothing() {
    let desk = Desk::new("failing");
    desk.regen(SHOP, &[]);
    let before = desk.files();
    assert!(before.contains_key("schemas/order.rs"));

    let output = desk.try_regen(&SHOP.replace("type: integer", "type: strin"), &[]);
    assert_eq!(output.status.code(), Some(1));
    let report = text(&output.stderr);
    for part in [
        "error[unknown-type]",
        "shop.yaml:57:24",
        "= help: did you mean `string`?",
        "1 error",
    ] {
        assert!(report.contains(part), "{part} is not in\n{report}");
    }
    assert_eq!(desk.files(), before);
}

/// A gap does not stop generation, only the check.
#[test]
fn a_gap_in_the_documentation() {
    let desk = Desk::new("gap");
    let shop = SHOP.replace("paths:\n", "x-documented: true\npaths:\n");
    let said = desk.regen(&shop, &[]);
    let hint = " gaps in the documentation: see `cargo xtask regen --check`";
    assert!(said.contains(hint), "{said}");
    assert!(desk.files().contains_key("schemas/order.rs"));

    let output = desk.try_regen(&shop, &["--check"]);
    assert_eq!(output.status.code(), Some(1));
    let report = text(&output.stderr);
    for part in [
        "error[undocumented]: the property `amount` has no documentation",
        "--> shop.yaml:58:9",
    ] {
        assert!(report.contains(part), "{part} is not in\n{report}");
    }
}

/// For tools that read no overlays.
#[test]
fn the_corrected_description() {
    let desk = Desk::new("corrected");
    fs::write(desk.0.join("shop.yaml"), SHOP).unwrap();
    let actions = "overlay: 1.0.0\nactions:\n- {target: $.info, update: {title: Other}}\n";
    fs::write(desk.0.join("fix.yaml"), actions).unwrap();
    let output = desk.run(&["spec", "--spec", "shop.yaml", "--overlay", "fix.yaml"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let corrected = text(&output.stdout);
    assert!(corrected.contains("title: Other"), "{corrected}");
    desk.regen(&corrected, &[]);
}

#[test]
fn a_failing_run_makes_no_folder() {
    let desk = Desk::new("no-folder");
    assert_eq!(
        desk.try_regen("openapi: 3.1.0\n", &[]).status.code(),
        Some(1)
    );
    assert!(!desk.out().exists());
}

/// All is written or nothing, also when one of the files cannot be.
#[test]
fn a_folder_in_the_way_of_a_file() {
    let desk = Desk::new("in-the-way");
    desk.regen(SHOP, &[]);
    fs::remove_file(desk.out().join("schemas/order.rs")).unwrap();
    fs::create_dir(desk.out().join("schemas/order.rs")).unwrap();
    let before = desk.files();

    let output = desk.try_regen(&SHOP.replace("amount", "count"), &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stderr).contains("order.rs"),
        "{}",
        text(&output.stderr)
    );
    assert_eq!(desk.files(), before);
}

#[test]
fn the_second_run_writes_nothing() {
    let desk = Desk::new("second");
    let first = desk.regen(SHOP, &[]);
    let count = desk.files().len();
    assert!(
        first.contains(&format!("{count} files written, 0 unchanged, 0 removed")),
        "{first}"
    );
    let second = desk.regen(SHOP, &[]);
    assert!(
        second.contains(&format!("0 files written, {count} unchanged, 0 removed")),
        "{second}"
    );
}

#[test]
fn only_generated_files_are_removed() {
    let desk = Desk::new("stale");
    desk.regen(SHOP, &[]);
    let notes = [
        ("notes.md", "mine"),
        ("schemas/mine.rs", "//! Written by hand.\n"),
    ];
    notes
        .iter()
        .for_each(|(name, text)| fs::write(desk.out().join(name), text).unwrap());

    let renamed = desk.regen(&SHOP.replace("Draft", "Sketch"), &[]);
    assert!(renamed.contains("1 removed"), "{renamed}");
    let files = desk.files();
    assert!(files.contains_key("schemas/sketch.rs") && !files.contains_key("schemas/draft.rs"));
    notes
        .iter()
        .for_each(|(name, text)| assert_eq!(files[*name], *text));
}

#[test]
fn check_shows_the_difference_and_leaves_it() {
    let desk = Desk::new("check");
    desk.regen(SHOP, &[]);
    assert!(desk.regen(SHOP, &["--check"]).contains("all as generated"));

    let edited = desk.out().join("schemas/line.rs");
    let text_before = fs::read_to_string(&edited).unwrap();
    fs::write(&edited, text_before.replace("pub amount", "pub price")).unwrap();
    fs::remove_file(desk.out().join("resources.rs")).unwrap();
    let before = desk.files();

    let output = desk.try_regen(&SHOP.replace("Draft", "Sketch"), &["--check"]);
    assert_eq!(output.status.code(), Some(1));
    let report = text(&output.stderr);
    for part in [
        "\n-    pub price: ",
        "\n+    pub amount: ",
        "resources.rs",
        "draft.rs does not belong here any more",
        "cargo xtask regen",
    ] {
        assert!(report.contains(part), "{part:?} is not in\n{report}");
    }
    assert_eq!(desk.files(), before);
}

#[test]
fn wrong_usage_is_told_from_wrong_input() {
    let desk = Desk::new("usage");
    let empty = |flag: &str| format!("a value is required for '{flag}' but none was supplied");
    for (arguments, code, part) in [
        (&["regne"][..], 2, "'regen'".to_owned()),
        (
            &["regen", "--chek"],
            2,
            "a similar argument exists: '--check'".to_owned(),
        ),
        (
            &["diff", "--fail-on", "silen"],
            2,
            "a similar value exists: 'silent'".to_owned(),
        ),
        (
            &["regen", "--spec", "shop.yaml"],
            2,
            "--out <DIR>".to_owned(),
        ),
        (
            &["regen", "--out", "out"],
            2,
            "--spec <[NAME=]FILE>".to_owned(),
        ),
        (
            &["regen", "--names", "names.toml"],
            2,
            "--spec <[NAME=]FILE>".to_owned(),
        ),
        (
            &["ir", "--names", "names.toml"],
            2,
            "--spec <[NAME=]FILE>".to_owned(),
        ),
        (
            &["spec", "--overlay", "fix.yaml"],
            2,
            "--spec <[NAME=]FILE>".to_owned(),
        ),
        (
            &["prune", "--overlay", "fix.yaml"],
            2,
            "--spec <[NAME=]FILE>".to_owned(),
        ),
        (&["regen", "--dry-run"], 2, "--dry-run".to_owned()),
        (
            &["regen", "--spec", "shop.yaml", "--out", ""],
            2,
            empty("--out <DIR>"),
        ),
        (
            &["regen", "--spec", "shop.yaml", "--out="],
            2,
            empty("--out <DIR>"),
        ),
        (
            &["regen", "--spec", "", "--out", "out"],
            2,
            empty("--spec <[NAME=]FILE>"),
        ),
        (&["regen", "--overlay", ""], 2, empty("--overlay <FILE>")),
        (&["regen", "--names", ""], 2, empty("--names <FILE>")),
        (&["spec", "--spec", ""], 2, empty("--spec <[NAME=]FILE>")),
        (&["spec", "--overlay="], 2, empty("--overlay <FILE>")),
        (&["ir", "--names", ""], 2, empty("--names <FILE>")),
        (&["import", ""], 2, empty("<FILE>")),
        (&["import", "a", "--url", ""], 2, empty("--url <URL>")),
        (
            &["import", "a", "--revision="],
            2,
            empty("--revision <REVISION>"),
        ),
        (&["diff", ""], 2, empty("[OLD]")),
        (
            &["regen", "--spec", "gone.yaml", "--out", "out"],
            1,
            "gone.yaml: ".to_owned(),
        ),
        (
            &["regen", "--spec", "latin1.yaml", "--out", "out"],
            1,
            "error[encoding]: this is not UTF-8\n --> latin1.yaml:2:18\n".to_owned(),
        ),
    ] {
        fs::write(
            desk.0.join("latin1.yaml"),
            b"openapi: 3.0.3\ninfo: {title: Caf\xe9}\n",
        )
        .unwrap();
        let output = desk.run(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        assert!(
            text(&output.stderr).contains(&part),
            "{arguments:?}: {}",
            text(&output.stderr)
        );
        assert!(!desk.out().exists());
    }
}

#[test]
fn overlays_and_names_are_read_and_named() {
    let desk = Desk::new("overlays");
    fs::write(
        desk.0.join("one.yaml"),
        "overlay: 1.0.0\nactions:\n- {target: $.tags, remove: true}\n",
    )
    .unwrap();
    let output = desk.try_regen(SHOP, &["--overlay", "one.yaml"]);
    assert!(
        text(&output.stderr).contains("one.yaml:3:12"),
        "{}",
        text(&output.stderr)
    );

    fs::write(
        desk.0.join("names.toml"),
        "[schemas]\nOrders = { name = \"Purchase\", reason = \"clearer\" }\n",
    )
    .unwrap();
    let output = desk.try_regen(SHOP, &["--names", "names.toml"]);
    assert!(
        text(&output.stderr).contains("names.toml:2:1"),
        "{}",
        text(&output.stderr)
    );
}
