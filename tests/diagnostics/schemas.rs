//! Schemas that have no faithful Rust type.

use insta::assert_snapshot;

use crate::{edited, report};

#[test]
fn misspelt_type() {
    assert_snapshot!(report(&edited(&[("type: integer", "type: strin")])), @"");
}

#[test]
fn type_that_is_nothing_like_one() {
    assert_snapshot!(report(&edited(&[("type: integer", "type: 'null'")])), @"");
}

#[test]
fn alternatives() {
    assert_snapshot!(report(&edited(&[("amount: {type: integer}", "amount: {oneOf: [{type: integer}, {type: string}]}")])), @"");
}

#[test]
fn combinations() {
    assert_snapshot!(report(&edited(&[("amount: {type: integer}", "amount: {type: string, anyOf: [{maxLength: 5}, {pattern: x}]}")])), @"");
}

#[test]
fn negation() {
    assert_snapshot!(report(&edited(&[("amount: {type: integer}", "amount: {not: {type: string}}")])), @"");
}

#[test]
fn property_that_two_parts_describe_differently() {
    let parts = "\n    Gift:\n      allOf:\n      - $ref: '#/components/schemas/Line'\n      - type: object\n        properties: {amount: {type: string}}\n    Line:\n";
    assert_snapshot!(report(&edited(&[("\n    Line:\n", parts)])), @"");
}

#[test]
fn all_of_something_that_is_no_object() {
    let parts = "amount: {allOf: [{type: integer}, {type: object}]}";
    assert_snapshot!(report(&edited(&[("amount: {type: integer}", parts)])), @"");
}

#[test]
fn requirement_without_a_property() {
    assert_snapshot!(report(&edited(&[("required: [id]", "required: [id, total]")])), @"");
}

#[test]
fn several_at_once() {
    assert_snapshot!(report(&edited(&[
        ("/orders/{order_id}", "/orders/{orderId}"),
        ("type: integer", "type: int"),
        ("#/components/schemas/Line", "#/components/schemas/Lien"),
        ("required: [id]", "required: [ids]"),
    ])), @"");
}
