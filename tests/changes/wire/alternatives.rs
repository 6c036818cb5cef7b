//! `oneOf`, `anyOf` and discriminators.

use super::{Cases, bodies, everywhere};

pub(super) const UNIONS: Cases = Cases {
    frame: everywhere,
    cases: &[
        (
            "{oneOf: [{type: string}, {type: integer}]}",
            "{oneOf: [{type: string}, {type: integer}, {type: boolean}]}",
        ),
        (
            "{anyOf: [{type: string}, {type: integer}]}",
            "{anyOf: [{type: string}, {type: integer}, {type: boolean}]}",
        ),
        (
            "{oneOf: [{type: string}, {type: integer}]}",
            "{anyOf: [{type: string}, {type: integer}]}",
        ),
        (
            "{oneOf: [{type: string}, {type: integer}]}",
            "{oneOf: [{type: integer}, {type: string}]}",
        ),
        ("{oneOf: [{type: string}]}", "{type: string}"),
        (
            "{type: string}",
            "{oneOf: [{type: string}, {type: integer}]}",
        ),
        (
            "{oneOf: [{properties: {a: {type: string}}}, {properties: {b: {type: string}}}]}",
            "{oneOf: [{properties: {b: {type: integer}}}, {properties: {a: {type: string}}}]}",
        ),
    ],
};

pub(super) const WRAPPED: Cases = Cases {
    frame: bodies,
    cases: &[
        (
            "{properties: {a: {type: string}}}",
            "{oneOf: [{properties: {a: {type: string}}}, {properties: {b: {type: string}}}]}",
        ),
        (
            "{properties: {a: {type: string}}}",
            "{oneOf: [{properties: {a: {type: integer}}}, {properties: {b: {type: string}}}]}",
        ),
    ],
};

pub(super) const DISCRIMINATORS: Cases = Cases {
    frame: everywhere,
    cases: &[
        (
            "{type: object}",
            "{type: object, discriminator: {propertyName: k}}",
        ),
        (
            "{discriminator: {propertyName: k}}",
            "{discriminator: {propertyName: l}}",
        ),
        (
            "{discriminator: {propertyName: k, mapping: {a: A}}}",
            "{discriminator: {propertyName: k, mapping: {a: A, b: B}}}",
        ),
        (
            "{discriminator: {propertyName: k, mapping: {a: A}}}",
            "{discriminator: {propertyName: k, mapping: {a: B}}}",
        ),
    ],
};

