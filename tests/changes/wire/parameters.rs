//! Parameters.

use super::{Cases, document, operation};

/// The parameters of an operation.
pub(super) const OWN: Cases = Cases {
    frame: |list| operation(&format!("{{parameters: {list}}}")),
    cases: &[
        ("[]", "[{in: query, name: a}]"),
        ("[]", "[{in: query, name: a, required: true}]"),
        ("[]", "[{in: query, name: a, deprecated: true}]"),
        ("[]", "[{in: path, name: a}]"),
        (
            "[{in: query, name: a}]",
            "[{in: query, name: a, required: true}]",
        ),
        (
            "[{in: query, name: a}]",
            "[{in: query, name: a, deprecated: true}]",
        ),
        ("[{in: query, name: a}]", "[{in: header, name: a}]"),
        ("[{in: header, name: X-a}]", "[{in: header, name: x-A}]"),
        ("[{in: cookie, name: a}]", "[{in: cookie, name: A}]"),
        (
            "[{in: query, name: a}, {in: query, name: b}]",
            "[{in: query, name: b}, {in: query, name: a}]",
        ),
        (
            "[{in: query, name: a, schema: {type: array}}]",
            "[{in: query, name: a, style: pipeDelimited, schema: {type: array}}]",
        ),
        (
            "[{in: query, name: a, schema: {type: array}}]",
            "[{in: query, name: a, explode: false, schema: {type: array}}]",
        ),
        (
            "[{in: query, name: a, schema: {type: string}}]",
            "[{in: query, name: a, explode: false, schema: {type: string}}]",
        ),
        (
            "[{in: query, name: a, style: form, explode: true}]",
            "[{in: query, name: a}]",
        ),
        (
            "[{in: query, name: a}]",
            "[{in: query, name: a, allowReserved: true}]",
        ),
        (
            "[{in: query, name: a}]",
            "[{in: query, name: a, allowEmptyValue: true}]",
        ),
        (
            "[{in: query, name: a, schema: {type: string}}]",
            "[{in: query, name: a, content: {application/json: {schema: {type: string}}}}]",
        ),
        (
            "[{in: header, name: a, schema: {type: string}}]",
            "[{in: header, name: a, schema: {type: array, items: {type: string}}}]",
        ),
    ],
};

/// The parameters of a path.
pub(super) const SHARED: Cases = Cases {
    frame: |list| {
        document(&format!(
            "paths: {{/x: {{parameters: {list}, get: {{}}, post: {{}}}}}}"
        ))
    },
    cases: &[
        ("[]", "[{in: query, name: a}]"),
        ("[]", "[{in: query, name: a, required: true}]"),
        (
            "[{in: query, name: a, schema: {type: string}}]",
            "[{in: query, name: a, schema: {type: integer}}]",
        ),
    ],
};

/// What is said in another way.
pub(super) const SAID: Cases = Cases {
    frame: document,
    cases: &[
        (
            "paths: {'/{a}/{b}': {get: {parameters: [{in: path, name: a, schema: {type: string}}, {in: path, name: b, schema: {type: integer}}]}}}",
            "paths: {'/{b}/{a}': {get: {parameters: [{in: path, name: a, schema: {type: integer}}, {in: path, name: b, schema: {type: string}}]}}}",
        ),
        (
            "paths: {/x: {parameters: [{in: query, name: a}], get: {}}}",
            "paths: {/x: {get: {parameters: [{in: query, name: a}]}}}",
        ),
        (
            "paths: {/x: {parameters: [{in: query, name: a}], get: {parameters: [{in: query, name: a, required: true}]}}}",
            "paths: {/x: {get: {parameters: [{in: query, name: a, required: true}]}}}",
        ),
        (
            "paths: {/x: {get: {parameters: [{$ref: '#/components/parameters/A'}]}}}\ncomponents: {parameters: {A: {$ref: '#/components/parameters/B'}, B: {in: query, name: a}}}",
            "paths: {/x: {get: {parameters: [{in: query, name: a}]}}}",
        ),
    ],
};

