//! Every property, parameter and enum value of the spec is found exactly once in the emitted code,
//! by its name on the wire, and nothing else is.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod emitted;

use std::collections::{BTreeMap, BTreeSet};

use codegen::combine::combine;
use codegen::{Input, Text};
use serde_json::{Map, Value};
use tests::{facts, generated, input, spec};

use emitted::Module;

fn entries(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter)
}

/// The operations of a path.
fn operations_of(item: &Value) -> impl Iterator<Item = (&String, &Value)> {
    entries(item).filter(|(_, value)| value.get("responses").is_some())
}

fn modules(folder: &str) -> Vec<Module> {
    let files = generated()
        .iter()
        .filter(|(path, _)| path.starts_with(folder) && !path.ends_with("/mod.rs"));
    files.map(|(_, text)| Module::read(text)).collect()
}

fn assert_same(what: &str, spec: &[String], code: &[String]) {
    let (left, right): (BTreeSet<_>, BTreeSet<_>) = (spec.iter().collect(), code.iter().collect());
    let missing: Vec<_> = left.difference(&right).collect();
    let invented: Vec<_> = right.difference(&left).collect();
    assert!(
        missing.is_empty() && invented.is_empty(),
        "{what}: missing {missing:#?}, invented {invented:#?}"
    );
    assert_eq!(spec.len(), code.len(), "{what}: something is there twice");
}

#[test]
fn schemas_properties_and_values() {
    let (mut keys, mut properties, mut values) = (Vec::new(), Vec::new(), Vec::new());
    for (key, schema) in entries(&spec()["components"]["schemas"]) {
        keys.push(key.clone());
        properties.extend(
            entries(&schema["properties"]).map(|(property, _)| format!("{key}.{property}")),
        );
        values.extend(
            schema["enum"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|value| format!("{key}={}", value.as_str().unwrap())),
        );
    }
    let modules = modules("schemas/");
    assert_same(
        "schemas",
        &keys,
        &modules
            .iter()
            .map(|module| module.title.clone())
            .collect::<Vec<_>>(),
    );
    for (list, between, expected) in [("object", '.', &properties), ("KNOWN", '=', &values)] {
        let written: Vec<String> = modules
            .iter()
            .flat_map(|module| {
                module
                    .list(list)
                    .map(move |wire| format!("{}{between}{wire}", module.title))
            })
            .collect();
        assert_same(list, expected, &written);
    }
}

/// What a source describes is in the description as it says it, whether or not it is alone: all of
/// its operations, and all of its schemas with all of their properties.
#[test]
fn each_source_is_complete() {
    let input = input();
    let alone = Input::from(input.spec.clone());
    let others = input.additions.iter().map(|addition| Input {
        names: input.names.clone(),
        additions: vec![addition.clone()],
        spec: Text {
            text: "openapi: 3.0.3".to_owned(),
            ..Text::default()
        },
        ..Input::default()
    });
    let combined = [alone].into_iter().chain(others);
    let (mut all, mut keys, mut count) = (Vec::new(), BTreeSet::new(), 0);
    for tree in combined.map(|input| combine(&input).unwrap().tree) {
        for (path, item) in entries(&tree["paths"]) {
            let own = operations_of(item).map(|(verb, _)| (path.clone(), verb.clone()));
            all.extend(own);
        }
        for (key, schema) in entries(&tree["components"]["schemas"]) {
            assert_eq!(facts()["components"]["schemas"][key], *schema, "{key}");
            keys.insert(key.clone());
        }
        if count == 0 {
            let paths = entries(&tree["paths"]).count();
            assert_eq!((paths, all.len(), keys.len()), (90, 97, 311));
        }
        count += 1;
    }
    assert_eq!(count, 1 + input.additions.len());
    for (path, verb) in &all {
        assert!(facts()["paths"][path][verb].is_object(), "{verb} {path}");
    }
    let items = entries(&facts()["paths"]);
    let count = items.flat_map(|(_, item)| operations_of(item)).count();
    assert_eq!(count, all.len());
    let schemas = entries(&facts()["components"]["schemas"]);
    assert_eq!(schemas.count(), keys.len());
}

#[test]
fn each_name_on_the_wire_belongs_to_its_own_field() {
    for module in modules("schemas/") {
        let targets: BTreeSet<&String> = module.targets("object").collect();
        assert_eq!(
            targets.len(),
            module.list("object").count(),
            "{}: a field is listed twice",
            module.title
        );
    }
}

/// The URLs of servers that replace those of the document.
fn urls(servers: Option<&Value>) -> String {
    let servers = servers.and_then(Value::as_array).into_iter().flatten();
    let urls = servers.map(|server| format!(" {}", server["url"].as_str().unwrap()));
    urls.collect()
}

