//! Everything that needs more than one crate of the workspace. The tests are targets of their own;
//! here is what they share: the repository's input, what the generator makes of it, and a server
//! to call.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

pub mod loopback;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use codegen::combine::combine;
use codegen::source::Source;
use codegen::{Addition, Files, Input, Text, overlay};
use serde_json::Value;

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("tests/ is in the repository")
        .to_owned()
}

/// What `cargo xtask regen` reads.
pub fn input() -> &'static Input {
    static INPUT: OnceLock<Input> = OnceLock::new();
    INPUT.get_or_init(|| {
        let text = |name: String| Text {
            text: fs::read_to_string(root().join(&name)).expect(&name),
            name,
        };
        let mut overlays: Vec<String> = fs::read_dir(root().join("spec/overlays"))
            .map(|entries| {
                entries
                    .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                    .collect()
            })
            .unwrap_or_default();
        overlays.retain(|name| name.ends_with(".yaml"));
        overlays.sort();
        let origin = text("spec/source.toml".to_owned()).text;
        let origin: toml::Table = origin.parse().unwrap();
        let sources = origin.get("sources").and_then(toml::Value::as_table);
        let additions = sources.into_iter().flat_map(toml::Table::keys);
        Input {
            spec: text("spec/stytch-b2b.yaml".to_owned()),
            additions: additions
                .map(|name| Addition {
                    name: name.clone(),
                    text: text(format!("spec/{name}.yaml")),
                    paths: Vec::new(),
                })
                .collect(),
            overlays: overlays
                .into_iter()
                .map(|name| text(format!("spec/overlays/{name}")))
                .collect(),
            names: Some(text("spec/names.toml".to_owned())),
            ..Input::default()
        }
    })
}

/// What `cargo xtask regen` writes below `generated-sdk/src/generated/`.
pub fn generated() -> &'static Files {
    static FILES: OnceLock<Files> = OnceLock::new();
    FILES.get_or_init(|| {
        codegen::generate(input()).unwrap_or_else(|report| panic!("{}", report.render(input())))
    })
}

/// The description with its overlays, as the generator reads it, before any stage that knows Rust.
pub fn spec() -> &'static Value {
    static SPEC: OnceLock<Value> = OnceLock::new();
    SPEC.get_or_init(|| {
        let source = Source::combined(facts().clone());
        overlay::apply(source, &input().overlays).source.tree
    })
}

/// The facts of all sources.
pub fn facts() -> &'static Value {
    static FACTS: OnceLock<Value> = OnceLock::new();
    FACTS.get_or_init(|| {
        let combined = combine(input()).unwrap();
        assert!(combined.found.is_empty(), "{:?}", combined.found);
        combined.tree
    })
}

/// Tokens as one would write them.
pub fn tidy(tokens: impl ToString) -> String {
    let mut text = tokens.to_string();
    for (from, to) in [
        (" :: ", "::"),
        (":: ", "::"),
        (" ::", "::"),
        (" < ", "<"),
        (" <", "<"),
        ("< ", "<"),
        (" > ", "> "),
        (" >", ">"),
        (" ,", ","),
        ("& ", "&"),
        (" (", "("),
        ("( ", "("),
        (" )", ")"),
        (" :", ":"),
        (" ;", ";"),
        ("> >", ">>"),
        ("& mut", "&mut"),
        (" = ", "="),
        (" . ", "."),
        (",)", ")"),
        ("Item=", "Item = "),
    ] {
        text = text.replace(from, to);
    }
    text
}
