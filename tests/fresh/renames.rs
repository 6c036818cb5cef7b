//! What has another name in one version of the facts than in another.

use std::collections::BTreeSet;

use codegen::diagnostic::Document;
use codegen::renames::{self, Edit, Part, Rename, Renames};
use codegen::{Input, Text, source};
use fastrand::Rng;
use serde_json::{Map, Value, json};
use tests::input;

/// So many times several things are renamed at once; each takes some runs of the generator.
const SEEDS: u64 = 8;

const SHOP: &str = include_str!("../diagnostics/shop.yaml");

fn tree(text: &str) -> Value {
    source::load(Document::Spec, text).unwrap().tree
}

/// What stands in place of what.
type Words<'a> = &'a [(&'a str, &'a str)];

/// The shop with other words.
fn shop(words: Words<'_>) -> String {
    words.iter().fold(SHOP.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "`{old}` is not in shop.yaml");
        text.replace(old, new)
    })
}

/// `schema Order → Purchase, at its place`.
fn lines(renames: &Renames) -> Vec<String> {
    let of = |what: &str, rename: &Rename| {
        let (old, new, why) = (&rename.old, &rename.new, rename.why);
        format!("{what} {old} → {new}, {why:?} {}", rename.likeness)
    };
    let part = |what: &str, part: &Part| of(&format!("{what} {} of", part.place), &part.rename);
    let prefixes = renames.prefixes.iter();
    prefixes
        .map(|prefix| {
            let names = prefix.names.join(", ");
            format!("prefix {} → {}: {names}", prefix.old, prefix.new)
        })
        .chain(renames.schemas.iter().map(|rename| of("schema", rename)))
        .chain(
            renames
                .operations
                .iter()
                .map(|rename| of("operation", rename)),
        )
        .chain(renames.paths.iter().map(|rename| of("path", rename)))
        .chain(renames.properties.iter().map(|it| part("property", it)))
        .chain(renames.parameters.iter().map(|it| part("parameter", it)))
        .chain(renames.values.iter().map(|it| part("value", it)))
        .collect()
}

/// With the keys of all objects in the opposite order.
fn reversed(tree: &Value) -> Value {
    match tree {
        Value::Object(map) => {
            let entries = map.iter().rev();
            let entries = entries.map(|(key, value)| (key.clone(), reversed(value)));
            Value::Object(entries.collect::<Map<_, _>>())
        }
        Value::Array(list) => list.iter().map(reversed).collect(),
        scalar => scalar.clone(),
    }
}

