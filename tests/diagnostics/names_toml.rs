//! A `names.toml` that says too little, too much, or what is no longer needed.

use insta::assert_snapshot;

use crate::renames::follow;
use crate::{SHOP, edited, named, report, spec};

#[test]
fn not_toml() {
    assert_snapshot!(report(&named(spec(SHOP), "[schemas]\nOrder = { name = \"Purchase\", reason = \"x\"\n")), @r#"
    error[names-syntax]: unclosed inline table, expected `}`
     --> names.toml:2:42
      |
    2 | Order = { name = "Purchase", reason = "x"
      |                                          ^
      |
      = help: correct the TOML here

    1 error
    "#);
}

#[test]
fn key_given_twice() {
    assert_snapshot!(report(&named(spec(SHOP), "[paths]\nstrip = \"/\"\nstrip = \"/v1/\"\n")), @r#"
    error[names-syntax]: duplicate key
     --> names.toml:3:1
      |
    3 | strip = "/v1/"
      | ^^^^^
      |
      = help: correct the TOML here

    1 error
    "#);
}

#[test]
fn unknown_table() {
    assert_snapshot!(report(&named(spec(SHOP), "[schema]\nOrder = { name = \"Purchase\", reason = \"clearer\" }\n")), @"
    error[names-entry]: there is no table `schema`
     --> names.toml:1:2
      |
    1 | [schema]
      |  ^^^^^^
      |
      = help: use one of: crate, paths, sources, resources, operations, schemas, parameters, properties, variants, modules, actors, servers, words

    1 error
    ");
}

#[test]
fn another_word() {
    let names = "[words]\n\"Order\" = \"Purchase\"\n\"OAuth\" = { reason = \"x\" }\n";
    assert_snapshot!(report(&named(spec(SHOP), names)), @r#"
    error[names-entry]: `Order` → `Purchase` is another word
     --> names.toml:2:1
      |
    2 | "Order" = "Purchase"
      | ^^^^^^^
      |
      = help: change nothing but the case of its letters

    error[names-entry]: `OAuth` needs a name
     --> names.toml:3:11
      |
    3 | "OAuth" = { reason = "x" }
      |           ^^^^^^^^^^^^^^^^
      |
      = help: write `{ name = "…", reason = "…" }`

    2 errors
    "#);
}

#[test]
fn entries_that_nothing_needs() {
    let names = "
[paths]
strip = \"/v2/\"

[schemas]
Ordr = { name = \"Purchase\", reason = \"clearer\" }
\"Invoice*\" = \"Bill*\"

[words]
\"OAuth\" = \"Oauth\"

[properties]
\"Order.state\" = { name = \"status\", reason = \"clearer\" }
";
    assert_snapshot!(report(&named(spec(SHOP), names)), @r#"
    error[names-unused]: nothing in the spec is called `/v2/`
     --> names.toml:3:1
      |
    3 | strip = "/v2/"
      | ^^^^^
      |
      = help: delete the entry, or correct what it applies to

    error[names-unused]: nothing in the spec is called `Ordr`
     --> names.toml:6:1
      |
    6 | Ordr = { name = "Purchase", reason = "clearer" }
      | ^^^^
      |
      = help: delete the entry, or correct what it applies to

    error[names-unused]: nothing in the spec is called `Invoice*`
     --> names.toml:7:1
      |
    7 | "Invoice*" = "Bill*"
      | ^^^^^^^^^^
      |
      = help: delete the entry, or correct what it applies to

    error[names-unused]: nothing in the spec is called `OAuth`
      --> names.toml:10:1
       |
    10 | "OAuth" = "Oauth"
       | ^^^^^^^
       |
       = help: delete the entry, or correct what it applies to

    error[names-unused]: nothing in the spec is called `Order.state`
      --> names.toml:13:1
       |
    13 | "Order.state" = { name = "status", reason = "clearer" }
       | ^^^^^^^^^^^^^
       |
       = help: delete the entry, or correct what it applies to

    5 errors
    "#);
}

/// Of several prefixes, the longest is left out; one that no path begins with is an error.
#[test]
fn several_prefixes() {
    let paths = [
        ("/orders:", "/v1/orders:"),
        ("/orders/{", "/v1/b2b/orders/{"),
    ];
    let with = |prefixes: &str| named(edited(&paths), &format!("[paths]\nstrip = {prefixes}\n"));
    let modules = |prefixes| {
        let files = codegen::generate(&with(prefixes)).unwrap();
        let modules = files.keys().cloned();
        let modules = modules.filter(|path| path.starts_with("paths/") && path != "paths/mod.rs");
        modules.collect::<Vec<_>>().join(" ")
    };
    for prefixes in [r#"["/v1/", "/v1/b2b/"]"#, r#"["/v1/b2b/", "/v1/"]"#] {
        assert_eq!(
            modules(prefixes),
            "paths/orders.rs paths/orders_by_order_id.rs"
        );
        let followed = follow(&with(prefixes), "/v1/b2b/*", "/v2/b2b/*");
        let rules = prefixes.replace("/v1/b2b/", "/v2/b2b/");
        assert!(followed.names.unwrap().text.contains(&rules));
    }
    assert_snapshot!(report(&with(r#"["/v1/", "/v2/"]"#)), @r#"
    error[names-unused]: nothing in the spec is called `/v2/`
     --> names.toml:2:18
      |
    2 | strip = ["/v1/", "/v2/"]
      |                  ^^^^^^
      |
      = help: delete the entry, or correct what it applies to

    1 error
    "#);
    assert_snapshot!(report(&with(r#"["/v1/", 2]"#)), @r#"
    error[names-entry]: `paths` holds only `strip`, a string or an array of strings
     --> names.toml:2:1
      |
    2 | strip = ["/v1/", 2]
      | ^^^^^
      |
      = help: write `strip = "/v1/"`

    1 error
    "#);
}

#[test]
fn entries_that_say_too_little() {
    let names = "paths = 1

[schemas]
Order = \"Purchase\"
Line = { reason = \"clearer\" }
Draft = { name = \"Sketch\", reason = \"\" }
";
    assert_snapshot!(report(&named(spec(SHOP), names)), @r#"
    error[names-entry]: `paths` must be a table
     --> names.toml:1:1
      |
    1 | paths = 1
      | ^^^^^
      |
      = help: write it as `[name]` with entries below

    error[names-entry]: the exception `Order` gives no reason
     --> names.toml:4:1
      |
    4 | Order = "Purchase"
      | ^^^^^
      |
      = help: write `{ name = "…", reason = "…" }`

    error[names-entry]: `Line` needs a name
     --> names.toml:5:8
      |
    5 | Line = { reason = "clearer" }
      |        ^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write `{ name = "…", reason = "…" }`

    error[names-entry]: the exception `Draft` gives no reason
     --> names.toml:6:1
      |
    6 | Draft = { name = "Sketch", reason = "" }
      | ^^^^^
      |
      = help: write `{ name = "…", reason = "…" }`

    4 errors
    "#);
}

#[test]
fn patterns_that_match_too_much() {
    let names = "
[paths]
prefix = \"/v1/\"

[schemas]
\"*r*\" = \"*\"
\"Dra*\" = \"Sketch\"

[properties]
\"Order.*\" = { name = \"id\", reason = \"short\" }
";
    assert_snapshot!(report(&named(spec(SHOP), names)), @r#"
    error[names-entry]: `paths` holds only `strip`, a string or an array of strings
     --> names.toml:3:1
      |
    3 | prefix = "/v1/"
      | ^^^^^^
      |
      = help: write `strip = "/v1/"`

    error[names-entry]: `*r*` → `*` cannot be used as a pattern
     --> names.toml:6:1
      |
    6 | "*r*" = "*"
      | ^^^^^
      |
      = help: a pattern has one `*`, in `schemas` on both sides, and only `resources` and `schemas` take patterns

    error[names-entry]: `Dra*` → `Sketch` cannot be used as a pattern
     --> names.toml:7:1
      |
    7 | "Dra*" = "Sketch"
      | ^^^^^^
      |
      = help: a pattern has one `*`, in `schemas` on both sides, and only `resources` and `schemas` take patterns

    error[names-entry]: `Order.*` → `id` cannot be used as a pattern
      --> names.toml:10:1
       |
    10 | "Order.*" = { name = "id", reason = "short" }
       | ^^^^^^^^^
       |
       = help: a pattern has one `*`, in `schemas` on both sides, and only `resources` and `schemas` take patterns

    4 errors
    "#);
}

#[test]
fn names_that_rust_refuses() {
    let names = "
[schemas]
Order = { name = \"1st order\", reason = \"clearer\" }

[properties]
\"Order.id\" = { name = \"order-id\", reason = \"clearer\" }

[variants]
\"Order.status.open\" = { name = \"Self\", reason = \"clearer\" }
";
    assert_snapshot!(report(&named(spec(SHOP), names)), @r#"
    error[names-entry]: `order-id` cannot be a name in Rust
     --> names.toml:6:1
      |
    6 | "Order.id" = { name = "order-id", reason = "clearer" }
      | ^^^^^^^^^^
      |
      = help: use letters, digits and underscores, no digit at the front, and not `Self`

    error[names-entry]: `1st order` cannot be a name in Rust
     --> names.toml:3:1
      |
    3 | Order = { name = "1st order", reason = "clearer" }
      | ^^^^^
      |
      = help: use letters, digits and underscores, no digit at the front, and not `Self`

    error[names-entry]: `Self` cannot be a name in Rust
     --> names.toml:9:1
      |
    9 | "Order.status.open" = { name = "Self", reason = "clearer" }
      | ^^^^^^^^^^^^^^^^^^^
      |
      = help: use letters, digits and underscores, no digit at the front, and not `Self`

    3 errors
    "#);
}

#[test]
fn crate_with_a_name_that_is_none() {
    for (names, message) in [
        (
            "[crate]\nname = \"my-api\"\n",
            "`my-api` cannot be a name in Rust",
        ),
        (
            "[crate]\nname = 5\n",
            "`crate` holds only the strings `name` and `client`",
        ),
        (
            "[crate]\nversion = \"1\"\n",
            "`crate` holds only the strings `name` and `client`",
        ),
    ] {
        let report = report(&named(spec(SHOP), names));
        let start = format!("error[names-entry]: {message}\n --> names.toml:2:");
        assert!(report.starts_with(&start), "{report}");
    }
}
