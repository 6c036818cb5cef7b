//! What `cargo xtask import` makes of a vendor's file, beside what it says about it.

use std::fs;

use crate::SHOP;
use crate::desk::{Desk, text};

/// Imports a file; returns what is said and what is in `spec/` then.
fn import(desk: &Desk, vendor: &str, arguments: &[&str]) -> (String, [String; 2]) {
    fs::write(desk.0.join("vendor.yaml"), vendor).unwrap();
    let output = desk.run(&[&["import", "vendor.yaml"], arguments].concat());
    let said = text(&output.stdout) + &text(&output.stderr);
    assert!(output.status.success(), "{said}");
    let read = |name: &str| fs::read_to_string(desk.0.join("spec").join(name)).unwrap();
    (said, [read("stytch-b2b.yaml"), read("source.toml")])
}

fn empty(name: &str) -> Desk {
    let desk = Desk::checkout(name);
    fs::remove_file(desk.0.join("spec/stytch-b2b.yaml")).unwrap();
    desk
}

#[test]
fn the_order_that_is_there_is_kept() {
    let desk = empty("import-order");
    let (_, [first, _]) = import(&desk, SHOP, &[]);

    let (head, schemas) = SHOP.split_once("    Draft:\n").unwrap();
    let (draft, others) = schemas.split_once("    Order:\n").unwrap();
    let moved = format!("{head}    Order:\n{others}    Draft:\n{draft}")
        .replace("[open, paid]", "[paid, open]");
    assert_ne!(moved, SHOP);
    let (_, [second, _]) = import(&desk, &moved, &[]);
    assert_eq!(second, first);

    let more = moved.replace("[paid, open]", "[void, paid, open]");
    let (_, [third, _]) = import(&desk, &more, &[]);
    let added = first.replace("          - paid\n", "          - paid\n          - void\n");
    assert_ne!(added, first);
    assert_eq!(third, added);
}

/// What is in its place decides the order, so it is not passed over.
#[test]
fn facts_that_cannot_be_read() {
    let desk = empty("import-broken");
    import(&desk, SHOP, &[]);
    let facts = desk.0.join("spec/stytch-b2b.yaml");
    let broken = fs::read_to_string(&facts).unwrap() + "<<<<<<< ours: [\n";
    fs::write(&facts, &broken).unwrap();
    let output = desk.run(&["import", "vendor.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stderr);
    for part in ["spec/stytch-b2b.yaml:", "Restore the file, or delete it"] {
        assert!(said.contains(part), "{part} is not in\n{said}");
    }
    assert_eq!(fs::read_to_string(&facts).unwrap(), broken);
}

/// The table of a `source.toml`, as lines.
fn table<'a>(origin: &'a str, name: &str) -> Vec<&'a str> {
    let (_, rest) = origin.split_once(&format!("[{name}]\n")).expect(name);
    let lines = rest.lines().take_while(|line| !line.is_empty());
    lines.collect()
}

/// One import after another, and what has been told after each.
#[test]
fn what_is_told_is_kept_apart() {
    let desk = empty("import-told");
    let other = SHOP.replace("amount", "count");
    for (vendor, arguments, told) in [
        (SHOP, &[][..], &[][..]),
        (
            SHOP,
            &["--url", "https://github.com/o/r/blob/abc/x/y.yaml?raw=1"],
            &[
                r#"path = "x/y.yaml""#,
                r#"repository = "https://github.com/o/r""#,
                r#"revision = "abc""#,
                r#"url = "https://github.com/o/r/blob/abc/x/y.yaml?raw=1""#,
            ],
        ),
        // Another file at the same place is another revision.
        (
            &other,
            &[],
            &[
                r#"path = "x/y.yaml""#,
                r#"repository = "https://github.com/o/r""#,
                r#"url = "https://github.com/o/r/blob/abc/x/y.yaml?raw=1""#,
            ],
        ),
        // Another place takes nothing from the former.
        (
            &other,
            &["--url", "https://example.com/y.yaml", "--revision", "\"7\""],
            &[
                r#"revision = '"7"'"#,
                r#"url = "https://example.com/y.yaml""#,
            ],
        ),
        (
            &other,
            &[
                "--url",
                "https://raw.githubusercontent.com/o/r/refs/heads/main/y.yaml",
                "--revision",
                "def",
                "--path",
                "z.yaml",
            ],
            &[
                r#"path = "z.yaml""#,
                r#"repository = "https://github.com/o/r""#,
                r#"revision = "def""#,
                r#"url = "https://raw.githubusercontent.com/o/r/refs/heads/main/y.yaml""#,
            ],
        ),
        (
            SHOP,
            &[
                "--url",
                "https://git.example.com/a/b/c/-/raw/v1/y.yaml",
                "--paths",
                "/orders",
            ],
            &[
                r#"path = "y.yaml""#,
                r#"paths = ["/orders"]"#,
                r#"repository = "https://git.example.com/a/b/c""#,
                r#"revision = "v1""#,
                r#"url = "https://git.example.com/a/b/c/-/raw/v1/y.yaml""#,
            ],
        ),
        (
            SHOP,
            &[
                "--repository",
                "ours",
                "--path",
                "y.yaml",
                "--revision",
                "1",
            ],
            &[
                r#"path = "y.yaml""#,
                // What was selected is selected again.
                r#"paths = ["/orders"]"#,
                r#"repository = "ours""#,
                r#"revision = "1""#,
            ],
        ),
    ] {
        let (_, [_, origin]) = import(&desk, vendor, arguments);
        assert_eq!(table(&origin, "told"), told, "{arguments:?}");
        let computed = table(&origin, "computed");
        let keys: Vec<_> = computed
            .iter()
            .filter_map(|line| line.split(" = ").next())
            .collect();
        assert_eq!(keys, ["date", "facts_sha256", "sha256", "version"]);
        assert!(computed.contains(&r#"version = "1.0.0""#), "{computed:?}");
    }
}

/// Prose and order are no facts. A maintainer who wants the revision noted says it.
#[test]
fn a_file_with_the_same_facts_changes_nothing() {
    let desk = empty("import-same");
    let (_, before) = import(
        &desk,
        SHOP,
        &["--url", "https://example.com", "--revision", "1"],
    );
    let other = SHOP.replace("[open, paid]", "[paid, open]").replace(
        "operationId: getOrder",
        "summary: Gets an order.\n      operationId: getOrder",
    );
    for arguments in [
        &[][..],
        &["--url", "https://example.com"],
        &["--revision", "1"],
    ] {
        let (said, after) = import(&desk, &other, arguments);
        assert_eq!(after, before, "{arguments:?}");
        assert!(said.contains("nothing changed"), "{said}");
    }
    let (_, after) = import(&desk, &other, &["--revision", "2"]);
    assert_eq!(after[0], before[0]);
    assert!(
        table(&after[1], "told").contains(&"revision = \"2\""),
        "{}",
        after[1]
    );
    assert_ne!(table(&after[1], "computed"), table(&before[1], "computed"));
}

#[test]
fn a_source_that_cannot_be_read() {
    let desk = empty("import-source");
    let (_, [_, origin]) = import(&desk, SHOP, &[]);
    fs::write(desk.0.join("spec/source.toml"), origin + "<<<<<<< ours\n").unwrap();
    let before = desk.everything();
    let output = desk.run(&["import", "vendor.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stderr);
    for part in ["spec/source.toml: ", "Restore the file, or delete it"] {
        assert!(said.contains(part), "{part} is not in\n{said}");
    }
    assert_eq!(desk.everything(), before);
}
