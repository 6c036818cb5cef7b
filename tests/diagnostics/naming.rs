//! Things that Rust could not tell apart, and what `names.toml` may say about it.

use insta::assert_snapshot;

use crate::{SHOP, edited, named, report, spec};

#[test]
fn properties_with_one_name() {
    assert_snapshot!(report(&edited(&[("amount: {type: integer}", "fooBar: {type: integer}\n        foo_bar: {type: integer}")])), @"");
}

#[test]
fn values_with_one_name() {
    assert_snapshot!(report(&edited(&[("[open, paid]", "[a-b, a_b]")])), @"");
}

#[test]
fn value_given_twice() {
    assert_snapshot!(report(&edited(&[("[open, paid]", "[open, open]")])), @"");
}

#[test]
fn schemas_with_one_name() {
    assert_snapshot!(report(&edited(&[("    Line:\n", "    order: {type: object, properties: {x: {type: string}}}\n    Line:\n")])), @"");
}

/// `OrderStatus` is also what the status of an order is called.
#[test]
fn inline_schema_with_the_name_of_another() {
    assert_snapshot!(report(&edited(&[("    Line:\n", "    OrderStatus: {type: object, properties: {x: {type: string}}}\n    Line:\n")])), @"");
}

#[test]
fn methods_with_one_name() {
    assert_snapshot!(report(&edited(&[("operationId: getOrder", "operationId: create_order")])), @"");
}

#[test]
fn method_with_the_name_of_a_resource() {
    let names = "[operations]\ncreateOrder = { name = \"shop.orders\", reason = \"short\" }\ngetOrder = { name = \"shop.orders.get\", reason = \"short\" }\n";
    assert_snapshot!(report(&named(spec(SHOP), names)), @"");
}

#[test]
fn paths_with_one_name() {
    let edit = ("components:\n  parameters", "  /orders/by-order-id:\n    get: {operationId: search, responses: {'204': {description: ''}}}\ncomponents:\n  parameters");
    assert_snapshot!(report(&edited(&[edit])), @"");
}

#[test]
fn field_with_the_name_of_the_rest() {
    let edit = ("amount: {type: integer}", "additional_properties: {type: integer}\n      additionalProperties: true");
    assert_snapshot!(report(&edited(&[edit])), @"");
}

/// The line that a report on a collision proposes is accepted as it stands.
#[test]
fn proposals_work() {
    let collisions: [&[(&str, &str)]; 5] = [
        &[("amount: {type: integer}", "fooBar: {type: integer}\n        foo_bar: {type: integer}")],
        &[("[open, paid]", "[a-b, a_b]")],
        &[("    Line:\n", "    order: {type: object, properties: {x: {type: string}}}\n    Line:\n")],
        &[("    Line:\n", "    OrderStatus: {type: object, properties: {x: {type: string}}}\n    Line:\n")],
        &[
            ("/orders:", "/orders/order-id:"),
            ("/orders/{order_id}:", "/orders/order_id/{order_id}:"),
            ("operationId: getOrder", "operationId: orders.getOrder"),
        ],
    ];
    for edits in collisions {
        let input = edited(edits);
        let Err(found) = codegen::generate(&input) else { continue };
        let names = proposals(&found.render(&input));
        let input = named(input, &names);
        codegen::generate(&input).unwrap_or_else(|report| panic!("{names}\n{}", report.render(&input)));
    }
}

/// `… below [table]: entry` of each help line, as a document.
fn proposals(report: &str) -> String {
    let mut names = String::new();
    for (_, proposal) in report.lines().filter_map(|line| line.split_once("names.toml, below ")) {
        let (table, entry) = proposal.split_once(": ").expect("a table and an entry");
        names += &format!("{table}\n{entry}\n");
    }
    names
}

#[test]
fn one_id_for_two_operations_that_names_toml_tells_apart() {
    let input = edited(&[("operationId: getOrder", "operationId: createOrder")]);
    let input = named(input, "[operations]\n\"GET /orders/{order_id}\" = { name = \"orders.get\", reason = \"the vendor's id is wrong\" }\n");
    codegen::generate(&input).unwrap_or_else(|report| panic!("{}", report.render(&input)));
}

#[test]
fn not_toml() {
    assert_snapshot!(report(&named(spec(SHOP), "[schemas]\nOrder = { name = \"Purchase\", reason = \"x\"\n")), @"");
}

#[test]
fn key_given_twice() {
    assert_snapshot!(report(&named(spec(SHOP), "[paths]\nstrip = \"/\"\nstrip = \"/v1/\"\n")), @"");
}

#[test]
fn unknown_table() {
    assert_snapshot!(report(&named(spec(SHOP), "[schema]\nOrder = { name = \"Purchase\", reason = \"clearer\" }\n")), @"");
}

#[test]
fn entries_that_nothing_needs() {
    let names = "
[paths]
strip = \"/v2/\"

[schemas]
Ordr = { name = \"Purchase\", reason = \"clearer\" }
\"Invoice*\" = \"Bill*\"

[properties]
\"Order.state\" = { name = \"status\", reason = \"clearer\" }
";
    assert_snapshot!(report(&named(spec(SHOP), names)), @"");
}

#[test]
fn entries_that_say_too_little() {
    let names = "paths = 1

[schemas]
Order = \"Purchase\"
Line = { reason = \"clearer\" }
Draft = { name = \"Sketch\", reason = \"\" }
";
    assert_snapshot!(report(&named(spec(SHOP), names)), @"");
}

#[test]
fn patterns_that_match_too_much() {
    let names = "
[paths]
prefix = \"/v1/\"

[schemas]
\"*r*\" = \"*\"
\"Dra*\" = \"Sketch\"

[properties]
\"Order.*\" = { name = \"id\", reason = \"short\" }
";
    assert_snapshot!(report(&named(spec(SHOP), names)), @"");
}

#[test]
fn names_that_rust_refuses() {
    let names = "
[schemas]
Order = { name = \"1st order\", reason = \"clearer\" }

[properties]
\"Order.id\" = { name = \"order-id\", reason = \"clearer\" }

[variants]
\"Order.status.open\" = { name = \"Self\", reason = \"clearer\" }
";
    assert_snapshot!(report(&named(spec(SHOP), names)), @"");
}
