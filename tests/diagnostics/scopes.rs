//! `x-scopes`: what is settled by a session.

use codegen::Input;
use insta::assert_snapshot;

use crate::{report, spec, updated};

const SCOPED: &str = include_str!("scoped.yaml");

/// The description, in which the one place that says the left is made to say the right.
fn edited(old: &str, new: &str) -> Input {
    assert_eq!(SCOPED.matches(old).count(), 1, "`{old}`");
    spec(&SCOPED.replacen(old, new, 1))
}

#[test]
fn a_scope_that_is_in_order() {
    let input = spec(SCOPED);
    codegen::generate(&input).unwrap_or_else(|report| panic!("{}", report.render(&input)));
}

#[test]
fn an_operation_for_which_nothing_follows() {
    assert_snapshot!(report(&edited("    free: [logout]\n", "")), @r#"
    error[scope]: nothing in `logout` follows from the session of a `user`
      --> shop.yaml:45:5
       |
    45 |     post:
       |     ^^^^
       |
       = help: add a rule to `infers` of the scope, or `logout` to `free` if the session alone is enough

    1 error
    "#);
}

#[test]
fn an_input_that_cannot_follow() {
    let query = "- {name: tenant_id, in: query, schema: {type: string}}";
    let input = edited(
        "- {name: verbose, in: query, schema: {type: boolean}}",
        query,
    );
    assert_snapshot!(report(&input), @"
    error[scope]: `tenant_id` cannot follow from a session here
      --> shop.yaml:39:9
       |
    39 |       - {name: tenant_id, in: query, schema: {type: string}}
       |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: only a text in the path, and a text or a list of texts in a JSON body can, and the body is required if a property of it is: mend the rule of the scope, or take the headers of the session away

    1 error
    ");
}

#[test]
fn a_name_that_is_nothing() {
    assert_snapshot!(report(&edited("also: [forget]", "also: [forget, forgive]")), @r#"
    error[scope]: `forgive` is no operation of the scope below `users` that lacks `user_id`
      --> shop.yaml:12:22
       |
    12 |       also: [forget, forgive]
       |                      ^^^^^^^^
       |
       = help: correct the name, or take it away

    1 error
    "#);
}

#[test]
fn a_body_that_cannot_be_without() {
    let input = edited(
        "responses: {'200': {$ref: '#/components/responses/Nothing'}} # search",
        "responses: {'200': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Search'}}}}}",
    );
    assert_snapshot!(report(&input), @r#"
    error[scope]: `tenants` follows from a session in `search`, but a value of this type cannot be without it
      --> shop.yaml:63:9
       |
    63 |         tenants: {type: array, items: {type: string}}
       |         ^^^^^^^
       |
       = help: the type is received as well as sent: give the request a schema of its own with an overlay

    1 error
    "#);
}

#[test]
fn two_resources_with_one_name() {
    let input = crate::named(
        spec(SCOPED),
        "[scopes]\n\"user.users\" = { name = \"search\", reason = \"…\" }",
    );
    assert_snapshot!(report(&input), @r#"
    error[name-collision]: the resources `search` and `users` would both be called `UserSearch` in Rust (the other one is at /x-scopes/user)
     --> shop.yaml:4:3
      |
    4 |   user:
      |   ^^^^
      |
      = help: tell them apart in names.toml, below [scopes]: "user.search" = { name = "search_other", reason = "…" }

    1 error
    "#);
}

#[test]
fn a_scope_is_documented_where_all_has_to_be() {
    let input = edited("x-scopes:", "x-documented: true\nx-scopes:");
    let api = codegen::model(&input, &mut |_| {}).unwrap();
    let gaps = api.documented().unwrap_err().render(&input);
    for gap in ["the scope `user`", "the resource `me`"] {
        assert!(
            gaps.contains(&format!("{gap} has no documentation")),
            "{gaps}"
        );
    }
}

#[test]
fn whatever_is_wrong_is_said() {
    let infers = "infers: {tenant_id: tenant, tenants: [tenant]}";
    for (old, new, message) in [
        ("    free:", "    fee: 1\n    free:", "a scope has no `fee`"),
        (
            "headers: [X-Session, X-Other]",
            "headers: []",
            "a scope needs `headers`",
        ),
        (
            "headers: [X-Session, X-Other]",
            "headers: [X-Session, 5]",
            "`headers` is a list of names",
        ),
        (
            "[X-Session, X-Other]",
            "[X-Session, X-Other, X-New]",
            "no operation takes the header `X-New`",
        ),
        (
            "[X-Session, X-Other]",
            "[X-Session, X-Other, X-New]",
            "`updateUser` takes a header of the scope `user`, but not `X-New`",
        ),
        (
            "X-Other, in: header, schema: {type: string}",
            "X-Other, in: header, schema: {type: integer}",
            "the header `X-Other` cannot carry a session here",
        ),
        (
            "X-Other, in: header, schema",
            "X-Other, in: header, required: true, schema",
            "the header `X-Other` cannot carry a session here",
        ),
        (
            infers,
            "infers: [tenant_id]",
            "what follows from a session is an object",
        ),
        (
            infers,
            "infers: {tenant_id: 5, tenants: [tenant]}",
            "`tenant_id` follows from one thing",
        ),
        (
            infers,
            "infers: {tenant_id: tenant, tenants: [one, two]}",
            "`tenants` follows from one thing",
        ),
        (
            infers,
            "infers: {tenant_id: [tenant], tenants: [tenant]}",
            "`tenant_id` cannot follow from a session here",
        ),
        (
            infers,
            "infers: {tenant_id: tenant, tenants: tenant}",
            "`tenants` cannot follow from a session here",
        ),
        (
            infers,
            "infers: {tenant_id: tenant, tenants: [tenant], land: land}",
            "no operation of the scope has an input `land`",
        ),
        (
            "[logout]",
            "[logout, updateUser]",
            "`updateUser` is no operation of the scope in which nothing is inferred",
        ),
        (
            "[logout]",
            "[logout, nowhere]",
            "`nowhere` is no operation of the scope in which nothing is inferred",
        ),
        ("      name: me\n", "", "`name` has to be given as a text"),
        (
            "resource: users",
            "resource: 5",
            "`resource` has to be given as a text",
        ),
        (
            "resource: users",
            "resource: people",
            "the scope has no operation below a resource `people`",
        ),
        (
            "argument: user_id",
            "argument: person",
            "no operation of the scope below `users` has `person` in its path",
        ),
        (
            "also: [forget]",
            "also: [forget]\n      more: 1",
            "`self` has no `more`",
        ),
        (
            "also: [forget]",
            "also: [forget, updateUser]",
            "`updateUser` is no operation of the scope below `users` that lacks `user_id`",
        ),
        (
            "{name: user_id, in: path, required: true, schema: {type: string}}",
            "{name: user_id, in: path, required: true, schema: {type: integer}}",
            "`user_id` cannot follow from a session here",
        ),
        (
            "x-scopes:\n",
            "x-scopes:\n  other: {headers: [X-Session, X-Other], infers: {tenant_id: t, tenants: [t]}, free: [logout]}\n",
            "`updateUser` belongs to two scopes",
        ),
        (
            "object, properties: {tenant_id:",
            "object, required: [tenant_id], properties: {tenant_id:",
            "`tenant_id` cannot follow from a session here",
        ),
        (
            "properties: {tenant_id:",
            "properties: {user_id: {type: string}, tenant_id:",
            "`user_id` cannot follow from a session here",
        ),
        (
            "x-scopes:\n",
            "x-scopes:\n  User: {headers: [X-Session, X-Other], infers: {tenant_id: t, tenants: [t]}, free: [logout]}\n",
            "another scope is called `user` in Rust too",
        ),
    ] {
        let report = report(&edited(old, new));
        assert!(report.contains("error[scope]"), "{new}: {report}");
        assert!(report.contains(message), "{new}: {report}");
    }
}

/// In the description itself, another form is that of somebody else's extension.
#[test]
fn whatever_is_wrong_in_an_overlay_is_said() {
    for (update, message) in [
        ("x-scopes: 5", "scopes are an object"),
        ("x-scopes: {robot: 5}", "a scope is an object"),
        (
            "x-scopes: {user: {headers: X-Session}}",
            "`headers` is a list of names",
        ),
    ] {
        let report = report(&updated(spec(SCOPED), "$", update));
        assert!(report.contains("error[scope]"), "{update}: {report}");
        assert!(report.contains(message), "{update}: {report}");
    }
}
