//! The manifests and the lock, as cargo understands them.

use std::sync::OnceLock;

use serde_json::Value;

use crate::{CRATE, cargo, read};

fn metadata() -> &'static Value {
    static METADATA: OnceLock<Value> = OnceLock::new();
    METADATA.get_or_init(|| {
        let text = cargo(&["metadata", "--all-features", "--format-version", "1"]);
        serde_json::from_str(&text).unwrap()
    })
}

/// All packages, those of the lock as well.
fn packages() -> impl Iterator<Item = &'static Value> {
    metadata()["packages"].as_array().unwrap().iter()
}

/// Those of this repository.
fn members() -> impl Iterator<Item = &'static Value> {
    packages().filter(|package| package["source"].is_null())
}

fn the_crate() -> &'static Value {
    members().find(|member| member["name"] == CRATE).unwrap()
}

fn string(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[test]
fn nothing_is_published_by_accident() {
    for member in members() {
        // `publish = false` is an empty list of registries.
        let is_held_back = member["publish"].as_array().is_some_and(Vec::is_empty);
        let may_go = member["name"] == CRATE && string(&member["repository"]).contains('.');
        assert!(
            is_held_back || may_go,
            "{}: the crate alone is published, and with the address of its repository",
            member["name"]
        );
    }
}

#[test]
fn a_registry_can_show_the_crate() {
    let package = the_crate();
    for key in [
        "description",
        "documentation",
        "license",
        "readme",
        "rust_version",
    ] {
        assert!(!string(&package[key]).is_empty(), "{key}");
    }
    let list = |key: &str| package[key].as_array().unwrap().iter().map(string);
    let keywords: Vec<&str> = list("keywords").collect();
    // What registries take.
    assert!((1..=5).contains(&keywords.len()), "{keywords:?}");
    assert!(keywords.iter().all(|word| word.len() <= 20), "{keywords:?}");
    assert!((1..=5).contains(&list("categories").count()));
}

/// A version that is inherited would rise with the generator's.
#[test]
fn the_crate_has_a_version_of_its_own() {
    let manifest: toml::Table = read("generated-sdk/Cargo.toml").parse().unwrap();
    assert!(manifest["package"]["version"].is_str());
}

#[test]
fn the_documents_of_the_crate_are_of_its_version() {
    let package = the_crate();
    let version = string(&package["version"]);
    for line in read("generated-sdk/README.md").lines() {
        let asked = line.split_once("stytch-b2b = { version = \"");
        let asked = asked.and_then(|(_, rest)| rest.split('"').next());
        assert!(
            asked.is_none_or(|asked| version.starts_with(asked)),
            "{line}"
        );
    }
    let is_released = package["publish"].is_null();
    let entry = format!("\n## [{version}] - ");
    assert!(!is_released || read("generated-sdk/CHANGELOG.md").contains(&entry));
}

/// The workflow builds with that version of Rust; here is what the packages say of themselves.
#[test]
fn no_dependency_asks_for_a_newer_rust() {
    let number = |version: &str| -> Vec<u32> {
        let parts = version.split('.').map(|part| part.parse().unwrap());
        parts.chain([0, 0]).take(3).collect()
    };
    let ours = string(&the_crate()["rust_version"]);
    for package in packages() {
        let theirs = string(&package["rust_version"]);
        assert!(
            theirs.is_empty() || number(theirs) <= number(ours),
            "{} {} needs Rust {theirs}, and {ours} is declared",
            package["name"],
            package["version"]
        );
    }
}

#[test]
fn each_direct_dependency_has_its_reason_in_architecture() {
    let text = read("ARCHITECTURE.md");
    let (_, section) = text.split_once("\n## Dependencies\n").unwrap();
    let (section, _) = section.split_once("\n## ").unwrap();
    let mut unnamed = Vec::new();
    for member in members() {
        let dependencies = member["dependencies"].as_array().unwrap().iter();
        let foreign = dependencies.filter(|dependency| dependency["path"].is_null());
        let names = foreign.map(|dependency| string(&dependency["name"]));
        let names = names.filter(|name| !section.contains(&format!("`{name}`")));
        unnamed.extend(names.map(|name| format!("{}: {name}", member["name"])));
    }
    assert!(unnamed.is_empty(), "{unnamed:#?}");
}
