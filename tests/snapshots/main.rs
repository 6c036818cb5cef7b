//! A card for each path, each schema and each actor, and one for the servers: on one side what the
//! spec says, on the other what Rust gets. A change to one schema changes that schema's card and no other.
//!
//! `cargo xtask accept snapshots` writes the cards anew, and removes those that nothing belongs to
//! any more; without it they fail.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod rust_side;
mod spec_side;

use std::collections::BTreeSet;
use std::{env, fs};

use serde_json::Value;
use tests::{generated, root, spec};

const CARDS: &str = "tests/snapshots/cards";

/// A card's file name, and what is on it.
fn cards() -> Vec<(String, String)> {
    let schemas = spec()["components"]["schemas"].as_object().unwrap();
    let paths = spec()["paths"].as_object().unwrap();
    let setters = setters();
    let mut cards = Vec::new();
    for (file, text) in generated() {
        let (folder, name) = match file.split_once('/') {
            Some(("servers", "mod.rs")) => ("servers", "servers"),
            Some((folder, "mod.rs")) => panic_unless_index(folder),
            Some((folder, name)) => (folder, name.trim_end_matches(".rs")),
            None => continue,
        };
        if name.is_empty() {
            continue;
        }
        let module = syn::parse_file(text).unwrap();
        let key = rust_side::title(&module);
        let mut rust = rust_side::surface(&module);
        for (builder, _) in setters
            .iter()
            .filter(|(_, body)| *folder == *"schemas" && rust_side::declares(&module, body))
        {
            rust.push_str(&format!("\n─ setters of {builder}"));
        }
        let (about, left) = match folder {
            "paths" => ("path", spec_side::path(&paths[&key])),
            "servers" => ("api", spec_side::servers(paths)),
            "actors" => ("actor", spec_side::actor(&spec()["x-actors"][&key])),
            _ => (
                "schema",
                schemas.get(&key).map_or_else(
                    || "(written where it is used)\n".to_owned(),
                    spec_side::schema,
                ),
            ),
        };
        cards.push((
            format!("{about}.{name}"),
            format!("{key}\n\n─ spec\n{left}\n─ rust {folder}::{name}\n{rust}"),
        ));
    }
    cards
}

/// The setters that fill each body, with the name of its type.
fn setters() -> Vec<(String, String)> {
    let paths = generated()
        .iter()
        .filter(|(file, _)| file.starts_with("paths/") && !file.ends_with("/mod.rs"));
    paths
        .flat_map(|(file, text)| {
            let module = file.trim_end_matches(".rs").replace('/', "::");
            let setters = rust_side::setters(&syn::parse_file(text).unwrap());
            setters
                .into_iter()
                .map(move |setters| (format!("{module}::{}", setters.text), setters.body))
        })
        .collect()
}

/// The lists of modules have no card: they say nothing that the other cards do not.
fn panic_unless_index(folder: &str) -> (&str, &str) {
    assert!(
        ["paths", "schemas", "actors"].contains(&folder),
        "{folder}/mod.rs is new: does it need a card?"
    );
    (folder, "")
}

#[test]
fn every_path_and_every_schema_has_its_card() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(root().join(CARDS));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut wrong = Vec::new();
    settings.bind(|| {
        for (name, card) in cards() {
            // All of them are compared before the test fails: a review wants the whole list.
            if std::panic::catch_unwind(|| insta::assert_snapshot!(name.as_str(), card)).is_err() {
                wrong.push(name);
            }
        }
    });
    assert!(
        wrong.is_empty(),
        "{} cards differ: {}",
        wrong.len(),
        wrong.join(", ")
    );
}

#[test]
fn the_spec_has_as_many_paths_and_schemas_as_there_are_cards() {
    let count = |about: &str| {
        cards()
            .iter()
            .filter(|(name, _)| name.starts_with(about))
            .count()
    };
    assert_eq!(count("path."), spec()["paths"].as_object().unwrap().len());
    let inline = cards()
        .iter()
        .filter(|(_, card)| card.contains("(written where it is used)"))
        .count();
    assert_eq!(
        count("schema.") - inline,
        spec()["components"]["schemas"]
            .as_object()
            .map_or(0, |schemas: &serde_json::Map<String, Value>| schemas.len())
    );
}

#[test]
fn no_card_is_left_over() {
    let belong: BTreeSet<String> = cards()
        .into_iter()
        .map(|(name, _)| format!("{name}.snap"))
        .collect();
    let update = env::var("INSTA_UPDATE").is_ok_and(|update| update == "always");
    let mut left_over = Vec::new();
    for entry in fs::read_dir(root().join(CARDS)).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if belong.contains(&name) || !name.ends_with(".snap") {
            continue;
        }
        if update {
            fs::remove_file(entry.path()).unwrap();
        } else {
            left_over.push(name);
        }
    }
    assert!(
        left_over.is_empty(),
        "nothing belongs to these cards any more: {}",
        left_over.join(", ")
    );
}

/// A file of a failing snapshot would be ignored by git, and in the way of the next change.
#[test]
fn a_failing_snapshot_leaves_no_file() {
    // `cargo xtask accept` wants the files.
    if env::var_os("INSTA_UPDATE").is_some() {
        return;
    }
    let (inline, file) = (
        || insta::assert_snapshot!("new", @"old"),
        || insta::assert_snapshot!("no_such_snapshot", "new"),
    );
    assert!(std::panic::catch_unwind(inline).is_err());
    assert!(std::panic::catch_unwind(file).is_err());
    let here = root().join("tests/snapshots");
    for left in [
        ".main.rs.pending-snap",
        "snapshots/snapshots__no_such_snapshot.snap.new",
    ] {
        assert!(!here.join(left).exists(), "{left}");
    }
}
