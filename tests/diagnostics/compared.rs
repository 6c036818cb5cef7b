//! `cargo xtask diff` and `spec/CHANGES.md`, with git.

use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::SHOP;
use crate::desk::{Desk, text};

/// A checkout with all that is committed once; nothing where there is no git.
fn committed(name: &str) -> Option<Desk> {
    let desk = Desk::checkout(name);
    for (folder, manifest) in [
        ("", "[workspace.package]\nversion = \"7.0.0\"\n"),
        ("generated-sdk", "[package]\nversion = \"0.3.1\"\n"),
    ] {
        let folder = desk.0.join(folder);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    }
    let facts = format!("# Written by `cargo xtask import`.\n{SHOP}");
    fs::write(desk.0.join("spec/stytch-b2b.yaml"), facts).unwrap();
    git(&desk, &["init", "--quiet"])?;
    commit(&desk);
    Some(desk)
}

fn git(desk: &Desk, arguments: &[&str]) -> Option<String> {
    let identity = [
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@example.com",
        "-c",
        "commit.gpgsign=false",
    ];
    let mut command = Command::new("git");
    command.current_dir(&desk.0).args(identity).args(arguments);
    let Ok(output) = command.output() else {
        eprintln!("skipped: there is no git");
        return None;
    };
    assert!(output.status.success(), "{}", text(&output.stderr));
    Some(text(&output.stdout))
}

fn commit(desk: &Desk) {
    git(desk, &["add", "--all"]);
    git(desk, &["commit", "--quiet", "--message", "All"]);
}

/// The shop in which an order has something more.
fn more(name: &str) -> String {
    let more = SHOP.replacen(
        "      properties:\n",
        &format!("      properties:\n        {name}: {{type: string}}\n"),
        1,
    );
    assert_ne!(more, SHOP);
    more
}

fn read(desk: &Desk, path: &str) -> String {
    fs::read_to_string(desk.0.join(path)).unwrap_or_default()
}

/// Runs a command that succeeds, and returns what it prints.
fn run(desk: &Desk, arguments: &[&str]) -> String {
    let output = desk.run(arguments);
    assert!(
        output.status.success(),
        "{arguments:?}: {}",
        text(&output.stderr)
    );
    text(&output.stdout)
}

#[test]
fn versions_of_all_kinds() {
    let Some(desk) = committed("diff-versions") else {
        return;
    };
    assert!(run(&desk, &["diff"]).contains("Nothing changed"));
    let (spec, more) = (desk.0.join("spec/stytch-b2b.yaml"), more("color"));
    fs::write(&spec, &more).unwrap();
    fs::create_dir(desk.0.join("old")).unwrap();
    fs::write(desk.0.join("old/stytch-b2b.yaml"), SHOP).unwrap();
    fs::write(desk.0.join("old.yaml"), SHOP).unwrap();
    fs::write(desk.0.join("new.yaml"), &more).unwrap();
    let said = run(&desk, &["diff"]);
    let changes = |said: &str| said.split_once("\n\n").unwrap().1.to_owned();
    assert!(said.contains("color"), "{said}");
    let tree = git(&desk, &["rev-parse", "HEAD:spec"]).unwrap();
    for versions in [
        &["HEAD"][..],
        &[tree.trim()],
        &["old"],
        &["old", "spec"],
        &["old", "."],
        &["old.yaml"],
        &["HEAD", "new.yaml"],
        &["old.yaml", "new.yaml"],
    ] {
        let other = run(&desk, &[&["diff"], versions].concat());
        assert_eq!(changes(&other), changes(&said), "{versions:?}");
    }
    commit(&desk);
    assert_eq!(changes(&run(&desk, &["diff", "HEAD~1"])), changes(&said));
    assert_eq!(
        changes(&run(&desk, &["diff", "HEAD~1", "HEAD"])),
        changes(&said)
    );
    assert!(run(&desk, &["diff", "HEAD", "HEAD~1"]).contains("is removed"));

    let json: Value = serde_json::from_str(&run(&desk, &["diff", "HEAD~1", "--json"])).unwrap();
    assert_eq!(json["verdict"]["rust"], "additive");
    assert_eq!(json["verdict"]["next_version"], "0.3.2");
}

