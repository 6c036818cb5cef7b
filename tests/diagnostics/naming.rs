//! Things that Rust could not tell apart, and what `names.toml` may say about it.

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

    1 problem
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

    1 problem
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

    1 problem
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

    1 problem
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

    1 problem
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

    1 problem
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

    1 problem
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

    1 problem
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

    1 problem
    "#);
}

/// The line that a report on a collision proposes is accepted as it stands.
#[test]
fn proposals_work() {
    let collisions: [&[(&str, &str)]; 5] = [
        &[(
            "amount: {type: integer}",
            "fooBar: {type: integer}\n        foo_bar: {type: integer}",
        )],
        &[("[open, paid]", "[a-b, a_b]")],
        &[(
            "    Line:\n",
            "    order: {type: object, properties: {x: {type: string}}}\n    Line:\n",
        )],
        &[(
            "    Line:\n",
            "    OrderStatus: {type: object, properties: {x: {type: string}}}\n    Line:\n",
        )],
        &[
            ("/orders:", "/orders/order-id:"),
            ("/orders/{order_id}:", "/orders/order_id/{order_id}:"),
            ("operationId: getOrder", "operationId: orders.getOrder"),
        ],
    ];
    for edits in collisions {
        let input = edited(edits);
        let Err(found) = codegen::generate(&input) else {
            continue;
        };
        let names = proposals(&found.render(&input));
        let input = named(input, &names);
        codegen::generate(&input)
            .unwrap_or_else(|report| panic!("{names}\n{}", report.render(&input)));
    }
}

/// `… below [table]: entry` of each help line, as a document.
fn proposals(report: &str) -> String {
    let mut names = String::new();
    for (_, proposal) in report
        .lines()
        .filter_map(|line| line.split_once("names.toml, below "))
    {
        let (table, entry) = proposal.split_once(": ").expect("a table and an entry");
        names += &format!("{table}\n{entry}\n");
    }
    names
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

#[test]
fn not_toml() {
    assert_snapshot!(report(&named(spec(SHOP), "[schemas]\nOrder = { name = \"Purchase\", reason = \"x\"\n")), @r#"
    error[names-syntax]: unclosed inline table, expected `}`
     --> names.toml:2:42
      |
    2 | Order = { name = "Purchase", reason = "x"
      |                                          ^
      |
      = help: mend the TOML here

    1 problem
    "#);
}

#[test]
fn key_given_twice() {
    assert_snapshot!(report(&named(spec(SHOP), "[paths]\nstrip = \"/\"\nstrip = \"/v1/\"\n")), @r#"
    error[names-syntax]: duplicate key
     --> names.toml:3:1
      |
    3 | strip = "/v1/"
      | ^^^^^
      |
      = help: mend the TOML here

    1 problem
    "#);
}

#[test]
fn unknown_table() {
    assert_snapshot!(report(&named(spec(SHOP), "[schema]\nOrder = { name = \"Purchase\", reason = \"clearer\" }\n")), @"
    error[names-entry]: there is no table `schema`
     --> names.toml:1:2
      |
    1 | [schema]
      |  ^^^^^^
      |
      = help: use one of: paths, resources, operations, schemas, parameters, properties, variants, modules

    1 problem
    ");
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
    assert_snapshot!(report(&named(spec(SHOP), names)), @r#"
    error[names-unused]: nothing in the spec is called `/v2/`
     --> names.toml:3:1
      |
    3 | strip = "/v2/"
      | ^^^^^
      |
      = help: delete the entry, or correct what it applies to

    error[names-unused]: nothing in the spec is called `Ordr`
     --> names.toml:6:1
      |
    6 | Ordr = { name = "Purchase", reason = "clearer" }
      | ^^^^
      |
      = help: delete the entry, or correct what it applies to

    error[names-unused]: nothing in the spec is called `Invoice*`
     --> names.toml:7:1
      |
    7 | "Invoice*" = "Bill*"
      | ^^^^^^^^^^
      |
      = help: delete the entry, or correct what it applies to

    error[names-unused]: nothing in the spec is called `Order.state`
      --> names.toml:10:1
       |
    10 | "Order.state" = { name = "status", reason = "clearer" }
       | ^^^^^^^^^^^^^
       |
       = help: delete the entry, or correct what it applies to

    4 problems
    "#);
}

#[test]
fn entries_that_say_too_little() {
    let names = "paths = 1

[schemas]
Order = \"Purchase\"
Line = { reason = \"clearer\" }
Draft = { name = \"Sketch\", reason = \"\" }
";
    assert_snapshot!(report(&named(spec(SHOP), names)), @r#"
    error[names-entry]: `paths` must be a table
     --> names.toml:1:1
      |
    1 | paths = 1
      | ^^^^^
      |
      = help: write it as `[name]` with entries below

    error[names-entry]: the exception `Order` gives no reason
     --> names.toml:4:1
      |
    4 | Order = "Purchase"
      | ^^^^^
      |
      = help: write `{ name = "…", reason = "…" }`

    error[names-entry]: `Line` needs a name
     --> names.toml:5:8
      |
    5 | Line = { reason = "clearer" }
      |        ^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write `{ name = "…", reason = "…" }`

    error[names-entry]: the exception `Draft` gives no reason
     --> names.toml:6:1
      |
    6 | Draft = { name = "Sketch", reason = "" }
      | ^^^^^
      |
      = help: write `{ name = "…", reason = "…" }`

    4 problems
    "#);
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
    assert_snapshot!(report(&named(spec(SHOP), names)), @r#"
    error[names-entry]: `paths` holds only `strip`, a text
     --> names.toml:3:1
      |
    3 | prefix = "/v1/"
      | ^^^^^^
      |
      = help: write `strip = "/v1/"`

    error[names-entry]: `*r*` → `*` cannot be used as a pattern
     --> names.toml:6:1
      |
    6 | "*r*" = "*"
      | ^^^^^
      |
      = help: a pattern has one `*`, in `schemas` on both sides, and only `resources` and `schemas` take patterns

    error[names-entry]: `Dra*` → `Sketch` cannot be used as a pattern
     --> names.toml:7:1
      |
    7 | "Dra*" = "Sketch"
      | ^^^^^^
      |
      = help: a pattern has one `*`, in `schemas` on both sides, and only `resources` and `schemas` take patterns

    error[names-entry]: `Order.*` → `id` cannot be used as a pattern
      --> names.toml:10:1
       |
    10 | "Order.*" = { name = "id", reason = "short" }
       | ^^^^^^^^^
       |
       = help: a pattern has one `*`, in `schemas` on both sides, and only `resources` and `schemas` take patterns

    4 problems
    "#);
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
    assert_snapshot!(report(&named(spec(SHOP), names)), @r#"
    error[names-entry]: `order-id` cannot be a name in Rust
     --> names.toml:6:1
      |
    6 | "Order.id" = { name = "order-id", reason = "clearer" }
      | ^^^^^^^^^^
      |
      = help: use letters, digits and underscores, no digit at the front, and not `Self`

    error[names-entry]: `Self` cannot be a name in Rust
     --> names.toml:9:1
      |
    9 | "Order.status.open" = { name = "Self", reason = "clearer" }
      | ^^^^^^^^^^^^^^^^^^^
      |
      = help: use letters, digits and underscores, no digit at the front, and not `Self`

    error[names-entry]: `1st order` cannot be a name in Rust
     --> names.toml:3:1
      |
    3 | Order = { name = "1st order", reason = "clearer" }
      | ^^^^^
      |
      = help: use letters, digits and underscores, no digit at the front, and not `Self`

    3 problems
    "#);
}
