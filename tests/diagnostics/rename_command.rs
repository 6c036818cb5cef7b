//! `cargo xtask rename`, and what git tells the commands that fail.

use std::fs;
use std::process::{Command, Output};

use crate::desk::{Desk, text};
use crate::renames::follow;
use crate::{SHOP, overlaid, report, spec};

const OVERLAY: &str = "\
# Corrections.
overlay: 1.0.0
actions:
  - target: $.components.schemas.Line.properties.amount # exact
    description: A Line has an amount.
    update: {format: int64}
  - target: $.components.schemas['Draft','Order']
    update: {x-lines: [Line]}
";
const NAMES: &str =
    "[schemas]\n# Why.\nLine = { name = \"Position\", reason = \"a Line is thin\" }\n";

/// A checkout with corrections, of which git knows if `with_git` says so.
fn checkout(name: &str, with_git: bool) -> Desk {
    let desk = Desk::checkout(name);
    fs::create_dir(desk.0.join("spec/overlays")).unwrap();
    fs::write(desk.0.join("spec/overlays/10.yaml"), OVERLAY).unwrap();
    fs::write(desk.0.join("spec/names.toml"), NAMES).unwrap();
    if with_git {
        for arguments in [
            &["init", "--quiet"][..],
            &["add", "spec"],
            &["commit", "--quiet", "--message", "Facts"],
        ] {
            git(&desk, arguments);
        }
    }
    desk
}

fn git(desk: &Desk, arguments: &[&str]) {
    let done = Command::new("git")
        .args(["-c", "user.name=T", "-c", "user.email=t@example.com"])
        .args(["-c", "commit.gpgsign=false", "-c", "core.hooksPath=none"])
        .args(arguments)
        .current_dir(&desk.0)
        .status();
    assert!(done.expect("git").success(), "{arguments:?}");
}

fn rename(desk: &Desk, old: &str, new: &str) -> Output {
    desk.run(&["rename", old, new])
}

fn renamed() -> String {
    SHOP.replace("Line", "Item")
}

#[test]
fn names_follow_and_all_else_stays() {
    let desk = checkout("rename", false);
    let output = rename(&desk, "Line", "Item");
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(
        text(&output.stdout),
        "spec/overlays/10.yaml: 1 line\nspec/names.toml: 1 line\n2 lines in 2 files rewritten; next: cargo xtask regen\n"
    );
    let read = |path: &str| fs::read_to_string(desk.0.join(path)).unwrap();
    let overlay = OVERLAY.replace("schemas.Line.", "schemas.Item.");
    assert_eq!(read("spec/overlays/10.yaml"), overlay);
    assert_eq!(read("spec/names.toml"), NAMES.replace("\nLine", "\nItem"));
    assert_eq!(desk.everything().len(), 4, "something else was left");

    // Once is enough.
    let again = rename(&desk, "Line", "Item");
    assert_eq!(again.status.code(), Some(1));
    assert_eq!(
        text(&again.stderr),
        "no overlay and no entry of names.toml has the name `Line`. They have `Item` already.\n"
    );
}

/// A path and those below it begin alike, also where that ends with a parameter.
#[test]
fn paths_below_follow() {
    let paths = |id: &str| {
        let path = |rest| {
            format!(
                "  /shops/{{{id}}}{rest}:\n    get: {{parameters: [{{name: {id}, in: path, required: true, schema: {{type: string}}}}], responses: {{'204': {{description: ''}}}}}}\n"
            )
        };
        SHOP.replace(
            "components:\n",
            &format!("{}{}components:\n", path(""), path("/lines")),
        )
    };
    let target = |rest| {
        format!(
            "- {{target: \"$.paths['/shops/{{id}}{rest}'].get\", update: {{description: Text.}}}}\n"
        )
    };
    let mut input = overlaid(&(target("") + &target("/lines")));
    input.before = Some(Box::new(spec(&paths("id"))));
    input.spec = spec(&paths("shop_id")).spec;
    let said = report(&input);
    assert!(
        said.contains("rename '/shops/{id}*' '/shops/{shop_id}*'`"),
        "{said}"
    );
    let followed = follow(&input, "/shops/{id}*", "/shops/{shop_id}*");
    assert!(codegen::generate(&followed).is_ok());
}

