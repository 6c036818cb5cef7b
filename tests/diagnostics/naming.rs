//! Things that Rust could not tell apart.

use insta::assert_snapshot;

use crate::{SHOP, edited, named, report, spec};

#[test]
fn properties_with_one_name() {
    assert_snapshot!(report(&edited(&[("amount: {type: integer}", "fooBar: {type: integer}\n        foo_bar: {type: integer}")])), @r#"
    error[name-collision]: the properties `foo_bar` and `fooBar` would both be called `foo_bar` in Rust (the other one is at /components/schemas/Line/properties/fooBar)
      --> shop.yaml:58:9
       |
    58 |         foo_bar: {type: integer}
       |         ^^^^^^^
       |
       = help: tell them apart in names.toml, below [properties]: "Line.foo_bar" = { name = "foo_bar_other", reason = "…" }

    1 error
    "#);
}

#[test]
fn a_parameter_with_the_name_of_a_setter() {
    let other = "- name: maybe_expand\n        in: query\n        schema: {type: integer}\n      - name: expand\n";
    assert_snapshot!(report(&edited(&[("- name: expand\n", other)])), @r#"
    error[name-collision]: the parameters `expand` and `maybe_expand` would both be called `maybe_expand` in Rust (the other one is at /paths/~1orders~1{order_id}/get)
      --> shop.yaml:18:5
       |
    18 |     get:
       |     ^^^
       |
       = help: tell them apart in names.toml, below [parameters]: "expand" = { name = "expand_other", reason = "…" }

    1 error
    "#);
}

#[test]
fn values_with_one_name() {
    assert_snapshot!(report(&edited(&[("[open, paid]", "[a-b, a_b]")])), @r#"
    error[name-collision]: the values `a_b` and `a-b` would both be called `AB` in Rust (the other one is at /components/schemas/Order/properties/status/enum/0)
      --> shop.yaml:53:44
       |
    53 |         status: {type: string, enum: [a-b, a_b]}
       |                                            ^^^^^
       |
       = help: tell them apart in names.toml, below [variants]: "Order.status.a_b" = { name = "ABOther", reason = "…" }

    1 error
    "#);
}

#[test]
fn value_given_twice() {
    assert_snapshot!(report(&edited(&[("[open, paid]", "[open, open]")])), @"
    error[duplicate-value]: the value `open` is listed twice
      --> shop.yaml:53:45
       |
    53 |         status: {type: string, enum: [open, open]}
       |                                             ^^^^^^
       |
       = help: remove one of the two with an overlay

    1 error
    ");
}

#[test]
fn schemas_with_one_name() {
    assert_snapshot!(report(&edited(&[("    Line:\n", "    order: {type: object, properties: {x: {type: string}}}\n    Line:\n")])), @r#"
    error[name-collision]: the schemas `order` and `Order` would both be called `Order` in Rust (the other one is at /components/schemas/Order)
      --> shop.yaml:54:5
       |
    54 |     order: {type: object, properties: {x: {type: string}}}
       |     ^^^^^
       |
       = help: tell them apart in names.toml, below [schemas]: "order" = { name = "OrderOther", reason = "…" }

    1 error
    "#);
}

/// `OrderStatus` is also what the status of an order is called.
#[test]
fn inline_schema_with_the_name_of_another() {
    assert_snapshot!(report(&edited(&[("    Line:\n", "    OrderStatus: {type: object, properties: {x: {type: string}}}\n    Line:\n")])), @r#"
    error[name-collision]: the schemas `OrderStatus` and `Order.status` would both be called `OrderStatus` in Rust (the other one is at /components/schemas/Order/properties/status)
      --> shop.yaml:54:5
       |
    54 |     OrderStatus: {type: object, properties: {x: {type: string}}}
       |     ^^^^^^^^^^^
       |
       = help: tell them apart in names.toml, below [schemas]: "OrderStatus" = { name = "OrderStatusOther", reason = "…" }

    1 error
    "#);
}

#[test]
fn methods_with_one_name() {
    assert_snapshot!(report(&edited(&[("operationId: getOrder", "operationId: create_order")])), @r#"
    error[name-collision]: the methods `create_order` and `createOrder` would both be called `create_order` in Rust (the other one is at /paths/~1orders/post)
      --> shop.yaml:18:5
       |
    18 |     get:
       |     ^^^
       |
       = help: tell them apart in names.toml, below [operations]: "GET /orders/{order_id}" = { name = "orders.create_order_other", reason = "…" }

    1 error
    "#);
}

#[test]
fn method_with_the_name_of_a_resource() {
    let names = "[operations]\ncreateOrder = { name = \"shop.orders\", reason = \"short\" }\ngetOrder = { name = \"shop.orders.get\", reason = \"short\" }\n";
    assert_snapshot!(report(&named(spec(SHOP), names)), @r#"
    error[name-collision]: the methods `createOrder` and `shop.orders` would both be called `orders` in Rust (the other one is at /paths/~1orders~1{order_id}/get)
     --> shop.yaml:7:5
      |
    7 |     post:
      |     ^^^^
      |
      = help: tell them apart in names.toml, below [operations]: "POST /orders" = { name = "shop.orders_other", reason = "…" }

    1 error
    "#);
}

#[test]
fn paths_with_one_name() {
    let edit = (
        "components:\n  parameters",
        "  /orders/by-order-id:\n    get: {operationId: search, responses: {'204': {description: ''}}}\ncomponents:\n  parameters",
    );
    assert_snapshot!(report(&edited(&[edit])), @r#"
    error[name-collision]: the paths `/orders/by-order-id` and `/orders/{order_id}` would both be called `orders_by_order_id` in Rust (the other one is at /paths/~1orders~1{order_id})
      --> shop.yaml:28:3
       |
    28 |   /orders/by-order-id:
       |   ^^^^^^^^^^^^^^^^^^^
       |
       = help: tell them apart in names.toml, below [modules]: "/orders/by-order-id" = { name = "orders_by_order_id_other", reason = "…" }

    1 error
    "#);
}

#[test]
fn field_with_the_name_of_the_rest() {
    let edit = (
        "amount: {type: integer}",
        "additional_properties: {type: integer}\n      additionalProperties: true",
    );
    assert_snapshot!(report(&edited(&[edit])), @r#"
    error[name-collision]: the property `additional_properties` would be called `additional_properties` in Rust, like the field for all other properties
      --> shop.yaml:57:9
       |
    57 |         additional_properties: {type: integer}
       |         ^^^^^^^^^^^^^^^^^^^^^
       |
       = help: tell them apart in names.toml, below [properties]: "Line.additional_properties" = { name = "additional_properties_other", reason = "…" }

    1 error
    "#);
}

/// The line that a report on a collision proposes is accepted as it stands.
#[test]
fn proposals_work() {
    let order = "    order: {type: object, properties: {x: {type: string}}}\n    Line:\n";
    let inline = "    OrderStatus: {type: object, properties: {x: {type: string}}}\n    Line:\n";
    let path = "  /orders/by-order-id:\n    get: {operationId: a, responses: {'204': {description: ''}}}\ncomponents:\n  par";
    let rest = "additional_properties: {type: integer}\n      additionalProperties: true";
    for edits in [
        &[("amount: {", "fooBar: {type: string}\n        foo_bar: {")][..],
        &[("amount: {type: integer}", rest)],
        &[("[open, paid]", "[a-b, a_b]")],
        &[("    Line:\n", order)],
        &[("    Line:\n", inline)],
        &[("components:\n  par", path)],
        &[("Id: getOrder", "Id: create_order")],
        // A method like a resource, and two resources with one handle.
        &[("Id: getOrder", "Id: orders.create_order.get")],
        &[
            ("Id: getOrder", "Id: shop.orders.get"),
            ("Id: createOrder", "Id: shop_orders.create"),
        ],
    ] {
        let input = edited(edits);
        let Err(found) = codegen::generate(&input) else {
            panic!("there is no collision in {edits:?}");
        };
        let names = proposals(&found.render(&input));
        let input = named(input, &names);
        codegen::generate(&input)
            .unwrap_or_else(|report| panic!("{names}\n{}", report.render(&input)));
    }
}

/// `… below [table]: entry` of each help line, as a document.
fn proposals(report: &str) -> String {
    let proposals = report
        .lines()
        .filter_map(|line| line.split_once("names.toml, below "));
    proposals
        .map(|(_, proposal)| proposal.replacen(": ", "\n", 1) + "\n")
        .collect()
}

#[test]
fn one_id_for_two_operations_that_names_toml_tells_apart() {
    let input = edited(&[("operationId: getOrder", "operationId: createOrder")]);
    let input = named(
        input,
        "[operations]\n\"GET /orders/{order_id}\" = { name = \"orders.get\", reason = \"the vendor's id is wrong\" }\n",
    );
    codegen::generate(&input).unwrap_or_else(|report| panic!("{}", report.render(&input)));
}
