//! One description in several sources: whatever way it is divided, the same is generated, and what
//! differs between them is never passed over.

use std::collections::BTreeSet;

use codegen::combine::combine;
use codegen::diagnostic::{Code, Document};
use codegen::{Addition, Files, Input, Text, source};
use fastrand::Rng;
use serde_json::Value;
use tests::{facts, generated, input};

fn tree(text: &str) -> Value {
    source::load(Document::Spec, text).unwrap().tree
}

fn keys(tree: &Value, at: &str) -> Vec<String> {
    let map = tree.pointer(at).and_then(Value::as_object).expect(at);
    map.keys().cloned().collect()
}

/// The first source without some of its paths, and an addition of these: both have the schemas that
/// these lead to.
fn divided(rng: &mut Rng) -> Input {
    let mut first = tree(&input().spec.text);
    let mut others = keys(&first, "/paths");
    others.retain(|_| rng.bool());
    let paths = first["paths"].as_object_mut().unwrap();
    paths.retain(|path, _| !others.contains(path));
    let mut divided = input().clone();
    let rest = Addition {
        name: "rest".to_owned(),
        text: std::mem::take(&mut divided.spec),
        paths: others.iter().map(|path| format!("={path}")).collect(),
    };
    divided.spec.text = source::write(&first).unwrap();
    divided.additions.insert(0, rest);
    divided
}

#[test]
fn divided_it_is_the_same_description() {
    let mut rng = Rng::with_seed(1);
    for _ in 0..3 {
        let divided = divided(&mut rng);
        let combined = combine(&divided).unwrap();
        assert!(combined.found.is_empty(), "{:?}", combined.found);
        for at in ["/paths", "/components"] {
            assert_eq!(combined.tree.pointer(at), facts().pointer(at), "{at}");
        }
    }
    let divided = divided(&mut rng);
    let files = codegen::generate(&divided);
    let files = files.unwrap_or_else(|report| panic!("{}", report.render(&divided)));
    let names = |files: &Files| files.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(names(&files), names(generated()));
    for (name, text) in &files {
        // What lists paths and schemas has them in the order of the sources.
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<BTreeSet<_>>();
        assert_eq!(lines(text), lines(&generated()[name]), "{name}");
    }
}

/// Changes something in a schema.
fn changed(schema: &mut Value, rng: &mut Rng) {
    let schema = schema.as_object_mut().unwrap();
    match schema.get_mut("properties").and_then(Value::as_object_mut) {
        Some(properties) if !properties.is_empty() => {
            let at = rng.usize(..properties.len());
            let key = properties.keys().nth(at).unwrap().clone();
            match rng.bool() {
                true => drop(properties.shift_remove(&key)),
                false => drop(properties.insert(
                    key,
                    serde_json::json!({"type": "boolean", "nullable": true}),
                )),
            }
        }
        _ => drop(schema.insert("nullable".to_owned(), true.into())),
    }
}

#[test]
fn a_schema_that_differs_is_never_passed_over() {
    let mut rng = Rng::with_seed(2);
    for _ in 0..20 {
        let mut divided = divided(&mut rng);
        divided.names = None;
        let rest = &divided.additions[0];
        let alone = Input {
            paths: rest.paths.clone(),
            ..rest.text.clone().into()
        };
        let shared = keys(&combine(&alone).unwrap().tree, "/components/schemas");
        let key = &shared[rng.usize(..shared.len())];
        let mut tree = tree(&rest.text.text);
        changed(&mut tree["components"]["schemas"][key], &mut rng);
        let text = source::write(&tree).unwrap();
        divided.additions[0].text = Text {
            name: "rest.yaml".to_owned(),
            text,
        };
        let found = combine(&divided).unwrap().found;
        let is_it = |message: &str| message.starts_with(&format!("the schema `{key}` differs"));
        assert!(
            found
                .iter()
                .any(|it| it.code == Code::SourceConflict && is_it(&it.message)),
            "{key}: {found:?}"
        );
        // What refers to it is told apart with it: all that the second source has is as it was.
        let rules: Vec<_> = found
            .iter()
            .filter_map(|found| found.name.as_deref())
            .collect();
        divided.names = Some(Text {
            name: "names.toml".to_owned(),
            text: codegen::names::with("", rules),
        });
        let combined = combine(&divided).unwrap();
        assert!(combined.found.is_empty(), "{key}: {:?}", combined.found);
        let own = combined.tree["components"]["schemas"].get(format!("rest_{key}"));
        assert!(own.is_some(), "{key}");
        assert_eq!(
            combined.tree["components"]["schemas"][key],
            facts()["components"]["schemas"][key]
        );
    }
}
