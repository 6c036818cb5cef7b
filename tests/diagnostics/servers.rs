//! Servers of path items and of operations.

use codegen::{Input, Text, generate, names};
use insta::assert_snapshot;

use crate::{edited, named, report};

/// The shop with `servers` at one of its paths and at an operation of the other.
fn with(path: &str, operation: &str) -> Input {
    let operation = format!("operationId: createOrder\n      servers: {operation}");
    edited(&[
        (
            "  /orders/{order_id}:\n",
            &format!("  /orders/{{order_id}}:\n    servers: {path}\n"),
        ),
        ("operationId: createOrder", &operation),
    ])
}

#[test]
fn no_base_url() {
    let input = with(
        "[{url: 'https://read.shop.example?key=a'}, {url: 'http://read.shop.example'}]",
        "[{url: 'https://{region}.shop.example', variables: {regoin: {default: eu}}}]",
    );
    assert_snapshot!(report(&input), @"
    error[unsupported-servers]: the variable `region` of this URL has no default
     --> shop.yaml:9:23
      |
    9 |       servers: [{url: 'https://{region}.shop.example', variables: {regoin: {default: eu}}}]
      |                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: add it to `variables` with an overlay, with a `default`

    error[unsupported-servers]: `https://read.shop.example?key=a` cannot be a base URL
      --> shop.yaml:19:21
       |
    19 |     servers: [{url: 'https://read.shop.example?key=a'}, {url: 'http://read.shop.example'}]
       |                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: correct it with an overlay: `https://`, a host and perhaps a path, or a path alone

    error[unsupported-servers]: `http://read.shop.example` is not `https`, so credentials would go there in clear text
      --> shop.yaml:19:63
       |
    19 |     servers: [{url: 'https://read.shop.example?key=a'}, {url: 'http://read.shop.example'}]
       |                                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: correct it with an overlay: `https://`, if the server has it

    3 errors
    ");
}

#[test]
fn what_can_be_a_base_url() {
    let fine = [
        "https://a",
        "https://a.example.",
        "HTTPS://A.Example:443/",
        "https://a.example/b/%20/c~d",
        "https://[::1]:8443/a",
        "https://10.0.0.1",
        "http://127.0.0.1:8080",
        "http://localhost",
        "http://[::1]",
        "/",
        "/v2/",
        "v2",
        "../v2",
    ];
    let refused = [
        "https://",
        "https:///a",
        "https://a b",
        "https://b\u{fc}cher.example",
        "https://.a",
        "https://a..b",
        "https://a:b",
        "https://a:99999",
        "https://a:+1",
        "https://user@a",
        "https://[::1",
        "https://a#b",
        "https://a/{b}",
        "http://a",
        "http://localhost.example",
        "ftp://a",
        "a:b",
        "//a/b",
    ];
    for (url, is_fine) in fine
        .map(|url| (url, true))
        .into_iter()
        .chain(refused.map(|url| (url, false)))
    {
        let input = with("[]", &format!("[{{url: '{url}'}}]"));
        assert_eq!(generate(&input).is_ok(), is_fine, "{url}");
    }
}

#[test]
fn names_that_collide() {
    let input = with(
        "[{url: 'https://data.shop.example'}]",
        "[{url: 'https://data.other.example'}]",
    );
    let found = generate(&input).expect_err("two servers have one name");
    assert_snapshot!(found.render(&input), @r#"
    error[name-collision]: the servers `https://data.shop.example` and `https://data.other.example` would both be called `data` in Rust (the other one is at /paths/~1orders/post/servers)
      --> shop.yaml:19:5
       |
    19 |     servers: [{url: 'https://data.shop.example'}]
       |     ^^^^^^^
       |
       = help: tell them apart in names.toml, below [servers]: "https://data.shop.example" = { name = "data_other", reason = "…" }

    1 error
    "#);
    let proposals = found.diagnostics.iter().filter_map(|it| it.name.as_deref());
    let names = Text {
        name: "names.toml".to_owned(),
        text: names::with("", proposals),
    };
    let files = generate(&Input {
        names: Some(names),
        ..input
    });
    let servers = &files.expect("the proposal works")["servers/mod.rs"];
    assert!(servers.contains("fn data_base_url") && servers.contains("fn data_other_base_url"));
}

/// A list of servers is called by all of its URLs, with the defaults of their variables.
#[test]
fn names_that_are_given() {
    let servers = "[{url: 'https://{at}.example', variables: {at: {default: a}}}, {url: /v2}]";
    let given =
        "[servers]\n\"https://a.example, /v2\" = { name = \"fraudAPI\", reason = \"why\" }\n";
    let input = named(with("[]", servers), given);
    let files = generate(&input).unwrap_or_else(|report| panic!("{}", report.render(&input)));
    assert!(files["servers/mod.rs"].contains("fn fraud_api_base_url"));
    let other = "[servers]\n\"https://b.example\" = { name = \"b\", reason = \"why\" }\n";
    assert_snapshot!(report(&named(with("[]", servers), other)), @r#"
    error[names-unused]: nothing in the spec is called `https://b.example`
     --> names.toml:2:1
      |
    2 | "https://b.example" = { name = "b", reason = "why" }
      | ^^^^^^^^^^^^^^^^^^^
      |
      = help: delete the entry, or correct what it applies to

    1 error
    "#);
}

/// What all operations of a path replace is no server of the API.
#[test]
fn servers_that_nothing_has() {
    let unused = "[{url: 'https://unused.example'}]";
    let mut input = with(unused, "[]");
    let own = "operationId: getOrder\n      servers: [{url: /}]";
    input.spec.text = input.spec.text.replace("operationId: getOrder", own);
    let files = generate(&input).unwrap_or_else(|report| panic!("{}", report.render(&input)));
    assert!(!files.contains_key("servers/mod.rs"));
}
