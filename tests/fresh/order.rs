//! The order of the facts, which `import` keeps: what was there is where it was, and what is new
//! comes after it.

use codegen::diagnostic::Document;
use codegen::{facts, source};
use fastrand::Rng;
use serde_json::{Map, Value, json};
use tests::input;

/// Lists that the vendor can write in any order.
const LISTS: &[&str] = &[
    "required",
    "enum",
    "tags",
    "parameters",
    "allOf",
    "servers",
    "security",
];

fn committed() -> Value {
    let source = source::load(Document::Spec, &input().spec.text).unwrap();
    source.tree
}

/// What `import` writes below its note.
fn written(tree: &Value) -> String {
    source::write(tree).unwrap()
}

/// The same in another order: all objects, and the lists in which order says nothing.
fn shuffled(tree: &Value, rng: &mut Rng) -> Value {
    match tree {
        Value::Object(map) => {
            let mut entries: Vec<(String, Value)> = map
                .iter()
                .map(|(key, value)| {
                    let mut value = shuffled(value, rng);
                    if let (true, Value::Array(list)) = (LISTS.contains(&key.as_str()), &mut value)
                    {
                        rng.shuffle(list);
                    }
                    (key.clone(), value)
                })
                .collect();
            rng.shuffle(&mut entries);
            Value::Object(entries.into_iter().collect())
        }
        Value::Array(list) => list.iter().map(|item| shuffled(item, rng)).collect(),
        scalar => scalar.clone(),
    }
}

/// What the real description lacks.
fn odd() -> Value {
    json!({
        "servers": [{"url": "https://b"}, {"url": "https://a"}],
        "security": [{"key": []}, {"oauth": ["write", "read"], "key": []}, {}],
        "tags": [{"name": "b"}, {"name": "a"}],
        "paths": {"/a": {
            "parameters": [{"$ref": "#/components/parameters/b"}, {"in": "header", "name": "a"}],
            "get": {
                "tags": ["b", "a"],
                "parameters": [
                    {"in": "query", "name": "a", "required": true},
                    {"in": "header", "name": "a", "schema": {"enum": ["x", 1, null, "a", "x"]}},
                ],
                "responses": {"default": {"$ref": "#/components/responses/b"}, "200": {}},
            },
        }},
        "components": {
            "parameters": {"b": {"in": "query", "name": "b"}},
            "schemas": {
                "default": {"allOf": [
                    {"properties": {"enum": {"type": "string"}, "a": {}}, "required": ["enum", "a"]},
                    {"$ref": "#/components/schemas/b"},
                    {"properties": {"c": {}, "b": {}}},
                    {"$ref": "#/components/schemas/a"},
                ]},
                "b": {"properties": {"required": {"default": ["b", "a"]}}},
                "a": {"properties": {"a": {"x-values": ["b", "a"]}}},
            },
        },
    })
}

#[test]
fn another_order_is_no_change() {
    for (facts, rounds) in [(committed(), 20), (odd(), 500)] {
        for seed in 0..rounds {
            let other = shuffled(&facts, &mut Rng::with_seed(seed));
            assert!(written(&other) != written(&facts), "seed {seed}");
            let kept = facts::order::keep(&facts, &other);
            assert!(written(&kept) == written(&facts), "seed {seed}");
        }
    }
}

/// Adds to objects with names and to lists, anywhere in them, and says how much.
fn grown(tree: &mut Value, key: &str, rng: &mut Rng) -> usize {
    let mut count = 0;
    match tree {
        Value::Object(map) => {
            for (key, value) in map.iter_mut() {
                count += grown(value, key, rng);
            }
            let new = match key {
                "properties" | "schemas" => json!({"type": "string"}),
                "paths" => json!({"get": {"responses": {"200": {"description": ""}}}}),
                _ => return count,
            };
            let place = rng.usize(..=map.len());
            map.shift_insert(place, "/new".to_owned(), new);
            count + 1
        }
        Value::Array(list) => {
            for value in list.iter_mut() {
                count += grown(value, "", rng);
            }
            let new = match key {
                "required" | "enum" => json!("/new"),
                "parameters" => json!({"name": "/new", "in": "query", "schema": {}}),
                "tags" if list.iter().all(Value::is_object) => json!({"name": "/new"}),
                _ => return count,
            };
            list.insert(rng.usize(..=list.len()), new);
            count + 1
        }
        _ => 0,
    }
}

