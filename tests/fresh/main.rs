//! The committed crate is byte for byte what the generator writes, today and every time.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod arguments;
mod order;
mod removals;
mod renames;
mod renames_at_random;
mod sources;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use codegen::diagnostic::Document;
use codegen::{Input, Text, source};
use sha2::{Digest as _, Sha256};
use tests::{generated, input, root};

#[test]
fn the_committed_crate_is_what_regen_writes() {
    let folder = root().join("generated-sdk/src/generated");
    let mut committed = BTreeMap::new();
    read(&folder, &folder, &mut committed);
    let differ: Vec<&String> = generated()
        .iter()
        .filter(|(path, text)| committed.get(*path) != Some(text))
        .map(|(path, _)| path)
        .collect();
    let extra: Vec<&String> = committed
        .keys()
        .filter(|path| !generated().contains_key(*path))
        .collect();
    assert!(
        differ.is_empty() && extra.is_empty(),
        "stale: {differ:?}, left over: {extra:?}; run `cargo xtask regen`"
    );
}

#[test]
fn the_committed_test_driver_is_what_regen_writes() {
    let api = codegen::model(input(), &mut |_| {}).unwrap();
    let committed = fs::read_to_string(root().join("tests/contract/driver.rs")).unwrap();
    assert!(
        committed == codegen::render::test_driver(&api),
        "stale: tests/contract/driver.rs; run `cargo xtask regen`"
    );
}

/// Where `regen` looks for stale files is where it writes them.
#[test]
fn every_folder_of_generated_files_is_known() {
    // A description with servers of operations, whether or not the real one has any.
    let text = fs::read_to_string(root().join("tests/fixtures/servers/description.yaml")).unwrap();
    let name = "description.yaml".to_owned();
    let fixture = codegen::generate(&Input {
        spec: Text { name, text },
        ..Input::default()
    })
    .unwrap();
    let folders: BTreeSet<&str> = generated()
        .keys()
        .chain(fixture.keys())
        .filter_map(|path| path.rsplit_once('/'))
        .map(|(folder, _)| folder)
        .collect();
    assert_eq!(folders, BTreeSet::from(codegen::render::FOLDERS));
}

#[test]
fn twice_gives_the_same() {
    assert!(codegen::generate(input()).unwrap() == *generated());
}

#[test]
fn the_facts_are_those_that_import_wrote() {
    let origin = fs::read_to_string(root().join("spec/source.toml")).unwrap();
    let origin: toml::Table = origin.parse().unwrap();
    let tables = origin.keys().filter(|key| *key != "sources");
    assert_eq!(tables.collect::<Vec<_>>(), ["computed", "told"]);
    let of_first = ["base", "crate"];
    are_facts(&input().spec, &origin, &of_first);
    for addition in &input().additions {
        let own = origin["sources"][&addition.name].as_table().unwrap();
        are_facts(&addition.text, own, &[]);
    }
}

/// Whether the facts of a source are those that its tables say.
fn are_facts(facts: &Text, origin: &toml::Table, more: &[&str]) {
    let told = ["path", "paths", "repository", "revision", "url"];
    for key in origin["told"].as_table().unwrap().keys() {
        assert!(told.contains(&key.as_str()), "nobody tells `{key}`");
    }
    let computed = origin["computed"].as_table().unwrap();
    let keys: Vec<&str> = computed.keys().map(String::as_str).collect();
    let own = ["date", "facts_sha256", "sha256", "version"];
    assert_eq!(keys, [more, &own].concat());
    assert_eq!(computed["sha256"].as_str().unwrap().len(), 64);
    let tree = source::load(Document::Spec, &facts.text).unwrap().tree;
    assert_eq!(
        computed["version"].as_str(),
        tree["info"]["version"].as_str()
    );
    let digest = Sha256::digest(facts.text.as_bytes());
    let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let name = &facts.name;
    assert!(
        computed["facts_sha256"].as_str() == Some(&digest),
        "{name} is not what `cargo xtask import` wrote: corrections belong in spec/overlays/"
    );
    for prose in ["summary:", "x-code-samples:", "example:"] {
        let mut lines = facts.text.lines();
        assert!(
            !lines.any(|line| line.trim_start().starts_with(prose)),
            "{name} holds prose: `{prose}`"
        );
    }
}

fn read(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(root, &path, files);
        } else {
            let name = path
                .strip_prefix(root)
                .unwrap()
                .components()
                .map(|part| part.as_os_str().to_string_lossy())
                .collect::<Vec<_>>()
                .join("/");
            files.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
}
