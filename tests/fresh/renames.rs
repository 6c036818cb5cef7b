//! What has another name in one version of the facts than in another.

use std::collections::BTreeSet;

use codegen::diagnostic::Document;
use codegen::renames::{self, Part, Rename, Renames};
use codegen::source;
use serde_json::{Map, Value, json};

const SHOP: &str = include_str!("../diagnostics/shop.yaml");

pub(crate) fn tree(text: &str) -> Value {
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
pub(crate) fn lines(renames: &Renames) -> Vec<String> {
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