#[test]
fn what_cannot_be_renamed() {
    let desk = checkout("rename-wrong", false);
    let before = desk.everything();
    for (old, new, code, part) in [
        ("", "Item", 2, "a name is empty"),
        ("Line", "Line", 2, "`Line` is called so already"),
        ("Lin*", "Item", 2, "end both with a `*`"),
        (
            "Invoice",
            "Bill",
            1,
            "has the name `Invoice`. A prefix ends with",
        ),
        (
            "amount.cents",
            "amount.units",
            1,
            "has the name `amount.cents`",
        ),
    ] {
        let output = rename(&desk, old, new);
        assert_eq!(output.status.code(), Some(code), "{old}");
        let said = text(&output.stderr);
        assert!(said.contains(part), "{old}: {said}");
    }
    let alone = desk.run(&["rename", "Line"]);
    assert_eq!(alone.status.code(), Some(2));
    // All files or none: one of them has both names.
    fs::write(
        desk.0.join("spec/names.toml"),
        format!("{NAMES}Item = {{ name = \"Thing\", reason = \"clearer\" }}\n"),
    )
    .unwrap();
    let output = rename(&desk, "Line", "Item");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        text(&output.stderr),
        "spec/names.toml: `Item` is there already, beside `Line`\n\nNothing was written.\n"
    );
    let overlay =
        |files: &std::collections::BTreeMap<String, String>| files["spec/overlays/10.yaml"].clone();
    assert_eq!(overlay(&desk.everything()), overlay(&before));
}

#[test]
fn files_of_ones_own() {
    let desk = Desk::new("rename-own");
    fs::write(desk.0.join("fix.yaml"), OVERLAY).unwrap();
    fs::write(desk.0.join("names.toml"), NAMES).unwrap();
    let files = ["--overlay", "fix.yaml", "--names", "names.toml"];
    let output = desk.try_regen(&renamed(), &files);
    assert_eq!(output.status.code(), Some(1));
    let output = desk.run(&[&["rename", "Line", "Item"], &files[..]].concat());
    assert!(output.status.success(), "{}", text(&output.stderr));
    desk.regen(&renamed(), &files);
    assert!(desk.files().contains_key("schemas/position.rs"));
}

/// The version that is committed explains the one that is not; when that is committed too, the one
/// before it does.
#[test]
fn git_knows_what_was_before() {
    let desk = checkout("history", true);
    fs::write(desk.0.join("spec/stytch-b2b.yaml"), renamed()).unwrap();
    for arguments in [&["ir"][..], &["spec"], &["regen", "--check"]] {
        let output = desk.run(arguments);
        assert_eq!(output.status.code(), Some(1));
        let said = text(&output.stderr);
        assert!(
            said.contains("`cargo xtask rename Line Item`"),
            "{arguments:?}: {said}"
        );
    }
    for message in ["Renamed", "Again"] {
        git(&desk, &["add", "spec"]);
        git(
            &desk,
            &["commit", "--quiet", "--allow-empty", "--message", message],
        );
    }
    let said = text(&desk.run(&["ir"]).stderr);
    assert!(said.contains("`cargo xtask rename Line Item`"), "{said}");
    assert!(rename(&desk, "Line", "Item").status.success());
    let output = desk.run(&["ir"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    // Also where the description is one's own.
    let files = [
        "--spec",
        "spec/own.yaml",
        "--overlay",
        "spec/overlays/10.yaml",
    ];
    fs::write(desk.0.join("spec/own.yaml"), renamed()).unwrap();
    git(&desk, &["add", "spec"]);
    git(&desk, &["commit", "--quiet", "--message", "Own"]);
    fs::write(desk.0.join("spec/own.yaml"), SHOP).unwrap();
    let said = text(&desk.run(&[&["ir"], &files[..]].concat()).stderr);
    assert!(said.contains("`cargo xtask rename Item Line`"), "{said}");
}

/// Without a repository, and without git, there is the report as it is.
#[test]
fn no_git_is_no_error() {
    let desk = checkout("no-history", false);
    fs::write(desk.0.join("spec/stytch-b2b.yaml"), renamed()).unwrap();
    let mut command = desk.command(&["ir"]);
    let without = command.env("PATH", "").output().expect("xtask");
    for output in [desk.run(&["ir"]), without] {
        assert_eq!(output.status.code(), Some(1));
        let said = text(&output.stderr);
        assert!(said.contains("error[overlay-no-match]"), "{said}");
        assert!(!said.contains("xtask rename"), "{said}");
    }
}