#[test]
fn alternatives() {
    insta::assert_snapshot!(UNIONS.shown(), @"
    {oneOf: [{type: string}, {type: integer}]}  |  {oneOf: [{type: string}, {type: integer}, {type: boolean}]}
      → error: response-body-one-of-added, response-property-one-of-added
      → warning: unlisted
      → info: request-body-one-of-added, request-property-one-of-added
      ← error: request-body-one-of-removed, request-property-one-of-removed
      ← warning: unlisted
      ← info: response-body-one-of-removed, response-property-one-of-removed
    {anyOf: [{type: string}, {type: integer}]}  |  {anyOf: [{type: string}, {type: integer}, {type: boolean}]}
      → error: response-body-any-of-added, response-property-any-of-added
      → warning: unlisted
      → info: request-body-any-of-added, request-property-any-of-added
      ← error: request-body-any-of-removed, request-property-any-of-removed
      ← warning: unlisted
      ← info: response-body-any-of-removed, response-property-any-of-removed
    {oneOf: [{type: string}, {type: integer}]}  |  {anyOf: [{type: string}, {type: integer}]}
      → error: request-body-type-changed, request-property-type-changed, request-parameter-type-changed, request-parameter-property-type-specialized, response-body-type-changed, response-property-type-changed, response-header-type-changed
      ← error: request-body-type-changed, request-property-type-changed, request-parameter-type-changed, request-parameter-property-type-specialized, response-body-type-changed, response-property-type-changed, response-header-type-changed
    {oneOf: [{type: string}, {type: integer}]}  |  {oneOf: [{type: integer}, {type: string}]}
    {oneOf: [{type: string}]}  |  {type: string}
    {type: string}  |  {oneOf: [{type: string}, {type: integer}]}
      → error: request-body-type-changed, request-property-type-changed, request-parameter-type-changed, request-parameter-property-type-specialized, response-body-type-changed, response-property-type-changed, response-header-type-changed
      ← error: request-body-type-changed, request-property-type-changed, request-parameter-type-changed, request-parameter-property-type-specialized, response-body-type-changed, response-property-type-changed, response-header-type-changed
    {oneOf: [{properties: {a: {type: string}}}, {properties: {b: {type: string}}}]}  |  {oneOf: [{properties: {b: {type: integer}}}, {properties: {a: {type: string}}}]}
      → error: request-property-type-changed, request-parameter-property-type-specialized, response-property-type-changed
      → warning: unlisted
      ← error: request-property-type-changed, response-property-type-changed
      ← warning: request-parameter-property-type-changed, unlisted
    ");
    insta::assert_snapshot!(WRAPPED.shown(), @r#"
    {properties: {a: {type: string}}}  |  {oneOf: [{properties: {a: {type: string}}}, {properties: {b: {type: string}}}]}
      → warning: request-body-wrapped-in-one-of-original-preserved, response-body-wrapped-in-one-of-original-preserved
      ← error: request-body-type-changed, response-body-type-changed
    {properties: {a: {type: string}}}  |  {oneOf: [{properties: {a: {type: integer}}}, {properties: {b: {type: string}}}]}
      → error: request-body-wrapped-in-one-of, response-body-wrapped-in-one-of
      ← error: request-body-type-changed, response-body-type-changed
    "#);
    insta::assert_snapshot!(DISCRIMINATORS.shown(), @"
    {type: object}  |  {type: object, discriminator: {propertyName: k}}
      → warning: unlisted
      → info: request-body-discriminator-added, request-property-discriminator-added, response-body-discriminator-added, response-property-discriminator-added
      ← warning: unlisted
      ← info: request-body-discriminator-removed, request-property-discriminator-removed, response-body-discriminator-removed, response-property-discriminator-removed
    {discriminator: {propertyName: k}}  |  {discriminator: {propertyName: l}}
      → warning: unlisted
      → info: request-body-discriminator-property-name-changed, request-property-discriminator-property-name-changed, response-body-discriminator-property-name-changed, response-property-discriminator-property-name-changed
      ← warning: unlisted
      ← info: request-body-discriminator-property-name-changed, request-property-discriminator-property-name-changed, response-body-discriminator-property-name-changed, response-property-discriminator-property-name-changed
    {discriminator: {propertyName: k, mapping: {a: A}}}  |  {discriminator: {propertyName: k, mapping: {a: A, b: B}}}
      → warning: unlisted
      → info: request-body-discriminator-mapping-added, request-property-discriminator-mapping-added, response-body-discriminator-mapping-added, response-property-discriminator-mapping-added
      ← warning: unlisted
      ← info: request-body-discriminator-mapping-deleted, request-property-discriminator-mapping-deleted, response-body-discriminator-mapping-deleted, response-property-discriminator-mapping-deleted
    {discriminator: {propertyName: k, mapping: {a: A}}}  |  {discriminator: {propertyName: k, mapping: {a: B}}}
      → warning: unlisted
      → info: request-body-discriminator-mapping-changed, request-property-discriminator-mapping-changed, response-body-discriminator-mapping-changed, response-property-discriminator-mapping-changed
      ← warning: unlisted
      ← info: request-body-discriminator-mapping-changed, request-property-discriminator-mapping-changed, response-body-discriminator-mapping-changed, response-property-discriminator-mapping-changed
    ");
}