#[test]
fn what_is_found() {
    let cases: &[(Words<'_>, &[&str])] = &[
        (&[], &[]),
        (&[("Line", "Item")], &["schema Line → Item, SamePlace 100"]),
        // Another name, and another property.
        (
            &[
                ("schemas/Line", "schemas/Item"),
                ("    Line:", "    Item:"),
                (
                    "amount: {type: integer}",
                    "amount: {type: integer}\n        price: {type: integer}",
                ),
            ],
            &["schema Line → Item, SamePlace 80"],
        ),
        (
            &[("createOrder", "placeOrder")],
            &["operation createOrder → placeOrder, SamePlace 100"],
        ),
        (
            &[("/orders", "/purchases")],
            &[
                "path /orders → /purchases, SamePlace 100",
                "path /orders/{order_id} → /purchases/{order_id}, SamePlace 100",
            ],
        ),
        (
            &[("{order_id}", "{id}"), ("name: order_id", "name: id")],
            &[
                "path /orders/{order_id} → /orders/{id}, SamePlace 100",
                "parameter /components/parameters/OrderId of order_id → id, SamePlace 100",
            ],
        ),
        (
            &[("name: expand", "name: expanded")],
            &["parameter /paths/~1orders~1{order_id}/get of expand → expanded, SamePlace 100"],
        ),
        (
            &[("status: {", "state: {")],
            &["property /components/schemas/Order of status → state, SamePlace 100"],
        ),
        // A string that goes and one that comes.
        (
            &[
                (
                    "id: {type: string}\n        status",
                    "mail: {type: string}\n        status",
                ),
                ("required: [id]", "required: [mail]"),
            ],
            &[],
        ),
        (
            &[("[open, paid]", "[OPEN, paid, new]")],
            &["value /components/schemas/Order/properties/status of open → OPEN, Alike 99"],
        ),
        (&[("[open, paid]", "[open, shipped]")], &[]),
        // All of it in a schema that has another name itself.
        (
            &[
                ("schemas/Order", "schemas/Purchase"),
                ("    Order:\n      type", "    Purchase:\n      type"),
                ("status: {", "state: {"),
            ],
            &[
                "schema Order → Purchase, SamePlace 50",
                "property /components/schemas/Order of status → state, SamePlace 100",
            ],
        ),
        (
            &[
                ("schemas/", "schemas/shop_v2_"),
                ("    Draft:", "    shop_v2_Draft:"),
                ("    Order:\n      type", "    shop_v2_Order:\n      type"),
                ("    Line:", "    shop_v2_Line:"),
            ],
            &[
                "schema Draft → shop_v2_Draft, SamePlace 100",
                "schema Line → shop_v2_Line, SamePlace 100",
                "schema Order → shop_v2_Order, SamePlace 100",
            ],
        ),
    ];
    for (words, expected) in cases {
        let (old, new) = (tree(SHOP), tree(&shop(words)));
        let found = renames::between(&old, &new);
        assert_eq!(lines(&found), *expected, "{words:?}");
        assert_eq!(found.is_empty(), expected.is_empty());
        // Whole names need no order.
        let other = renames::between(&reversed(&old), &reversed(&new));
        assert_eq!(found.schemas, other.schemas, "{words:?}");
        assert_eq!(found.prefixes, other.prefixes, "{words:?}");
        // What is old one way is new the other way.
        let back = renames::between(&new, &old);
        let turned = |renames: &[Rename]| -> BTreeSet<[String; 2]> {
            let names = renames.iter();
            names.map(|it| [it.new.clone(), it.old.clone()]).collect()
        };
        let straight = |renames: &[Rename]| -> BTreeSet<[String; 2]> {
            let names = renames.iter();
            names.map(|it| [it.old.clone(), it.new.clone()]).collect()
        };
        for (one, two) in [
            (&found.schemas, &back.schemas),
            (&found.operations, &back.operations),
            (&found.paths, &back.paths),
        ] {
            assert_eq!(straight(one), turned(two), "{words:?}");
        }
        let parts = |renames: &Renames| {
            [&renames.properties, &renames.parameters, &renames.values].map(Vec::len)
        };
        assert_eq!(parts(&found), parts(&back), "{words:?}");
    }
}

/// A place where another schema is now says less than the form of the schema that was there.
#[test]
fn a_schema_that_moved() {
    let facts = |answer: &str, names: [&str; 2]| {
        let shape = json!({"type": "object", "properties": {
            "a": {"type": "string"}, "b": {"type": "string"}, "c": {"type": "integer"},
        }});
        let mut page = shape.clone();
        page["properties"]["d"] = json!({"type": "array", "items": {"type": "boolean"}});
        page["properties"]["e"] = json!({"type": "integer"});
        let mut schemas = json!({names[0]: shape});
        if !names[1].is_empty() {
            schemas[names[1]] = page;
        }
        let schema = json!({"$ref": format!("#/components/schemas/{answer}")});
        json!({"paths": {"/a": {"get": {"schema": schema}}}, "components": {"schemas": schemas}})
    };
    let found = renames::between(&facts("Old", ["Old", ""]), &facts("Page", ["New", "Page"]));
    assert_eq!(lines(&found), ["schema Old → New, EqualForm 100"]);
}

/// Schemas by these names, each with a property of its own, at the same places.
fn schemas(names: &[&str]) -> Value {
    let schemas: Map<String, Value> = names
        .iter()
        .enumerate()
        .map(|(number, name)| {
            let property = format!("p{number}");
            let schema = serde_json::json!({"properties": {property: {"type": "string", "format": "uuid"}}, "required": [number]});
            ((*name).to_owned(), schema)
        })
        .collect();
    serde_json::json!({"components": {"schemas": schemas}})
}

#[test]
fn prefixes() {
    for (old, new, expected) in [
        // By their form alone.
        (
            &["api_a_v1_Get", "api_a_v1_Put"][..],
            &["api_b_v1_Get", "api_b_v1_Put"][..],
            &["api_a_v1_ → api_b_v1_"][..],
        ),
        // As long as names that stay allow, and no longer than all have in common.
        (
            &["api_a_v1_Get", "api_a_v2_Put", "api_c_Put"],
            &["api_b_v1_Get", "api_b_v2_Put", "api_c_Put"],
            &["api_a_ → api_b_"],
        ),
        (
            &["a_x_Get", "a_x_Put", "a_y_Get", "a_y_Put", "a_Get"],
            &["b_x_Get", "b_x_Put", "b_y_Get", "b_y_Put", "a_Get"],
            &["a_x_ → b_x_", "a_y_ → b_y_"],
        ),
        // The new one begins with the old one.
        (&["a_Get", "a_Put"], &["a_b_Get", "a_b_Put"], &["a_ → a_b_"]),
        // Something new begins with the old one.
        (
            &["a_x_Get", "a_x_Put", "a_y_Get", "a_y_Put"],
            &["b_x_Get", "b_x_Put", "b_y_Get", "b_y_Put", "a_x_New"],
            &["a_y_ → b_y_"],
        ),
        // One name has no prefix.
        (&["api_a_v1_Get"], &["api_b_v1_Get"], &[]),
        (&["OldGet", "OldPut"], &["NewGet", "NewPut"], &["Old → New"]),
    ] {
        let found = renames::between(&schemas(old), &schemas(new));
        let prefixes = found.prefixes.iter();
        let prefixes: Vec<String> = prefixes
            .map(|prefix| format!("{} → {}", prefix.old, prefix.new))
            .collect();
        assert_eq!(prefixes, expected, "{old:?}");
    }
}

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
            before: Some(own.spec.clone()),
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
