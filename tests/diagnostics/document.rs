//! Documents that are not OpenAPI 3.0, as a whole or in one place.

use insta::assert_snapshot;

use crate::{edited, report, spec};

#[test]
fn openapi_3_1() {
    assert_snapshot!(report(&edited(&[("openapi: 3.0.3", "openapi: 3.1.0")])), @"");
}

#[test]
fn swagger_2_0() {
    assert_snapshot!(report(&edited(&[("openapi: 3.0.3", "swagger: '2.0'")])), @"");
}

#[test]
fn version_that_is_a_number() {
    assert_snapshot!(report(&edited(&[("openapi: 3.0.3", "openapi: 3.0")])), @"");
}

#[test]
fn something_else_altogether() {
    assert_snapshot!(report(&spec("<!doctype html>\n<title>404</title>\n")), @"");
}

/// `openapiv3` has no place for what only OpenAPI 3.1 knows, and would drop it.
#[test]
fn keyword_that_would_be_lost() {
    assert_snapshot!(report(&edited(&[("id: {type: string}", "id: {type: string, const: x}")])), @"");
}

#[test]
fn misspelt_keyword() {
    assert_snapshot!(report(&edited(&[("required: [id]", "requierd: [id]")])), @"");
}

/// Beside a `$ref` to a schema, siblings are kept; beside any other they would be lost.
#[test]
fn sibling_of_a_reference() {
    let edit = ("        '201':\n", "        '201':\n          x-note: mine\n          description: Created.\n");
    assert_snapshot!(report(&edited(&[edit])), @"");
}

#[test]
fn parameters_as_a_map() {
    assert_snapshot!(report(&edited(&[("      operationId: createOrder\n", "      operationId: createOrder\n      parameters: {}\n")])), @"");
}

#[test]
fn responses_missing() {
    assert_snapshot!(report(&edited(&[("      responses:\n        '201':\n          $ref: '#/components/responses/Order'\n", "")])), @"");
}

#[test]
fn schema_that_is_a_list() {
    assert_snapshot!(report(&edited(&[("amount: {type: integer}", "amount: [integer]")])), @"");
}

#[test]
fn parameter_in_a_place_that_does_not_exist() {
    assert_snapshot!(report(&edited(&[("in: query", "in: body")])), @"");
}

#[test]
fn schema_of_a_component_parameter() {
    assert_snapshot!(report(&edited(&[("schema: {type: string}\n  responses:", "schema: {type: [string]}\n  responses:")])), @"");
}

#[test]
fn path_item_that_is_text() {
    assert_snapshot!(report(&edited(&[("components:\n  parameters", "  /more: later\ncomponents:\n  parameters")])), @"");
}

#[test]
fn info_without_a_version() {
    assert_snapshot!(report(&edited(&[("  version: 1.0.0\n", "")])), @"");
}
