//! Limits and patterns.

use super::{Cases, bodies, everywhere};

pub(super) const NUMBERS: Cases = Cases {
    frame: everywhere,
    cases: &[
        ("{type: integer}", "{type: integer, maximum: 5}"),
        ("{type: integer, maximum: 5}", "{type: integer, maximum: 7}"),
        ("{type: integer}", "{type: integer, minimum: 5}"),
        ("{type: integer, minimum: 5}", "{type: integer, minimum: 7}"),
        (
            "{type: integer}",
            "{type: integer, maximum: 5, exclusiveMaximum: true}",
        ),
        (
            "{type: integer, maximum: 5, exclusiveMaximum: true}",
            "{type: integer, maximum: 7, exclusiveMaximum: true}",
        ),
        (
            "{type: integer}",
            "{type: integer, minimum: 5, exclusiveMinimum: true}",
        ),
        (
            "{type: integer, minimum: 5, exclusiveMinimum: true}",
            "{type: integer, minimum: 7, exclusiveMinimum: true}",
        ),
        (
            "{type: integer, minimum: 5}",
            "{type: integer, minimum: 5, exclusiveMinimum: true}",
        ),
        (
            "{type: integer, minimum: 5}",
            "{type: integer, minimum: 7, exclusiveMinimum: true}",
        ),
        (
            "{type: integer, maximum: 5}",
            "{type: integer, maximum: 5.0}",
        ),
        ("{type: integer}", "{type: integer, multipleOf: 4}"),
        (
            "{type: integer, multipleOf: 4}",
            "{type: integer, multipleOf: 2}",
        ),
        (
            "{type: integer, multipleOf: 4}",
            "{type: integer, multipleOf: 3}",
        ),
    ],
};

pub(super) const SIZES: Cases = Cases {
    frame: everywhere,
    cases: &[
        ("{type: string}", "{type: string, maxLength: 5}"),
        (
            "{type: string, maxLength: 5}",
            "{type: string, maxLength: 7}",
        ),
        ("{type: string}", "{type: string, minLength: 5}"),
        (
            "{type: string, minLength: 5}",
            "{type: string, minLength: 7}",
        ),
        ("{type: string}", "{type: string, minLength: 0}"),
        ("{type: array}", "{type: array, maxItems: 5}"),
        ("{type: array, maxItems: 5}", "{type: array, maxItems: 7}"),
        ("{type: array}", "{type: array, minItems: 5}"),
        ("{type: array, minItems: 5}", "{type: array, minItems: 7}"),
        ("{type: array}", "{type: array, uniqueItems: true}"),
        ("{type: object}", "{type: object, maxProperties: 5}"),
        (
            "{type: object, maxProperties: 5}",
            "{type: object, maxProperties: 7}",
        ),
        ("{type: object}", "{type: object, minProperties: 5}"),
        (
            "{type: object, minProperties: 5}",
            "{type: object, minProperties: 7}",
        ),
    ],
};

pub(super) const PATTERNS: Cases = Cases {
    frame: everywhere,
    cases: &[
        ("{type: string}", "{type: string, pattern: a}"),
        ("{type: string, pattern: a}", "{type: string, pattern: b}"),
        ("{type: string, pattern: a}", "{type: string, pattern: .*}"),
    ],
};

/// A property that is not sent in requests.
pub(super) const READ_ONLY: Cases = Cases {
    frame: |schema| {
        let hidden = schema.replacen('{', "{readOnly: true, ", 1);
        bodies(&format!("{{type: object, properties: {{a: {hidden}}}}}"))
    },
    cases: &[
        ("{maximum: 5}", "{maximum: 7}"),
        ("{minimum: 5}", "{minimum: 7}"),
        (
            "{maximum: 5, exclusiveMaximum: true}",
            "{maximum: 7, exclusiveMaximum: true}",
        ),
        (
            "{minimum: 5, exclusiveMinimum: true}",
            "{minimum: 7, exclusiveMinimum: true}",
        ),
        ("{maxLength: 5}", "{maxLength: 7}"),
        ("{maxItems: 5}", "{maxItems: 7}"),
        ("{maxProperties: 5}", "{maxProperties: 7}"),
        ("{minItems: 5}", "{minItems: 7}"),
    ],
};

