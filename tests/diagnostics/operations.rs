//! Operations that no client can have, or not in the way that the description says.

use insta::assert_snapshot;

use crate::{edited, report, warnings};

#[test]
fn placeholder_without_a_parameter() {
    assert_snapshot!(report(&edited(&[("      - $ref: '#/components/parameters/OrderId'\n", "")])), @"
    error[path-placeholder]: `{order_id}` of `/orders/{order_id}` has no parameter
      --> shop.yaml:18:5
       |
    18 |     get:
       |     ^^^
       |
       = help: add `- {name: order_id, in: path, required: true, schema: {type: string}}` to the parameters of the operation

    1 error
    ");
}

#[test]
fn parameter_without_a_placeholder() {
    assert_snapshot!(report(&edited(&[("/orders/{order_id}", "/orders/current")])), @"
    error[path-placeholder]: `/orders/current` has no placeholder for the path parameter `order_id`
      --> shop.yaml:31:13
       |
    31 |       name: order_id
       |             ^^^^^^^^
       |
       = help: write `{order_id}` into the path, or remove the parameter

    1 error
    ");
}

#[test]
fn placeholder_spelt_in_another_way() {
    assert_snapshot!(report(&edited(&[("/orders/{order_id}", "/orders/{orderId}")])), @"
    error[path-placeholder]: `{orderId}` of `/orders/{orderId}` has no parameter
      --> shop.yaml:18:5
       |
    18 |     get:
       |     ^^^
       |
       = help: add `- {name: orderId, in: path, required: true, schema: {type: string}}` to the parameters of the operation

    error[path-placeholder]: `/orders/{orderId}` has no placeholder for the path parameter `order_id`
      --> shop.yaml:31:13
       |
    31 |       name: order_id
       |             ^^^^^^^^
       |
       = help: write `{order_id}` into the path, or remove the parameter

    2 errors
    ");
}

#[test]
fn placeholder_that_is_not_closed() {
    assert_snapshot!(report(&edited(&[("/orders/{order_id}", "/orders/{order_id")])), @"
    error[path-template]: a `{` of this path is not closed
      --> shop.yaml:17:3
       |
    17 |   /orders/{order_id:
       |   ^^^^^^^^^^^^^^^^^
       |
       = help: remove the path with an overlay, and add its operations to a correct one: each placeholder once, and query parameters in place of what follows a `?`

    error[path-placeholder]: `/orders/{order_id` has no placeholder for the path parameter `order_id`
      --> shop.yaml:31:13
       |
    31 |       name: order_id
       |             ^^^^^^^^
       |
       = help: write `{order_id}` into the path, or remove the parameter

    2 errors
    ");
}

#[test]
fn parameter_given_twice() {
    let twice = "      - {name: expand, in: query, schema: {type: string}}\n      - name: expand\n";
    assert_snapshot!(report(&edited(&[("      - name: expand\n", twice)])), @"
    error[duplicate-parameter]: the parameter `expand` is given twice
      --> shop.yaml:23:9
       |
    23 |       - name: expand
       |         ^^^^^^^^^^^^
       |
       = help: remove one of them

    1 error
    ");
}

#[test]
fn parameter_that_is_an_object() {
    assert_snapshot!(report(&edited(&[("{type: array, items: {type: string}}", "{type: object}")])), @"
    error[unsupported-parameter]: `expand` cannot hold a value of this type
      --> shop.yaml:24:17
       |
    24 |         schema: {type: object}
       |                 ^^^^^^^^^^^^^^
       |
       = help: give it the schema of a string, a number or a boolean with an overlay; an array is possible in a query

    1 error
    ");
}

#[test]
fn parameter_that_holds_a_document() {
    assert_snapshot!(report(&edited(&[("schema: {type: array, items: {type: string}}", "content: {application/json: {schema: {type: object}}}")])), @"
    error[unsupported-parameter]: a parameter with `content` is not supported
      --> shop.yaml:24:9
       |
    24 |         content: {application/json: {schema: {type: object}}}
       |         ^^^^^^^
       |
       = help: give the parameter a `schema` with an overlay

    1 error
    ");
}

#[test]
fn styles_of_parameters() {
    assert_snapshot!(report(&edited(&[
        ("in: path", "in: path\n      style: matrix"),
        ("in: query", "in: query\n        style: deepObject"),
    ])), @"
    error[unsupported-parameter]: a path parameter can only have the style `simple`
      --> shop.yaml:34:14
       |
    34 |       style: matrix
       |              ^^^^^^
       |
       = help: replace the style with an overlay

    error[unsupported-parameter]: the style `deepObject` is not supported
      --> shop.yaml:24:16
       |
    24 |         style: deepObject
       |                ^^^^^^^^^^
       |
       = help: replace the style with an overlay

    2 errors
    ");
}

#[test]
fn one_id_for_two_operations() {
    assert_snapshot!(report(&edited(&[("operationId: getOrder", "operationId: createOrder")])), @r#"
    error[duplicate-operation]: `createOrder` is the id of `POST /orders` too
      --> shop.yaml:19:20
       |
    19 |       operationId: createOrder
       |                    ^^^^^^^^^^^
       |
       = help: give one of them another id with an overlay, or tell them apart in names.toml, below [operations]: "GET /orders/{order_id}" = { name = "orders.get_by_order_id", reason = "…" }

    error[name-collision]: the methods `createOrder` and `createOrder` would both be called `create_order` in Rust (the other one is at /paths/~1orders/post)
      --> shop.yaml:18:5
       |
    18 |     get:
       |     ^^^
       |
       = help: tell them apart in names.toml, below [operations]: "GET /orders/{order_id}" = { name = "orders.create_order_other", reason = "…" }

    2 errors
    "#);
}

#[test]
fn callbacks() {
    let callbacks = "operationId: getOrder\n      callbacks: {paid: {'{$request.body#/url}': {post: {responses: {'200': {description: ''}}}}}}";
    assert_snapshot!(warnings(&edited(&[("operationId: getOrder", callbacks)])), @"
    warning[unsupported-callbacks]: a client receives no callbacks, so `callbacks` is ignored
      --> shop.yaml:20:7
       |
    20 |       callbacks: {paid: {'{$request.body#/url}': {post: {responses: {'200': {description: ''}}}}}}
       |       ^^^^^^^^^
       |
       = help: remove `callbacks` with an overlay

    1 warning
    ");
}

#[test]
fn path_without_operations() {
    assert_snapshot!(warnings(&edited(&[("components:\n  parameters", "  /later: {description: Soon.}\ncomponents:\n  parameters")])), @"
    warning[empty-path]: this path has no operation, so nothing is generated for it
      --> shop.yaml:28:3
       |
    28 |   /later: {description: Soon.}
       |   ^^^^^^
       |
       = help: remove the path with an overlay

    1 warning
    ");
}

#[test]
fn form_that_is_a_list() {
    assert_snapshot!(report(&edited(&[
        ("content:\n          application/json:", "content:\n          application/x-www-form-urlencoded:"),
        ("$ref: '#/components/schemas/Draft'", "{type: array, items: {type: string}}"),
    ])), @"
    error[unsupported-body]: a form needs an object with known properties
      --> shop.yaml:11:11
       |
    11 |           application/x-www-form-urlencoded:
       |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: replace the schema with an overlay

    1 error
    ");
}
