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

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use codegen::{Input, Text};
use sha2::{Digest as _, Sha256};
use tests::{generated, input, root, spec};

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
    let tables: Vec<&str> = origin.keys().map(String::as_str).collect();
    assert_eq!(tables, ["computed", "told"]);
    let told = ["path", "paths", "repository", "revision", "url"];
    for key in origin["told"].as_table().unwrap().keys() {
        assert!(told.contains(&key.as_str()), "nobody tells `{key}`");
    }
    let computed = origin["computed"].as_table().unwrap();
    let keys: Vec<&str> = computed.keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        ["base", "crate", "date", "facts_sha256", "sha256", "version"]
    );
    assert_eq!(computed["sha256"].as_str().unwrap().len(), 64);
    assert_eq!(
        computed["version"].as_str(),
        spec()["info"]["version"].as_str()
    );
    let digest = Sha256::digest(input().spec.text.as_bytes());
    let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(
        computed["facts_sha256"].as_str() == Some(&digest),
        "spec/stytch-b2b.yaml is not what `cargo xtask import` wrote: corrections belong in spec/overlays/"
    );
    let facts = &input().spec.text;
    for prose in ["summary:", "x-code-samples:", "example:"] {
        assert!(
            !facts
                .lines()
                .any(|line| line.trim_start().starts_with(prose)),
            "spec/stytch-b2b.yaml holds prose: `{prose}`"
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
