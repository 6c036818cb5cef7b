//! What the vendor renamed: what a report proposes, and what comes of it when the proposal is
//! followed.

use std::collections::BTreeSet;

use codegen::renames::{self, Edit};
use codegen::{Input, Text};

use crate::{SHOP, named, overlaid, report, spec};

/// What stands in place of what.
type Words<'a> = &'a [(&'a str, &'a str)];

/// The shop with other words.
fn shop(words: Words<'_>) -> String {
    words.iter().fold(SHOP.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "`{old}` is not in shop.yaml");
        text.replace(old, new)
    })
}

/// The shop as it is now, with the corrections that were made for `SHOP`.
pub(crate) fn after(words: Words<'_>, actions: &str, names: &str) -> Input {
    let input = Input {
        spec: spec(&shop(words)).spec,
        before: Some(Box::new(spec(SHOP).spec.into())),
        ..overlaid(actions)
    };
    match names {
        "" => input,
        names => named(input, names),
    }
}

/// What `cargo xtask rename OLD NEW` makes of the input.
pub(crate) fn follow(input: &Input, old: &str, new: &str) -> Input {
    let edit = Edit::parse(old, new).unwrap();
    let with = |edit: &Edit| {
        let mut input = input.clone();
        for overlay in &mut input.overlays {
            overlay.text = renames::overlay(&overlay.text, edit).unwrap().text;
        }
        if let Some(names) = &mut input.names {
            names.text = renames::names(&names.text, edit).unwrap().text;
        }
        input
    };
    let corrections = |input: &Input| -> Vec<String> {
        let all = input.overlays.iter().chain(&input.names);
        all.map(|text| text.text.clone()).collect()
    };
    let whole = with(&edit);
    match edit.within() {
        Some(within) if corrections(&whole) == corrections(input) => with(&within),
        _ => whole,
    }
}

/// The public items of the generated code, without what they are called on the wire.
fn surface(input: &Input) -> BTreeSet<String> {
    let files = codegen::generate(input);
    let files = files.unwrap_or_else(|report| panic!("{}", report.render(input)));
    let lines = files.values().flat_map(|text| text.lines());
    let items = lines.map(str::trim).filter(|line| line.starts_with("pub "));
    items.map(str::to_owned).collect()
}

