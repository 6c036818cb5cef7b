//! Keys that change nothing, keys that are told and ignored, and keys that change a request or a
//! response in a way that is not supported.

use std::collections::BTreeSet;

use codegen::Input;
use insta::assert_snapshot;

use crate::{SHOP, edited, report, spec, warnings};

const GET: &str = "operationId: getOrder\n";

/// The shop with lines below an operation, and others at the end.
pub(crate) fn with(operation: &str, end: &str) -> Input {
    let lines: String = operation
        .lines()
        .map(|line| format!("      {line}\n"))
        .collect();
    let mut input = edited(&[(GET, &format!("{GET}{lines}"))]);
    input.spec.text += end;
    input
}

/// The codes of what is found, with their levels.
pub(crate) fn found(input: &Input) -> BTreeSet<String> {
    let found = codegen::attempt(input).found;
    let found = found.iter().map(|found| {
        let level = if found.is_error() { "error" } else { "warning" };
        format!("{level} {}", found.code.name())
    });
    found.collect()
}

/// What OpenAPI does not know, or ignores, is the same warning wherever it is, and the output is as
/// if it was not there.
#[test]
fn what_is_ignored_is_as_if_it_was_not_there() {
    let whole = |key: &str| format!("{SHOP}{key}: 1\n");
    let edit = |old: &str, new: &str| edited(&[(old, new)]).spec.text;
    let before = |old: &str, new: &str| edit(old, &format!("{new}{old}"));
    let parameters = "- $ref: '#/components/parameters/OrderId'\n";
    let response = "'200':\n          $ref: '#/components/responses/Order'\n";
    let order = "  schemas:\n    Draft:\n";
    for (text, code) in [
        (whole("webhooks"), "unknown-key"),
        (
            edit("  title: Shop\n", "  title: Shop\n  summary: A shop.\n"),
            "unknown-key",
        ),
        (
            edit(
                "  /orders:\n",
                "  /orders:\n    query: {operationId: q, responses: {}}\n",
            ),
            "unknown-key",
        ),
        (
            edit(GET, "operationId: getOrder\n      consumes: [a/b]\n"),
            "unknown-key",
        ),
        (
            edit(
                "        in: query\n",
                "        in: query\n        type: string\n",
            ),
            "unknown-key",
        ),
        (
            edit("'201':\n", "'201':\n          schema: {type: string}\n"),
            "ignored-key",
        ),
        (
            edit(
                "description: ''\n",
                "description: ''\n      schema: {type: string}\n",
            ),
            "unknown-key",
        ),
        (before(order, "  pathItems: {}\n"), "unknown-key"),
        (
            edit("id: {type: string}", "id: {type: string, const: x}"),
            "unknown-key",
        ),
        (
            edit(
                "amount: {type: integer}",
                "amount: {type: integer, examples: [1]}",
            ),
            "unknown-key",
        ),
        // Beside a reference.
        (
            edit(
                "items: {$ref: '#/components/schemas/Line'}",
                "items: {$ref: '#/components/schemas/Line', nullable: true, deprecated: true}",
            ),
            "ignored-key",
        ),
        (
            edit(
                parameters,
                &format!("{parameters}        required: false\n        description: It.\n"),
            ),
            "ignored-key",
        ),
        (
            edit(response, &format!("{response}          description: It.\n")),
            "ignored-key",
        ),
        // Nothing at all.
        (
            before(
                "components:\n  parameters",
                "  /later: {description: Soon., parameters: []}\n",
            ),
            "empty-path",
        ),
        (
            edit(
                GET,
                "operationId: getOrder\n      callbacks: {paid: {'{$request.body#/url}': {post: {responses: {}}}}}\n",
            ),
            "unsupported-callbacks",
        ),
        (
            edit(
                "description: ''\n",
                "description: ''\n      links: {next: {operationId: getOrder}}\n",
            ),
            "unsupported-links",
        ),
    ] {
        let input = spec(&text);
        assert_eq!(
            found(&input),
            BTreeSet::from([format!("warning {code}")]),
            "{text}"
        );
        let files = codegen::generate(&input).unwrap();
        assert!(files == codegen::generate(&spec(SHOP)).unwrap(), "{text}");
    }
}

/// Annotations are neither told nor seen in the output, whatever they hold.
#[test]
fn annotations_say_nothing() {
    let input = edited(&[
        (
            "  title: Shop\n",
            "  title: Shop\n  termsOfService: x\n  contact: {name: n, url: u, email: e}\n  license: {name: n, url: u}\n",
        ),
        (
            GET,
            "operationId: getOrder\n      tags: [a]\n      externalDocs: {url: u}\n",
        ),
        (
            "        in: query\n",
            "        in: query\n        allowEmptyValue: true\n        allowReserved: false\n        example: [a]\n        examples: {a: {$ref: '#/components/examples/A'}}\n",
        ),
        (
            "description: ''\n",
            "description: ''\n      headers: {X-Total: {style: simple, schema: {type: integer}}}\n",
        ),
        (
            "amount: {type: integer}",
            "amount: {type: integer, xml: {name: n}, example: 1, multipleOf: 3}",
        ),
        (
            "id: {type: string}",
            "id: {type: string, externalDocs: {url: u}}",
        ),
    ]);
    let text = input.spec.text
        + "tags: [{name: a, externalDocs: {url: u}}]\nservers: [{url: 'https://{a}', variables: {a: {default: b}}}]\n";
    let input = spec(&text);
    assert_eq!(found(&input), BTreeSet::new());
    assert!(codegen::generate(&input).unwrap() == codegen::generate(&spec(SHOP)).unwrap());
}

