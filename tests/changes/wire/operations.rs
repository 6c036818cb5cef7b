//! Operations as a whole, and servers.

use super::{Cases, document, lines, operation};

pub(super) const OPERATIONS: Cases = Cases {
    frame: document,
    cases: &[
        ("paths: {/a: {get: {}}}", "paths: {/a: {get: {}, post: {}}}"),
        (
            "paths: {/a: {get: {}}}",
            "paths: {/a: {get: {}, post: {deprecated: true}}}",
        ),
        (
            "paths: {/a: {get: {}}}",
            "paths: {/a: {get: {}}, /b: {get: {}}}",
        ),
        (
            "paths: {/a: {get: {}}}",
            "paths: {/a: {get: {}}, /b: {get: {deprecated: true}}}",
        ),
        (
            "paths: {'/a/{b}': {get: {}}}",
            "paths: {'/a/{c}': {get: {}}}",
        ),
        (
            "paths: {'/a/{b}': {get: {}}}",
            "paths: {'/{a}/b': {get: {}}}",
        ),
        (
            "servers: [{url: https://a}]\npaths: {/a: {get: {}}}",
            "servers: [{url: https://b}]\npaths: {/a: {get: {}}}",
        ),
        (
            "paths: {/a: {get: {}}}",
            "paths: {/a: {get: {}, servers: [{url: https://a}]}}",
        ),
        (
            "paths: {/a: {get: {}, servers: [{url: https://a}]}}",
            "paths: {/a: {get: {servers: [{url: https://b}]}, servers: [{url: https://a}]}}",
        ),
        (
            "paths: {/a: {get: {}, servers: [{url: https://a}]}}",
            "paths: {/a: {get: {servers: []}, servers: [{url: https://a}]}}",
        ),
    ],
};

pub(super) const ITSELF: Cases = Cases {
    frame: operation,
    cases: &[
        ("{}", "{deprecated: true}"),
        ("{}", "{operationId: a}"),
        ("{operationId: a}", "{operationId: b}"),
        ("{}", "{tags: [a], summary: b, description: c, x-d: e}"),
        ("{}", "{callbacks: {a: {b: {post: {}}}}}"),
    ],
};

#[test]
fn operations() {
    insta::assert_snapshot!(OPERATIONS.shown(), @"
    paths: {/a: {get: {}}}  |  paths: {/a: {get: {}, post: {}}}
      → info: endpoint-added
      ← error: api-removed-without-deprecation
    paths: {/a: {get: {}}}  |  paths: {/a: {get: {}, post: {deprecated: true}}}
      → info: endpoint-added
      ← info: api-removed-with-deprecation
    paths: {/a: {get: {}}}  |  paths: {/a: {get: {}}, /b: {get: {}}}
      → info: endpoint-added
      ← error: api-path-removed-without-deprecation
    paths: {/a: {get: {}}}  |  paths: {/a: {get: {}}, /b: {get: {deprecated: true}}}
      → info: endpoint-added
      ← info: api-path-removed-with-deprecation
    paths: {'/a/{b}': {get: {}}}  |  paths: {'/a/{c}': {get: {}}}
    paths: {'/a/{b}': {get: {}}}  |  paths: {'/{a}/b': {get: {}}}
      → error: api-path-removed-without-deprecation
      → info: endpoint-added
      ← error: api-path-removed-without-deprecation
      ← info: endpoint-added
    servers: [{url: https://a}]
    paths: {/a: {get: {}}}  |  servers: [{url: https://b}]
    paths: {/a: {get: {}}}
      → warning: unlisted
      ← warning: unlisted
    paths: {/a: {get: {}}}  |  paths: {/a: {get: {}, servers: [{url: https://a}]}}
      → warning: unlisted
      ← warning: unlisted
    paths: {/a: {get: {}, servers: [{url: https://a}]}}  |  paths: {/a: {get: {servers: [{url: https://b}]}, servers: [{url: https://a}]}}
      → warning: unlisted
      ← warning: unlisted
    paths: {/a: {get: {}, servers: [{url: https://a}]}}  |  paths: {/a: {get: {servers: []}, servers: [{url: https://a}]}}
    ");
    insta::assert_snapshot!(ITSELF.shown(), @"
    {}  |  {deprecated: true}
      → info: endpoint-deprecated
      ← info: endpoint-reactivated
    {}  |  {operationId: a}
      → info: api-operation-id-added
      ← info: api-operation-id-removed
    {operationId: a}  |  {operationId: b}
      → info: api-operation-id-removed
      ← info: api-operation-id-removed
    {}  |  {tags: [a], summary: b, description: c, x-d: e}
    {}  |  {callbacks: {a: {b: {post: {}}}}}
      → warning: unlisted
      ← warning: unlisted
    ");
}

/// The operations are in the order of the new description, and those that are gone are last.
#[test]
fn operations_are_in_order() {
    let old = "
components: {schemas: {S: {type: string}}}
paths:
  /b: {get: {responses: {'200': &r {content: {application/json: {schema: {$ref: '#/components/schemas/S'}}}}}}}
  /gone: {get: {}}
  /a/{x}: {get: {responses: {'200': *r}}}
";
    let new = "
components: {schemas: {S: {type: integer}}}
paths:
  /a/{y}: {get: {responses: {'200': &r {content: {application/json: {schema: {$ref: '#/components/schemas/S'}}}}}}}
  /new: {get: {}}
  /b: {get: {responses: {'200': *r}}}
";
    insta::assert_snapshot!(lines(old, new), @r#"
    error response-body-type-changed | /components/schemas/S -> /components/schemas/S | string -> integer | GET /a/{y}, GET /b
    info endpoint-added | - -> /paths/~1new/get | - -> GET /new | GET /new
    error api-path-removed-without-deprecation | /paths/~1gone/get -> - | GET /gone -> - | GET /gone
    "#);
}