/// Each kind of name in each place that a correction can have it in. Without the proposal the input
/// fails; when it is followed, the Rust surface is what it was.
#[test]
fn what_is_proposed_is_the_way_through() {
    let amount =
        "- {target: $.components.schemas.Line.properties.amount, update: {format: int64}}\n";
    let lines = "[schemas]\nLine = { name = \"Position\", reason = \"clearer\" }\n";
    let cases: &[(Words<'_>, &str, &str, &str)] = &[
        // Schemas: targets, unions, references, entries.
        (&[("Line", "Item")], amount, lines, "Line Item"),
        (
            &[("Line", "Item")],
            "- {target: \"$.components.schemas['Draft','Line'].properties\", update: {note: {$ref: '#/components/schemas/Line'}}}\n",
            lines,
            "Line Item",
        ),
        (
            &[("Line", "Item")],
            "- target: $.components.schemas  # all\n  update:\n    Line: {properties: {amount: {format: int64}}}\n",
            lines,
            "Line Item",
        ),
        (
            &[("Line", "Item")],
            "- {target: '$.components.schemas[''Line'']', update: {description: A Line is a Line.}}\n",
            lines,
            "Line Item",
        ),
        // A name that a path cannot have without quotes.
        (
            &[("Line", "line-item")],
            "- {target: '$.components.schemas.Line.properties', update: {amount: {format: int64}}}\n- target: $.components.schemas.Line\n  update: {description: A Line.}\n- {target: \"$.components..Line\", update: {deprecated: true}}\n",
            "",
            "Line line-item",
        ),
        // Operations.
        (
            &[("createOrder", "placeOrder")],
            "- {target: \"$.paths.*[?(@.operationId == 'createOrder')]\", update: {description: Text.}}\n",
            "[operations]\ncreateOrder = { name = \"orders.create\", reason = \"shorter\" }\n",
            "createOrder placeOrder",
        ),
        // Paths.
        (
            &[
                ("/orders/{order_id}", "/orders/{id}"),
                ("name: order_id", "name: id"),
            ],
            "- {target: \"$.paths['/orders/{order_id}'].get\", update: {description: Text.}}\n- {target: $.components.parameters.OrderId, update: {description: Text.}}\n",
            "[modules]\n\"/orders/{order_id}\" = { name = \"one_order\", reason = \"shorter\" }\n[parameters]\norder_id = { name = \"order\", reason = \"shorter\" }\n",
            "order_id id",
        ),
        // Properties, everywhere and in one schema.
        (
            &[("status: {", "state: {")],
            "- {target: $.components.schemas.Order.properties.status, update: {description: Text.}}\n- {target: $.components.schemas.*.properties.status, update: {deprecated: true}}\n- {target: $.components.schemas.Order, update: {required: [status]}}\n",
            "",
            "status state",
        ),
        // A name that is a word of OpenAPI too.
        (
            &[
                ("required: [items]", "required: [lines]"),
                ("items: {type: array, items", "lines: {type: array, items"),
            ],
            "- {target: $.components.schemas.Draft.properties.items.items, update: {x-note: items}}\n- {target: $.components.schemas.Draft.properties, update: {items: {items: {deprecated: true}}, all: {type: array, items: {type: string}}}}\n",
            "[properties]\n\"Draft.items\" = { name = \"all_items\", reason = \"clearer\" }\n",
            "items lines",
        ),
        (
            &[
                (
                    "id: {type: string}\n        status",
                    "ids: {type: string}\n        status",
                ),
                ("required: [id]", "required: [ids]"),
                (
                    "amount: {type: integer}",
                    "amount: {type: integer}\n        id: {type: string}",
                ),
            ],
            "- {target: $.components.schemas.Order.properties.id, update: {description: Text.}}\n- {target: $.components.schemas.Order, update: {properties: {id: {format: uuid}}}}\n",
            "[properties]\n\"Order.id\" = { name = \"key\", reason = \"clearer\" }\n",
            "Order.id Order.ids",
        ),
        // Values.
        (
            &[("[open, paid]", "[OPEN, paid]")],
            "- {target: $.components.schemas.Order.properties.status, update: {x-enumDescriptions: {open: Text., paid: Text.}}}\n",
            "",
            "Order.open Order.OPEN",
        ),
        // Extensions.
        (
            &[("name: expand", "name: expanded")],
            "- {target: \"$.paths['/orders/{order_id}'].get\", update: {x-example: [expand]}}\n",
            "[parameters]\nexpand = { name = \"with\", reason = \"shorter\" }\n",
            "expand expanded",
        ),
    ];
    for (words, actions, names, commands) in cases {
        let input = after(words, actions, names);
        let said = report(&input);
        for command in commands.split("; ") {
            let line = format!("run `cargo xtask rename {command}`");
            assert!(said.contains(&line), "{command}:\n{said}");
        }
        let count = commands.split("; ").count();
        assert_eq!(said.matches("error[").count(), count, "{said}");
        let followed = commands.split("; ").fold(input.clone(), |input, command| {
            let command = command.replace('\'', "");
            let (old, new) = command.split_once(' ').unwrap();
            follow(&input, old, new)
        });
        let before = Input {
            spec: spec(SHOP).spec,
            ..input.clone()
        };
        // Without an entry of names.toml, what is called by the vendor's name has another one now.
        let (was, is) = (surface(&before), surface(&followed));
        let differ = was.difference(&is).count();
        assert!(
            is.len() >= was.len() && (names.is_empty() || differ == 0),
            "{commands}: {is:?}"
        );
        // Lines and comments are where they were.
        for (one, two) in input.overlays.iter().zip(&followed.overlays) {
            assert_eq!(one.text.lines().count(), two.text.lines().count());
        }
    }
}

/// Types and methods are called by the vendor's names where `names.toml` does not say otherwise. The help says
/// what keeps them.
#[test]
fn types_and_methods_keep_their_names() {
    let action = "- {target: $.components.schemas.Line, update: {description: Text.}}\n";
    let words: Words<'_> = &[
        ("schemas/", "schemas/api_"),
        ("    Draft:", "    api_Draft:"),
        ("    Order:\n      type", "    api_Order:\n      type"),
        ("    Line:", "    api_Line:"),
    ];
    let prefixed = |prefix: &str| -> String { shop(words).replace("api_", prefix) };
    let two = "[schemas]\n\"v1_*\" = \"My*\"\n";
    for (before, now, action, names, command, entry) in [
        (
            SHOP.to_owned(),
            shop(&[("Line", "Item")]),
            action.to_owned(),
            "[schemas]\n",
            "Line Item",
            "\"Item\" = { name = \"Line\", reason = \"…\" }",
        ),
        (
            SHOP.to_owned(),
            shop(&[("createOrder", "placeOrder")]),
            "- {target: \"$.paths.*[?(@.operationId == 'createOrder')]\", update: {description: Text.}}\n".to_owned(),
            "[operations]\n",
            "createOrder placeOrder",
            "\"placeOrder\" = { name = \"orders.create_order\", reason = \"…\" }",
        ),
        (
            prefixed("v1_"),
            prefixed("v2_"),
            action.replace("Line", "v1_Line"),
            "[schemas]\n",
            "v1_ v2_",
            "\"v2_*\" = \"V1*\"",
        ),
        (
            prefixed("v1_"),
            prefixed("v2_"),
            action.replace("Line", "v1_Line"),
            two,
            "v1_ v2_",
            "",
        ),
    ] {
        let input = named(
            Input {
                spec: spec(&now).spec,
                before: Some(Box::new(spec(&before).spec.into())),
                ..overlaid(&action)
            },
            names,
        );
        let said = report(&input);
        let (old, new) = command.split_once(' ').unwrap();
        let mut followed = follow(&input, old, new);
        match entry {
            "" => assert!(!said.contains("to keep"), "{said}"),
            entry => {
                assert!(
                    said.contains(&format!("add `{entry}` to `{}`", names.trim())),
                    "{said}"
                );
                followed.names.as_mut().unwrap().text += &format!("{entry}\n");
            }
        }
        let before = Input {
            spec: spec(&before).spec,
            ..input
        };
        assert_eq!(surface(&followed), surface(&before), "{command}");
    }
}