/// What is ignored is looked at for keys, and for nothing else.
#[test]
fn what_is_within_an_annotation_is_not_refused() {
    let header = "description: ''\n      headers: {X-A: {schema: {oneOf: [{type: string}, {type: integer}], const: 1}}}\n";
    let input = edited(&[("description: ''\n", header)]);
    assert_eq!(
        found(&input),
        BTreeSet::from(["warning unknown-key".to_owned()])
    );
}

#[test]
fn what_is_not_supported_is_refused() {
    let key = "  securitySchemes:\n    key: {type: apiKey, in: header, name: X-Key}\n    oauth: {type: oauth2, flows: {}}\n    open: {type: openIdConnect, openIdConnectUrl: u}\n    token: {type: http, scheme: bearer}\n    basic: {type: http, scheme: basic}\n";
    let secured = |security: &str| with(&format!("security: {security}"), key);
    let servers = |own: &str, document: &str| {
        with(
            &format!("servers: {own}"),
            &format!("servers: {document}\n"),
        )
    };
    let (fine, refused) = ("", "error unsupported-servers");
    for (input, code) in [
        (secured("[{key: []}]"), "error unsupported-security"),
        (secured("[{oauth: [a]}]"), "error unsupported-security"),
        (secured("[{open: []}]"), "error unsupported-security"),
        (secured("[{token: []}]"), "error unsupported-security"),
        (
            secured("[{basic: [], key: []}]"),
            "error unsupported-security",
        ),
        (secured("[{basik: []}]"), "error unsupported-security"),
        (secured("[{token: []}, {basic: []}]"), fine),
        (secured("[{token: []}, {}]"), fine),
        (secured("[{}]"), fine),
        (secured("[]"), fine),
        (servers("[{url: 'https://a'}]", "[{url: 'http://b'}]"), fine),
        (servers("[]", "[{url: 'https://b'}]"), fine),
        (servers("[{url: 'http://a'}]", "[{url: 'http://a'}]"), fine),
        (servers("[{url: 'http://a'}]", "[]"), refused),
        (servers("{url: /}", "[]"), "error openapi-shape"),
        (
            edited(&[(
                "application/json:\n            schema:\n              $ref: '#/components/schemas/Draft'",
                "application/json:\n            $ref: '#/components/schemas/Draft'",
            )]),
            "error misplaced-reference",
        ),
    ] {
        let codes: BTreeSet<String> = Some(code.to_owned())
            .into_iter()
            .filter(|code| !code.is_empty())
            .collect();
        assert_eq!(found(&input), codes, "{}", input.spec.text);
    }
}

#[test]
fn reserved_characters_beyond_the_query() {
    let header = "parameters:\n      - {name: q, in: header, allowReserved: true, schema: {type: string}}\n      operationId: createOrder";
    assert_snapshot!(warnings(&edited(&[("operationId: createOrder", header)])), @"
    warning[ignored-key]: `allowReserved` is ignored outside of the query
     --> shop.yaml:9:31
      |
    9 |       - {name: q, in: header, allowReserved: true, schema: {type: string}}
      |                               ^^^^^^^^^^^^^
      |
      = help: remove it with an overlay

    1 warning
    ");
}

#[test]
fn reference_where_none_can_be() {
    let edit = (
        "application/json:\n            schema:\n              $ref: '#/components/schemas/Draft'",
        "application/json:\n            $ref: '#/components/schemas/Draft'",
    );
    assert_snapshot!(report(&edited(&[edit])), @"
    error[misplaced-reference]: OpenAPI 3.0 allows no `$ref` here
      --> shop.yaml:12:13
       |
    12 |             $ref: '#/components/schemas/Draft'
       |             ^^^^
       |
       = help: replace it with what it leads to, with an overlay, or refer to a part of it

    1 error
    ");
}

/// A key that the typed form reads as another one is lost, which nothing else would say.
#[test]
fn status_code_with_a_zero() {
    let edit = ("        '201':\n", "        '0201':\n");
    assert_snapshot!(report(&edited(&[edit])), @"
    error[openapi-loss]: `0201` would be lost here
      --> shop.yaml:15:9
       |
    15 |         '0201':
       |         ^^^^^^
       |
       = help: write it as OpenAPI 3.0 does, with an overlay

    1 error
    ");
}

#[test]
fn links_and_callbacks_that_are_ignored() {
    let input = edited(&[(
        "description: ''\n",
        "description: ''\n      links: {next: {operationId: getOrder}}\n",
    )]);
    assert_snapshot!(warnings(&input), @"
    warning[unsupported-links]: a client follows no links, so `links` is ignored
      --> shop.yaml:38:7
       |
    38 |       links: {next: {operationId: getOrder}}
       |       ^^^^^
       |
       = help: remove `links` with an overlay

    1 warning
    ");
}
