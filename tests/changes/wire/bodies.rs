//! Request bodies, status codes, media types, headers.

use super::{Cases, operation};

pub(super) const REQUESTS: Cases = Cases {
    frame: |body| operation(&format!("{{requestBody: {body}}}")),
    cases: &[
        ("", "{content: {}}"),
        ("", "{required: true, content: {}}"),
        ("{content: {}}", "{required: true, content: {}}"),
        (
            "{content: {application/json: {}}}",
            "{content: {application/json: {}, text/plain: {}}}",
        ),
        (
            "{content: {application/json: {}}}",
            "{content: {application/json: {schema: {type: string}}}}",
        ),
        (
            "{content: {application/json: {}}}",
            "{content: {Application/JSON: {}}}",
        ),
        (
            "{content: {a/b: {}}}",
            "{content: {a/b: {encoding: {c: {style: form}}}}}",
        ),
    ],
};

pub(super) const RESPONSES: Cases = Cases {
    frame: |responses| operation(&format!("{{responses: {responses}}}")),
    cases: &[
        ("{'200': {}}", "{'200': {}, '201': {}}"),
        ("{'200': {}}", "{'200': {}, '404': {}, default: {}}"),
        (
            "{'200': {description: a}}",
            "{'200': {description: b, links: {}}}",
        ),
    ],
};

pub(super) const MEDIA_TYPES: Cases = Cases {
    frame: |content| operation(&format!("{{responses: {{'200': {{content: {content}}}}}}}")),
    cases: &[
        (
            "{application/json: {}}",
            "{application/json: {}, text/plain: {}}",
        ),
        (
            "{application/json: {}}",
            "{application/json: {schema: {type: string}}}",
        ),
        ("{application/json: {}}", "{application/problem+json: {}}"),
        (
            "{application/json: {}}",
            "{application/json; charset=utf-8: {}}",
        ),
        (
            "{application/json; charset=a: {}}",
            "{application/json; charset=b: {}}",
        ),
        (
            "{application/json; charset=a: {}}",
            "{application/json; boundary=b: {}}",
        ),
        (
            "{application/json;charset=a: {}}",
            "{application/json; charset=a: {}}",
        ),
    ],
};

pub(super) const HEADERS: Cases = Cases {
    frame: |headers| operation(&format!("{{responses: {{'200': {{headers: {headers}}}}}}}")),
    cases: &[
        ("{}", "{A: {}}"),
        ("{}", "{A: {required: true}}"),
        ("{A: {required: true}}", "{a: {}}"),
        (
            "{A: {content: {text/plain: {schema: {type: string}}}}}",
            "{A: {content: {text/plain: {schema: {type: array}}}}}",
        ),
    ],
};

#[test]
fn request_bodies() {
    insta::assert_snapshot!(REQUESTS.shown(), @"
      |  {content: {}}
      → info: request-body-added-optional
      ← error: request-body-removed
      |  {required: true, content: {}}
      → error: request-body-added-required
      ← error: request-body-removed
    {content: {}}  |  {required: true, content: {}}
      → error: request-body-became-required
      ← info: request-body-became-optional
    {content: {application/json: {}}}  |  {content: {application/json: {}, text/plain: {}}}
      → info: request-body-media-type-added
      ← error: request-body-media-type-removed
    {content: {application/json: {}}}  |  {content: {application/json: {schema: {type: string}}}}
      → error: request-body-media-type-schema-added
      ← info: request-body-media-type-schema-removed
    {content: {application/json: {}}}  |  {content: {Application/JSON: {}}}
    {content: {a/b: {}}}  |  {content: {a/b: {encoding: {c: {style: form}}}}}
      → warning: unlisted
      ← warning: unlisted
    ");
}

#[test]
fn responses() {
    insta::assert_snapshot!(RESPONSES.shown(), @r#"
    {'200': {}}  |  {'200': {}, '201': {}}
      → info: response-success-status-added
      ← error: response-success-status-removed
    {'200': {}}  |  {'200': {}, '404': {}, default: {}}
      → info: response-non-success-status-added
      ← info: response-non-success-status-removed
    {'200': {description: a}}  |  {'200': {description: b, links: {}}}
    "#);
    insta::assert_snapshot!(MEDIA_TYPES.shown(), @r#"
    {application/json: {}}  |  {application/json: {}, text/plain: {}}
      → info: response-media-type-added
      ← error: response-media-type-removed
    {application/json: {}}  |  {application/json: {schema: {type: string}}}
      → info: response-body-media-type-schema-added
      ← error: response-body-media-type-schema-removed
    {application/json: {}}  |  {application/problem+json: {}}
      → info: response-media-type-name-specialized
      ← error: response-media-type-name-generalized
    {application/json: {}}  |  {application/json; charset=utf-8: {}}
      → info: response-media-type-parameter-added
      ← error: response-media-type-parameter-removed
    {application/json; charset=a: {}}  |  {application/json; charset=b: {}}
      → error: response-media-type-parameter-changed
      ← error: response-media-type-parameter-changed
    {application/json; charset=a: {}}  |  {application/json; boundary=b: {}}
      → warning: response-media-type-name-changed
      ← warning: response-media-type-name-changed
    {application/json;charset=a: {}}  |  {application/json; charset=a: {}}
    "#);
    insta::assert_snapshot!(HEADERS.shown(), @"
    {}  |  {A: {}}
      → info: response-header-added
      ← info: optional-response-header-removed
    {}  |  {A: {required: true}}
      → info: response-header-added
      ← error: required-response-header-removed
    {A: {required: true}}  |  {a: {}}
      → error: response-header-became-optional
      ← warning: unlisted
    {A: {content: {text/plain: {schema: {type: string}}}}}  |  {A: {content: {text/plain: {schema: {type: array}}}}}
      → info: response-header-type-compatible
      ← error: response-header-type-changed
    ");
}
