//! References that lead nowhere, elsewhere, or back to where they came from.

use insta::assert_snapshot;

use crate::{edited, report};

#[test]
fn dangling_schema() {
    assert_snapshot!(report(&edited(&[("#/components/schemas/Line", "#/components/schemas/Lines")])), @"");
}

#[test]
fn dangling_parameter() {
    assert_snapshot!(report(&edited(&[("#/components/parameters/OrderId", "#/components/parameters/OrderID")])), @"");
}

#[test]
fn dangling_response() {
    let edit = ("'200':\n          $ref: '#/components/responses/Order'", "'200':\n          $ref: '#/components/responses/Ordre'");
    assert_snapshot!(report(&edited(&[edit])), @"");
}

#[test]
fn dangling_request_body() {
    let body = "content:\n          application/json:\n            schema:\n              $ref: '#/components/schemas/Draft'";
    assert_snapshot!(report(&edited(&[(body, "$ref: '#/components/requestBodies/Draft'")])), @"");
}

#[test]
fn nothing_that_is_spelt_alike() {
    assert_snapshot!(report(&edited(&[("#/components/schemas/Line", "#/components/schemas/Warehouse")])), @"");
}

#[test]
fn another_document() {
    assert_snapshot!(report(&edited(&[("#/components/schemas/Line", "common.yaml#/Line")])), @"");
}

#[test]
fn another_part_of_the_document() {
    assert_snapshot!(report(&edited(&[("#/components/schemas/Line", "#/components/responses/Order")])), @"");
}

#[test]
fn path_in_another_document() {
    assert_snapshot!(report(&edited(&[("components:\n  parameters", "  /more: {$ref: more.yaml}\ncomponents:\n  parameters")])), @"");
}

#[test]
fn schemas_that_are_only_each_other() {
    assert_snapshot!(report(&edited(&[("  schemas:\n", "  schemas:\n    A: {$ref: '#/components/schemas/B'}\n    B: {$ref: '#/components/schemas/A'}\n")])), @"");
}

#[test]
fn schema_that_is_only_itself() {
    assert_snapshot!(report(&edited(&[("  schemas:\n", "  schemas:\n    A: {$ref: '#/components/schemas/A'}\n")])), @"");
}

#[test]
fn responses_that_are_only_each_other() {
    assert_snapshot!(report(&edited(&[
        ("  responses:\n    Order:\n", "  responses:\n    A: {$ref: '#/components/responses/B'}\n    B: {$ref: '#/components/responses/A'}\n    Order:\n"),
        ("'200':\n          $ref: '#/components/responses/Order'", "'200':\n          $ref: '#/components/responses/A'"),
    ])), @"");
}

#[test]
fn schema_put_together_from_itself() {
    let edit = ("    Line:\n", "    Gift: {allOf: [{$ref: '#/components/schemas/Gift'}, {type: object}]}\n    Line:\n");
    assert_snapshot!(report(&edited(&[edit])), @"");
}

#[test]
fn schemas_put_together_from_each_other() {
    let edit = ("    Line:\n", "    A: {allOf: [{$ref: '#/components/schemas/B'}, {type: object}]}\n    B: {allOf: [{$ref: '#/components/schemas/A'}, {type: object}]}\n    Line:\n");
    assert_snapshot!(report(&edited(&[edit])), @"");
}
