//! Extensions of operations: idempotency, pages, examples.

use codegen::Input;
use insta::assert_snapshot;

use crate::{SHOP, edited, report, spec, updated};

const GET_ORDER: &str = "$.paths['/orders/{order_id}'].get";

/// The shop, in which `getOrder` has an extension.
fn with(extension: &str) -> Input {
    let operation = format!("operationId: getOrder\n      {extension}");
    edited(&[("operationId: getOrder", &operation)])
}

/// The shop, in which an overlay says this of `getOrder`.
fn said(extension: &str) -> Input {
    updated(spec(SHOP), GET_ORDER, extension)
}

/// A shop with pages of orders.
fn paged(extension: &str) -> Input {
    pages_of(
        "operationId: getOrder",
        &format!("\n      x-pagination: {extension}"),
    )
}

/// A shop with orders that could have pages.
fn pages_of(operation: &str, extension: &str) -> Input {
    let operation = format!("{operation}{extension}");
    edited(&[
        ("operationId: getOrder", &operation),
        (
            "schema: {type: array, items: {type: string}}\n",
            "schema: {type: array, items: {type: string}}\n      - {name: cursor, in: query, schema: {type: string}}\n      - {name: limit, in: query, schema: {type: integer}}\n      - {name: needed, in: query, required: true, schema: {type: string}}\n",
        ),
        (
            "status: {type: string, enum: [open, paid]}",
            "lines: {type: array, items: {$ref: '#/components/schemas/Line'}}\n        page: {type: object, properties: {next: {type: string}, sent: {type: string, writeOnly: true}}}",
        ),
    ])
}

#[test]
fn pages() {
    let input = paged(
        "{cursor: $request.query.cursor, limit: $request.query.limit, items: $response.body#/lines, next: $response.body#/page/next}",
    );
    let api = codegen::model(&input, &mut |_| {})
        .unwrap_or_else(|report| panic!("{}", report.render(&input)));
    let pages = api
        .paths
        .iter()
        .flat_map(|path| &path.operations)
        .filter_map(|operation| operation.page.as_ref());
    let names: Vec<String> = pages
        .map(|page| {
            let path = |fields: &[codegen::names::Ident]| {
                fields
                    .iter()
                    .map(codegen::names::Ident::as_str)
                    .collect::<Vec<_>>()
                    .join(".")
            };
            format!(
                "{} {:?} {} {}",
                page.cursor.as_str(),
                page.limit.as_ref().map(codegen::names::Ident::as_str),
                path(&page.items),
                path(&page.next)
            )
        })
        .collect();
    assert_eq!(names, ["cursor Some(\"limit\") lines page.next"]);
}

#[test]
fn pages_that_lead_nowhere() {
    let (cursor, items, next) = (
        "cursor: $request.query.cursor",
        "items: $response.body#/lines",
        "next: $response.body#/page/next",
    );
    for (extension, message) in [
        ("5".to_owned(), "`x-pagination` is an object"),
        (
            format!("{{{items}, {next}}}"),
            "`x-pagination` needs `cursor`",
        ),
        (
            format!("{{{cursor}, {next}}}"),
            "`x-pagination` needs `items`",
        ),
        (
            format!("{{{cursor}, {items}}}"),
            "`x-pagination` needs `next`",
        ),
        (
            format!("{{{cursor}, {items}, {next}, size: 5}}"),
            "`x-pagination` has no `size`",
        ),
        (
            format!("{{cursor: $request.query.nowhere, {items}, {next}}}"),
            "`$request.query.nowhere` does not lead to such a value",
        ),
        (
            format!("{{cursor: $request.query.needed, {items}, {next}}}"),
            "`$request.query.needed` does not lead to such a value",
        ),
        (
            format!("{{cursor: $request.query.limit, {items}, {next}}}"),
            "`$request.query.limit` does not lead to such a value",
        ),
        (
            format!("{{cursor: $request.body#/cursor, {items}, {next}}}"),
            "`$request.body#/cursor` does not lead to such a value",
        ),
        (
            format!("{{cursor: 7, {items}, {next}}}"),
            "`7` does not lead to such a value",
        ),
        (
            format!("{{{cursor}, limit: $request.query.cursor, {items}, {next}}}"),
            "`$request.query.cursor` does not lead to such a value",
        ),
        (
            format!("{{{cursor}, items: $response.body#/page, {next}}}"),
            "`$response.body#/page` does not lead to such a value",
        ),
        (
            format!("{{{cursor}, {items}, next: $response.body#/page/last}}"),
            "`$response.body#/page/last` does not lead to such a value",
        ),
        (
            format!("{{{cursor}, {items}, next: $response.body#/page/sent}}"),
            "`$response.body#/page/sent` does not lead to such a value",
        ),
        (
            format!("{{{cursor}, {items}, next: $response.body#/lines}}"),
            "`$response.body#/lines` does not lead to such a value",
        ),
    ] {
        let shop = pages_of("operationId: getOrder", "");
        let report = report(&updated(
            shop,
            GET_ORDER,
            &format!("x-pagination: {extension}"),
        ));
        assert!(
            report.starts_with(&format!("error[pagination]: {message}\n  --> shop.yaml:"))
                && report.contains("= help: "),
            "{extension}\n{report}"
        );
    }
}

