//! Renames of the real description, found and followed.

use codegen::renames::{self, Edit};
use codegen::{Input, Text, source};
use fastrand::Rng;
use serde_json::{Value, json};
use tests::input;

use crate::renames::{lines, tree};

/// So many times several things are renamed at once; each takes some runs of the generator.
const SEEDS: u64 = 8;

/// Renames one thing in the real description, wherever it is mentioned, and says how `lines` begins
/// to tell of it. `None` where the number hits something that cannot have another name.
fn renamed(tree: &mut Value, rng: &mut Rng) -> Option<String> {
    let paths: Vec<String> = tree["paths"].as_object().unwrap().keys().cloned().collect();
    let schemas = tree["components"]["schemas"].as_object().unwrap();
    let schemas: Vec<String> = schemas.keys().cloned().collect();
    let (path, schema) = (rng.choice(&paths)?, rng.choice(&schemas)?);
    let place = format!("/components/schemas/{schema}");
    let how = rng.u8(..3);
    let other = |name: &str| match how {
        0 => format!("{name}_next"),
        1 => format!("other_{name}"),
        _ => format!("{name}s"),
    };
    match rng.u8(..4) {
        0 => {
            let new = other(schema);
            let text = tree.to_string();
            let quoted = |name: &str| format!("/schemas/{name}\"");
            *tree = serde_json::from_str(&text.replace(&quoted(schema), &quoted(&new))).unwrap();
            swap(&mut tree["components"]["schemas"], schema, &new);
            Some(format!("schema {schema} → {new}, "))
        }
        1 => {
            let item = tree["paths"][path].as_object_mut()?;
            let operation = item.values_mut().next()?;
            let old = operation["operationId"].as_str()?.to_owned();
            let new = other(&old);
            operation["operationId"] = json!(new);
            Some(format!("operation {old} → {new}, "))
        }
        2 => {
            let new = path.replacen("/v1/", "/v2/", 1);
            swap(&mut tree["paths"], path, &new);
            Some(format!("path {path} → {new}, "))
        }
        _ => {
            let schema = tree.pointer_mut(&place)?;
            let names = schema["properties"].as_object()?.keys().cloned();
            let names: Vec<String> = names.collect();
            let old = rng.choice(&names)?;
            let new = other(old);
            if names.contains(&new) {
                return None;
            }
            swap(&mut schema["properties"], old, &new);
            for name in schema["required"].as_array_mut().into_iter().flatten() {
                if name == old {
                    *name = json!(new);
                }
            }
            Some(format!("property {place} of {old} → {new}, "))
        }
    }
}

/// Gives a key another name, at its place.
fn swap(map: &mut Value, old: &str, new: &str) {
    let entries = map.as_object().unwrap().clone().into_iter();
    let entries =
        entries.map(|(key, value)| (if key == old { new.to_owned() } else { key }, value));
    *map = Value::Object(entries.collect());
}

/// One rename is found, and nothing else is.
#[test]
fn any_name_of_the_real_description() {
    let old = tree(&input().spec.text);
    for seed in 0..300 {
        let mut rng = Rng::with_seed(seed);
        let mut new = old.clone();
        let Some(expected) = renamed(&mut new, &mut rng) else {
            continue;
        };
        let found = lines(&renames::between(&old, &new));
        assert!(
            found.len() == 1 && found[0].starts_with(&expected),
            "seed {seed}: {expected}: {found:?}"
        );
    }
}

/// What goes and what comes have nothing to do with each other, unless they are alike.
#[test]
fn no_rename() {
    let old = tree(&input().spec.text);
    let schemas = old["components"]["schemas"].as_object().unwrap();
    for (number, (name, schema)) in schemas.iter().enumerate() {
        let mut new = old.clone();
        let schema = schema["properties"]
            .as_object()
            .and_then(|all| all.keys().next());
        let Some(property) = schema else { continue };
        let properties = &mut new["components"]["schemas"][name]["properties"];
        properties.as_object_mut().unwrap().shift_remove(property);
        properties[format!("qzx{number}")] = json!({"type": "string"});
        let found = lines(&renames::between(&old, &new));
        assert_eq!(found, [""; 0], "{name}: {property}");
    }
}

/// Several at once, with all corrections and naming rules: they are followed by the commands of the
/// report, and then the description is as good as before.
#[test]
fn the_way_through() {
    let own = input();
    let old = tree(&own.spec.text);
    for seed in 0..SEEDS {
        let mut rng = Rng::with_seed(1000 + seed);
        let mut new = old.clone();
        let mut changes: Vec<String> = Vec::new();
        while changes.len() < 4 {
            changes.extend(renamed(&mut new, &mut rng));
        }
        let mut now = Input {
            spec: Text {
                text: source::write(&new).unwrap(),
                ..own.spec.clone()
            },
            before: Some(Box::new(own.sources())),
            ..own.clone()
        };
        let mut said = Vec::new();
        while let Err(report) = codegen::generate(&now) {
            let report = report.render(&now);
            let commands: Vec<String> = (report.split("`cargo xtask rename ").skip(1))
                .filter_map(|rest| Some(rest.split_once('`')?.0.replace('\'', "")))
                .collect();
            if commands.is_empty() {
                // What the generator cannot know, patterns that cover other names as well, and
                // documentation of a method that has another name in Rust since.
                let by_hand = [
                    "error[secret-undecided]",
                    "error[names-unused]",
                    "error[dead-link]",
                ];
                let by_hand: usize = by_hand
                    .iter()
                    .map(|code| report.matches(code).count())
                    .sum();
                assert_eq!(
                    by_hand,
                    report.matches("error[").count(),
                    "seed {seed}: {changes:#?}\n{report}"
                );
                break;
            }
            assert!(said.len() < 2, "seed {seed}: {changes:#?}\n{report}");

            for command in &commands {
                let (old, new) = command.split_once(' ').unwrap();
                follow(&mut now, old, new);
            }
            said.push(report);
        }
    }
}

/// What `cargo xtask rename OLD NEW` does.
fn follow(input: &mut Input, old: &str, new: &str) {
    let edit = Edit::parse(old, new).unwrap();
    for edit in [Some(edit.clone()), edit.within()].into_iter().flatten() {
        let mut lines = 0;
        for overlay in &mut input.overlays {
            let rewritten = renames::overlay(&overlay.text, &edit).unwrap();
            lines += rewritten.lines.len();
            overlay.text = rewritten.text;
        }
        if let Some(names) = &mut input.names {
            let rewritten = renames::names(&names.text, &edit).unwrap();
            lines += rewritten.lines.len();
            names.text = rewritten.text;
        }
        if lines > 0 {
            return;
        }
    }
    panic!("nothing is called `{old}`");
}
