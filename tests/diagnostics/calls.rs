//! Marks of operations: repetition, pages, examples.

use codegen::Input;
use insta::assert_snapshot;

use crate::{SHOP, edited, report, spec, updated};

const GET_ORDER: &str = "$.paths['/orders/{order_id}'].get";

/// The shop, in which `getOrder` has a mark.
fn marked(mark: &str) -> Input {
    let operation = format!("operationId: getOrder\n      {mark}");
    edited(&[("operationId: getOrder", &operation)])
}

/// The shop, in which an overlay says this of `getOrder`.
fn said(mark: &str) -> Input {
    updated(spec(SHOP), GET_ORDER, mark)
}

/// A shop with pages of orders.
fn paged(mark: &str) -> Input {
    pages_of(
        "operationId: getOrder",
        &format!("\n      x-pagination: {mark}"),
    )
}

/// A shop with orders that could have pages.
fn pages_of(operation: &str, mark: &str) -> Input {
    let operation = format!("{operation}{mark}");
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
    for (mark, message) in [
        ("5".to_owned(), "pages are described by an object"),
        (format!("{{{items}, {next}}}"), "pages need `cursor`"),
        (format!("{{{cursor}, {next}}}"), "pages need `items`"),
        (format!("{{{cursor}, {items}}}"), "pages need `next`"),
        (
            format!("{{{cursor}, {items}, {next}, size: 5}}"),
            "pages have no `size`",
        ),
        (
            format!("{{cursor: $request.query.nowhere, {items}, {next}}}"),
            "`$request.query.nowhere` leads to no such place",
        ),
        (
            format!("{{cursor: $request.query.needed, {items}, {next}}}"),
            "`$request.query.needed` leads to no such place",
        ),
        (
            format!("{{cursor: $request.query.limit, {items}, {next}}}"),
            "`$request.query.limit` leads to no such place",
        ),
        (
            format!("{{cursor: $request.body#/cursor, {items}, {next}}}"),
            "`$request.body#/cursor` leads to no such place",
        ),
        (
            format!("{{cursor: 7, {items}, {next}}}"),
            "`7` leads to no such place",
        ),
        (
            format!("{{{cursor}, limit: $request.query.cursor, {items}, {next}}}"),
            "`$request.query.cursor` leads to no such place",
        ),
        (
            format!("{{{cursor}, items: $response.body#/page, {next}}}"),
            "`$response.body#/page` leads to no such place",
        ),
        (
            format!("{{{cursor}, {items}, next: $response.body#/page/last}}"),
            "`$response.body#/page/last` leads to no such place",
        ),
        (
            format!("{{{cursor}, {items}, next: $response.body#/page/sent}}"),
            "`$response.body#/page/sent` leads to no such place",
        ),
        (
            format!("{{{cursor}, {items}, next: $response.body#/lines}}"),
            "`$response.body#/lines` leads to no such place",
        ),
    ] {
        let shop = pages_of("operationId: getOrder", "");
        let report = report(&updated(shop, GET_ORDER, &format!("x-pagination: {mark}")));
        assert!(
            report.starts_with(&format!("error[pagination]: {message}\n  --> shop.yaml:"))
                && report.contains("= help: "),
            "{mark}\n{report}"
        );
    }
}

#[test]
fn next_page_that_is_no_text() {
    assert_snapshot!(report(&paged("{cursor: $request.query.cursor, items: $response.body#/lines, next: $response.body#/page}")), @"
    error[pagination]: `$response.body#/page` leads to no such place
      --> shop.yaml:20:89
       |
    20 |       x-pagination: {cursor: $request.query.cursor, items: $response.body#/lines, next: $response.body#/page}
       |                                                                                         ^^^^^^^^^^^^^^^^^^^^^
       |
       = help: `next` is a text of the answer: `$response.body#/name`

    1 error
    ");
}

#[test]
fn repetition_that_is_no_truth_value() {
    assert_snapshot!(report(&said("x-idempotent: often")), @"
    error[idempotent]: whether a call may be repeated is true or false
      --> shop.yaml:18:5
       |
    18 |     get:
       |     ^^^^
       |
       = note: with the overlays applied, this is at /paths/~1orders~1{order_id}/get/x-idempotent
       = help: write `x-idempotent: true`, or take the extension away

    1 error
    ");
}

#[test]
fn example_of_something_required() {
    assert_snapshot!(report(&marked("x-example: [expand, order_id]")), @"
    error[example]: `order_id` is nothing that this operation may be given
      --> shop.yaml:20:27
       |
    20 |       x-example: [expand, order_id]
       |                           ^^^^^^^^^
       |
       = help: name an optional parameter or an optional property of the body, or take it off the list

    1 error
    ");
}

#[test]
fn example_of_something_that_is_no_name() {
    assert_snapshot!(report(&said("x-example: [5]")), @"
    error[example]: `5` is nothing that this operation may be given
      --> shop.yaml:18:5
       |
    18 |     get:
       |     ^^^^
       |
       = note: with the overlays applied, this is at /paths/~1orders~1{order_id}/get/x-example/0
       = help: name an optional parameter or an optional property of the body, or take it off the list

    1 error
    ");
}

#[test]
fn example_that_is_no_list() {
    assert_snapshot!(report(&said("x-example: expand")), @"
    error[example]: what an example sets is a list of names
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
