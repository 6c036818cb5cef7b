//! Diagnostics for programs, and all of them: `--json` and `--all`.

use std::fs;

use serde_json::{Value, json};

use crate::desk::{Desk, text};
use crate::{SHOP, named, overlaid};

/// An object for each diagnostic, whichever file it is in, with the keys in one order.
#[test]
fn each_diagnostic_is_an_object() {
    let mut input = named(
        overlaid("- {target: $.tags, remove: true}\n"),
        "[schemas]\nInvoice = { name = \"Bill\", reason = \"clearer\" }\n",
    );
    input.spec.text = input
        .spec
        .text
        .replace("paths:\n", "x-secret-names: [ámount, status, id]\npaths:\n")
        .replace("items: {type: string}", "items: {type: strin}")
        .replace("amount: {type: integer}", "id: {type: string}");
    let report = codegen::generate(&input).expect_err("faults");
    let action = "- {target: \"$.components.schemas[*].properties.id\", description: why, update: {x-secret: true}}";
    let parameter = "- {target: \"$.components.parameters.OrderId.schema\", description: why, update: {x-secret: true}}";
    let expected = json!([
        {
            "level": "error",
            "code": "overlay-no-match",
            "message": "`$.tags` matches nothing in the spec",
            "file": "overlay.yaml",
            "line": 4,
            "column": 12,
            "end_column": 33,
            "fragment": "$.tags, remove: true}",
            "pointer": "/actions/0/target",
            "help": "delete the action if the spec no longer needs it, or correct the path",
            "action": null,
            "name": null,
            "count": 1,
            "also": [],
        },
        {
            "level": "error",
            "code": "unknown-type",
            "message": "OpenAPI 3.0 has no type `strin`",
            "file": "shop.yaml",
            "line": 25,
            "column": 45,
            "end_column": 52,
            "fragment": "strin}}",
            "pointer": "/paths/~1orders~1{order_id}/get/parameters/1/schema/items/type",
            "help": "did you mean `string`?",
            "action": null,
            "name": null,
            "count": 1,
            "also": [],
        },
        {
            "level": "error",
            "code": "names-unused",
            "message": "nothing in the spec is called `Invoice`",
            "file": "names.toml",
            "line": 2,
            "column": 1,
            "end_column": 8,
            "fragment": "Invoice",
            "pointer": null,
            "help": "delete the entry, or correct what it applies to",
            "action": null,
            "name": null,
            "count": 1,
            "also": [],
        },
        {
            "level": "error",
            "code": "secret-undecided",
            "message": "`id` may be a secret: there is `id` in its name, here and in another schema",
            "file": "shop.yaml",
            "line": 53,
            "column": 9,
            "end_column": 11,
            "fragment": "id",
            "pointer": "/components/schemas/Order/properties/id",
            "help": format!("decide in an overlay: `{action}`, or `false`"),
            "action": action,
            "name": null,
            "count": 2,
            "also": [{
                "file": "shop.yaml",
                "line": 58,
                "column": 9,
                "end_column": 11,
                "fragment": "id",
                "pointer": "/components/schemas/Line/properties/id",
            }],
        },
        {
            "level": "error",
            "code": "secret-undecided",
            "message": "`order_id` may be a secret: there is `id` in its name",
            "file": "shop.yaml",
            "line": 32,
            "column": 13,
            "end_column": 21,
            "fragment": "order_id",
            "pointer": "/components/parameters/OrderId/name",
            "help": format!("decide in an overlay: `{parameter}`, or `false`"),
            "action": parameter,
            "name": null,
            "count": 1,
            "also": [],
        },
    ]);
    // As text, since the order counts.
    assert_eq!(report.json(&input), format!("{expected:#}\n"));
}

/// A description with a fault in each of so many schemas.
fn faults(count: usize) -> String {
    let schema = |number| format!("    S{number}: {{type: t{number}}}\n");
    let schemas: String = (0..count).map(schema).collect();
    format!("{SHOP}{schemas}")
}

