//! The overlays are data for any OpenAPI tool, each action says why it is there, and the prose is
//! our own.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::collections::HashSet;
use std::{env, fs};

use codegen::diagnostic::Document;
use codegen::source;
use serde_json::Value;
use tests::{facts, input, root, spec};

/// Each action of each overlay, with the name of the file.
fn actions() -> Vec<(String, Value)> {
    let overlays = input().overlays.iter().enumerate();
    overlays
        .flat_map(|(index, overlay)| {
            let tree = source::load(Document::Overlay(index), &overlay.text)
                .unwrap()
                .tree;
            let actions = tree["actions"].as_array().unwrap().clone();
            actions
                .into_iter()
                .map(|action| (overlay.name.clone(), action))
        })
        .collect()
}

#[test]
fn every_action_says_why() {
    for (file, action) in actions() {
        let reason = action["description"].as_str().unwrap_or_default();
        assert!(
            reason.len() > 4,
            "{file}: {} gives no reason",
            action["target"]
        );
    }
}

/// What differs between implementations of JSONPath is avoided: all of them know names, `*`, lists
/// of names without spaces, and one comparison.
#[test]
fn targets_are_plain() {
    for (file, action) in actions() {
        let target = action["target"].as_str().unwrap();
        let mut plain = String::new();
        let mut rest = target;
        while let Some((before, filter)) = rest.split_once("[?(") {
            let (filter, after) = filter.split_once(")]").expect(target);
            let value = filter
                .strip_prefix("@.name == '")
                .or_else(|| filter.strip_prefix("@ == '"));
            assert!(
                value.is_some_and(|value| value.matches('\'').count() == 1),
                "{file}: a filter of `{target}` is more than `@.name == '…'`"
            );
            plain.push_str(before);
            rest = after;
        }
        plain.push_str(rest);
        for odd in ["?", "..", "&&", "||", "', ", "\"", ":,"] {
            assert!(!plain.contains(odd), "{file}: `{odd}` in `{target}`");
        }
    }
}

/// A list in an update replaces or extends the one that is there, depending on who reads it.
#[test]
fn lists_are_only_set_where_there_was_none() {
    fn lists(value: &Value, at: &str, found: &mut Vec<String>) {
        match value {
            Value::Array(_) => found.push(at.to_owned()),
            Value::Object(map) => map
                .iter()
                .for_each(|(key, value)| lists(value, &format!("{at}/{key}"), found)),
            _ => {}
        }
    }
    for (file, action) in actions() {
        let mut found = Vec::new();
        lists(&action["update"], "", &mut found);
        // What is set at the root and below `components` can be looked up as it stands.
        let base = match action["target"].as_str().unwrap() {
            "$" => "",
            "$.components" => "/components",
            "$.components.schemas" => "/components/schemas",
            _ => continue,
        };
        for list in found.iter().filter(|list| !list.starts_with("/tags")) {
            let place = format!("{base}{list}");
            assert!(
                facts().pointer(&place).is_none(),
                "{file}: {place} was there"
            );
        }
    }
}

/// `VENDOR_SPEC=FILE:FILE cargo test -p tests --test overlays -- --ignored`
#[test]
#[ignore = "needs the vendor's files, which are not part of this repository"]
fn no_eight_words_are_the_vendors() {
    let files = env::var_os("VENDOR_SPEC").expect("VENDOR_SPEC names the vendor's files");
    let mut theirs = HashSet::new();
    for file in env::split_paths(&files) {
        let text = fs::read_to_string(root().join(&file)).expect("a file of the vendor");
        let vendor = source::load(Document::Spec, &text).unwrap().tree;
        let known = theirs.len();
        for text in prose(&vendor) {
            theirs.extend(runs(&text));
        }
        let news = theirs.len() - known;
        assert!(news > 1000, "{} is not the vendor's", file.display());
    }
    let mut copied = Vec::new();
    for text in prose(spec()) {
        copied.extend(runs(&text).into_iter().find(|run| theirs.contains(run)));
    }
    assert!(
        copied.is_empty(),
        "the vendor's words:\n{}",
        copied.join("\n")
    );
}

/// All that is written for people.
fn prose(value: &Value) -> Vec<String> {
    match value {
        Value::Object(map) => map
            .iter()
            .flat_map(|(key, value)| match (key.as_str(), value) {
                ("description" | "summary" | "title", Value::String(text)) => vec![text.clone()],
                ("x-enumDescriptions" | "x-resources", Value::Object(texts)) => {
                    let texts = texts.values().filter_map(Value::as_str);
                    texts.map(str::to_owned).collect()
                }
                _ => prose(value),
            })
            .collect(),
        Value::Array(list) => list.iter().flat_map(prose).collect(),
        _ => Vec::new(),
    }
}

/// Each eight words in a row, whatever stands between them.
fn runs(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace('’', "'");
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric() && c != '_' && c != '\'')
        .filter(|word| !word.is_empty())
        .collect();
    words.windows(8).map(|run| run.join(" ")).collect()
}