#[test]
fn parameters() {
    insta::assert_snapshot!(OWN.shown(), @"
    []  |  [{in: query, name: a}]
      → info: new-optional-request-parameter
      ← warning: request-parameter-removed
    []  |  [{in: query, name: a, required: true}]
      → error: new-required-request-parameter
      ← warning: request-parameter-removed
    []  |  [{in: query, name: a, deprecated: true}]
      → info: new-optional-request-parameter
      ← info: request-parameter-removed-with-deprecation
    []  |  [{in: path, name: a}]
      → error: new-request-path-parameter
      ← warning: request-parameter-removed
    [{in: query, name: a}]  |  [{in: query, name: a, required: true}]
      → error: request-parameter-became-required
      ← info: request-parameter-became-optional
    [{in: query, name: a}]  |  [{in: query, name: a, deprecated: true}]
      → info: request-parameter-deprecated
      ← info: request-parameter-reactivated
    [{in: query, name: a}]  |  [{in: header, name: a}]
      → warning: request-parameter-removed
      → info: new-optional-request-parameter
      ← warning: request-parameter-removed
      ← info: new-optional-request-parameter
    [{in: header, name: X-a}]  |  [{in: header, name: x-A}]
    [{in: cookie, name: a}]  |  [{in: cookie, name: A}]
      → warning: request-parameter-removed
      → info: new-optional-request-parameter
      ← warning: request-parameter-removed
      ← info: new-optional-request-parameter
    [{in: query, name: a}, {in: query, name: b}]  |  [{in: query, name: b}, {in: query, name: a}]
    [{in: query, name: a, schema: {type: array}}]  |  [{in: query, name: a, style: pipeDelimited, schema: {type: array}}]
      → error: request-parameter-style-changed
      ← error: request-parameter-style-changed
    [{in: query, name: a, schema: {type: array}}]  |  [{in: query, name: a, explode: false, schema: {type: array}}]
      → error: request-parameter-explode-changed
      ← error: request-parameter-explode-changed
    [{in: query, name: a, schema: {type: string}}]  |  [{in: query, name: a, explode: false, schema: {type: string}}]
    [{in: query, name: a, style: form, explode: true}]  |  [{in: query, name: a}]
    [{in: query, name: a}]  |  [{in: query, name: a, allowReserved: true}]
      → info: request-parameter-became-allow-reserved
      ← error: request-parameter-became-not-allow-reserved
    [{in: query, name: a}]  |  [{in: query, name: a, allowEmptyValue: true}]
      → warning: unlisted
      ← warning: unlisted
    [{in: query, name: a, schema: {type: string}}]  |  [{in: query, name: a, content: {application/json: {schema: {type: string}}}}]
      → warning: unlisted
      ← warning: unlisted
    [{in: header, name: a, schema: {type: string}}]  |  [{in: header, name: a, schema: {type: array, items: {type: string}}}]
      → error: request-parameter-type-changed
      ← info: request-parameter-type-generalized
    ");
    insta::assert_snapshot!(SHARED.shown(), @r#"
    []  |  [{in: query, name: a}]
      → info: new-optional-request-default-parameter-to-existing-path
      ← warning: request-parameter-removed
    []  |  [{in: query, name: a, required: true}]
      → error: new-required-request-default-parameter-to-existing-path
      ← warning: request-parameter-removed
    [{in: query, name: a, schema: {type: string}}]  |  [{in: query, name: a, schema: {type: integer}}]
      → error: request-parameter-type-changed
      ← info: request-parameter-type-generalized
    "#);
    insta::assert_snapshot!(SAID.shown(), @r#"
    paths: {'/{a}/{b}': {get: {parameters: [{in: path, name: a, schema: {type: string}}, {in: path, name: b, schema: {type: integer}}]}}}  |  paths: {'/{b}/{a}': {get: {parameters: [{in: path, name: a, schema: {type: integer}}, {in: path, name: b, schema: {type: string}}]}}}
    paths: {/x: {parameters: [{in: query, name: a}], get: {}}}  |  paths: {/x: {get: {parameters: [{in: query, name: a}]}}}
    paths: {/x: {parameters: [{in: query, name: a}], get: {parameters: [{in: query, name: a, required: true}]}}}  |  paths: {/x: {get: {parameters: [{in: query, name: a, required: true}]}}}
    paths: {/x: {get: {parameters: [{$ref: '#/components/parameters/A'}]}}}
    components: {parameters: {A: {$ref: '#/components/parameters/B'}, B: {in: query, name: a}}}  |  paths: {/x: {get: {parameters: [{in: query, name: a}]}}}
    "#);
}
