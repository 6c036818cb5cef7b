//! Operations that no client can have, or not in the way that the description says.

use insta::assert_snapshot;

use crate::{edited, report};

#[test]
fn placeholder_without_a_parameter() {
    assert_snapshot!(report(&edited(&[("      - $ref: '#/components/parameters/OrderId'\n", "")])), @"");
}

#[test]
fn parameter_without_a_placeholder() {
    assert_snapshot!(report(&edited(&[("/orders/{order_id}", "/orders/current")])), @"");
}

#[test]
fn placeholder_spelt_in_another_way() {
    assert_snapshot!(report(&edited(&[("/orders/{order_id}", "/orders/{orderId}")])), @"");
}

#[test]
fn placeholder_that_is_not_closed() {
    assert_snapshot!(report(&edited(&[("/orders/{order_id}", "/orders/{order_id")])), @"");
}

#[test]
fn placeholder_that_is_there_twice() {
    assert_snapshot!(report(&edited(&[("/orders/{order_id}", "/orders/{order_id}/{order_id}")])), @"");
}

#[test]
fn parameter_given_twice() {
    let twice = "      - {name: expand, in: query, schema: {type: string}}\n      - name: expand\n";
    assert_snapshot!(report(&edited(&[("      - name: expand\n", twice)])), @"");
}

#[test]
fn parameter_that_is_an_object() {
    assert_snapshot!(report(&edited(&[("{type: array, items: {type: string}}", "{type: object}")])), @"");
}

#[test]
fn parameter_that_holds_a_document() {
    assert_snapshot!(report(&edited(&[("schema: {type: array, items: {type: string}}", "content: {application/json: {schema: {type: object}}}")])), @"");
}

#[test]
fn list_in_a_path() {
    assert_snapshot!(report(&edited(&[("schema: {type: string}\n  responses", "schema: {type: array, items: {type: string}}\n  responses")])), @"");
}

#[test]
fn styles_of_parameters() {
    assert_snapshot!(report(&edited(&[
        ("in: path", "in: path\n      style: matrix"),
        ("in: query", "in: query\n        style: deepObject"),
    ])), @"");
}

#[test]
fn one_id_for_two_operations() {
    assert_snapshot!(report(&edited(&[("operationId: getOrder", "operationId: createOrder")])), @"");
}

#[test]
fn callbacks() {
    let callbacks = "operationId: getOrder\n      callbacks: {paid: {'{$request.body#/url}': {post: {responses: {'200': {description: ''}}}}}}";
    assert_snapshot!(report(&edited(&[("operationId: getOrder", callbacks)])), @"");
}

#[test]
fn servers_on_a_path_and_on_an_operation() {
    assert_snapshot!(report(&edited(&[
        ("  /orders/{order_id}:\n", "  /orders/{order_id}:\n    servers: [{url: 'https://read.shop.example'}]\n"),
        ("operationId: createOrder", "operationId: createOrder\n      servers: [{url: 'https://write.shop.example'}]"),
    ])), @"");
}

#[test]
fn path_without_operations() {
    assert_snapshot!(report(&edited(&[("components:\n  parameters", "  /later: {description: Soon.}\ncomponents:\n  parameters")])), @"");
}

#[test]
fn body_only_as_multipart() {
    assert_snapshot!(report(&edited(&[("content:\n          application/json:", "content:\n          multipart/form-data:")])), @"");
}

#[test]
fn form_that_is_a_list() {
    assert_snapshot!(report(&edited(&[
        ("content:\n          application/json:", "content:\n          application/x-www-form-urlencoded:"),
        ("$ref: '#/components/schemas/Draft'", "{type: array, items: {type: string}}"),
    ])), @"");
}

#[test]
fn two_bodies_of_success() {
    let two = "'200':\n          description: ''\n          content: {application/json: {schema: {type: string}}}\n        '202':";
    assert_snapshot!(report(&edited(&[("'200':", two)])), @"");
}
