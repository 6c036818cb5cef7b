//! Security requirements and schemes.

use super::{Cases, document, operation};

pub(super) const OWN: Cases = Cases {
    frame: |list| operation(&format!("{{security: {list}}}")),
    cases: &[
        ("[]", "[{a: []}]"),
        ("[{a: []}]", "[{a: []}, {}]"),
        ("[{a: []}]", "[{a: [s]}]"),
        ("[{a: []}, {b: []}]", "[{b: []}, {a: []}]"),
        ("[{a: [], b: []}]", "[{b: [], a: []}]"),
    ],
};

pub(super) const GLOBAL: Cases = Cases {
    frame: |list| {
        document(&format!(
            "security: {list}\npaths: {{/a: {{get: {{}}}}, /b: {{get: {{security: []}}}}}}"
        ))
    },
    cases: &[("[]", "[{a: []}]"), ("[{a: []}]", "[{a: [s]}]")],
};

pub(super) const SCHEMES: Cases = Cases {
    frame: |schemes| {
        document(&format!(
            "components: {{securitySchemes: {schemes}}}\npaths: {{/a: {{get: {{security: [{{a: []}}]}}}}}}"
        ))
    },
    cases: &[
        ("{}", "{a: {type: http, scheme: basic}}"),
        (
            "{a: {type: http, scheme: basic}}",
            "{a: {type: http, scheme: bearer}}",
        ),
        (
            "{a: {type: http, scheme: basic}}",
            "{a: {type: http, scheme: Basic, bearerFormat: JWT}}",
        ),
        (
            "{a: {type: apiKey, in: query, name: k}}",
            "{a: {type: openIdConnect, openIdConnectUrl: https://a}}",
        ),
        (
            "{a: {type: oauth2, flows: {password: {tokenUrl: b, scopes: {}}}}}",
            "{a: {type: oauth2, flows: {password: {tokenUrl: c, scopes: {s: t}}}}}",
        ),
        (
            "{a: {type: oauth2, flows: {implicit: {authorizationUrl: b, scopes: {s: t}}}}}",
            "{a: {type: oauth2, flows: {implicit: {authorizationUrl: c, scopes: {s: u}}}}}",
        ),
        (
            "{a: {type: oauth2, flows: {}}}",
            "{a: {type: oauth2, flows: {implicit: {authorizationUrl: b}}}}",
        ),
    ],
};

#[test]
fn security() {
    insta::assert_snapshot!(OWN.shown(), @r#"
    []  |  [{a: []}]
      → info: api-security-added
      ← error: api-security-removed
    [{a: []}]  |  [{a: []}, {}]
      → info: api-security-added
      ← error: api-security-removed
    [{a: []}]  |  [{a: [s]}]
      → error: api-security-scope-added
      ← info: api-security-scope-removed
    [{a: []}, {b: []}]  |  [{b: []}, {a: []}]
    [{a: [], b: []}]  |  [{b: [], a: []}]
    "#);
    insta::assert_snapshot!(GLOBAL.shown(), @r#"
    []  |  [{a: []}]
      → info: api-global-security-added
      ← error: api-global-security-removed
    [{a: []}]  |  [{a: [s]}]
      → error: api-global-security-scope-added
      ← info: api-global-security-scope-removed
    "#);
    insta::assert_snapshot!(SCHEMES.shown(), @"
    {}  |  {a: {type: http, scheme: basic}}
      → info: api-security-component-added
      ← info: api-security-component-removed
    {a: {type: http, scheme: basic}}  |  {a: {type: http, scheme: bearer}}
      → warning: unlisted
      ← warning: unlisted
    {a: {type: http, scheme: basic}}  |  {a: {type: http, scheme: Basic, bearerFormat: JWT}}
    {a: {type: apiKey, in: query, name: k}}  |  {a: {type: openIdConnect, openIdConnectUrl: https://a}}
      → info: api-security-component-type-changed
      ← info: api-security-component-type-changed
    {a: {type: oauth2, flows: {password: {tokenUrl: b, scopes: {}}}}}  |  {a: {type: oauth2, flows: {password: {tokenUrl: c, scopes: {s: t}}}}}
      → info: api-security-component-oauth-token-url-changed, api-security-component-oauth-scope-added
      ← info: api-security-component-oauth-token-url-changed, api-security-component-oauth-scope-removed
    {a: {type: oauth2, flows: {implicit: {authorizationUrl: b, scopes: {s: t}}}}}  |  {a: {type: oauth2, flows: {implicit: {authorizationUrl: c, scopes: {s: u}}}}}
      → info: api-security-component-oauth-url-changed
      ← info: api-security-component-oauth-url-changed
    {a: {type: oauth2, flows: {}}}  |  {a: {type: oauth2, flows: {implicit: {authorizationUrl: b}}}}
      → warning: unlisted
      ← warning: unlisted
    ");
}
