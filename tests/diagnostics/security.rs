//! What a call sends by `security`.

use insta::assert_snapshot;

use crate::keys::with;
use crate::report;

/// Where the document asks for something, it is said once, and not at what asks for something else.
#[test]
fn security_of_the_document() {
    let scheme = "  securitySchemes: {token: {type: http, scheme: bearer}}\n";
    let document = format!("{scheme}security: [{{token: []}}]\n");
    assert_snapshot!(report(&with("security: []", &document)), @"
    error[unsupported-security]: `token` requires HTTP bearer, and a call can only send HTTP Basic
      --> shop.yaml:60:1
       |
    60 | security: [{token: []}]
       | ^^^^^^^^
       |
       = help: with an overlay, remove `security` here and add `security: []`: the call then sends no credentials, and a middleware can add them

    1 error
    ");
    assert_snapshot!(report(&with("security: [{tokne: []}]", scheme)), @"
    error[unsupported-security]: there is no security scheme `tokne`
      --> shop.yaml:20:7
       |
    20 |       security: [{tokne: []}]
       |       ^^^^^^^^
       |
       = help: add `tokne` to `components.securitySchemes`

    1 error
    ");
}

/// The way out of security that is not supported gets through, and then no credentials are sent.
#[test]
fn security_that_middleware_cares_for() {
    let mut input = with(
        "",
        "  securitySchemes: {token: {type: http, scheme: bearer}}\nsecurity: [{token: []}]\n",
    );
    let actions = "- {target: $.security, description: why, remove: true, x-removed: [{token: []}]}\n- {target: $, description: why, update: {security: []}}\n";
    input.overlays = crate::overlaid(actions).overlays;
    let files =
        codegen::generate(&input).unwrap_or_else(|report| panic!("{}", report.render(&input)));
    assert!(files["paths/orders.rs"].contains(".without_authorization()"));
}
