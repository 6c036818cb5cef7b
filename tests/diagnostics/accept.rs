//! `cargo xtask accept`, in a workspace with stale snapshots.

use std::fs;
use std::path::Path;
use std::process::Command;

use tests::root;

use crate::desk::{Desk, text};

const MANIFEST: &str = r#"
[package]
name = "tests"
version = "0.1.0"
edition = "2024"
autotests = false

[dependencies]
insta = { version = "1.49", default-features = false }

[[test]]
name = "cards"
path = "cards/main.rs"
"#;

/// The file that is written has more than one stale inline snapshot in one test.
const MAIN: &str = r##"
#[test]
fn snapshots() {
    insta::with_settings!({ prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("card", "new");
    });
    insta::assert_snapshot!("one", @"OLD");
    insta::assert_snapshot!("two", @"OLD");
}
"##;

fn desk() -> Desk {
    let desk = Desk::checkout("accept");
    let write = |path: &str, content: &str| {
        let path = desk.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    };
    write(
        "Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"tests\"]\n",
    );
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    write("Cargo.lock", &lock);
    write("tests/Cargo.toml", MANIFEST);
    write("tests/src/lib.rs", "");
    write("tests/cards/main.rs", MAIN);
    write(
        "tests/cards/snapshots/card.snap",
        "---\nsource: tests/cards/main.rs\n---\nold\n",
    );
    write("tests/cards/snapshots/gone.snap.new", "left over");
    write("tests/cards/.gone.rs.pending-snap", "");
    desk
}

fn accept(desk: &Desk) -> (bool, String) {
    // Beside the desk, so that insta is built once.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("accept");
    let output = desk
        .command(&["accept"])
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_NET_OFFLINE", "true")
        .output()
        .unwrap();
    let said = text(&output.stdout) + &text(&output.stderr);
    (output.status.success(), said)
}

#[test]
fn snapshots_are_updated_and_leftovers_removed() {
    let desk = desk();
    let is_installed = Command::new(env!("CARGO"))
        .args(["insta", "--version"])
        .output()
        .is_ok_and(|output| output.status.success());
    let misspelt = desk.run(&["accept", "crads"]);
    assert_eq!(misspelt.status.code(), Some(2));
    assert_eq!(
        text(&misspelt.stderr),
        "error: no test target `crads` has snapshots; these have: cards\n"
    );
    let (is_accepted, said) = accept(&desk);
    assert_eq!(is_accepted, is_installed, "{said}");
    let read = |path: &str| fs::read_to_string(desk.0.join(path)).unwrap();
    assert!(
        read("tests/cards/snapshots/card.snap").ends_with("\nnew\n"),
        "{said}"
    );
    assert!(
        said.contains("changed tests/cards/snapshots/card.snap\n"),
        "{said}"
    );
    assert!(
        said.contains("removed tests/cards/snapshots/gone.snap.new\n"),
        "{said}"
    );
    assert!(
        desk.0.join("generated-sdk/src/generated/mod.rs").exists(),
        "{said}"
    );
    let left: Vec<String> = (desk.everything().into_keys())
        .filter(|path| path.ends_with(".snap.new") || path.ends_with(".pending-snap"))
        .collect();
    assert!(left.is_empty(), "{left:?}");

    let main = read("tests/cards/main.rs");
    match is_installed {
        true => {
            assert!(main.contains(r#"("one", @"one")"#) && main.contains(r#"("two", @"two")"#));
            assert!(said.contains("changed tests/cards/main.rs\n"), "{said}");
            let (is_accepted, said) = accept(&desk);
            assert!(
                is_accepted && said.contains("no snapshot changed\n"),
                "{said}"
            );
        }
        false => {
            assert_eq!(main, MAIN);
            let report = "the inline snapshots of 1 file differ:\n  tests/cards/main.rs\ncargo-insta updates them. Install it and accept again:\n  cargo install --locked cargo-insta\n  cargo xtask accept\n";
            assert!(said.ends_with(report), "{said}");
        }
    }

    // A test that fails for another reason still fails.
    let main = MAIN.replace(
        "#[test]",
        "#[test]\nfn fails() {\n    panic!(\"wrong\");\n}\n\n#[test]",
    );
    fs::write(desk.0.join("tests/cards/main.rs"), main).unwrap();
    let (is_accepted, said) = accept(&desk);
    assert!(!is_accepted, "{said}");
    for part in [
        "wrong",
        "Tests fail for another reason than their snapshots.\n",
    ] {
        assert!(said.contains(part), "{part} is not in\n{said}");
    }
}