/// Everything new is at the end; returns how much that is. Without it, all is as it was.
fn stripped(tree: &mut Value) -> usize {
    let mut count = 0;
    match tree {
        Value::Object(map) => {
            if let Some(last) = map.keys().next_back().cloned()
                && last == "/new"
            {
                map.shift_remove(&last);
                count += 1;
            }
            count + map.values_mut().map(stripped).sum::<usize>()
        }
        Value::Array(list) => {
            let is_new = |last: &Value| last == "/new" || last["name"] == "/new";
            count += usize::from(list.pop_if(|last| is_new(last)).is_some());
            count + list.iter_mut().map(stripped).sum::<usize>()
        }
        _ => 0,
    }
}

#[test]
fn what_is_new_comes_last() {
    let facts = committed();
    for seed in 0..20 {
        let mut rng = Rng::with_seed(seed);
        let mut new = facts.clone();
        let added = grown(&mut new, "", &mut rng);
        assert!(added > 500, "{added}");
        let mut kept = facts::order::keep(&facts, &shuffled(&new, &mut rng));
        assert_eq!(stripped(&mut kept), added, "seed {seed}");
        assert!(written(&kept) == written(&facts), "seed {seed}");
    }
}

/// Whatever the two have in common, the result says what the new one says.
#[test]
fn nothing_but_the_order_changes() {
    let sorted = |tree: &Value| {
        fn sort(tree: &Value, parent: &str) -> Value {
            match tree {
                Value::Object(map) => {
                    let mut entries: Vec<_> = map.iter().collect();
                    entries.sort_by_key(|(key, _)| *key);
                    let sorted = entries.into_iter();
                    Value::Object(
                        sorted
                            .map(|(key, value)| (key.clone(), sort(value, key)))
                            .collect::<Map<_, _>>(),
                    )
                }
                Value::Array(list) => {
                    let mut list: Vec<Value> = list.iter().map(|item| sort(item, "")).collect();
                    if LISTS.contains(&parent) {
                        list.sort_by_key(Value::to_string);
                    }
                    Value::Array(list)
                }
                scalar => scalar.clone(),
            }
        }
        sort(tree, "")
    };
    let (facts, odd) = (committed(), odd());
    for seed in 0..200 {
        let mut rng = Rng::with_seed(seed);
        let mut other = shuffled(&odd, &mut rng);
        grown(&mut other, "", &mut rng);
        for (old, new) in [(&odd, &other), (&other, &odd), (&facts, &other)] {
            let kept = facts::order::keep(old, new);
            assert_eq!(sorted(&kept), sorted(new), "seed {seed}");
            assert_eq!(
                written(&facts::order::keep(&kept, new)),
                written(&kept),
                "seed {seed}"
            );
        }
    }
}

/// The elements of the list, or the keys of the object, that a pointer leads to.
fn names(tree: &Value, pointer: &str) -> Vec<String> {
    match tree.pointer(pointer).expect(pointer) {
        Value::Object(map) => map.keys().cloned().collect(),
        Value::Array(list) => list
            .iter()
            .map(|item| {
                ["$ref", "name"]
                    .iter()
                    .find_map(|key| item[*key].as_str())
                    .map_or_else(
                        || {
                            item.as_str()
                                .map_or_else(|| item.to_string(), str::to_owned)
                        },
                        str::to_owned,
                    )
            })
            .collect(),
        other => panic!("{pointer}: {other}"),
    }
}

