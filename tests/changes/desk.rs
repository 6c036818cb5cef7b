//! Two versions of a small description, and what is said of the difference.

use codegen::diff::{self, Diff, Surroundings, Version, report};
use codegen::{Input, Text};
use fastrand::Rng;
use serde_json::Value;

/// What generation depends on, with the frame of a description around `spec`.
pub(crate) fn input(spec: &str, overlay: &str, names: &str) -> Input {
    let text = |name: &str, text: String| Text {
        name: name.to_owned(),
        text,
    };
    let spec = format!("openapi: 3.0.3\ninfo: {{title: Shop, version: '1'}}\n{spec}");
    let overlays = (!overlay.is_empty()).then(|| {
        let head = "overlay: 1.0.0\ninfo: {title: o, version: '1'}\nactions:\n";
        text("fixes.yaml", format!("{head}{overlay}"))
    });
    Input {
        spec: text("shop.yaml", spec),
        overlays: overlays.into_iter().collect(),
        names: (!names.is_empty()).then(|| text("names.toml", names.to_owned())),
        ..Input::default()
    }
}

pub(crate) fn compare(old: &Input, new: &Input) -> Diff {
    let version = |name: &str, input: &Input| {
        Version::of(name, input).unwrap_or_else(|report| panic!("{}", report.render(input)))
    };
    let (old, new) = (version("old", old), version("new", new));
    assert_eq!(old.errors, [""; 0]);
    let surroundings = Surroundings {
        crate_version: Some("0.1.0"),
        ..Surroundings::default()
    };
    diff::compare(&old, &new, surroundings)
}

/// The lines of the report from its first section on, without the changelog.
pub(crate) fn told(diff: &Diff) -> String {
    let text = report::markdown(diff);
    let text = text
        .split("## For the changelog")
        .next()
        .unwrap_or_default();
    let sections = text.split_once("\n## ").map_or("", |(_, rest)| rest);
    sections.replace("\n\n", "\n").trim_end().to_owned()
}

/// A version of the real description, corrected and changed, with its naming rules.
pub(crate) fn real(tree: &Value) -> Version {
    let input = Input {
        spec: Text {
            name: "spec.json".to_owned(),
            text: tree.to_string(),
        },
        names: tests::input().names.clone(),
        ..Input::default()
    };
    Version::of("", &input).unwrap_or_else(|report| panic!("{}", report.render(&input)))
}

/// The same in another order: all objects, and the arrays below these keys.
pub(crate) fn shuffled(tree: &Value, lists: &[&str], rng: &mut Rng) -> Value {
    match tree {
        Value::Object(map) => {
            let entries = map.iter().map(|(key, value)| {
                let mut value = shuffled(value, lists, rng);
                if let (true, Value::Array(list)) = (lists.contains(&key.as_str()), &mut value) {
                    rng.shuffle(list);
                }
                (key.clone(), value)
            });
            let mut entries: Vec<(String, Value)> = entries.collect();
            rng.shuffle(&mut entries);
            Value::Object(entries.into_iter().collect())
        }
        Value::Array(list) => {
            let items = list.iter().map(|item| shuffled(item, lists, rng));
            items.collect()
        }
        scalar => scalar.clone(),
    }
}
