//! Schemas that have no faithful Rust type.

use insta::assert_snapshot;

use crate::{edited, report, said, warnings};

#[test]
fn misspelt_type() {
    assert_snapshot!(report(&edited(&[("type: integer", "type: strin")])), @"
    error[unknown-type]: OpenAPI 3.0 has no type `strin`
      --> shop.yaml:57:24
       |
    57 |         amount: {type: strin}
       |                        ^^^^^^
       |
       = help: did you mean `string`?

    1 error
    ");
}

#[test]
fn type_that_is_nothing_like_one() {
    assert_snapshot!(report(&edited(&[("type: integer", "type: 'null'")])), @"
    error[unknown-type]: OpenAPI 3.0 has no type `null`
      --> shop.yaml:57:24
       |
    57 |         amount: {type: 'null'}
       |                        ^^^^^^^
       |
       = help: use one of string, integer, number, boolean, array, object

    1 error
    ");
}

#[test]
fn secret_that_is_not_a_string() {
    assert_snapshot!(report(&edited(&[("amount: {type: integer}", "amount: {type: integer, x-secret: true}")])), @"
    error[secret-kind]: only a string can be a secret
      --> shop.yaml:57:33
       |
    57 |         amount: {type: integer, x-secret: true}
       |                                 ^^^^^^^^
       |
       = help: set `x-secret` on the strings in it, or remove it here

    1 error
    ");
}

#[test]
fn alternatives() {
    assert_snapshot!(report(&edited(&[("amount: {type: integer}", "amount: {oneOf: [{type: integer}, {type: string}]}")])), @"
    error[unsupported-schema]: `oneOf` is not supported here
      --> shop.yaml:57:18
       |
    57 |         amount: {oneOf: [{type: integer}, {type: string}]}
       |                  ^^^^^
       |
       = help: with an overlay, replace the schema by one of its alternatives, or by `{}` to pass any JSON through: remove `oneOf` here

    1 error
    ");
}

#[test]
fn combinations() {
    assert_snapshot!(report(&edited(&[("amount: {type: integer}", "amount: {type: string, anyOf: [{maxLength: 5}, {pattern: x}]}")])), @"
    error[unsupported-schema]: `anyOf` is not supported here
      --> shop.yaml:57:32
       |
    57 |         amount: {type: string, anyOf: [{maxLength: 5}, {pattern: x}]}
       |                                ^^^^^
       |
       = help: with an overlay, replace the schema by one of its alternatives, or by `{}` to pass any JSON through: remove `anyOf` here

    1 error
    ");
}

#[test]
fn negation() {
    assert_snapshot!(report(&edited(&[("amount: {type: integer}", "amount: {not: {type: string}}")])), @"
    error[unsupported-schema]: `not` is not supported here
      --> shop.yaml:57:18
       |
    57 |         amount: {not: {type: string}}
       |                  ^^^
       |
       = help: with an overlay, replace the schema by one of its alternatives, or by `{}` to pass any JSON through: remove `not` here

    1 error
    ");
}

#[test]
fn property_that_two_parts_describe_differently() {
    let parts = "\n    Gift:\n      allOf:\n      - $ref: '#/components/schemas/Line'\n      - type: object\n        properties: {amount: {type: string}}\n    Line:\n";
    assert_snapshot!(report(&edited(&[("\n    Line:\n", parts)])), @"
    error[unsupported-schema]: two parts of the `allOf` describe `amount` in different ways (the other one is at /components/schemas/Line/properties/amount)
      --> shop.yaml:58:22
       |
    58 |         properties: {amount: {type: string}}
       |                      ^^^^^^
       |
       = help: remove one of them with an overlay

    1 error
    ");
}

#[test]
fn all_of_something_that_is_no_object() {
    let parts = "amount: {allOf: [{type: integer}, {type: object}]}";
    assert_snapshot!(report(&edited(&[("amount: {type: integer}", parts)])), @"
    error[unsupported-schema]: `allOf` can only be followed where all of its parts are objects
      --> shop.yaml:57:26
       |
    57 |         amount: {allOf: [{type: integer}, {type: object}]}
       |                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: replace it by one of its parts with an overlay

    1 error
    ");
}

/// Schemas that say two things at once, each as a further component.
#[test]
fn whatever_contradicts_itself() {
    let schemas = [
        "{allOf: [{type: object, additionalProperties: {type: string}}, {type: object, additionalProperties: {type: integer}}]}",
        "{type: object, additionalProperties: false, allOf: [{type: object, additionalProperties: true}]}",
        "{allOf: [{$ref: '#/components/schemas/Line'}, {type: object, properties: {amount: {type: integer, nullable: true}}}]}",
        "{allOf: [{$ref: '#/components/schemas/Line'}, {type: object, properties: {amount: {type: integer, readOnly: true}}}]}",
        "{allOf: [{type: object, properties: {a: {type: string}}}, {type: object, properties: {a: {type: string, x-secret: true}}}]}",
        "{allOf: [{type: object, properties: {a: {type: string}}}, {type: object, properties: {a: {type: string, enum: [b]}}}]}",
        "{type: object, properties: {a: {type: string, readOnly: true, writeOnly: true}}}",
        "{type: object, properties: {a: {writeOnly: true, allOf: [{type: string, readOnly: true}]}}}",
        "{type: string, allOf: [{$ref: '#/components/schemas/Line'}]}",
        "{enum: [a], allOf: [{type: string}]}",
        "{items: {type: string}, allOf: [{type: array, items: {type: string}}]}",
        "{allOf: [{type: string}, {maxLength: 3}]}",
    ];
    let said = schemas.map(|schema| {
        let further = format!("    Line:\n      type: object\n      properties:\n        amount: {{type: integer}}\n    X: {schema}\n");
        let line = "    Line:\n      type: object\n      properties:\n        amount: {type: integer}\n";
        said(&edited(&[(line, &further)]))
    });
    assert_snapshot!(said.join("\n"), @"
    error[unsupported-schema]: two parts of the `allOf` describe `additionalProperties` in different ways (the other one is at /components/schemas/X/allOf/0/additionalProperties)
    --> shop.yaml:58:86
      remove one of them with an overlay

    error[unsupported-schema]: two parts of the `allOf` describe `additionalProperties` in different ways (the other one is at /components/schemas/X/allOf/0/additionalProperties)
    --> shop.yaml:58:23
      remove one of them with an overlay

    error[unsupported-schema]: two parts of the `allOf` describe `amount` in different ways (the other one is at /components/schemas/Line/properties/amount)
    --> shop.yaml:58:82
      remove one of them with an overlay

    error[unsupported-schema]: two parts of the `allOf` describe `amount` in different ways (the other one is at /components/schemas/Line/properties/amount)
    --> shop.yaml:58:82
      remove one of them with an overlay

    error[unsupported-schema]: two parts of the `allOf` describe `a` in different ways (the other one is at /components/schemas/X/allOf/0/properties/a)
    --> shop.yaml:58:94
      remove one of them with an overlay

    error[unsupported-schema]: two parts of the `allOf` describe `a` in different ways (the other one is at /components/schemas/X/allOf/0/properties/a)
    --> shop.yaml:58:94
      remove one of them with an overlay

    error[one-way-property]: a property cannot be `readOnly` and `writeOnly`
    --> shop.yaml:58:36
      remove one of them with an overlay

    error[one-way-property]: a property cannot be `readOnly` and `writeOnly`
    --> shop.yaml:58:36
      remove one of them with an overlay

    error[unsupported-schema]: the parts of the `allOf` are not what `type` beside it says
    --> shop.yaml:58:9
      remove `type` or `allOf` here with an overlay

    error[unsupported-schema]: the parts of the `allOf` are not what `enum` beside it says
    --> shop.yaml:58:9
      remove `enum` or `allOf` here with an overlay

    error[unsupported-schema]: the parts of the `allOf` are not what `items` beside it says
    --> shop.yaml:58:9
      remove `items` or `allOf` here with an overlay

    error[unsupported-schema]: `allOf` can only be followed where all of its parts are objects
    --> shop.yaml:58:17
      replace it by one of its parts with an overlay
    ");
}

#[test]
fn requirement_without_a_property() {
    assert_snapshot!(warnings(&edited(&[("required: [id]", "required: [id, total]")])), @"
    warning[required-unknown]: `total` is required, but not a property: it becomes a field of any JSON value
      --> shop.yaml:50:22
       |
    50 |       required: [id, total]
       |                      ^^^^^^
       |
       = help: add the property, or remove the name

    1 warning
    ");
}

#[test]
fn several_at_once() {
    assert_snapshot!(report(&edited(&[
        ("/orders/{order_id}", "/orders/{orderId}"),
        ("type: integer", "type: int"),
        ("#/components/schemas/Line", "#/components/schemas/Lien"),
        ("required: [id]", "required: [ids]"),
    ])), @"
    error[dangling-reference]: `#/components/schemas/Lien` leads nowhere
      --> shop.yaml:47:44
       |
    47 |         items: {type: array, items: {$ref: '#/components/schemas/Lien'}}
       |                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: add `Lien` to the components, or refer to one that exists

    error[unknown-type]: OpenAPI 3.0 has no type `int`
      --> shop.yaml:57:24
       |
    57 |         amount: {type: int}
       |                        ^^^^
       |
       = help: did you mean `integer`?

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

    warning[required-unknown]: `ids` is required, but not a property: it becomes a field of any JSON value
      --> shop.yaml:50:18
       |
    50 |       required: [ids]
       |                  ^^^^
       |
       = help: add the property, or remove the name

    4 errors, 1 warning
    ");
}