/// What is recognized although it is not what it was, and what is not.
#[test]
fn one_list_in_the_order_of_another() {
    for (key, old, new, expected) in [
        // Duplicates, values of other types, what is gone.
        (
            "enum",
            json!(["a", "b"]),
            json!(["b", "a", "a"]),
            json!(["a", "b", "a"]),
        ),
        (
            "enum",
            json!(["a", 1, null]),
            json!([null, 1, "1"]),
            json!([1, null, "1"]),
        ),
        (
            "required",
            json!(["c", "a", "b"]),
            json!(["a", "x", "c"]),
            json!(["c", "a", "x"]),
        ),
        // A parameter that is required now is behind those that were.
        (
            "parameters",
            json!([{"in": "query", "name": "a"}, {"in": "query", "name": "b", "required": true}]),
            json!([{"in": "query", "name": "b", "required": true}, {"in": "query", "name": "a", "required": true}]),
            json!([{"in": "query", "name": "b", "required": true}, {"in": "query", "name": "a", "required": true}]),
        ),
        // One name in two places.
        (
            "parameters",
            json!([{"in": "query", "name": "a"}, {"in": "header", "name": "a"}]),
            json!([{"in": "cookie", "name": "a"}, {"in": "header", "name": "a", "schema": {}}, {"in": "query", "name": "a"}]),
            json!([{"in": "query", "name": "a"}, {"in": "header", "name": "a", "schema": {}}, {"in": "cookie", "name": "a"}]),
        ),
        // A part of an `allOf` has no name; it is known by its properties.
        (
            "allOf",
            json!([{"properties": {"a": {}, "b": {}}}, {"$ref": "#/c"}, {"properties": {"d": {}}}]),
            json!([{"properties": {"d": {}, "e": {}}}, {"properties": {"b": {}}}, {"$ref": "#/c"}]),
            json!([{"properties": {"b": {}}}, {"$ref": "#/c"}, {"properties": {"d": {}, "e": {}}}]),
        ),
        // These are values, and their order is theirs.
        (
            "default",
            json!(["a", "b"]),
            json!(["b", "a"]),
            json!(["b", "a"]),
        ),
        (
            "x-order",
            json!(["a", "b"]),
            json!(["b", "a"]),
            json!(["b", "a"]),
        ),
    ] {
        let of = |list: &Value| json!({key: list});
        let kept = facts::order::keep(&of(&old), &of(&new));
        assert_eq!(
            written(&kept),
            written(&of(&expected)),
            "{key}: {old} → {new}"
        );
    }
}

/// What has another name is in its old order as well: otherwise the arguments of a call could
/// change places with a name that callers never see.
#[test]
fn what_is_renamed_keeps_its_place() {
    let facts = |path: &str, schema: &str, inner: &str, properties: &[&str]| {
        let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
        let of = |names: &[&str]| -> Value {
            let entries = names.iter().map(|name| ((*name).to_owned(), json!({})));
            json!({"properties": entries.collect::<Map<_, _>>(), "required": names})
        };
        let mut outer = of(properties);
        outer["properties"]["inner"] = reference(inner);
        json!({
            "paths": {
                "/first": {},
                path: {"post": {
                    "operationId": "create",
                    "requestBody": {"content": {"application/json": {"schema": reference(schema)}}},
                }},
                "/last": {},
            },
            "components": {"schemas": {
                "First": {}, schema: outer, inner: of(properties), "Last": {},
            }},
        })
    };
    let old = facts("/old", "Old", "OldInner", &["b", "a"]);
    let new = facts("/new", "New", "NewInner", &["a", "x", "b"]);
    let expected = facts("/new", "New", "NewInner", &["b", "a", "x"]);
    for seed in 0..50 {
        let new = shuffled(&new, &mut Rng::with_seed(seed));
        let kept = facts::order::keep(&old, &new);
        for pointer in [
            "/paths",
            "/components/schemas",
            "/components/schemas/New/required",
            "/components/schemas/NewInner/required",
            "/components/schemas/NewInner/properties",
        ] {
            assert_eq!(
                names(&kept, pointer),
                names(&expected, pointer),
                "{pointer}, seed {seed}"
            );
        }
    }
}
