//! Types, properties and what is below.

use super::{Cases, bodies, everywhere};

pub(super) const TYPES: Cases = Cases {
    frame: everywhere,
    cases: &[
        ("{type: string}", "{type: boolean}"),
        ("{type: integer}", "{type: number}"),
        ("{type: integer}", "{type: string}"),
        ("{type: string}", "{type: array, items: {type: string}}"),
        ("{type: string}", "{}"),
        ("{type: string}", "{type: string, format: uuid}"),
        (
            "{type: integer, format: int32}",
            "{type: integer, format: int64}",
        ),
        (
            "{type: string, format: date}",
            "{type: string, format: uuid}",
        ),
        (
            "{type: array, items: {type: string}}",
            "{type: array, items: {type: boolean}}",
        ),
        ("{type: array}", "{type: array, items: {type: boolean}}"),
        ("{type: string}", "{type: string, nullable: true}"),
    ],
};

/// In XML and in forms, everything is text.
pub(super) const LOOSE: Cases = Cases {
    frame: |schema| bodies(schema).replace("application/json", "application/xml"),
    cases: &[
        ("{type: integer}", "{type: string}"),
        (
            "{type: object, properties: {a: {type: integer}}}",
            "{type: object, properties: {a: {type: string}}}",
        ),
    ],
};

pub(super) const PROPERTIES: Cases = Cases {
    frame: everywhere,
    cases: &[
        (
            "{type: object}",
            "{type: object, properties: {a: {type: string}}}",
        ),
        (
            "{type: object}",
            "{type: object, properties: {a: {type: string}}, required: [a]}",
        ),
        (
            "{type: object}",
            "{type: object, properties: {a: {type: string, default: b}}, required: [a]}",
        ),
        (
            "{type: object, properties: {a: {type: string}}}",
            "{type: object, properties: {a: {type: string}}, required: [a]}",
        ),
        (
            "{type: object, properties: {a: {type: string, default: b}}}",
            "{type: object, properties: {a: {type: string, default: b}}, required: [a]}",
        ),
        ("{type: object}", "{type: object, required: [a]}"),
        (
            "{type: object, properties: {a: {type: string}}}",
            "{type: object, properties: {b: {type: string}}}",
        ),
        (
            "{type: object}",
            "{type: object, additionalProperties: false}",
        ),
        (
            "{type: object}",
            "{type: object, additionalProperties: {type: string}}",
        ),
        (
            "{type: object}",
            "{type: object, additionalProperties: true}",
        ),
        (
            "{type: object, additionalProperties: {type: integer}}",
            "{type: object, additionalProperties: {type: string}}",
        ),
        ("{}", "{not: {type: string}}"),
        ("{not: {type: string}}", "{not: {type: integer}}"),
    ],
};

/// Properties of a request body and of a response body.
fn property(schema: &str) -> String {
    bodies(&format!("{{type: object, properties: {{a: {schema}}}}}"))
}

fn required(schema: &str) -> String {
    bodies(&format!(
        "{{type: object, properties: {{a: {schema}}}, required: [a]}}"
    ))
}

pub(super) const LIFECYCLE: Cases = Cases {
    frame: property,
    cases: &[
        ("{type: string}", "{type: string, deprecated: true}"),
        ("{type: string}", "{type: string, readOnly: true}"),
        ("{type: string}", "{type: string, writeOnly: true}"),
    ],
};

pub(super) const REQUIRED: Cases = Cases {
    frame: required,
    cases: &[
        ("{type: string}", "{type: string, readOnly: true}"),
        ("{type: string}", "{type: string, writeOnly: true}"),
    ],
};

/// What is not sent in one direction.
pub(super) const HIDDEN: Cases = Cases {
    frame: bodies,
    cases: &[
        (
            "{type: object}",
            "{type: object, properties: {a: {type: string, readOnly: true}}}",
        ),
        (
            "{type: object}",
            "{type: object, properties: {a: {type: string, writeOnly: true}}}",
        ),
        (
            "{type: object}",
            "{type: object, properties: {a: {type: string, writeOnly: true}}, required: [a]}",
        ),
        (
            "{type: object, properties: {a: {type: string, readOnly: true}}}",
            "{type: object, properties: {a: {type: string, readOnly: true}}, required: [a]}",
        ),
        (
            "{type: object, properties: {a: {type: string, writeOnly: true}}}",
            "{type: object, properties: {a: {type: string, writeOnly: true}}, required: [a]}",
        ),
        (
            "{type: object, properties: {a: {type: string, readOnly: true}}}",
            "{type: object, properties: {a: {type: integer, readOnly: true}}}",
        ),
        (
            "{type: object, properties: {a: {type: string, enum: [a], readOnly: true}}}",
            "{type: object, properties: {a: {type: string, enum: [b], readOnly: true}}}",
        ),
        (
            "{type: object, properties: {a: {type: string, enum: [a], writeOnly: true}}}",
            "{type: object, properties: {a: {type: string, enum: [b], writeOnly: true}}}",
        ),
        (
            "{type: object, properties: {a: {readOnly: true, properties: {b: {type: string}}}}}",
            "{type: object, properties: {a: {readOnly: true, properties: {b: {type: integer}}}}}",
        ),
    ],
};