#[test]
fn each_command_tells_all_and_in_json() {
    let desk = Desk::checkout("all-and-json");
    let wrong = faults(60);
    fs::write(desk.0.join("wrong.yaml"), &wrong).unwrap();
    fs::write(desk.0.join("spec/stytch-b2b.yaml"), &wrong).unwrap();
    // What `import` looks at are references.
    let gone = |number| format!("    G{number}: {{$ref: '#/components/schemas/H{number}'}}\n");
    let cut = format!("{SHOP}{}", (0..60).map(gone).collect::<String>());
    fs::write(desk.0.join("cut.yaml"), cut).unwrap();
    // What `spec` looks at are overlays.
    let actions: String = (0..60)
        .map(|number| format!("- {{target: $.gone{number}, remove: true}}\n"))
        .collect();
    let overlay = format!("overlay: 1.0.0\nactions:\n{actions}");
    fs::write(desk.0.join("fix.yaml"), overlay).unwrap();
    for arguments in [
        &["regen"][..],
        &["regen", "--check"],
        &["regen", "--spec", "wrong.yaml", "--out", "out"],
        &["ir"],
        &["spec", "--spec", "wrong.yaml", "--overlay", "fix.yaml"],
        &["import", "cut.yaml"],
    ] {
        let run = |options: &[&str]| {
            let output = desk.run(&[arguments, options].concat());
            assert_eq!(output.status.code(), Some(1), "{arguments:?}");
            (text(&output.stdout), text(&output.stderr))
        };
        let (stdout, stderr) = run(&[]);
        assert_eq!(stdout, "", "{arguments:?}");
        assert_eq!(stderr.matches("error[").count(), 50, "{arguments:?}");
        let last = "60 errors, the first 50 shown; `--all` shows the rest\n";
        assert!(stderr.ends_with(last), "{arguments:?}: {stderr}");

        let (stdout, stderr) = run(&["--all"]);
        assert_eq!(stdout, "", "{arguments:?}");
        assert_eq!(stderr.matches("error[").count(), 60, "{arguments:?}");
        assert!(stderr.ends_with("\n60 errors\n"), "{arguments:?}: {stderr}");

        let (stdout, stderr) = run(&["--json"]);
        assert_eq!(stderr, "", "{arguments:?}");
        let all: Vec<Value> = serde_json::from_str(&stdout).expect("JSON");
        assert_eq!(all.len(), 60, "{arguments:?}");
        assert!(all.iter().all(|one| one["line"].as_u64() > Some(2)));
    }
}

/// Where nothing is wrong, and where what is wrong is no diagnostic.
#[test]
fn no_diagnostics_in_json() {
    let desk = Desk::new("no-diagnostics");
    let json = &["--json"];
    let output = desk.try_regen(SHOP, &["--check", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout), "[]\n");
    assert!(text(&output.stderr).contains("files are stale"));

    let output = desk.try_regen(SHOP, json);
    assert!(output.status.success());
    assert_eq!(text(&output.stdout), "[]\n");
    assert!(text(&output.stderr).contains("files written"));

    // What these print is what they are for.
    let output = desk.run(&["spec", "--spec", "shop.yaml", "--json"]);
    assert!(text(&output.stdout).starts_with("openapi: 3.0.3\n"));
    let output = desk.run(&["ir", "--spec", "shop.yaml", "--json"]);
    assert!(text(&output.stdout).starts_with("Api {"));
}

/// Gaps in the documentation, beside files that are stale.
#[test]
fn gaps_in_json() {
    let desk = Desk::new("json-gaps");
    let shop = SHOP.replace("paths:\n", "x-documented: true\npaths:\n");
    let output = desk.try_regen(&shop, &["--check", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let all: Vec<Value> = serde_json::from_str(&text(&output.stdout)).expect("JSON");
    assert!(all.iter().all(|one| one["code"] == "undocumented"));
    assert!(all.len() > 5, "{all:?}");
    assert!(text(&output.stderr).contains("files are stale"));
}
