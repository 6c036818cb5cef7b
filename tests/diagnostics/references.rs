//! References that lead nowhere, elsewhere, or back to where they came from.

use insta::assert_snapshot;

use crate::{edited, report};

#[test]
fn dangling_schema() {
    assert_snapshot!(report(&edited(&[("#/components/schemas/Line", "#/components/schemas/Lines")])), @"
    error[dangling-reference]: `#/components/schemas/Lines` leads nowhere
      --> shop.yaml:47:44
       |
    47 |         items: {type: array, items: {$ref: '#/components/schemas/Lines'}}
       |                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: did you mean `#/components/schemas/Line`?

    1 error
    ");
}

#[test]
fn dangling_parameter() {
    assert_snapshot!(report(&edited(&[("#/components/parameters/OrderId", "#/components/parameters/OrderID")])), @"
    error[dangling-reference]: `#/components/parameters/OrderID` leads nowhere
      --> shop.yaml:21:15
       |
    21 |       - $ref: '#/components/parameters/OrderID'
       |               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: did you mean `#/components/parameters/OrderId`?

    1 error
    ");
}

#[test]
fn dangling_response() {
    let edit = (
        "'200':\n          $ref: '#/components/responses/Order'",
        "'200':\n          $ref: '#/components/responses/Ordre'",
    );
    assert_snapshot!(report(&edited(&[edit])), @"
    error[dangling-reference]: `#/components/responses/Ordre` leads nowhere
      --> shop.yaml:27:17
       |
    27 |           $ref: '#/components/responses/Ordre'
       |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: add `Ordre` to the components, or refer to one that exists

    1 error
    ");
}

#[test]
fn dangling_request_body() {
    let body = "content:\n          application/json:\n            schema:\n              $ref: '#/components/schemas/Draft'";
    assert_snapshot!(report(&edited(&[(body, "$ref: '#/components/requestBodies/Draft'")])), @"
    error[dangling-reference]: `#/components/requestBodies/Draft` leads nowhere
      --> shop.yaml:10:15
       |
    10 |         $ref: '#/components/requestBodies/Draft'
       |               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: add `Draft` to the components, or refer to one that exists

    1 error
    ");
}

#[test]
fn nothing_that_is_spelt_alike() {
    assert_snapshot!(report(&edited(&[("#/components/schemas/Line", "#/components/schemas/Warehouse")])), @"
    error[dangling-reference]: `#/components/schemas/Warehouse` leads nowhere
      --> shop.yaml:47:44
       |
    47 |         items: {type: array, items: {$ref: '#/components/schemas/Warehouse'}}
       |                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: add `Warehouse` to the components, or refer to one that exists

    1 error
    ");
}

#[test]
fn another_document() {
    assert_snapshot!(report(&edited(&[("#/components/schemas/Line", "common.yaml#/Line")])), @"
    error[dangling-reference]: `common.yaml#/Line` leads nowhere
      --> shop.yaml:47:44
       |
    47 |         items: {type: array, items: {$ref: 'common.yaml#/Line'}}
       |                                            ^^^^^^^^^^^^^^^^^^^^^
       |
       = help: only references into the same document are followed: bundle the files into one

    1 error
    ");
}

#[test]
fn another_part_of_the_document() {
    assert_snapshot!(report(&edited(&[("#/components/schemas/Line", "#/components/responses/Order")])), @"
    error[dangling-reference]: `#/components/responses/Order` leads nowhere
      --> shop.yaml:47:44
       |
    47 |         items: {type: array, items: {$ref: '#/components/responses/Order'}}
       |                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: move what it refers to below `#/components/schemas/`, and refer to it there

    1 error
    ");
}

#[test]
fn path_in_another_document() {
    assert_snapshot!(report(&edited(&[("components:\n  parameters", "  /more: {$ref: more.yaml}\ncomponents:\n  parameters")])), @"
    error[unsupported-path]: a path cannot be followed into another document
      --> shop.yaml:28:17
       |
    28 |   /more: {$ref: more.yaml}
       |                 ^^^^^^^^^^
       |
       = help: bundle the files into one

    1 error
    ");
}

#[test]
fn schemas_that_are_only_each_other() {
    assert_snapshot!(report(&edited(&[("  schemas:\n", "  schemas:\n    A: {$ref: '#/components/schemas/B'}\n    B: {$ref: '#/components/schemas/A'}\n")])), @"
    error[circular-reference]: `A` refers to itself and nothing else
      --> shop.yaml:43:5
       |
    43 |     A: {$ref: '#/components/schemas/B'}
       |     ^
       |
       = help: let one of the references be the schema itself

    error[circular-reference]: `B` refers to itself and nothing else
      --> shop.yaml:44:5
       |
    44 |     B: {$ref: '#/components/schemas/A'}
       |     ^
       |
       = help: let one of the references be the schema itself

    2 errors
    ");
}

#[test]
fn schema_that_is_only_itself() {
    assert_snapshot!(report(&edited(&[("  schemas:\n", "  schemas:\n    A: {$ref: '#/components/schemas/A'}\n")])), @"
    error[circular-reference]: `A` refers to itself and nothing else
      --> shop.yaml:43:5
       |
    43 |     A: {$ref: '#/components/schemas/A'}
       |     ^
       |
       = help: let one of the references be the schema itself

    1 error
    ");
}

#[test]
fn responses_that_are_only_each_other() {
    assert_snapshot!(report(&edited(&[
        ("  responses:\n    Order:\n", "  responses:\n    A: {$ref: '#/components/responses/B'}\n    B: {$ref: '#/components/responses/A'}\n    Order:\n"),
        ("'200':\n          $ref: '#/components/responses/Order'", "'200':\n          $ref: '#/components/responses/A'"),
    ])), @"
    error[circular-reference]: this reference leads back to itself
      --> shop.yaml:27:11
       |
    27 |           $ref: '#/components/responses/A'
       |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: let one of the references be the thing itself

    1 error
    ");
}

#[test]
fn schema_put_together_from_itself() {
    let edit = (
        "    Line:\n",
        "    Gift: {allOf: [{$ref: '#/components/schemas/Gift'}, {type: object}]}\n    Line:\n",
    );
    assert_snapshot!(report(&edited(&[edit])), @"
    error[circular-reference]: `Gift` is put together from itself
      --> shop.yaml:54:20
       |
    54 |     Gift: {allOf: [{$ref: '#/components/schemas/Gift'}, {type: object}]}
       |                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: take one of the references out of the circle

    1 error
    ");
}

#[test]
fn schemas_put_together_from_each_other() {
    let edit = (
        "    Line:\n",
        "    A: {allOf: [{$ref: '#/components/schemas/B'}, {type: object}]}\n    B: {allOf: [{$ref: '#/components/schemas/A'}, {type: object}]}\n    Line:\n",
    );
    assert_snapshot!(report(&edited(&[edit])), @"
    error[circular-reference]: `B` is put together from itself
      --> shop.yaml:54:17
       |
    54 |     A: {allOf: [{$ref: '#/components/schemas/B'}, {type: object}]}
       |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: take one of the references out of the circle

    error[circular-reference]: `A` is put together from itself
      --> shop.yaml:55:17
       |
    55 |     B: {allOf: [{$ref: '#/components/schemas/A'}, {type: object}]}
       |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: take one of the references out of the circle

    2 errors
    ");
}