#[test]
fn operations_and_parameters() {
    let (mut operations, mut parameters) = (Vec::new(), Vec::new());
    for (path, item) in entries(&spec()["paths"]) {
        let shared = item.get("servers");
        for (verb, operation) in operations_of(item) {
            let verb = verb.to_uppercase();
            let servers = operation.get("servers").or(shared);
            operations.push(format!("{verb} {path}{}", urls(servers)));
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                let (place, name) = (
                    parameter["in"].as_str().unwrap(),
                    parameter["name"].as_str().unwrap(),
                );
                parameters.push(format!("{verb} {path} {place} {name}"));
            }
        }
    }
    let modules = modules("paths/");
    let servers = generated().get("servers/mod.rs");
    let servers = servers.map_or_else(BTreeMap::new, |text| emitted::servers(text));
    let routes: Vec<String> = modules
        .iter()
        .flat_map(|module| {
            module.builders.iter().map(|builder| {
                let server = builder.server.as_ref().map(|name| &servers[name]);
                format!("{}{}", builder.route, server.map_or("", String::as_str))
            })
        })
        .collect();
    assert_same("operations", &operations, &routes);
    let written: Vec<String> = modules
        .iter()
        .flat_map(|module| {
            module.builders.iter().flat_map(|builder| {
                builder
                    .parameters
                    .iter()
                    .map(|parameter| format!("{} {parameter}", builder.route))
            })
        })
        .collect();
    assert_same("parameters", &parameters, &written);
}

/// How many operations take the session of a member and have this in their path.
fn with_session(part: &str) -> usize {
    let items = entries(&spec()["paths"]).filter(|(path, _)| path.contains(part));
    let count = items
        .flat_map(|(_, item)| operations_of(item))
        .filter(|(_, operation)| operation.to_string().contains("X-Stytch-Member-Session"))
        .count();
    assert!(count > 0, "no operation with `{part}`");
    count
}

/// In a scope, an input is given or follows from the session, and never both.
#[test]
fn each_constructor_of_a_scope_fills_the_path() {
    let mut count = 0;
    for builder in modules("paths/").iter().flat_map(|module| &module.builders) {
        let wanted: BTreeSet<String> = builder
            .route
            .split('{')
            .skip(1)
            .filter_map(|rest| Some(format!("path {}", rest.split_once('}')?.0)))
            .collect();
        for filled in &builder.acting {
            count += 1;
            let path: Vec<_> = filled
                .iter()
                .filter(|name| name.starts_with("path"))
                .cloned()
                .collect();
            assert_eq!(path.len(), wanted.len(), "{}: {filled:?}", builder.route);
            assert_eq!(BTreeSet::from_iter(path), wanted, "{}", builder.route);
        }
    }
    // Of the calls about oneself, that for a password asks for as much as the one for others, and
    // none reactivates.
    let own = with_session("{member_id}") - with_session("/reactivate");
    assert_eq!(count, with_session("") + own);
}

#[test]
fn every_operation_with_a_session_is_reached_from_the_member() {
    let tree: String = generated()["actors/member.rs"].split_whitespace().collect();
    let (mut others, mut own) = (0, 0);
    for (file, text) in generated()
        .iter()
        .filter(|(path, _)| path.starts_with("paths/") && !path.ends_with("/mod.rs"))
    {
        let path = file.trim_end_matches(".rs").replace('/', "::");
        for builder in &Module::read(text).builders {
            let call = format!("{path}::{}::acting", builder.name);
            others += tree.matches(&format!("{call}(&self.client")).count();
            own += tree.matches(&format!("{call}_self(&self.client")).count();
        }
    }
    let expected = (
        with_session("") + with_session("{member_password_id}"),
        with_session("{member_id}") - with_session("/reactivate"),
    );
    assert_eq!((others, own), expected);
}

#[test]
fn every_operation_is_reached_from_the_client() {
    let tree: String = generated()["resources.rs"].split_whitespace().collect();
    let mut builders = 0;
    for (file, text) in generated()
        .iter()
        .filter(|(path, _)| path.starts_with("paths/") && !path.ends_with("/mod.rs"))
    {
        let path = file.trim_end_matches(".rs").replace('/', "::");
        for builder in &Module::read(text).builders {
            let call = format!("{path}::{}::new(&self.client", builder.name);
            assert_eq!(
                tree.matches(&call).count(),
                1,
                "handles that lead to {}",
                builder.route
            );
            builders += 1;
        }
    }
    assert_eq!(
        tree.matches("::new(&self.client").count(),
        builders,
        "a handle leads to nothing"
    );
}

/// People search for the names of the vendor's own SDKs; these are those of the Python one.
#[test]
fn the_tree_is_that_of_the_official_sdks() {
    let official: BTreeSet<(String, String)> = include_str!("official_tree.csv")
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(','))
        .map(|(id, name)| (id.to_owned(), name.to_owned()))
        .collect();
    let api = codegen::model(tests::input(), &mut |_| {}).unwrap();
    let operations = api.paths.iter().flat_map(|path| &path.operations);
    let ours: BTreeSet<(String, String)> = operations
        .map(|operation| {
            let names = operation.resource.iter().chain([&operation.method]);
            (
                operation.id.clone(),
                names.map(|name| name.bare()).collect::<Vec<_>>().join("."),
            )
        })
        .collect();
    assert_eq!(ours, official);
}