#[test]
fn types() {
    insta::assert_snapshot!(TYPES.shown(), @"
    {type: string}  |  {type: boolean}
      → error: request-body-type-changed, request-property-type-changed, request-parameter-type-changed, request-parameter-property-type-specialized, response-body-type-changed, response-property-type-changed
      → info: response-header-type-compatible
      ← error: request-body-type-changed, request-property-type-changed, response-body-type-changed, response-property-type-changed, response-header-type-changed
      ← warning: request-parameter-property-type-changed
      ← info: request-parameter-type-generalized
    {type: integer}  |  {type: number}
      → error: response-body-type-generalized, response-property-type-generalized, response-header-type-generalized
      → info: request-body-type-generalized, request-property-type-generalized, request-parameter-type-generalized, request-parameter-property-type-generalized
      ← error: request-body-type-changed, request-property-type-changed, request-parameter-type-changed, request-parameter-property-type-specialized
      ← info: response-body-type-specialized, response-property-type-specialized, response-header-type-specialized
    {type: integer}  |  {type: string}
      → error: request-body-type-changed, request-property-type-changed, response-body-type-changed, response-property-type-changed, response-header-type-changed
      → warning: request-parameter-property-type-changed
      → info: request-parameter-type-generalized
      ← error: request-body-type-changed, request-property-type-changed, request-parameter-type-changed, request-parameter-property-type-specialized, response-body-type-changed, response-property-type-changed
      ← info: response-header-type-compatible
    {type: string}  |  {type: array, items: {type: string}}
      → error: request-body-type-changed, request-property-type-changed, request-parameter-property-type-specialized, response-body-type-changed, response-property-type-changed
      → info: request-parameter-type-generalized, response-header-type-compatible
      ← error: request-body-type-changed, request-property-type-changed, response-body-type-changed, response-property-type-changed, response-header-type-changed
      ← warning: request-parameter-property-type-changed
      ← info: request-parameter-type-generalized
    {type: string}  |  {}
      → error: response-body-type-generalized, response-property-type-generalized
      → info: request-body-type-generalized, request-property-type-generalized, request-parameter-type-generalized, request-parameter-property-type-generalized, response-header-type-specialized
      ← error: request-body-type-changed, request-property-type-changed
      ← warning: request-parameter-property-type-changed
      ← info: request-parameter-type-generalized, response-body-type-specialized, response-property-type-specialized, response-header-type-specialized
    {type: string}  |  {type: string, format: uuid}
      → error: request-body-type-changed, request-property-type-changed, request-parameter-type-changed, request-parameter-property-type-specialized
      → info: response-body-type-specialized, response-property-type-specialized, response-header-type-specialized
      ← error: response-body-type-generalized, response-property-type-generalized, response-header-type-generalized
      ← info: request-body-type-generalized, request-property-type-generalized, request-parameter-type-generalized, request-parameter-property-type-generalized
    {type: integer, format: int32}  |  {type: integer, format: int64}
      → error: response-body-type-generalized, response-property-type-generalized, response-header-type-generalized
      → info: request-body-type-generalized, request-property-type-generalized, request-parameter-type-generalized, request-parameter-property-type-generalized
      ← error: request-body-type-changed, request-property-type-changed, request-parameter-type-changed, request-parameter-property-type-specialized
      ← info: response-body-type-specialized, response-property-type-specialized, response-header-type-specialized
    {type: string, format: date}  |  {type: string, format: uuid}
      → error: request-body-type-changed, request-property-type-changed, request-parameter-type-changed, request-parameter-property-type-specialized, response-body-type-changed, response-property-type-changed, response-header-type-changed
      ← error: request-body-type-changed, request-property-type-changed, request-parameter-type-changed, request-parameter-property-type-specialized, response-body-type-changed, response-property-type-changed, response-header-type-changed
    {type: array, items: {type: string}}  |  {type: array, items: {type: boolean}}
      → error: request-property-type-changed, request-parameter-property-type-specialized, response-property-type-changed
      → warning: unlisted
      ← error: request-property-type-changed, response-property-type-changed
      ← warning: request-parameter-property-type-changed, unlisted
    {type: array}  |  {type: array, items: {type: boolean}}
      → error: request-property-type-changed, request-parameter-property-type-specialized
      → warning: unlisted
      → info: response-property-type-specialized
      ← error: response-property-type-generalized
      ← warning: unlisted
      ← info: request-property-type-generalized, request-parameter-property-type-generalized
    {type: string}  |  {type: string, nullable: true}
      → error: response-body-became-nullable, response-property-became-nullable, response-header-became-nullable
      → info: request-body-became-nullable, request-property-became-nullable, request-parameter-became-nullable, request-parameter-property-became-nullable
      ← error: request-body-became-not-nullable, request-property-became-not-nullable, request-parameter-became-not-nullable, request-parameter-property-became-not-nullable
      ← info: response-body-became-not-nullable, response-property-became-not-nullable, response-header-became-not-nullable
    ");
    insta::assert_snapshot!(LOOSE.shown(), @r#"
    {type: integer}  |  {type: string}
      → error: response-body-type-changed
      → info: request-body-type-compatible
      ← error: request-body-type-changed
      ← info: response-body-type-compatible
    {type: object, properties: {a: {type: integer}}}  |  {type: object, properties: {a: {type: string}}}
      → error: response-property-type-changed
      → info: request-property-type-compatible
      ← error: request-property-type-changed
      ← info: response-property-type-compatible
    "#);
}

#[test]
fn properties() {
    insta::assert_snapshot!(PROPERTIES.shown(), @"
    {type: object}  |  {type: object, properties: {a: {type: string}}}
      → warning: unlisted
      → info: new-optional-request-property, response-optional-property-added
      ← warning: request-property-removed, unlisted
      ← info: response-optional-property-removed
    {type: object}  |  {type: object, properties: {a: {type: string}}, required: [a]}
      → error: new-required-request-property, new-required-request-header-property
      → warning: unlisted
      → info: response-required-property-added
      ← error: response-required-property-removed
      ← warning: request-property-removed, unlisted
    {type: object}  |  {type: object, properties: {a: {type: string, default: b}}, required: [a]}
      → error: new-required-request-property-with-default, new-required-request-header-property
      → warning: unlisted
      → info: response-required-property-added
      ← error: response-required-property-removed
      ← warning: request-property-removed, unlisted
    {type: object, properties: {a: {type: string}}}  |  {type: object, properties: {a: {type: string}}, required: [a]}
      → error: request-property-became-required, request-header-property-became-required
      → warning: unlisted
      → info: response-property-became-required
      ← error: response-property-became-optional
      ← warning: unlisted
      ← info: request-property-became-optional
    {type: object, properties: {a: {type: string, default: b}}}  |  {type: object, properties: {a: {type: string, default: b}}, required: [a]}
      → error: request-property-became-required-with-default, request-header-property-became-required
      → warning: unlisted
      → info: response-property-became-required
      ← error: response-property-became-optional
      ← warning: unlisted
      ← info: request-property-became-optional
    {type: object}  |  {type: object, required: [a]}
      → warning: unlisted
      ← warning: unlisted
    {type: object, properties: {a: {type: string}}}  |  {type: object, properties: {b: {type: string}}}
      → warning: request-property-removed, unlisted
      → info: new-optional-request-property, response-optional-property-added, response-optional-property-removed, response-optional-property-added, response-optional-property-removed
      ← warning: request-property-removed, unlisted
      ← info: new-optional-request-property, response-optional-property-added, response-optional-property-removed, response-optional-property-added, response-optional-property-removed
    {type: object}  |  {type: object, additionalProperties: false}
      → warning: unlisted
      ← warning: unlisted
    {type: object}  |  {type: object, additionalProperties: {type: string}}
      → warning: unlisted
      ← warning: unlisted
    {type: object}  |  {type: object, additionalProperties: true}
    {type: object, additionalProperties: {type: integer}}  |  {type: object, additionalProperties: {type: string}}
      → error: request-property-type-changed, response-property-type-changed
      → warning: request-parameter-property-type-changed, unlisted
      ← error: request-property-type-changed, request-parameter-property-type-specialized, response-property-type-changed
      ← warning: unlisted
    {}  |  {not: {type: string}}
      → warning: unlisted
      ← warning: unlisted
    {not: {type: string}}  |  {not: {type: integer}}
      → warning: unlisted
      ← warning: unlisted
    ");
}

#[test]
fn properties_that_are_not_sent_or_will_not_be() {
    insta::assert_snapshot!(LIFECYCLE.shown(), @r#"
    {type: string}  |  {type: string, deprecated: true}
      → info: request-property-deprecated, response-property-deprecated
      ← info: request-property-reactivated, response-property-reactivated
    {type: string}  |  {type: string, readOnly: true}
      → info: request-optional-property-became-read-only, response-optional-property-became-read-only
      ← info: request-optional-property-became-not-read-only, response-optional-property-became-not-read-only
    {type: string}  |  {type: string, writeOnly: true}
      → info: request-optional-property-became-write-only, response-optional-property-became-write-only
      ← info: request-optional-property-became-not-write-only, response-optional-property-became-not-write-only
    "#);
    insta::assert_snapshot!(REQUIRED.shown(), @r#"
    {type: string}  |  {type: string, readOnly: true}
      → info: request-required-property-became-read-only, response-required-property-became-read-only
      ← info: request-required-property-became-not-read-only, response-required-property-became-not-read-only
    {type: string}  |  {type: string, writeOnly: true}
      → info: request-required-property-became-write-only, response-required-property-became-write-only
      ← info: request-required-property-became-not-write-only, response-required-property-became-not-write-only
    "#);
    insta::assert_snapshot!(HIDDEN.shown(), @r#"
    {type: object}  |  {type: object, properties: {a: {type: string, readOnly: true}}}
      → info: response-optional-property-added
      ← info: response-optional-property-removed
    {type: object}  |  {type: object, properties: {a: {type: string, writeOnly: true}}}
      → info: new-optional-request-property, response-optional-write-only-property-added
      ← warning: request-property-removed
      ← info: response-optional-write-only-property-removed
    {type: object}  |  {type: object, properties: {a: {type: string, writeOnly: true}}, required: [a]}
      → error: new-required-request-property
      → info: response-required-write-only-property-added
      ← warning: request-property-removed
      ← info: response-required-write-only-property-removed
    {type: object, properties: {a: {type: string, readOnly: true}}}  |  {type: object, properties: {a: {type: string, readOnly: true}}, required: [a]}
      → info: request-property-became-required, response-property-became-required
      ← error: response-property-became-optional
      ← info: request-property-became-optional
    {type: object, properties: {a: {type: string, writeOnly: true}}}  |  {type: object, properties: {a: {type: string, writeOnly: true}}, required: [a]}
      → error: request-property-became-required
      → info: response-write-only-property-became-required
      ← info: request-property-became-optional, response-write-only-property-became-optional
    {type: object, properties: {a: {type: string, readOnly: true}}}  |  {type: object, properties: {a: {type: integer, readOnly: true}}}
      → error: response-property-type-changed
      → info: request-property-type-changed
      ← error: response-property-type-changed
      ← info: request-property-type-changed
    {type: object, properties: {a: {type: string, enum: [a], readOnly: true}}}  |  {type: object, properties: {a: {type: string, enum: [b], readOnly: true}}}
      → error: response-property-enum-value-added
      → info: request-read-only-property-enum-value-removed, request-property-enum-value-added, response-property-enum-value-removed
      ← error: response-property-enum-value-added
      ← info: request-read-only-property-enum-value-removed, request-property-enum-value-added, response-property-enum-value-removed
    {type: object, properties: {a: {type: string, enum: [a], writeOnly: true}}}  |  {type: object, properties: {a: {type: string, enum: [b], writeOnly: true}}}
      → error: request-property-enum-value-removed
      → info: request-property-enum-value-added, response-property-enum-value-removed, response-write-only-property-enum-value-added
      ← error: request-property-enum-value-removed
      ← info: request-property-enum-value-added, response-property-enum-value-removed, response-write-only-property-enum-value-added
    {type: object, properties: {a: {readOnly: true, properties: {b: {type: string}}}}}  |  {type: object, properties: {a: {readOnly: true, properties: {b: {type: integer}}}}}
      → error: response-property-type-changed
      → info: request-property-type-changed
      ← error: response-property-type-changed
      ← info: request-property-type-changed
    "#);
}
