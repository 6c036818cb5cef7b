//! References that lead nowhere, elsewhere, or back to where they came from.

use insta::assert_snapshot;

use crate::{edited, report, said};

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
    error[dangling-reference]: `#/components/responses/Order` does not lead to one of `#/components/schemas/`
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
    error[unsupported-path]: a path item in another document is not supported
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
       = help: replace one of the references with a schema

    error[circular-reference]: `B` refers to itself and nothing else
      --> shop.yaml:44:5
       |
    44 |     B: {$ref: '#/components/schemas/A'}
       |     ^
       |
       = help: replace one of the references with a schema

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
       = help: replace one of the references with a schema

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
       = help: replace one of the references with what it stands for

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
    error[circular-reference]: `Gift` is a part of itself
      --> shop.yaml:54:20
       |
    54 |     Gift: {allOf: [{$ref: '#/components/schemas/Gift'}, {type: object}]}
       |                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: remove one of the references

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
    error[circular-reference]: `A` is a part of itself
      --> shop.yaml:55:17
       |
    55 |     B: {allOf: [{$ref: '#/components/schemas/A'}, {type: object}]}
       |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: remove one of the references

    error[circular-reference]: `B` is a part of itself
      --> shop.yaml:54:17
       |
    54 |     A: {allOf: [{$ref: '#/components/schemas/B'}, {type: object}]}
       |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: remove one of the references

    2 errors
    ");
}

/// Each in place of the reference to `Line`, with what is said of it.
#[test]
fn whatever_a_reference_leads_to() {
    let line = "#/components/schemas/Line";
    let references = [
        // Encoded, and still nowhere.
        "#/components/schemas/Li%6Ees",
        "#/components/schemas/Line/properties/amonut",
        "#/components/schemas",
        "#/components/schemas/Line/type",
        "#/components/schemas/Line/properties",
        "#/info",
        "#",
        "",
        "Line",
        "./common.yaml",
        "https://example.com/common.json#/components/schemas/Line",
        "#/components/parameters/OrderId/schema/items",
        "#/components/responses/Order",
    ];
    let said = references.map(|reference| said(&edited(&[(line, reference)])));
    assert_snapshot!(said.join("\n"), @"
    error[dangling-reference]: `#/components/schemas/Li%6Ees` leads nowhere
    --> shop.yaml:47:44
      did you mean `#/components/schemas/Line`?

    error[dangling-reference]: `#/components/schemas/Line/properties/amonut` leads nowhere
    --> shop.yaml:47:44
      did you mean `#/components/schemas/Line/properties/amount`?

    error[dangling-reference]: `#/components/schemas` does not lead to one of `#/components/schemas/`
    --> shop.yaml:47:44
      move what it refers to below `#/components/schemas/`, and refer to it there

    error[dangling-reference]: `#/components/schemas/Line/type` does not lead to one of `#/components/schemas/`
    --> shop.yaml:47:44
      move what it refers to below `#/components/schemas/`, and refer to it there

    error[dangling-reference]: `#/components/schemas/Line/properties` does not lead to one of `#/components/schemas/`
    --> shop.yaml:47:44
      move what it refers to below `#/components/schemas/`, and refer to it there

    error[dangling-reference]: `#/info` does not lead to one of `#/components/schemas/`
    --> shop.yaml:47:44
      move what it refers to below `#/components/schemas/`, and refer to it there

    error[dangling-reference]: `#` does not lead to one of `#/components/schemas/`
    --> shop.yaml:47:44
      move what it refers to below `#/components/schemas/`, and refer to it there

    error[dangling-reference]: `` leads nowhere
    --> shop.yaml:47:44
      only references into the same document are followed: bundle the files into one

    error[dangling-reference]: `Line` leads nowhere
    --> shop.yaml:47:44
      only references into the same document are followed: bundle the files into one

    error[dangling-reference]: `./common.yaml` leads nowhere
    --> shop.yaml:47:44
      only references into the same document are followed: bundle the files into one

    error[dangling-reference]: `https://example.com/common.json#/components/schemas/Line` leads nowhere
    --> shop.yaml:47:44
      only references into the same document are followed: bundle the files into one

    error[dangling-reference]: `#/components/parameters/OrderId/schema/items` leads nowhere
    --> shop.yaml:47:44
      refer to something that is there, such as one of `#/components/schemas/`

    error[dangling-reference]: `#/components/responses/Order` does not lead to one of `#/components/schemas/`
    --> shop.yaml:47:44
      move what it refers to below `#/components/schemas/`, and refer to it there
    ");
}

/// Circles that a reference can go in.
#[test]
fn whatever_a_circle_is_made_of() {
    let schemas = |schemas: &str| {
        said(&edited(&[(
            "    Line:\n",
            &format!("{schemas}\n    Line:\n"),
        )]))
    };
    let said = [
        // Schemas, their parts, and both.
        schemas("    A: {allOf: [{$ref: '#/components/schemas/A'}]}"),
        schemas(
            "    A: {$ref: '#/components/schemas/B'}\n    B: {allOf: [{$ref: '#/components/schemas/A'}]}",
        ),
        schemas(
            "    A: {type: object, properties: {x: {$ref: '#/components/schemas/A/properties/x'}}}",
        ),
        schemas(
            "    A: {type: object, properties: {x: {$ref: '#/components/schemas/B'}}}\n    B: {$ref: '#/components/schemas/A/properties/x'}",
        ),
        schemas(
            "    A: {allOf: [{$ref: '#/components/schemas/A/allOf/1'}, {allOf: [{$ref: '#/components/schemas/A'}, {type: object}]}]}",
        ),
        // Nothing but schemas can be followed into a part.
        said(&edited(&[
            (
                "    OrderId:\n",
                "    A: {$ref: '#/components/parameters/B'}\n    B: {$ref: '#/components/parameters/A'}\n    OrderId:\n",
            ),
            (
                "#/components/parameters/OrderId",
                "#/components/parameters/A",
            ),
        ])),
        said(&edited(&[(
            "#/components/parameters/OrderId",
            "#/paths/~1orders/get/parameters/0",
        )])),
    ];
    assert_snapshot!(said.join("\n"), @"
    error[circular-reference]: `A` refers to itself and nothing else
    --> shop.yaml:54:5
      replace one of the references with a schema

    error[circular-reference]: `A` refers to itself and nothing else
    --> shop.yaml:54:5
      replace one of the references with a schema
    error[circular-reference]: `B` refers to itself and nothing else
    --> shop.yaml:55:5
      replace one of the references with a schema

    error[circular-reference]: `A.x` refers to itself and nothing else
    --> shop.yaml:54:36
      replace one of the references with a schema

    error[circular-reference]: `B` refers to itself and nothing else
    --> shop.yaml:55:5
      replace one of the references with a schema
    error[circular-reference]: `A.x` refers to itself and nothing else
    --> shop.yaml:54:36
      replace one of the references with a schema

    error[circular-reference]: `A` is a part of itself
    --> shop.yaml:54:68
      remove one of the references

    error[circular-reference]: this reference leads back to itself
    --> shop.yaml:21:9
      replace one of the references with what it stands for

    error[dangling-reference]: `#/paths/~1orders/get/parameters/0` leads nowhere
    --> shop.yaml:21:15
      refer to something that is there, such as one of `#/components/parameters/`
    ");
}
