//! `cargo xtask prune`, from the report that names it on.

use std::fs;
use std::process::Command;

use insta::assert_snapshot;

use crate::SHOP;
use crate::desk::{Desk, text};

const OVERLAY: &str = "\
overlay: 1.0.0
actions:
- target: $.components.schemas.Order
  update:
    properties:
      status: {description: Open or paid.}
      id: {description: 'Unlike `orders.get_order`.'}
- target: $.components.schemas.Order.properties.status
  update: {deprecated: true}
";
const NAMES: &str = "[properties]\n\"Order.status\" = { name = \"state\", reason = \"clearer\" }\n";

pub(crate) fn git(desk: &Desk, arguments: &[&str]) {
    let done = Command::new("git")
        .args(["-c", "user.name=T", "-c", "user.email=t@example.com"])
        .args(["-c", "commit.gpgsign=false", "-c", "core.hooksPath=none"])
        .args(arguments)
        .current_dir(&desk.0)
        .status();
    assert!(done.expect("git").success(), "{arguments:?}");
}

/// A checkout whose vendor has removed a property since the last commit.
fn checkout(name: &str) -> Desk {
    let desk = Desk::checkout(name);
    fs::create_dir(desk.0.join("spec/overlays")).unwrap();
    fs::write(desk.0.join("spec/overlays/10.yaml"), OVERLAY).unwrap();
    fs::write(desk.0.join("spec/names.toml"), NAMES).unwrap();
    git(&desk, &["init", "--quiet"]);
    git(&desk, &["add", "spec"]);
    git(&desk, &["commit", "--quiet", "--message", "Facts"]);
    fs::write(desk.0.join("spec/stytch-b2b.yaml"), without_status()).unwrap();
    desk
}

/// The files that the command is about, and how many there are.
fn files(desk: &Desk) -> (usize, [String; 2]) {
    let read = |path: &str| fs::read_to_string(desk.0.join(path)).unwrap();
    let count = |folder: &str| fs::read_dir(desk.0.join(folder)).unwrap().count();
    (
        count("spec") + count("spec/overlays"),
        ["spec/overlays/10.yaml", "spec/names.toml"].map(read),
    )
}

fn without_status() -> String {
    SHOP.replace("        status: {type: string, enum: [open, paid]}\n", "")
}

#[test]
fn from_the_report_to_a_description_in_order() {
    let desk = checkout("prune");
    let said = text(&desk.run(&["ir"]).stderr);
    let last: Vec<&str> = said.lines().rev().take(2).collect();
    assert_eq!(
        last,
        [
            "`cargo xtask prune` repairs 3 of these: what the vendor removed, or corrected itself",
            "3 errors"
        ]
    );
    let before = files(&desk);
    let dry = desk.run(&["prune", "--dry-run"]);
    assert!(dry.status.success(), "{}", text(&dry.stderr));
    assert_eq!(files(&desk), before);
    let done = desk.run(&["prune"]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    assert_eq!(
        text(&done.stdout),
        text(&dry.stdout).replace("to delete", "deleted")
    );
    assert_snapshot!(text(&done.stdout), @r#"
    spec/overlays/10.yaml:6: …properties.status
    spec/overlays/10.yaml:8-9: the action for $.components.schemas.Order.properties.status
    spec/names.toml:2: "Order.status"
    3 parts in 2 files deleted

    Nothing is left to decide; next: cargo xtask regen
    "#);
    let read = |path: &str| fs::read_to_string(desk.0.join(path)).unwrap();
    assert_eq!(read("spec/names.toml"), "[properties]\n");
    assert_snapshot!(read("spec/overlays/10.yaml"), @"
    overlay: 1.0.0
    actions:
    - target: $.components.schemas.Order
      update:
        properties:
          id: {description: 'Unlike `orders.get_order`.'}
    ");
    let ir = desk.run(&["ir"]);
    assert!(ir.status.success(), "{}", text(&ir.stderr));
    // Once is enough.
    let again = text(&desk.run(&["prune"]).stdout);
    assert!(again.starts_with("nothing deleted\n"), "{again}");
}

/// What is left is told like any report, with what the vendor removed.
#[test]
fn what_is_left_to_decide() {
    let desk = checkout("prune-left");
    let documented = OVERLAY.to_owned() + "- {target: $, update: {x-documented: true}}\n";
    fs::write(desk.0.join("spec/overlays/10.yaml"), documented).unwrap();
    let get = SHOP.find("  /orders/{order_id}:").unwrap()..SHOP.find("components:").unwrap();
    let mut spec = without_status();
    spec.replace_range(get, "");
    fs::write(desk.0.join("spec/stytch-b2b.yaml"), spec).unwrap();
    let output = desk.run(&["prune"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).ends_with("3 parts in 2 files deleted\n"));
    let said = text(&output.stderr);
    assert!(said.starts_with("\nWhat is left is for a maintainer to decide:\n"));
    assert!(said.ends_with("\nnext: fix these, then cargo xtask regen\n"));
    let link = said.split("error[dead-link]").nth(1).unwrap();
    assert_snapshot!(link.split("\n\n").next().unwrap(), @"
    : `orders.get_order` in the documentation of the property `id` is no operation and no resource
      --> spec/stytch-b2b.yaml:41:9
       |
    41 |         id: {type: string}
       |         ^^
       |
       = help: the vendor removed the operation `getOrder`, which it was: write the text without it, or name what is there instead
    ");
    let json = text(&desk.run(&["prune", "--json"]).stdout);
    assert!(
        json.starts_with('[') && json.contains("dead-link"),
        "{json}"
    );
}

#[test]
fn renames_and_no_git() {
    let desk = checkout("prune-renamed");
    let renamed = without_status().replace("Order:\n      type", "Purchase:\n      type");
    let renamed = renamed.replace("schemas/Order", "schemas/Purchase");
    fs::write(desk.0.join("spec/stytch-b2b.yaml"), renamed).unwrap();
    let before = files(&desk);
    let output = desk.run(&["prune"]);
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stderr);
    assert!(
        said.contains("run `cargo xtask rename Order Purchase`"),
        "{said}"
    );
    assert!(said.contains("Nothing was deleted."), "{said}");
    assert_eq!(files(&desk), before);

    let desk = checkout("prune-no-git");
    let mut command = desk.command(&["prune"]);
    let output = command.env("PATH", "").output().expect("xtask");
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stdout);
    assert_eq!(
        said,
        "git has no earlier version of the description, so nothing is known to be removed\nnothing deleted\n"
    );
}

#[test]
fn files_of_ones_own() {
    let desk = checkout("prune-own");
    fs::write(desk.0.join("own.yaml"), SHOP).unwrap();
    fs::write(desk.0.join("fix.yaml"), OVERLAY).unwrap();
    git(&desk, &["add", "own.yaml"]);
    git(&desk, &["commit", "--quiet", "--message", "Own"]);
    fs::write(desk.0.join("own.yaml"), without_status()).unwrap();
    let files = ["--spec", "own.yaml", "--overlay", "fix.yaml"];
    let output = desk.run(&[&["prune"], &files[..]].concat());
    assert!(output.status.success(), "{}", text(&output.stderr));
    let ir = desk.run(&[&["ir"], &files[..]].concat());
    assert!(ir.status.success(), "{}", text(&ir.stderr));
    let wrong = desk.run(&["prune", "--overlay", "fix.yaml"]);
    assert_eq!(wrong.status.code(), Some(2));
}