#[test]
fn numbers() {
    insta::assert_snapshot!(NUMBERS.shown(), @"
    {type: integer}  |  {type: integer, maximum: 5}
      → error: request-body-max-set, request-property-max-set, request-parameter-max-set
      → warning: unlisted
      → info: response-body-max-set, response-property-max-set, response-header-max-set
      ← error: response-body-max-unset, response-property-max-unset, response-header-max-unset
      ← warning: unlisted
      ← info: request-body-max-unset, request-property-max-unset, request-parameter-max-unset
    {type: integer, maximum: 5}  |  {type: integer, maximum: 7}
      → error: response-body-max-increased, response-property-max-increased, response-header-max-increased
      → warning: unlisted
      → info: request-body-max-increased, request-property-max-increased, request-parameter-max-increased
      ← error: request-body-max-decreased, request-property-max-decreased, request-parameter-max-decreased
      ← warning: unlisted
      ← info: response-body-max-decreased, response-property-max-decreased, response-header-max-decreased
    {type: integer}  |  {type: integer, minimum: 5}
      → error: request-body-min-set, request-property-min-set, request-parameter-min-set
      → warning: unlisted
      → info: response-body-min-set, response-property-min-set, response-header-min-set
      ← error: response-body-min-unset, response-property-min-unset, response-header-min-unset
      ← warning: unlisted
      ← info: request-body-min-unset, request-property-min-unset, request-parameter-min-unset
    {type: integer, minimum: 5}  |  {type: integer, minimum: 7}
      → error: request-body-min-increased, request-property-min-increased, request-parameter-min-increased
      → warning: unlisted
      → info: response-body-min-increased, response-property-min-increased, response-header-min-increased
      ← error: response-body-min-decreased, response-property-min-decreased, response-header-min-decreased
      ← warning: unlisted
      ← info: request-body-min-decreased, request-property-min-decreased, request-parameter-min-decreased
    {type: integer}  |  {type: integer, maximum: 5, exclusiveMaximum: true}
      → error: request-body-exclusive-max-set, request-property-exclusive-max-set, request-parameter-exclusive-max-set
      → warning: unlisted
      → info: response-body-exclusive-max-set, response-property-exclusive-max-set, response-header-exclusive-max-set
      ← error: response-body-exclusive-max-unset, response-property-exclusive-max-unset, response-header-exclusive-max-unset
      ← warning: unlisted
      ← info: request-body-exclusive-max-unset, request-property-exclusive-max-unset, request-parameter-exclusive-max-unset
    {type: integer, maximum: 5, exclusiveMaximum: true}  |  {type: integer, maximum: 7, exclusiveMaximum: true}
      → error: response-body-exclusive-max-increased, response-property-exclusive-max-increased, response-header-exclusive-max-increased
      → warning: unlisted
      → info: request-body-exclusive-max-increased, request-property-exclusive-max-increased, request-parameter-exclusive-max-increased
      ← error: request-body-exclusive-max-decreased, request-property-exclusive-max-decreased, request-parameter-exclusive-max-decreased
      ← warning: unlisted
      ← info: response-body-exclusive-max-decreased, response-property-exclusive-max-decreased, response-header-exclusive-max-decreased
    {type: integer}  |  {type: integer, minimum: 5, exclusiveMinimum: true}
      → error: request-body-exclusive-min-set, request-property-exclusive-min-set, request-parameter-exclusive-min-set
      → warning: unlisted
      → info: response-body-exclusive-min-set, response-property-exclusive-min-set, response-header-exclusive-min-set
      ← error: response-body-exclusive-min-unset, response-property-exclusive-min-unset, response-header-exclusive-min-unset
      ← warning: unlisted
      ← info: request-body-exclusive-min-unset, request-property-exclusive-min-unset, request-parameter-exclusive-min-unset
    {type: integer, minimum: 5, exclusiveMinimum: true}  |  {type: integer, minimum: 7, exclusiveMinimum: true}
      → error: request-body-exclusive-min-increased, request-property-exclusive-min-increased, request-parameter-exclusive-min-increased
      → warning: unlisted
      → info: response-body-exclusive-min-increased, response-property-exclusive-min-increased, response-header-exclusive-min-increased
      ← error: response-body-exclusive-min-decreased, response-property-exclusive-min-decreased, response-header-exclusive-min-decreased
      ← warning: unlisted
      ← info: request-body-exclusive-min-decreased, request-property-exclusive-min-decreased, request-parameter-exclusive-min-decreased
    {type: integer, minimum: 5}  |  {type: integer, minimum: 5, exclusiveMinimum: true}
      → error: request-body-exclusive-min-set, request-property-exclusive-min-set, request-parameter-exclusive-min-set
      → warning: unlisted
      → info: response-body-exclusive-min-set, response-property-exclusive-min-set, response-header-exclusive-min-set
      ← error: response-body-exclusive-min-unset, response-property-exclusive-min-unset, response-header-exclusive-min-unset
      ← warning: unlisted
      ← info: request-body-exclusive-min-unset, request-property-exclusive-min-unset, request-parameter-exclusive-min-unset
    {type: integer, minimum: 5}  |  {type: integer, minimum: 7, exclusiveMinimum: true}
      → error: request-body-min-increased, request-property-min-increased, request-parameter-min-increased
      → warning: unlisted
      → info: response-body-min-increased, response-property-min-increased, response-header-min-increased
      ← error: response-body-min-decreased, response-property-min-decreased, response-header-min-decreased
      ← warning: unlisted
      ← info: request-body-min-decreased, request-property-min-decreased, request-parameter-min-decreased
    {type: integer, maximum: 5}  |  {type: integer, maximum: 5.0}
    {type: integer}  |  {type: integer, multipleOf: 4}
      → error: request-body-multiple-of-set, request-property-multiple-of-set, request-parameter-multiple-of-set
      → warning: unlisted
      → info: response-body-multiple-of-set, response-property-multiple-of-set, response-header-multiple-of-set
      ← error: response-body-multiple-of-unset, response-property-multiple-of-unset, response-header-multiple-of-unset
      ← warning: unlisted
      ← info: request-body-multiple-of-unset, request-property-multiple-of-unset, request-parameter-multiple-of-unset
    {type: integer, multipleOf: 4}  |  {type: integer, multipleOf: 2}
      → error: response-body-multiple-of-changed, response-property-multiple-of-changed
      → warning: unlisted
      → info: request-body-multiple-of-generalized, request-property-multiple-of-generalized
      ← error: request-body-multiple-of-changed, request-property-multiple-of-changed
      ← warning: unlisted
      ← info: response-body-multiple-of-specialized, response-property-multiple-of-specialized
    {type: integer, multipleOf: 4}  |  {type: integer, multipleOf: 3}
      → error: request-body-multiple-of-changed, request-property-multiple-of-changed, response-body-multiple-of-changed, response-property-multiple-of-changed
      → warning: unlisted
      ← error: request-body-multiple-of-changed, request-property-multiple-of-changed, response-body-multiple-of-changed, response-property-multiple-of-changed
      ← warning: unlisted
    ");
}

#[test]
fn sizes() {
    insta::assert_snapshot!(SIZES.shown(), @"
    {type: string}  |  {type: string, maxLength: 5}
      → error: request-body-max-length-set, request-property-max-length-set, request-parameter-max-length-set
      → warning: unlisted
      → info: response-body-max-length-set, response-property-max-length-set, response-header-max-length-set
      ← error: response-body-max-length-unset, response-property-max-length-unset, response-header-max-length-unset
      ← warning: unlisted
      ← info: request-body-max-length-unset, request-property-max-length-unset, request-parameter-max-length-unset
    {type: string, maxLength: 5}  |  {type: string, maxLength: 7}
      → error: response-body-max-length-increased, response-property-max-length-increased, response-header-max-length-increased
      → warning: unlisted
      → info: request-body-max-length-increased, request-property-max-length-increased, request-parameter-max-length-increased
      ← error: request-body-max-length-decreased, request-property-max-length-decreased, request-parameter-max-length-decreased
      ← warning: unlisted
      ← info: response-body-max-length-decreased, response-property-max-length-decreased, response-header-max-length-decreased
    {type: string}  |  {type: string, minLength: 5}
      → error: request-body-min-length-set, request-property-min-length-set, request-parameter-min-length-set
      → warning: unlisted
      → info: response-body-min-length-set, response-property-min-length-set, response-header-min-length-set
      ← error: response-body-min-length-unset, response-property-min-length-unset, response-header-min-length-unset
      ← warning: unlisted
      ← info: request-body-min-length-unset, request-property-min-length-unset, request-parameter-min-length-unset
    {type: string, minLength: 5}  |  {type: string, minLength: 7}
      → error: request-body-min-length-increased, request-property-min-length-increased, request-parameter-min-length-increased
      → warning: unlisted
      → info: response-body-min-length-increased, response-property-min-length-increased, response-header-min-length-increased
      ← error: response-body-min-length-decreased, response-property-min-length-decreased, response-header-min-length-decreased
      ← warning: unlisted
      ← info: request-body-min-length-decreased, request-property-min-length-decreased, request-parameter-min-length-decreased
    {type: string}  |  {type: string, minLength: 0}
    {type: array}  |  {type: array, maxItems: 5}
      → error: request-body-max-items-set, request-property-max-items-set, request-parameter-max-items-set
      → warning: unlisted
      → info: response-body-max-items-set, response-property-max-items-set, response-header-max-items-set
      ← error: response-body-max-items-unset, response-property-max-items-unset, response-header-max-items-unset
      ← warning: unlisted
      ← info: request-body-max-items-unset, request-property-max-items-unset, request-parameter-max-items-unset
    {type: array, maxItems: 5}  |  {type: array, maxItems: 7}
      → error: response-body-max-items-increased, response-property-max-items-increased, response-header-max-items-increased
      → warning: unlisted
      → info: request-body-max-items-increased, request-property-max-items-increased, request-parameter-max-items-increased
      ← error: request-body-max-items-decreased, request-property-max-items-decreased, request-parameter-max-items-decreased
      ← warning: unlisted
      ← info: response-body-max-items-decreased, response-property-max-items-decreased, response-header-max-items-decreased
    {type: array}  |  {type: array, minItems: 5}
      → error: request-body-min-items-set, request-property-min-items-set, request-parameter-min-items-set
      → warning: unlisted
      → info: response-body-min-items-set, response-property-min-items-set, response-header-min-items-set
      ← error: response-body-min-items-unset, response-property-min-items-unset, response-header-min-items-unset
      ← warning: unlisted
      ← info: request-body-min-items-unset, request-property-min-items-unset, request-parameter-min-items-unset
    {type: array, minItems: 5}  |  {type: array, minItems: 7}
      → error: request-body-min-items-increased, request-property-min-items-increased, request-parameter-min-items-increased
      → warning: unlisted
      → info: response-body-min-items-increased, response-property-min-items-increased, response-header-min-items-increased
      ← error: response-body-min-items-decreased, response-property-min-items-decreased, response-header-min-items-decreased
      ← warning: unlisted
      ← info: request-body-min-items-decreased, request-property-min-items-decreased, request-parameter-min-items-decreased
    {type: array}  |  {type: array, uniqueItems: true}
      → error: request-body-unique-items-set, request-property-unique-items-set
      → warning: unlisted
      ← error: response-body-unique-items-unset, response-property-unique-items-unset
      ← warning: unlisted
      ← info: request-body-unique-items-unset, request-property-unique-items-unset
    {type: object}  |  {type: object, maxProperties: 5}
      → error: request-body-max-properties-set, request-property-max-properties-set, request-parameter-max-properties-set
      → warning: unlisted
      → info: response-body-max-properties-set, response-property-max-properties-set, response-header-max-properties-set
      ← error: response-body-max-properties-unset, response-property-max-properties-unset, response-header-max-properties-unset
      ← warning: unlisted
      ← info: request-body-max-properties-unset, request-property-max-properties-unset, request-parameter-max-properties-unset
    {type: object, maxProperties: 5}  |  {type: object, maxProperties: 7}
      → error: response-body-max-properties-increased, response-property-max-properties-increased, response-header-max-properties-increased
      → warning: unlisted
      → info: request-body-max-properties-increased, request-property-max-properties-increased, request-parameter-max-properties-increased
      ← error: request-body-max-properties-decreased, request-property-max-properties-decreased, request-parameter-max-properties-decreased
      ← warning: unlisted
      ← info: response-body-max-properties-decreased, response-property-max-properties-decreased, response-header-max-properties-decreased
    {type: object}  |  {type: object, minProperties: 5}
      → error: request-body-min-properties-set, request-property-min-properties-set, request-parameter-min-properties-set
      → warning: unlisted
      → info: response-body-min-properties-set, response-property-min-properties-set, response-header-min-properties-set
      ← error: response-body-min-properties-unset, response-property-min-properties-unset, response-header-min-properties-unset
      ← warning: unlisted
      ← info: request-body-min-properties-unset, request-property-min-properties-unset, request-parameter-min-properties-unset
    {type: object, minProperties: 5}  |  {type: object, minProperties: 7}
      → error: request-body-min-properties-increased, request-property-min-properties-increased, request-parameter-min-properties-increased
      → warning: unlisted
      → info: response-body-min-properties-increased, response-property-min-properties-increased, response-header-min-properties-increased
      ← error: response-body-min-properties-decreased, response-property-min-properties-decreased, response-header-min-properties-decreased
      ← warning: unlisted
      ← info: request-body-min-properties-decreased, request-property-min-properties-decreased, request-parameter-min-properties-decreased
    ");
}

#[test]
fn patterns() {
    insta::assert_snapshot!(PATTERNS.shown(), @"
    {type: string}  |  {type: string, pattern: a}
      → error: request-property-pattern-added, request-parameter-pattern-added
      → warning: unlisted
      → info: response-property-pattern-added
      ← error: response-property-pattern-removed
      ← warning: unlisted
      ← info: request-property-pattern-removed, request-parameter-pattern-removed
    {type: string, pattern: a}  |  {type: string, pattern: b}
      → warning: unlisted, request-property-pattern-changed, request-parameter-pattern-changed, unlisted, response-property-pattern-changed, unlisted
      ← warning: unlisted, request-property-pattern-changed, request-parameter-pattern-changed, unlisted, response-property-pattern-changed, unlisted
    {type: string, pattern: a}  |  {type: string, pattern: .*}
      → warning: unlisted, response-property-pattern-changed, unlisted
      → info: request-property-pattern-generalized, request-parameter-pattern-generalized
      ← warning: unlisted, request-property-pattern-changed, request-parameter-pattern-changed, unlisted, response-property-pattern-changed, unlisted
    ");
}

#[test]
fn limits_of_what_is_not_sent() {
    insta::assert_snapshot!(READ_ONLY.shown(), @r#"
    {maximum: 5}  |  {maximum: 7}
      → error: response-property-max-increased
      → info: request-property-max-increased
      ← info: request-read-only-property-max-decreased, response-property-max-decreased
    {minimum: 5}  |  {minimum: 7}
      → info: request-read-only-property-min-increased, response-property-min-increased
      ← error: response-property-min-decreased
      ← info: request-property-min-decreased
    {maximum: 5, exclusiveMaximum: true}  |  {maximum: 7, exclusiveMaximum: true}
      → error: response-property-exclusive-max-increased
      → info: request-property-exclusive-max-increased
      ← info: request-read-only-property-exclusive-max-decreased, response-property-exclusive-max-decreased
    {minimum: 5, exclusiveMinimum: true}  |  {minimum: 7, exclusiveMinimum: true}
      → info: request-read-only-property-exclusive-min-increased, response-property-exclusive-min-increased
      ← error: response-property-exclusive-min-decreased
      ← info: request-property-exclusive-min-decreased
    {maxLength: 5}  |  {maxLength: 7}
      → error: response-property-max-length-increased
      → info: request-property-max-length-increased
      ← info: request-read-only-property-max-length-decreased, response-property-max-length-decreased
    {maxItems: 5}  |  {maxItems: 7}
      → error: response-property-max-items-increased
      → info: request-property-max-items-increased
      ← info: request-read-only-property-max-items-decreased, response-property-max-items-decreased
    {maxProperties: 5}  |  {maxProperties: 7}
      → error: response-property-max-properties-increased
      → info: request-property-max-properties-increased
      ← info: request-read-only-property-max-properties-decreased, response-property-max-properties-decreased
    {minItems: 5}  |  {minItems: 7}
      → info: request-property-min-items-increased, response-property-min-items-increased
      ← error: response-property-min-items-decreased
      ← info: request-property-min-items-decreased
    "#);
}