/// On the real description: one diagnostic, one command, and the same code but for the names on the
/// wire.
#[test]
fn a_prefix_of_the_real_description() {
    let (old, new) = ("api_b2b_session_v1_", "api_multitenant_session_v1_");
    let own = tests::input();
    let text = own.spec.text.replace(old, new);
    let input = Input {
        spec: Text {
            text,
            ..own.spec.clone()
        },
        before: Some(Box::new(own.sources())),
        ..own.clone()
    };
    let found = codegen::generate(&input).err().unwrap();
    let said = found.render(&input);
    assert_eq!(found.diagnostics.len(), 1, "{said}");
    assert!(
        said.contains(&format!("`cargo xtask rename {old} {new}`")),
        "{said}"
    );
    let followed = follow(&input, old, new);
    let files = codegen::generate(&followed).unwrap();
    assert_eq!(files.len(), tests::generated().len());
    for (path, text) in tests::generated() {
        assert!(files[path].replace(new, old) == *text, "{path}");
    }
    // And back: what is written is the same to the byte.
    let back = follow(&followed, new, old);
    for (one, two) in own.overlays.iter().zip(&back.overlays) {
        assert!(one.text == two.text, "{}", one.name);
    }
}

/// Names in extensions, in the real description: each has another one wherever it is called so.
#[test]
fn names_in_extensions() {
    let own = tests::input();
    for (old, new) in [
        // `x-actors`: a header, an operation in which nothing is inferred, an input.
        (
            "name: X-Stytch-Member-SessionJWT",
            "name: X-Stytch-Member-Session-JWT",
        ),
        (
            "operationId: api_b2b_session_v1_Revoke\n",
            "operationId: api_b2b_session_v1_RevokeOne\n",
        ),
        ("organization_id", "tenant_id"),
        ("member_id", "person_id"),
        (" trusted_metadata", " backend_metadata"),
        (
            "operationId: api_organization_v1_Update\n",
            "operationId: api_organization_v1_Change\n",
        ),
        // `x-pagination`: a query parameter, a property, and one of a property.
        (" scim_groups", " groups"),
        ("results_metadata", "metadata"),
        (" next_cursor", " following_cursor"),
        // `x-example`, and lists of properties.
        ("session_duration_minutes", "session_minutes"),
    ] {
        let mut input = Input {
            before: Some(Box::new(own.sources())),
            ..own.clone()
        };
        let additions = input.additions.iter_mut().map(|source| &mut source.text);
        for source in additions.chain([&mut input.spec]) {
            source.text = source.text.replace(old, new);
        }
        let said = report(&input);
        let commands = said.split("`cargo xtask rename ").skip(1);
        for command in commands.filter_map(|rest| rest.split('`').next()) {
            let command = command.replace('\'', "");
            let (old, new) = command.split_once(' ').unwrap();
            input = follow(&input, old, new);
        }
        let left = codegen::generate(&input).err();
        let left = left.map(|report| report.render(&input));
        assert_eq!(left, None, "{old} → {new}: {said}");
    }
}

/// There and back: nothing else changes, and every text stays what it was.
#[test]
fn every_name_and_back() {
    let own = tests::input();
    let tree = tests::spec();
    let keys = |pointer: &str| tree.pointer(pointer).unwrap().as_object().unwrap().keys();
    let names = keys("/components/schemas").chain(keys("/paths"));
    let names: Vec<&String> = names.chain(keys(PROPERTIES)).collect();
    let mut changed = 0;
    for name in names.into_iter().step_by(3) {
        let other = format!("{name}_other");
        let there = follow(own, name, &other);
        let back = follow(&there, &other, name);
        let differs = |one: &Input, two: &Input| -> bool {
            let texts = |input: &Input| -> Vec<String> {
                let all = input.overlays.iter().chain(&input.names);
                all.map(|text| text.text.clone()).collect()
            };
            texts(one) != texts(two)
        };
        changed += usize::from(differs(own, &there));
        assert!(!differs(own, &back), "{name}");
    }
    assert!(changed > 30, "{changed}");
}

/// A schema with many properties.
const PROPERTIES: &str = "/components/schemas/api_organization_v1_Member/properties";
