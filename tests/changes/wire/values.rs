//! Enums and defaults.

use super::{Cases, everywhere};

pub(super) const VALUES: Cases = Cases {
    frame: everywhere,
    cases: &[
        ("{type: string}", "{type: string, enum: [a, b]}"),
        (
            "{type: string, enum: [a, b]}",
            "{type: string, enum: [c, b, a]}",
        ),
        (
            "{type: string, enum: [a]}",
            "{type: string, enum: [a, null]}",
        ),
        (
            "{type: integer, enum: [1, 2]}",
            "{type: integer, enum: [2]}",
        ),
        ("{type: string, enum: [a, b]}", "{enum: [a, b]}"),
        (
            "{allOf: [{type: string, enum: [a, b]}, {enum: [b, c]}]}",
            "{type: string, enum: [b]}",
        ),
    ],
};

pub(super) const DEFAULTS: Cases = Cases {
    frame: everywhere,
    cases: &[
        ("{type: string}", "{type: string, default: a}"),
        ("{type: string, default: a}", "{type: string, default: b}"),
    ],
};

#[test]
fn enums() {
    insta::assert_snapshot!(VALUES.shown(), @"
    {type: string}  |  {type: string, enum: [a, b]}
      → error: request-body-became-enum, request-property-became-enum, request-parameter-became-enum, request-header-property-became-enum
      → warning: unlisted
      → info: response-mediatype-became-enum, response-property-became-enum
      ← error: response-mediatype-became-not-enum, response-property-became-not-enum
      ← warning: unlisted
      ← info: request-body-became-not-enum, request-property-became-not-enum, request-parameter-became-not-enum, request-parameter-property-became-not-enum
    {type: string, enum: [a, b]}  |  {type: string, enum: [c, b, a]}
      → error: response-mediatype-enum-value-added, response-property-enum-value-added
      → warning: unlisted
      → info: request-body-enum-value-added, request-property-enum-value-added, request-parameter-enum-value-added, request-parameter-property-enum-value-added
      ← error: request-body-enum-value-removed, request-property-enum-value-removed, request-parameter-enum-value-removed, request-parameter-property-enum-value-removed
      ← warning: unlisted
      ← info: response-mediatype-enum-value-removed, response-property-enum-value-removed
    {type: string, enum: [a]}  |  {type: string, enum: [a, null]}
      → error: response-body-became-nullable, response-property-became-nullable, response-header-became-nullable
      → info: request-body-became-nullable, request-property-became-nullable, request-parameter-became-nullable, request-parameter-property-became-nullable
      ← error: request-body-became-not-nullable, request-property-became-not-nullable, request-parameter-became-not-nullable, request-parameter-property-became-not-nullable
      ← info: response-body-became-not-nullable, response-property-became-not-nullable, response-header-became-not-nullable
    {type: integer, enum: [1, 2]}  |  {type: integer, enum: [2]}
      → error: request-body-enum-value-removed, request-property-enum-value-removed, request-parameter-enum-value-removed, request-parameter-property-enum-value-removed
      → warning: unlisted
      → info: response-mediatype-enum-value-removed, response-property-enum-value-removed
      ← error: response-mediatype-enum-value-added, response-property-enum-value-added
      ← warning: unlisted
      ← info: request-body-enum-value-added, request-property-enum-value-added, request-parameter-enum-value-added, request-parameter-property-enum-value-added
    {type: string, enum: [a, b]}  |  {enum: [a, b]}
    {allOf: [{type: string, enum: [a, b]}, {enum: [b, c]}]}  |  {type: string, enum: [b]}
    ");
}

#[test]
fn defaults() {
    insta::assert_snapshot!(DEFAULTS.shown(), @"
    {type: string}  |  {type: string, default: a}
      → warning: unlisted
      → info: request-body-default-value-added, request-property-default-value-added, request-parameter-default-value-added, response-body-default-value-added, response-property-default-value-added
      ← warning: unlisted
      ← info: request-body-default-value-removed, request-property-default-value-removed, request-parameter-default-value-removed, response-body-default-value-removed, response-property-default-value-removed
    {type: string, default: a}  |  {type: string, default: b}
      → warning: unlisted
      → info: request-body-default-value-changed, request-property-default-value-changed, request-parameter-default-value-changed, response-body-default-value-changed, response-property-default-value-changed
      ← warning: unlisted
      ← info: request-body-default-value-changed, request-property-default-value-changed, request-parameter-default-value-changed, response-body-default-value-changed, response-property-default-value-changed
    ");
}