#[test]
fn next_page_that_is_not_a_string() {
    assert_snapshot!(report(&paged("{cursor: $request.query.cursor, items: $response.body#/lines, next: $response.body#/page}")), @"
    error[pagination]: `$response.body#/page` does not lead to such a value
      --> shop.yaml:20:89
       |
    20 |       x-pagination: {cursor: $request.query.cursor, items: $response.body#/lines, next: $response.body#/page}
       |                                                                                         ^^^^^^^^^^^^^^^^^^^^^
       |
       = help: `next` is a string of the response: `$response.body#/name`

    1 error
    ");
}

#[test]
fn idempotency_that_is_not_a_boolean() {
    assert_snapshot!(report(&said("x-idempotent: often")), @"
    error[idempotent]: `x-idempotent` is a boolean
      --> shop.yaml:18:5
       |
    18 |     get:
       |     ^^^^
       |
       = note: with the overlays applied, this is at /paths/~1orders~1{order_id}/get/x-idempotent
       = help: write `x-idempotent: true`, or remove it

    1 error
    ");
}

#[test]
fn example_of_something_required() {
    assert_snapshot!(report(&with("x-example: [expand, order_id]")), @"
    error[example]: `order_id` is not an optional input of this operation
      --> shop.yaml:20:27
       |
    20 |       x-example: [expand, order_id]
       |                           ^^^^^^^^^
       |
       = help: name an optional parameter or property of the body, or remove it

    1 error
    ");
}

#[test]
fn example_of_something_that_is_no_name() {
    assert_snapshot!(report(&said("x-example: [5]")), @"
    error[example]: `5` is not an optional input of this operation
      --> shop.yaml:18:5
       |
    18 |     get:
       |     ^^^^
       |
       = note: with the overlays applied, this is at /paths/~1orders~1{order_id}/get/x-example/0
       = help: name an optional parameter or property of the body, or remove it

    1 error
    ");
}

#[test]
fn example_that_is_no_list() {
    assert_snapshot!(report(&said("x-example: expand")), @"
    error[example]: `x-example` is an array of names
      --> shop.yaml:18:5
       |
    18 |     get:
       |     ^^^^
       |
       = note: with the overlays applied, this is at /paths/~1orders~1{order_id}/get/x-example
       = help: write `x-example: [name]`

    1 error
    ");
}

#[test]
fn error_that_is_no_value_of_an_error_response() {
    assert_snapshot!(report(&with("x-errors: [gone]")), @"
    error[errors]: `gone` is no value of an enum in the error responses of this operation
      --> shop.yaml:20:18
       |
    20 |       x-errors: [gone]
       |                  ^^^^^
       |
       = help: correct the name, add the value to the enum, or remove it here

    1 error
    ");
}

#[test]
fn errors_that_are_no_list() {
    assert_snapshot!(report(&said("x-errors: gone")), @"
    error[errors]: `x-errors` is an array of names
      --> shop.yaml:18:5
       |
    18 |     get:
       |     ^^^
       |
       = note: with the overlays applied, this is at /paths/~1orders~1{order_id}/get/x-errors
       = help: write `x-errors: [name]`

    1 error
    ");
}
