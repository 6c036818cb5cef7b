//! `x-actors`: what is settled by a session.

use codegen::Input;
use insta::assert_snapshot;

use crate::{report, spec, updated};

const ACTORS: &str = include_str!("actors.yaml");

/// The description, in which the one place that says the left is made to say the right.
fn edited(old: &str, new: &str) -> Input {
    assert_eq!(ACTORS.matches(old).count(), 1, "`{old}`");
    spec(&ACTORS.replacen(old, new, 1))
}

#[test]
fn an_actor_that_is_in_order() {
    let input = spec(ACTORS);
    codegen::generate(&input).unwrap_or_else(|report| panic!("{}", report.render(&input)));
}

#[test]
fn an_operation_for_which_nothing_follows() {
    assert_snapshot!(report(&edited("    free: [logout]\n", "")), @"
    error[actor]: `logout` has no input that is inferred from the session of `user`
      --> shop.yaml:47:5
       |
    47 |     post:
       |     ^^^^
       |
       = help: add a rule to `infers` of the actor, or `logout` to `free` if the session alone is enough

    1 error
    ");
}

#[test]
fn an_input_that_cannot_follow() {
    let query = "- {name: tenant_id, in: query, schema: {type: string}}";
    let input = edited(
        "- {name: verbose, in: query, schema: {type: boolean}}",
        query,
    );
    assert_snapshot!(report(&input), @"
    error[actor]: `tenant_id` cannot be inferred from a session here
      --> shop.yaml:41:9
       |
    41 |       - {name: tenant_id, in: query, schema: {type: string}}
       |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: only a string in the path, or a string or an array of strings in a JSON body can be, and the body is required if the property is: correct the rule of the actor, or remove the headers of the session

    1 error
    ");
}

#[test]
fn a_name_that_is_nothing() {
    assert_snapshot!(report(&edited("also: [forget]", "also: [forget, forgive]")), @"
    error[actor]: `forgive` is no operation of the actor below `users` that lacks `user_id`
      --> shop.yaml:13:22
       |
    13 |       also: [forget, forgive]
       |                      ^^^^^^^^
       |
       = help: correct the name, or remove it

    1 error
    ");
}

#[test]
fn a_body_that_cannot_be_without() {
    let input = edited(
        "responses: {'200': {$ref: '#/components/responses/Nothing'}} # search",
        "responses: {'200': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Search'}}}}}",
    );
    assert_snapshot!(report(&input), @"
    error[actor]: `tenants` is inferred from a session in `search`, but this type cannot be sent without it
      --> shop.yaml:65:9
       |
    65 |         tenants: {type: array, items: {type: string}}
       |         ^^^^^^^
       |
       = help: the type is received as well as sent: give the request a schema of its own with an overlay

    1 error
    ");
}

#[test]
fn the_client_has_a_name() {
    let project = crate::named(spec(ACTORS), "[crate]\nclient = \"project\"");
    let files = codegen::generate(&project).unwrap();
    assert!(files["actors/mod.rs"].contains("pub enum AsProject"));

    let user = report(&crate::named(spec(ACTORS), "[crate]\nclient = \"user\""));
    let message = "error[actor]: the client itself acts as `user`, too";
    assert!(user.starts_with(message), "{user}");

    // Without an actor there are no marker types.
    let shop = report(&crate::named(
        spec(crate::SHOP),
        "[crate]\nclient = \"shop\"",
    ));
    assert!(shop.starts_with("error[names-unused]"), "{shop}");
}

#[test]
fn two_resources_with_one_name() {
    let input = crate::named(
        spec(ACTORS),
        "[actors]\n\"user.users\" = { name = \"search\", reason = \"…\" }",
    );
    assert_snapshot!(report(&input), @r#"
    error[name-collision]: the resources `search` and `users` would both be called `UserSearch` in Rust (the other one is at /x-actors/user)
     --> shop.yaml:4:3
      |
    4 |   user:
      |   ^^^^
      |
      = help: tell them apart in names.toml, below [actors]: "user.search" = { name = "search_other", reason = "…" }

    1 error
    "#);
}

#[test]
fn an_actor_is_documented_where_all_has_to_be() {
    let input = edited("x-actors:", "x-documented: true\nx-actors:");
    let api = codegen::model(&input, &mut |_| {}).unwrap();
    let gaps = api.documented().unwrap_err().render(&input);
    for gap in ["the actor `user`", "the resource `me`"] {
        assert!(
            gaps.contains(&format!("{gap} has no documentation")),
            "{gaps}"
        );
    }
}

#[test]
fn the_links_of_a_resource_of_an_actor() {
    let text = ACTORS
        .replace("unlike `users`", "unlike `people.update`")
        .replace("x-actors:", "x-documented: true\nx-actors:");
    let input = spec(&text);
    let api = codegen::model(&input, &mut |_| {}).unwrap();
    let gaps = api.documented().unwrap_err().render(&input);
    let dead = "`people.update` in the documentation of the resource `users` is no operation";
    assert!(gaps.contains(dead), "{gaps}");
}

#[test]
fn whatever_is_wrong_is_said() {
    let infers = "infers: {tenant_id: tenant, tenants: [tenant]}";
    let omits = "omits: {updateUser: [note]}";
    let resources = "resources: {users: 'Changes users, unlike `users`.'}";
    for (old, new, message) in [
        (omits, "omits: [note]", "`omits` is an object"),
        (
            omits,
            "omits: {updateUser: note}",
            "`updateUser` is an array of names",
        ),
        (
            omits,
            "omits: {updateUsers: [note]}",
            "`updateUsers` is not an operation of the actor",
        ),
        (
            omits,
            "omits: {updateUser: [note, quota]}",
            "`updateUser` of the actor has no optional input `quota`",
        ),
        (
            omits,
            "omits: {updateUser: [tenant_id]}",
            "`updateUser` of the actor has no optional input `tenant_id`",
        ),
        (
            omits,
            "omits: {updateUser: [X-Session]}",
            "`updateUser` of the actor has no optional input `X-Session`",
        ),
        (
            omits,
            "omits: {forget: [key]}",
            "`forget` of the actor has no optional input `key`",
        ),
        (
            resources,
            "resources: [users]",
            "`resources` is an object of strings",
        ),
        (
            resources,
            "resources: {users: 5}",
            "`resources` is an object of strings",
        ),
        (
            resources,
            "resources: {people: Changes people.}",
            "the actor has no resource `people`",
        ),
        (
            "    free:",
            "    fee: 1\n    free:",
            "an actor has no `fee`",
        ),
        (
            "headers: [X-Session, X-Other]",
            "headers: []",
            "an actor needs `headers`",
        ),
        (
            "headers: [X-Session, X-Other]",
            "headers: [X-Session, 5]",
            "`headers` is an array of names",
        ),
        (
            "[X-Session, X-Other]",
            "[X-Session, X-Other, X-New]",
            "no operation takes the header `X-New`",
        ),
        (
            "[X-Session, X-Other]",
            "[X-Session, X-Other, X-New]",
            "`updateUser` takes a header of the actor `user`, but not `X-New`",
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
        (infers, "infers: [tenant_id]", "`infers` is an object"),
        (
            infers,
            "infers: {tenant_id: 5, tenants: [tenant]}",
            "`tenant_id` is inferred from one value",
        ),
        (
            infers,
            "infers: {tenant_id: tenant, tenants: [one, two]}",
            "`tenants` is inferred from one value",
        ),
        (
            infers,
            "infers: {tenant_id: [tenant], tenants: [tenant]}",
            "`tenant_id` cannot be inferred from a session here",
        ),
        (
            infers,
            "infers: {tenant_id: tenant, tenants: tenant}",
            "`tenants` cannot be inferred from a session here",
        ),
        (
            infers,
            "infers: {tenant_id: tenant, tenants: [tenant], land: land}",
            "no operation of the actor has an input `land`",
        ),
        (
            "[logout]",
            "[logout, updateUser]",
            "`updateUser` is not an operation of the actor without inferred inputs",
        ),
        (
            "[logout]",
            "[logout, nowhere]",
            "`nowhere` is not an operation of the actor without inferred inputs",
        ),
        ("      name: me\n", "", "`name` is a required string"),
        (
            "resource: users",
            "resource: 5",
            "`resource` is a required string",
        ),
        (
            "resource: users",
            "resource: people",
            "the actor has no operation below a resource `people`",
        ),
        (
            "argument: user_id",
            "argument: person",
            "no operation of the actor below `users` has `person` in its path",
        ),
        (
            "also: [forget]",
            "also: [forget]\n      except: [forget]",
            "`forget` is no operation of the actor below `users` that has `user_id` in its path",
        ),
        (
            "also: [forget]",
            "also: [forget]\n      more: 1",
            "`self` has no `more`",
        ),
        (
            "also: [forget]",
            "also: [forget, updateUser]",
            "`updateUser` is no operation of the actor below `users` that lacks `user_id`",
        ),
        (
            "{name: user_id, in: path, required: true, schema: {type: string}}",
            "{name: user_id, in: path, required: true, schema: {type: integer}}",
            "`user_id` cannot be inferred from a session here",
        ),
        (
            "x-actors:\n",
            "x-actors:\n  other: {headers: [X-Session, X-Other], infers: {tenant_id: t, tenants: [t]}, free: [logout]}\n",
            "`updateUser` belongs to two actors",
        ),
        (
            "object, properties: {tenant_id:",
            "object, required: [tenant_id], properties: {tenant_id:",
            "`tenant_id` cannot be inferred from a session here",
        ),
        (
            "properties: {tenant_id:",
            "properties: {user_id: {type: string}, tenant_id:",
            "`user_id` cannot be inferred from a session here",
        ),
        (
            "x-actors:\n",
            "x-actors:\n  User: {headers: [X-Session, X-Other], infers: {tenant_id: t, tenants: [t]}, free: [logout]}\n",
            "two actors are called `user` in Rust",
        ),
    ] {
        let report = report(&edited(old, new));
        assert!(report.contains("error[actor]"), "{new}: {report}");
        assert!(report.contains(message), "{new}: {report}");
    }
}

/// In the description itself, another form is that of another vendor's extension.
#[test]
fn whatever_is_wrong_in_an_overlay_is_said() {
    for (update, message) in [
        ("x-actors: 5", "`x-actors` is an object"),
        ("x-actors: {robot: 5}", "an actor is an object"),
        (
            "x-actors: {user: {headers: X-Session}}",
            "`headers` is an array of names",
        ),
    ] {
        let report = report(&updated(spec(ACTORS), "$", update));
        assert!(report.contains("error[actor]"), "{update}: {report}");
        assert!(report.contains(message), "{update}: {report}");
    }
}