#[test]
fn what_a_comparison_refuses() {
    let Some(desk) = committed("diff-refused") else {
        return;
    };
    let spec = desk.0.join("spec/stytch-b2b.yaml");
    let swapped = "required: [amount, id]";
    let shop = SHOP.to_owned()
        + "    Pair: {type: object, properties: {id: {type: string}, amount: {type: string}}, required: [id, amount]}\n";
    let shop = shop.replacen("paths:\n", "paths:\n  /pairs:\n    post:\n      operationId: pairs.create\n      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pair'}}}}\n      responses: {'204': {description: Done.}}\n", 1);
    fs::write(&spec, &shop).unwrap();
    commit(&desk);
    for (changed, breaking, silent) in [
        (shop.clone(), 0, 0),
        (
            shop.replace(
                "amount: {type: string}}",
                "amount: {type: string}, more: {type: string}}",
            ),
            0,
            0,
        ),
        (
            shop.replace("required: [id, amount]", "required: [id]"),
            1,
            0,
        ),
        (shop.replace("required: [id, amount]", swapped), 1, 1),
        // Nothing can be said of what cannot be generated from.
        (
            shop.replace(
                "'204': {description: Done.}",
                "'204': {description: Done., content: {text/x: 1}}",
            ),
            1,
            1,
        ),
    ] {
        fs::write(&spec, &changed).unwrap();
        for (level, code) in [("breaking", breaking), ("silent", silent)] {
            let output = desk.run(&["diff", "--fail-on", level]);
            let said = text(&output.stdout) + &text(&output.stderr);
            assert_eq!(output.status.code(), Some(code), "{level}: {said}");
        }
    }
    for (arguments, code, said) in [
        (
            &["diff", "nowhere"][..],
            1,
            "`nowhere` is no file and no folder, and git has no revision",
        ),
        (&["diff", "--output=x"], 2, "unexpected argument '--output'"),
        (&["diff", ""], 2, "a value is required for '[OLD]'"),
        (
            &["diff", "--fail-on", "all"],
            2,
            "[possible values: breaking, silent]",
        ),
        (&["diff", "a", "b", "c"], 2, "unexpected argument 'c'"),
    ] {
        let output = desk.run(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        assert!(
            text(&output.stderr).contains(said),
            "{}",
            text(&output.stderr)
        );
    }
}

/// Each import has an entry, which follows the overlays until the next one.
#[test]
fn each_import_has_an_entry() {
    let Some(desk) = committed("changes") else {
        return;
    };
    let import = |vendor: &str| {
        fs::write(desk.0.join("vendor.yaml"), vendor).unwrap();
        run(&desk, &["import", "vendor.yaml", "--revision", "r1"])
    };
    let entries = || -> Vec<String> {
        let changes = read(&desk, "spec/CHANGES.md");
        changes.split("\n## ").skip(1).map(str::to_owned).collect()
    };
    let is_fresh = || desk.run(&["regen", "--check"]).status.success();
    import(SHOP);
    run(&desk, &["regen"]);
    commit(&desk);

    let said = import(&more("color"));
    assert!(said.contains("Rust: **additive**"), "{said}");
    run(&desk, &["regen"]);
    assert!(is_fresh());
    let first = entries();
    assert!(
        first[0].contains("revision r1") && first[0].contains("color"),
        "{first:?}"
    );
    // Again, before it is committed: the same entry.
    import(&more("size"));
    run(&desk, &["regen"]);
    let again = entries();
    assert_eq!(again.len(), first.len());
    assert!(
        again[0].contains("size") && !again[0].contains("color"),
        "{again:?}"
    );

    // An overlay that comes later is part of it.
    fs::create_dir(desk.0.join("spec/overlays")).unwrap();
    let overlay = "overlay: 1.0.0\ninfo: {title: o, version: '1'}\nactions:\n- {target: $.components.schemas.*.properties.size, description: It is a number., update: {type: integer}}\n";
    fs::write(desk.0.join("spec/overlays/10.yaml"), overlay).unwrap();
    assert!(!is_fresh());
    run(&desk, &["regen"]);
    assert!(is_fresh());
    assert!(entries()[0].contains("It is a number."), "{:?}", entries());

    // Nobody writes there by hand.
    let path = desk.0.join("spec/CHANGES.md");
    let written = read(&desk, "spec/CHANGES.md");
    fs::write(&path, written.replace("size", "length")).unwrap();
    assert!(!is_fresh());
    run(&desk, &["regen"]);
    assert_eq!(read(&desk, "spec/CHANGES.md"), written);

    // The next one comes in front.
    commit(&desk);
    let before = entries();
    import(&more("size").replacen(
        "        size:",
        "        weight: {type: string}\n        size:",
        1,
    ));
    run(&desk, &["regen"]);
    let after = entries();
    assert!(after[0].contains("weight"), "{after:?}");
    assert_eq!(after[1..], before);
    assert!(is_fresh());

    // Whether it is stale can be told without what it is compared with.
    commit(&desk);
    fs::remove_dir_all(desk.0.join(".git")).unwrap();
    assert!(is_fresh());
    fs::write(
        desk.0.join("spec/overlays/10.yaml"),
        overlay.replace("It is", "That is"),
    )
    .unwrap();
    let output = desk.run(&["regen", "--check"]);
    assert!(
        text(&output.stderr).contains("git does not have the tree"),
        "{}",
        text(&output.stderr)
    );
    assert!(run(&desk, &["regen"]).contains("git does not have the tree"));
}
