//! Documents that are not OpenAPI 3.0, as a whole or in one place.

use insta::assert_snapshot;

use crate::{edited, report, spec, warnings};

#[test]
fn openapi_3_1() {
    assert_snapshot!(report(&edited(&[("openapi: 3.0.3", "openapi: 3.1.0")])), @"
    error[openapi-version]: OpenAPI 3.1.0 is not supported
     --> shop.yaml:1:10
      |
    1 | openapi: 3.1.0
      |          ^^^^^
      |
      = help: convert the description to OpenAPI 3.0.x first

    1 error
    ");
}

#[test]
fn swagger_2_0() {
    assert_snapshot!(report(&edited(&[("openapi: 3.0.3", "swagger: '2.0'")])), @"
    error[openapi-version]: Swagger 2.0 is not supported
     --> shop.yaml:1:10
      |
    1 | swagger: '2.0'
      |          ^^^^^
      |
      = help: convert the description to OpenAPI 3.0.x first

    1 error
    ");
}

#[test]
fn version_that_is_a_number() {
    assert_snapshot!(report(&edited(&[("openapi: 3.0.3", "openapi: 3.0")])), @"
    error[openapi-version]: `3.0` is not a string
     --> shop.yaml:1:10
      |
    1 | openapi: 3.0
      |          ^^^
      |
      = help: write `openapi: 3.0.3`

    1 error
    ");
}

#[test]
fn something_else_altogether() {
    assert_snapshot!(report(&spec("<!doctype html>\n<title>404</title>\n")), @"
    error[openapi-version]: this is not an OpenAPI document: `openapi` is missing
     --> shop.yaml:1:1
      |
    1 | <!doctype html>
      | ^^^^^^^^^^^^^^^
      |
      = help: give the file that begins with `openapi: 3.0.x`

    1 error
    ");
}

/// `openapiv3` has no place for what only OpenAPI 3.1 knows, and would drop it.
#[test]
fn keyword_that_would_be_lost() {
    assert_snapshot!(warnings(&edited(&[("id: {type: string}", "id: {type: string, const: x}")])), @"
    warning[unknown-key]: OpenAPI 3.0 has no key `const` here, so it is ignored
      --> shop.yaml:52:28
       |
    52 |         id: {type: string, const: x}
       |                            ^^^^^
       |
       = help: remove it with an overlay, write it as OpenAPI 3.0 does, or begin it with `x-`

    1 warning
    ");
}

#[test]
fn misspelt_keyword() {
    assert_snapshot!(warnings(&edited(&[("required: [id]", "requierd: [id]")])), @"
    warning[unknown-key]: OpenAPI 3.0 has no key `requierd` here, so it is ignored
      --> shop.yaml:50:7
       |
    50 |       requierd: [id]
       |       ^^^^^^^^
       |
       = help: remove it with an overlay, write it as OpenAPI 3.0 does, or begin it with `x-`

    1 warning
    ");
}

/// Beside a `$ref` to a schema, siblings are kept; beside any other they would be lost.
#[test]
fn sibling_of_a_reference() {
    let edit = (
        "        '201':\n",
        "        '201':\n          x-note: mine\n          description: Created.\n",
    );
    assert_snapshot!(warnings(&edited(&[edit])), @"
    warning[ignored-key]: `x-note` stands beside a `$ref`, where OpenAPI 3.0 ignores it
      --> shop.yaml:16:11
       |
    16 |           x-note: mine
       |           ^^^^^^
       |
       = help: remove it with an overlay, or move it to what the `$ref` leads to

    warning[ignored-key]: `description` stands beside a `$ref`, where OpenAPI 3.0 ignores it
      --> shop.yaml:17:11
       |
    17 |           description: Created.
       |           ^^^^^^^^^^^
       |
       = help: remove it with an overlay, or move it to what the `$ref` leads to

    2 warnings
    ");
}

#[test]
fn parameters_as_a_map() {
    assert_snapshot!(report(&edited(&[("      operationId: createOrder\n", "      operationId: createOrder\n      parameters: {}\n")])), @"
    error[openapi-shape]: this is not what OpenAPI 3.0 expects here: invalid type: map, expected a sequence
     --> shop.yaml:9:19
      |
    9 |       parameters: {}
      |                   ^^
      |
      = help: compare with the OpenAPI 3.0 specification, and correct it with an overlay

    1 error
    ");
}

#[test]
fn responses_missing() {
    assert_snapshot!(report(&edited(&[("      responses:\n        '201':\n          $ref: '#/components/responses/Order'\n", "")])), @"
    error[openapi-shape]: this is not what OpenAPI 3.0 expects here: missing field `responses`
     --> shop.yaml:7:5
      |
    7 |     post:
      |     ^^^^
      |
      = help: compare with the OpenAPI 3.0 specification, and correct it with an overlay

    1 error
    ");
}

#[test]
fn schema_that_is_a_list() {
    assert_snapshot!(report(&edited(&[("amount: {type: integer}", "amount: [integer]")])), @"
    error[openapi-shape]: this is not what OpenAPI 3.0 expects here: invalid type: sequence, expected struct Schema
      --> shop.yaml:57:17
       |
    57 |         amount: [integer]
       |                 ^^^^^^^^^
       |
       = help: compare with the OpenAPI 3.0 specification, and correct it with an overlay

    1 error
    ");
}

#[test]
fn parameter_in_a_place_that_does_not_exist() {
    assert_snapshot!(report(&edited(&[("in: query", "in: body")])), @"
    error[openapi-shape]: this is not what OpenAPI 3.0 expects here: unknown variant `body`, expected one of `query`, `header`, `path`, `cookie`
      --> shop.yaml:23:13
       |
    23 |         in: body
       |             ^^^^
       |
       = help: compare with the OpenAPI 3.0 specification, and correct it with an overlay

    1 error
    ");
}

#[test]
fn schema_of_a_component_parameter() {
    assert_snapshot!(report(&edited(&[("schema: {type: string}\n  responses:", "schema: {type: [string]}\n  responses:")])), @"
    error[openapi-shape]: this is not what OpenAPI 3.0 expects here: invalid type: sequence, expected a string
      --> shop.yaml:34:22
       |
    34 |       schema: {type: [string]}
       |                      ^^^^^^^^^
       |
       = help: compare with the OpenAPI 3.0 specification, and correct it with an overlay

    1 error
    ");
}

#[test]
fn path_item_that_is_a_string() {
    assert_snapshot!(report(&edited(&[("components:\n  parameters", "  /more: later\ncomponents:\n  parameters")])), @r#"
    error[openapi-shape]: this is not what OpenAPI 3.0 expects here: invalid type: string "later", expected struct PathItem
      --> shop.yaml:28:10
       |
    28 |   /more: later
       |          ^^^^^
       |
       = help: compare with the OpenAPI 3.0 specification, and correct it with an overlay

    1 error
    "#);
}

#[test]
fn info_without_a_version() {
    assert_snapshot!(report(&edited(&[("  version: 1.0.0\n", "")])), @"
    error[openapi-shape]: this is not what OpenAPI 3.0 expects here: missing field `version`
     --> shop.yaml:2:1
      |
    2 | info:
      | ^^^^
      |
      = help: compare with the OpenAPI 3.0 specification, and correct it with an overlay

    1 error
    ");
}

/// Each part that is refused is told once, and all of them in one run.
#[test]
fn every_fault_of_the_shape_at_once() {
    let text = "openapi: 3.0.3\ninfo: {title: 1, version: 1}\ncomponents: {schemas: {A: {type: [string]}, B: {properties: 5}}}\npaths:\n  /a: {get: {responses: {'200': {}}}, post: 7}\n  /b: {get: {responses: {'200': {}}, parameters: [{name: a}]}}\n";
    let input = crate::spec(text);
    let report = codegen::generate(&input).expect_err("faults");
    let places = report.diagnostics.iter().flat_map(|it| it.locations());
    let places: Vec<String> = places.map(|place| format!("{:?}", place.spot)).collect();
    for place in [
        "/info/title",
        "/info/version",
        "/components/schemas/A/type",
        "/components/schemas/B/properties",
        "/paths/~1a/get/responses/200",
        "/paths/~1a/post",
        "/paths/~1b/get/responses/200",
        "/paths/~1b/get/parameters/0",
    ] {
        assert!(
            places
                .iter()
                .any(|found| found.contains(&format!("{place}\""))),
            "{place}: {places:?}"
        );
    }
    // What is missing and cannot be made up is no endless search.
    assert!(codegen::generate(&crate::spec("openapi: 3.0.3\nx-a: 1\n")).is_err());
}

/// An operation that is begun and says nothing is not one that is not there.
#[test]
fn nothing_in_place_of_an_object() {
    let text = "openapi: 3.0.3\ninfo: {title: Shop, version: 1.0.0}\npaths:\n  /a:\n    get:\n";
    assert_snapshot!(report(&spec(text)), @"
    error[openapi-shape]: this is not what OpenAPI 3.0 expects here: `null` in place of an object
     --> shop.yaml:5:5
      |
    5 |     get:
      |     ^^^
      |
      = help: remove it with an overlay, or give it what it has to hold

    1 error
    ");
}
